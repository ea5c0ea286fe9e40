"""A whole case made from a package: one that came from a colleague, or the sample case."""

from pathlib import Path

from dossier import resource
from dossier.case.case import Case
from dossier.case.handover import Handover, take_over
from dossier.exchange.package import PackageReader
from dossier.exchange.plan import check_whole
from dossier.exchange.protocols import Progress, silent

SAMPLE = "border-crossings-2021.zip"


def create_sample(path: Path) -> Case:
    """Make a fresh copy of the sample case and open it."""
    return create_from_package(resource.path("sample", SAMPLE), path)


def create_from_package(package: Path, path: Path, progress: Progress = silent) -> Case:
    """Make a case file from a package, its history included, and open it."""
    with PackageReader().read(package, progress) as delivery:
        check_whole(delivery)
        handover = Handover(
            package.name,
            delivery.records,
            (body() for body in delivery.texts.values()),
            ((blob.media_type, blob.open()) for blob in delivery.blobs.values()),
            dict(delivery.journal),
            delivery.head,
        )
        return take_over(path, handover)
