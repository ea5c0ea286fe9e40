"""The one door to resources/: the same in a checkout, an sdist and an installed wheel."""

import tomllib
from pathlib import Path
from typing import Any

from dossier.errors import DossierError


def root() -> Path:
    """Folder of the resources: inside the installed package, else beside src/ in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "resources", here.parents[1] / "resources"):
        if folder.is_dir():
            return folder
    raise DossierError(
        "The folder 'resources' is missing from this installation.", "Install Dossier again."
    )


def path(*parts: str) -> Path:
    """Path of one resource; DossierError if it is not there."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise DossierError(f"The resource {'/'.join(parts)} is missing from this installation.")
    return found


def text(*parts: str) -> str:
    """Content of one resource as UTF-8 text."""
    return path(*parts).read_text(encoding="utf-8")


def toml(*parts: str) -> dict[str, Any]:
    """Content of one TOML resource."""
    return tomllib.loads(text(*parts))
