"""What some sections print beside incidents and statements: fetched only where one asks for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier.brief.citing import references
from dossier.brief.clearance import BARRED, clearance
from dossier.brief.edition import Since
from dossier.brief.fonts import Family, check_font
from dossier.brief.material import Material
from dossier.brief.spec import Spec
from dossier.case import find, issues
from dossier.case.case import Case
from dossier.case.find import Registered
from dossier.case.since import Difference, Fate, differences, step_of
from dossier.errors import DossierError
from dossier.model.judged import Row, titled
from dossier.model.records import Attachment, CustodyEvent

_SOURCE = "source"
_EVIDENCE = frozenset({_SOURCE, "text", "citation"})  # in the trash, what rests on it is left out
_LARGEST = 64 * 1024**2  # bytes of a logo or a font
_JUDGING = frozenset(
    {
        "key_judgements",
        "alternatives",
        "assumptions",
        "gaps_and_requirements",
        "outlook_and_indicators",
        "annex_yardstick",
    }
)


def supply(case: Case, held: Material) -> Material:
    """Add judgements, hypotheses, sources beyond those cited and files, as far as asked for.

    A redacted edition gets no further sources or files: nobody has looked whether they may be read.
    """
    held = _housed(held)
    names = set(held.spec.names)
    if names & _JUDGING:
        held = replace(held, judged=tuple(find.judgements(case)))
    if "alternatives" in names:
        held = _weighed(case, held)
    if held.edition.redaction is not None:
        return held
    register = tuple(_register(case, held.spec))
    files = tuple(_files(case, held)) if "annex_custody" in names else ()
    custody = tuple(_custody(case, files))
    since = _since(case, held) if "changes_since_last" in held.spec.names else None
    return replace(held, register=register, files=files, custody=custody, since=since)


def _weighed(case: Case, held: Material) -> Material:
    """Add the matrix, as far as its rows may be read, and report those whose words are old."""
    whole = find.hypotheses(case)
    claims = (row.ground.claim for row in whole.rows if row.ground)
    matrix = clearance(case, (claim.passage for claim in claims if claim)).matrix(whole)
    for row in filter(_is_outdated, matrix.rows):
        named = row.ground.about if row.ground else ""
        held.remark(f"The matrix says “{row.exhibit.title}”; {named} has other words now.")
    return replace(held, matrix=matrix, rows_barred=len(whole.rows) - len(matrix.rows))


def _is_outdated(row: Row) -> bool:
    """Whether a row still has the words that its quote or incident had when it was laid out."""
    ground, title = row.ground, row.exhibit.title
    if ground is None or ground.claim is not None:
        return False
    return title.startswith(f"{ground.about} ") and title != titled(ground.words)


def _since(case: Case, held: Material) -> Since | None:
    """Give the last issue of this brief that shows other content, and what has changed since."""
    edition = held.edition
    issue = issues.last_before(case, edition.brief, edition.since)
    step = step_of(case, issue.head) if issue else None
    if issue is None or step is None:
        return None
    found = tuple(differences(case, step.id))
    bared = frozenset(d.id for d in found if d.kind in _EVIDENCE and d.fate is Fate.REMOVED)
    left = tuple(_left(case, found, bared)) if bared else ()
    return Since(issue.number or 0, issue.issued_at[:10], issue.head, found, bared, left)


def _left(case: Case, found: Sequence[Difference], bared: frozenset[int]) -> Iterator[str]:
    """Give the references of live statements that were printed and rest on what is now trashed."""
    own = {one.id: one for one in found if one.kind == "quote"}
    for held in find.statements(case):
        passage, one = held.passage, own.get(held.quote.id)
        rests_on = {passage.source.id, passage.text.id, passage.citation.id}
        status = one.status if one else held.quote.status
        was_there = one is None or one.fate is not Fate.ADDED
        if was_there and status not in BARRED and rests_on & bared:
            yield held.quote.reference


def _housed(held: Material) -> Material:
    """Add the files of the house; DossierError if one cannot be read or printed."""
    house = held.spec.house
    logo = _read(house.logo, "logo", _check_logo) if house.logo else b""
    paths = ((Family.SERIF, house.serif), (Family.SANS, house.sans))
    fonts = tuple((kind, _read(path, "font", check_font)) for kind, path in paths if path)
    return replace(held, logo=logo, fonts=fonts) if logo or fonts else held


def _read(path: str, noun: str, check: Callable[[bytes], str]) -> bytes:
    """Give what a regular file holds; of another one, such as a pipe, nobody sees the end."""
    name, hint = Path(path).name, "Choose another file under House style, or none."
    try:
        found = Path(path).expanduser()
        if found.exists() and not found.is_file():
            raise DossierError(f"The {noun} {name} cannot be read: it is no regular file.", hint)
        if found.stat().st_size > _LARGEST:
            most = f"{_LARGEST // 1024**2} MiB"
            raise DossierError(f"The {noun} {name} is larger than {most}.", hint)
        data = found.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is not one of a file"
        raise DossierError(f"The {noun} {name} cannot be read: {why}.", hint) from None
    if trouble := check(data):
        raise DossierError(f"The {noun} {name} cannot be printed. {trouble}", hint)
    return data


def _check_logo(data: bytes) -> str:
    good = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    return "" if good else "It is neither a PNG nor a JPEG picture."


def _register(case: Case, spec: Spec) -> Iterator[Registered]:
    """Give the sources that own words name, or all; never one behind words off the record."""
    if _wants_all(spec):
        wanted = None
    else:
        wanted = [id_ for kind, id_ in _named(case, spec) if kind == _SOURCE]
    if wanted is not None and not wanted:
        return
    found = find.source_register(case, wanted)
    texts = {text.id: held.source.id for held in found for text in held.texts}
    barred = {texts[cited.text or 0] for cited, _ in find.spoken(case, list(texts), list(BARRED))}
    yield from (held for held in found if held.source.id not in barred)


def _wants_all(spec: Spec) -> bool:
    return any(p.name == "source_register" and p.chosen.get("uncited") for p in spec.sections)


def _named(case: Case, spec: Spec) -> Iterator[tuple[str, int]]:
    words = (v for part in spec.sections for _, v in part.values if isinstance(v, str))
    for reference in dict.fromkeys(one for text in words for one in references(text)):
        found = find.by_reference(case, reference)
        if found is not None:
            yield found


def _files(case: Case, held: Material) -> Iterator[Attachment]:
    """Give the files of cited sources and of incidents, by name."""
    sources = list({passage.source.id for passage in held.cited})
    incidents = [evidence.incident.id for evidence in held.evidences]
    found = {
        file.id: file
        for owner, ids in (("source", sources), ("incident", incidents))
        for files in case.children(Attachment, owner, ids).values()
        for file in files
    }
    yield from sorted(found.values(), key=lambda file: (file.file_name, file.id))


def _custody(case: Case, files: Sequence[Attachment]) -> Iterator[CustodyEvent]:
    """Give what was done with these files, file by file, in the order that it was entered in."""
    events = case.children(CustodyEvent, "attachment", [file.id for file in files])
    for file in files:
        yield from events[file.id]
