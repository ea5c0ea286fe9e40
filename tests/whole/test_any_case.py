"""Whatever a case holds: its package gives it back; its brief is printed, or refused in words."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.brief import compose
from dossier.brief.spec import Spec
from dossier.case import file, verify
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.exchange.package import PackageReader, PackageWriter
from dossier.exchange.plan import plan
from dossier.exchange.sample import create_from_package
from dossier.model.records import KINDS, CaseInfo
from dossier.model.wire import to_wire
from whole import anycase


def _wires(case: Case, *, info: bool = True) -> list[object]:
    kinds = [kind for kind in KINDS if info or kind.record is not CaseInfo]
    return [to_wire(record) for kind in kinds for record in case.stored(kind.record)]


@settings(max_examples=4)
@given(data=st.data())
def test_any_case_comes_back_from_its_package_and_by_import(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with file.create(folder / "a.dossier", CaseInfo(title="A")) as case:
        anycase.fill(case, data)
        PackageWriter().write(case, folder / "a.zip")
        wires, contents = _wires(case), _wires(case, info=False)
    with create_from_package(folder / "a.zip", folder / "b.dossier") as again:
        assert _wires(again) == wires
    with (
        file.create(folder / "c.dossier", CaseInfo(title="C")) as other,
        PackageReader().read(folder / "a.zip") as delivery,
    ):
        plan(other, delivery).apply(other)
        assert _wires(other, info=False) == contents
        other.undo()
        assert _wires(other, info=False) == []
    assert verify.verify(folder / "b.dossier") == []
    assert verify.verify(folder / "c.dossier") == []


@settings(max_examples=6)
@given(data=st.data())
def test_any_case_is_printed_or_refused_in_words(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.dossier"
    with file.create(path, CaseInfo(title="A")) as case:
        anycase.fill(case, data)
        said = _printed(case)
    assert said.startswith(("%PDF-", "The brief was stopped: "))


def _printed(case: Case) -> str:
    """The beginning of the brief, or why there is none."""
    out = BytesIO()
    try:
        compose.print_brief(compose.gather(case, Spec(mark="TLP:RED")), out)
    except DossierError as error:
        return error.message
    return out.getvalue()[:5].decode()
