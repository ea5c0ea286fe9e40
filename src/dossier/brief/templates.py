"""Templates: a Spec as TOML that people can read and edit, those built in and those of the user."""

import dataclasses
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier import resource
from dossier.brief import catalogue, toml
from dossier.brief.options import Value, check_words, options_of
from dossier.brief.spec import House, Part, Spec
from dossier.errors import DossierError
from dossier.outfile import replaced

SUFFIX = ".toml"
FOLDER = "templates"  # beside the settings
BUILT_IN = (
    "case_brief",
    "incident_report",
    "situation_report",
    "chronology",
    "key_judgement_brief",
    "statements_by_speaker",
    "source_register",
    "note_for_file",
)
_SECTION, _HOUSE, _NAME = "section", "house", "name"
_PLAIN = ("name", "description")  # of a Spec: words that are not options


def read(text: str, where: str = "The template") -> Spec:
    """Read a template; DossierError names section and key, and says what is allowed."""
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DossierError(f"{where} is not TOML: {error}.", "Correct that line.") from None
    except ValueError:  # Python reads no number of very many digits
        raise DossierError(
            f"{where} holds a number that is too long to be read.", "No template has such a number."
        ) from None
    except RecursionError:
        raise DossierError(
            f"{where} nests lists too deeply.", "No template has such a list."
        ) from None
    try:
        return _spec(held)
    except DossierError as error:
        raise DossierError(f"{where}: {error.message}", error.hint) from None


def write(spec: Spec) -> str:
    """Give a Spec as TOML; read gives it back. Same Spec, same text.

    DossierError as `check` gives it.
    """
    check(spec)
    top: dict[str, Value] = {name: getattr(spec, name) for name in _PLAIN if getattr(spec, name)}
    top |= _changed(spec)
    tables: list[tuple[str, Mapping[str, Value]]] = []
    if house := _changed(spec.house):
        tables.append((f"[{_HOUSE}]", house))
    tables += [(f"[[{_SECTION}]]", {_NAME: part.name, **part.chosen}) for part in spec.sections]
    return toml.write(top, tables)


def check(spec: Spec) -> None:
    """DossierError names words that no template holds: with half a character, or with a line end.

    A Spec made by the window or by a template has none; one made by a command line may.
    """
    for name in _PLAIN:
        check_words(name, getattr(spec, name), lines=True)
    for described in (spec, spec.house):
        for option in options_of(type(described)):
            check_words(option.name, str(getattr(described, option.name)))
    for part in spec.sections:
        for name, value in part.values:
            check_words(name, str(value), lines=True)


def _changed(described: Spec | House) -> dict[str, Value]:
    values = {o: getattr(described, o.name) for o in options_of(type(described))}
    return {option.name: value for option, value in values.items() if value != option.default}


def _spec(held: dict[str, Any]) -> Spec:
    sections = held.pop(_SECTION, [])
    house = held.pop(_HOUSE, {})
    if not isinstance(house, dict):
        raise DossierError("“house” is not a table.", "Begin it with the line [house].")
    if not isinstance(sections, list) or not all(isinstance(one, dict) for one in sections):
        raise DossierError("“section” is not a list.", "Begin each with the line [[section]].")
    plain: dict[str, Any] = {name: _words(name, held.pop(name)) for name in _PLAIN if name in held}
    chosen = _values(Spec, held, "The brief")
    made = tuple(_part(number, one) for number, one in enumerate(sections, start=1))
    return Spec(**plain, **chosen, sections=made, house=House(**_values(House, house, "[house]")))


def _words(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise DossierError(f"“{name}” is not text.", "Put it in quotation marks.")
    check_words(name, value, lines=True)
    return value


def _values(described: type, held: dict[str, Any], where: str) -> dict[str, Any]:
    known = {option.name: option for option in options_of(described)}
    for key in held:
        if key not in known:
            raise DossierError(f"{where} has no option “{key}”.", f"It has {', '.join(known)}.")
    return {key: known[key].take(value) for key, value in held.items()}


def _part(number: int, held: dict[str, Any]) -> Part:
    name = held.pop(_NAME, None)
    if not isinstance(name, str):
        known = f"It is one of {', '.join(catalogue.names())}."
        raise DossierError(f"[[section]] number {number} has no name.", known)
    try:
        return catalogue.part(name, held)
    except DossierError as error:
        said = error.message
        if name not in said:
            said = f"In section “{name}”, {said}"
        raise DossierError(said, error.hint) from None


# ---- which templates there are


def built_in(name: str) -> Spec:
    """Give a template that comes with the program."""
    return read(resource.text("briefs", f"{name}{SUFFIX}"), f"The template {name}")


def load(path: Path) -> Spec:
    """Read a template file; DossierError if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise DossierError(f"The template {path.name} cannot be read: {why}.") from None
    return read(text, path.name)


def save(path: Path, spec: Spec) -> None:
    """Write a template file, whole or not at all; its folder is made if there is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierError(
            f"The folder {path.parent} cannot be made: {error.strerror}.",
            "Save the template in a folder that is there.",
        ) from error
    with replaced(path) as out:
        out.write(write(spec).encode())


def own(folder: Path) -> tuple[Path, ...]:
    """Give the template files of a folder, by name; none if there is no such folder."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}"))) if folder.is_dir() else ()


def find(name: str, folder: Path | None = None) -> Spec:
    """Give the template of that name: a file, one of the user's in `folder`, or a built-in one."""
    if name.endswith(SUFFIX) or Path(name).parent != Path():
        return load(Path(name))
    for path in own(folder) if folder else ():
        if path.stem == name:
            return load(path)
    if name not in BUILT_IN:
        raise DossierError(
            f"There is no template “{name}”.",
            f"Built in: {', '.join(BUILT_IN)}; or name a file that ends in {SUFFIX}.",
        )
    return built_in(name)


def listed(folder: Path) -> Iterator[tuple[str, Spec]]:
    """Give all templates by name: the user's in `folder`, then those built in.

    One that cannot be read says why in its description: the others are still there.
    """
    mine = own(folder)
    yield from ((path.stem, _readable(path)) for path in mine)
    taken = {path.stem for path in mine}
    yield from ((name, built_in(name)) for name in BUILT_IN if name not in taken)


def _readable(path: Path) -> Spec:
    try:
        return load(path)
    except DossierError as error:
        return Spec(name=path.stem, description=error.message)


def default_folder() -> Path:
    """Give where the user's templates are, beside the settings of this computer."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Preferences"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "dossier" / FOLDER


def free_path(folder: Path, name: str) -> Path:
    """Give a path in `folder` for a template of that name; one that is taken gets a number."""
    stem = "".join(c if c.isalnum() or c in " -_" else "_" for c in name).strip() or "template"
    taken = {path.stem for path in own(folder)}
    number, free = 2, stem
    while free in taken:
        free, number = f"{stem} {number}", number + 1
    return folder / f"{free}{SUFFIX}"


def renamed(spec: Spec, name: str) -> Spec:
    """Give a copy of a template under another name."""
    return dataclasses.replace(spec, name=name)
