"""From a case to the file of a brief: gather, check, put into blocks, render, put in place."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dossier import outfile
from dossier.brief import catalogue, templates
from dossier.brief.blocks import Block, Contents, Footnote, KeyFigures, TitleBlock
from dossier.brief.charts import Picture
from dossier.brief.clearance import clearance, is_kept, printable
from dossier.brief.document import Document, Mark, Report
from dossier.brief.edition import PLAIN, Edition, Imprint
from dossier.brief.formats import Form, form_of, write_text
from dossier.brief.handling import mark_of
from dossier.brief.house import inks, pale
from dossier.brief.material import Material, Stamp
from dossier.brief.notes import REGISTER, endnotes, footnotes
from dossier.brief.portions import justified, marked, marked_notes
from dossier.brief.press import render
from dossier.brief.quotation import compare
from dossier.brief.redaction import Whole, add_notice, redact
from dossier.brief.spec import Listed, NotePlace, PrintSize, Sides, Spec
from dossier.brief.supply import supply
from dossier.brief.wording import day_of, plural
from dossier.case import attachments, file, find
from dossier.case.case import Case
from dossier.case.since import case_uid
from dossier.errors import DossierError
from dossier.model.records import Actor, Incident, Place
from dossier.outfile import replaced

Progress = Callable[[str, int, int], None]
_LOGO = 0.4  # of the column, at most
_LONG = 30  # incidents; from here on nobody turns pages to find one
_VERY_LONG = 120  # incidents; contents that name more fill pages of their own


def write_brief(
    case: Case,
    path: Path,
    spec: Spec | None = None,
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Report:
    """Write the brief of a case to `path`; the file is replaced only when all is written.

    The suffix chooses the kind of file; one without pages of its own is reported to have none.
    Making a brief never writes to the case. DossierError names a quotation that no longer matches
    its source.
    """
    form = check_output(path, case.path)
    attachments.spare(case, path)
    gathered = [gather(case, spec or Spec())]
    with replaced(path) as out:  # the list is emptied: what was gathered is not kept while printing
        return print_brief(gathered.pop(), out, form, progress=progress, cancel=cancel)


def check_output(path: Path, case: Path) -> Form:
    """Give the kind of file; DossierError if a brief of `case` cannot or must not be there."""
    over_case = DossierError(
        f"A brief is never written over a case file such as {path.name}.",
        "Give it a name of its own, such as brief.pdf.",
    )
    if path.suffix.lower() == file.SUFFIX:
        raise over_case
    form = form_of(path)
    outfile.check(path)
    if os.path.realpath(path) == os.path.realpath(case):
        raise over_case
    return form


def gather(case: Case, spec: Spec, edition: Edition = PLAIN) -> Material:
    """Take from the case, frozen, all that this edition of the brief may print."""
    templates.check(spec)
    with _uncollected():
        return _gathered(case, spec, edition)


def _gathered(case: Case, spec: Spec, edition: Edition) -> Material:
    ids = find.ids(case, "incident", words=spec.words, where=period(spec), sort="date")
    found = find.evidences(case, list(ids))
    cleared = clearance(case, (t.passage for held in found for t in held.testimonies))
    kept = [held for held in found if is_kept(held)]
    evidences = tuple(map(cleared.evidence, kept))
    # of a part of the case only those statements that bear on its incidents
    part = [e.incident.id for e in kept] if spec.is_part else None
    held = tuple(printable(find.statements(case, part)))
    statements = cleared.statements(held)
    unfound = compare(evidences, statements, case.text_body)
    step = case.last_content_step
    told = Material(
        info=case.info,
        evidences=evidences,
        statements=statements,
        stamp=Stamp(
            case.state_hash, step.hash if step else "", step.at if step else "", case_uid(case)
        ),
        mark=Mark(""),
        spec=spec,
        set_aside=len(found) - len(kept),
        unfound=unfound,
        nameless=cleared.nameless(kept),
        edition=edition,
    )
    told = supply(case, told)
    if edition.redaction is not None:
        return redact(told, edition.redaction, _whole(case))
    return replace(told, mark=mark_of(told.info, told.evidences, held, told.register, spec.mark))


def _whole(case: Case) -> Whole:
    return Whole(case.stored(Actor), case.stored(Place), case.stored(Incident))


def period(spec: Spec) -> dict[str, str]:
    """Give the filter for the incidents that may lie in the period asked for; none if all may."""
    ends = {"after": spec.since, "before": spec.until}
    return {key: day_of(words) for key, words in ends.items() if words}


def print_brief(
    material: Material,
    out: BinaryIO,
    form: Form = Form.PDF,
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Report:
    """Print gathered material. Same material, same bytes."""

    def report(done: int, total: int) -> None:
        if progress is not None:
            progress("Setting the brief", done, total)

    with _uncollected():
        composed = document(material)
        remarks = tuple(material.remarks)
        del material  # all that is printed stands in the blocks; a long brief needs the room
        if form is Form.PDF:
            made = render(composed, out, progress=report, cancel=cancel)
        else:
            out.write(write_text(composed, form))
            made = Report(pages=0)
    return replace(made, remarks=remarks)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: a brief is made of many small things and no cycles.

    It would walk all of them again and again, for a sixth of the time, and free nothing.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def document(material: Material) -> Document:
    """Put material into the blocks of its sections, in the order asked for."""
    info, stamp, house = material.info, material.stamp, material.spec.house
    if house.accent and (trouble := pale(house.accent)):
        material.remark(f"House style, accent colour: {trouble}")
    blocks, feet = _finished(material)
    return Document(
        title=info.title,
        blocks=tuple(blocks),
        footnotes=feet,
        date=_moment(stamp.at),
        author=info.author,
        subject=f"{plural(len(material.evidences), 'incident')}; case state {stamp.state}",
        reference=info.reference,
        head=house.head,
        inks=inks(house.accent),
        fonts=material.fonts,
        footer=" · ".join(filter(None, (material.edition.words, house.foot or _state(stamp)))),
        mark=material.mark,
        paper=material.spec.paper,
        duplex=material.spec.sides is Sides.BOTH,
        large=material.spec.print_size is PrintSize.LARGE,
        imprint=_imprint(material),
        archival=not material.edition.locked,
    )


def _imprint(material: Material) -> Imprint:
    """Say how this paper can be printed again, as far as nothing else is told by that.

    The words of a filter may be just what a redacted edition withholds, and the path of a file of
    one's own says where somebody works.
    """
    spec, edition, stamp = material.spec, material.edition, material.stamp
    house = spec.house
    silent = edition.redaction is not None or house.has_files
    return Imprint(
        case=stamp.case,
        state=stamp.state,
        head=stamp.head,
        brief=edition.brief,
        issue=edition.number,
        edition="Redacted edition" if edition.redaction is not None else "",
        since=material.since.head if material.since else "",
        plan="" if silent else templates.write(replace(spec, name="", description="")),
    )


def _state(stamp: Stamp) -> str:
    """Name the state of the case by the ends of its hash."""
    return f"Case state {stamp.state[:8]}…{stamp.state[-4:]} · step {stamp.head[:8]}"


def _finished(material: Material) -> tuple[list[Block], tuple[Footnote, ...]]:
    """Give the blocks of all sections, marked, with what a redacted edition says and contents.

    Beside them what stands at the foot of pages.
    """
    blocks = marked(_blocks(material), material)
    feet = footnotes(material) if material.spec.notes is NotePlace.FOOT else ()
    feet = marked_notes(feet, material)
    if material.logo:
        alt = f"Logo of {material.info.organisation or 'who wrote this brief'}"
        blocks.insert(0, Picture(material.logo, alt, _LOGO))
    if material.spec.justified:
        blocks = list(justified(blocks))
    return _add_contents(add_notice(blocks, feet, material), material), feet


def _add_contents(blocks: list[Block], material: Material) -> list[Block]:
    """Put the contents after the opening; of a very long brief they name the sections only."""
    count, wanted = len(material.evidences), material.spec.contents
    if wanted is Listed.ALWAYS or (wanted is Listed.WHEN_LONG and count > _LONG):
        opening = [i for i, it in enumerate(blocks) if isinstance(it, TitleBlock | KeyFigures)]
        at = opening[-1] + 1 if opening else 0
        blocks.insert(at, Contents(levels=1 if count > _VERY_LONG else 2))
    return blocks


def _moment(at: str) -> datetime:
    if not at:
        return datetime(2020, 1, 1, tzinfo=UTC)
    return datetime.fromisoformat(at).astimezone(UTC)


def _blocks(material: Material) -> list[Block]:
    """Give the blocks of the sections; a list of notes stands before the register, or last.

    The register tells what the others cite: it is made when they are, wherever it stands.
    """
    parts = material.spec.sections
    made: list[Sequence[Block]] = [()] * len(parts)
    for at in sorted(range(len(parts)), key=lambda at: parts[at].name == REGISTER):
        made[at] = catalogue.make(parts[at]).blocks(material)
    names, cited = material.spec.names, len(material.notes.passages)
    if material.spec.notes is NotePlace.END:
        made.insert(names.index(REGISTER) if REGISTER in names else len(names), endnotes(material))
    elif material.spec.notes is NotePlace.REGISTER and REGISTER not in names and cited:
        told = plural(cited, "note number leads", "note numbers lead")
        material.remark(f"{told} nowhere: this brief has no register of sources, nor other notes.")
    return list(chain.from_iterable(made))
