"""Does a paper match a case? By the hashes of its issues, else by its imprint and a new print."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from dossier.brief import paper, templates
from dossier.brief.compose import gather, print_brief
from dossier.brief.edition import Edition, Imprint
from dossier.brief.material import Material
from dossier.brief.wording import plural
from dossier.case import issues, rewinding, since
from dossier.case.case import Case
from dossier.case.issues import Issued
from dossier.case.journal import Step, state_after
from dossier.case.since import Difference, Fate
from dossier.errors import DossierError
from dossier.model.direction import isolated
from dossier.model.records import kind_named

_TOLD = 200  # records that are told one by one
_HEX = 8  # digits of a hash that are shown


class Verdict(StrEnum):
    """What a paper is to a case."""

    ISSUED = "issued"  # an issue, byte for byte
    PRINTED = "printed"  # what the case prints now, byte for byte, but not issued
    PRINTED_EARLIER = "printed_earlier"  # what it printed at an earlier state, byte for byte
    EARLIER = "earlier"  # of this case, at an earlier state: nothing to compare its bytes with
    ALTERED = "altered"  # its bytes are not those that the case prints, or had issued
    OTHER_COPY = "other_copy"  # of a copy of this case that has gone on differently
    OTHER_CASE = "other_case"
    UNKNOWN = "unknown"  # no paper of Dossier, or one that cannot be read


_ELSEWHERE = (
    "It was issued from another case file, such as another copy of this case: what has changed"
    " since is not known here."
)
_UNPLANNED = "how it was chosen is not written on it"
_LOCKED = "a locked PDF never has the same bytes twice"
MATCHING = frozenset({Verdict.ISSUED, Verdict.PRINTED, Verdict.PRINTED_EARLIER})


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict, its reason in sentences, and what the case has changed since, line by line."""

    verdict: Verdict
    sentences: tuple[str, ...]
    changes: tuple[str, ...] = ()

    @property
    def matches(self) -> bool:
        """Whether the paper is what the case has issued or prints."""
        return self.verdict in MATCHING


def verify_brief(path: Path, case: Case, password: str | None = None) -> Verification:
    """Say what a PDF is to a case. An issue is known by its hash, also where it is locked.

    DossierError if the file cannot be read at all. Nothing is written.
    """
    return conclude(examine(path, case, password))


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state: a copy of the case, the step that led to it, what has changed since."""

    path: Path
    copy: list[bytes]  # as `rewinding.copied` gives it
    step: Step
    changed: Sequence[Difference]

    @property
    def words(self) -> str:
        """Give "step 41 of its journal, “Correct title”, on 2021-06-30"."""
        step = self.step
        return f"step {step.id:,} of its journal, “{isolated(step.label)}”, on {step.at[:10]}"


@dataclass(frozen=True, slots=True)
class Reprint:
    """A paper that has to be printed again to be judged; `material` None: it cannot be now.

    That of an earlier step is gathered from a copy of the case, after `examine`, unless it is what
    the case prints now: an undo leads to the same state again, but what was issued stays.
    """

    imprint: Imprint
    held: bytes
    material: Material | None
    earlier: Earlier | None = None
    locked: bool = False

    @property
    def doubt(self) -> str:
        """Say why other bytes prove nothing; "" if they do.

        Without its plan a paper is printed by what the case keeps, whose files may be others now.
        """
        if self.locked:
            return _LOCKED
        return "" if self.imprint.plan else _UNPLANNED


def examine(path: Path, case: Case, password: str | None = None) -> Verification | Reprint:
    """Do all of `verify_brief` that asks the case; `conclude` does the rest without it."""
    digest, held = paper.read(path)
    same = [one for one in issues.issued(case) if one.issue.pdf == digest]
    if same:
        return _issued(case, same[-1])
    try:
        imprint, locked = paper.imprint_of(held, password)
    except DossierError as error:
        said = paper.unreadable(path, held, error, tried=password is not None)
        return Verification(Verdict.UNKNOWN, (said,))
    if imprint is None:
        said = f"{path.name} was not printed by Dossier, or another program has rewritten it."
        return Verification(Verdict.UNKNOWN, (said,))
    found = _judge(case, imprint, held)
    return replace(found, locked=locked) if isinstance(found, Reprint) else found


# ---- the verdict


def _issued(case: Case, found: Issued) -> Verification:
    issue = found.issue
    day = issue.issued_at[:10]
    said = f"This is issue {issue.number} of “{found.title}”, exactly as {issue.by} issued it"
    sentences = [f"{said} on {day}."]
    if not found.standing:
        sentences.append("The issue was undone in the case since; the paper is out all the same.")
    step = since.step_of(case, issue.head)
    if step is None and issue.head:
        return Verification(Verdict.ISSUED, (*sentences, _ELSEWHERE))
    changed = _since(case, step)
    return Verification(Verdict.ISSUED, (*sentences, _progress(changed)), _lines(changed))


def _judge(case: Case, imprint: Imprint, held: bytes) -> Verification | Reprint:
    step = since.step_of(case, imprint.head)
    if step is None and imprint.head:
        return _foreign(case, imprint)
    what = _called(imprint)
    if step is not None and state_after(step) != imprint.state:
        return Verification(
            Verdict.ALTERED,
            (f"This paper calls itself {what}, but the step that it names led to another state.",),
        )
    changed = _since(case, step)
    numbered = [
        one
        for one in issues.issued(case, imprint.brief)
        if imprint.issue and one.issue.number == imprint.issue
    ]
    if numbered:
        said = f"This paper calls itself {what}, but its bytes are not those that were issued."
        return Verification(Verdict.ALTERED, (said, _progress(changed)), _lines(changed))
    now = _now(case, imprint, step, held) if imprint.state == case.state_hash else None
    if now is not None and step == case.last_content_step:
        return now
    if step is None:
        return _earlier(imprint, "", changed) if now is None else now
    material = now.material if isinstance(now, Reprint) else None
    copy = rewinding.copied(case)
    return Reprint(imprint, held, material, Earlier(case.path, copy, step, changed))


def _called(imprint: Imprint) -> str:
    edition = f"a {imprint.edition.lower()}" if imprint.edition else "a brief"
    if imprint.issue:
        return f"issue {imprint.issue} of “{imprint.brief}”"
    return f"{edition} of this case at state {imprint.state[:_HEX]}…"


def _foreign(case: Case, imprint: Imprint) -> Verification:
    if since.case_uid(case) == imprint.case:
        said = (
            f"This paper was printed from another copy of this case, at state"
            f" {imprint.state[:_HEX]}…: the two have gone on differently."
        )
        return Verification(Verdict.OTHER_COPY, (said,))
    return Verification(Verdict.OTHER_CASE, ("This paper is of another case.",))


def _regathered(imprint: Imprint, then: Earlier) -> Material | None:
    """Gather from the case as it was; None if that cannot be reached, or how is not known."""
    if not then.copy:
        return None
    with rewinding.as_of(then.path, then.copy, then.step) as case:
        if case is None:
            return None
        plan = imprint.plan or _kept_plan(case, imprint)
        return _gathered(case, imprint, then.step, plan) if plan else None


def _earlier(imprint: Imprint, when: str, changed: Sequence[Difference]) -> Verification:
    reached = f" The case had that state after {when}." if when else ""
    said = (
        f"This paper calls itself {_called(imprint)}. It was not issued from this copy, and the"
        f" case has gone on since: its bytes cannot be compared.{reached}"
    )
    return Verification(Verdict.EARLIER, (said, _progress(changed)), _lines(changed))


def _now(case: Case, imprint: Imprint, step: Step | None, held: bytes) -> Verification | Reprint:
    plan = imprint.plan or _kept_plan(case, imprint)
    material = _gathered(case, imprint, step, plan) if plan else None
    if material is not None or imprint.plan:
        return Reprint(imprint, held, material)
    said = (
        f"This paper calls itself {_called(imprint)}, which is the state of the case now;"
        f" {_UNPLANNED}, so its bytes cannot be compared."
    )
    return Verification(Verdict.EARLIER, (said, _not_issued(imprint)))


def conclude(found: Verification | Reprint) -> Verification:
    """Print again what has to be, and compare: the same state and choices give the same bytes."""
    if isinstance(found, Verification):
        return found
    imprint, then = found.imprint, found.earlier
    same = _prints(found)
    if then is None or same:
        return _compared(found, "prints now", "the case prints", same=same)
    told = _regathered(imprint, then)
    if told is None:
        return _earlier(imprint, then.words, then.changed)
    again = replace(found, material=told)
    when = f"after {then.words}"
    judged = _compared(again, f"printed {when}", f"{when}, it printed", same=_prints(again))
    if judged.verdict is Verdict.PRINTED:
        judged = replace(judged, verdict=Verdict.PRINTED_EARLIER)
    sentences = (*judged.sentences, _progress(then.changed))
    return replace(judged, sentences=sentences, changes=_lines(then.changed))


def _compared(found: Reprint, printed: str, other: str, *, same: bool) -> Verification:
    imprint, what = found.imprint, _called(found.imprint)
    if same:
        # anybody can print a number that no issue of this case has
        this = f"This paper calls itself {what}; it is" if imprint.issue else f"This is {what},"
        said = f"{this} byte for byte what the case {printed}."
        return Verification(Verdict.PRINTED, (said, _not_issued(imprint)))
    if other_press := _other_press(imprint):
        said = f"This paper calls itself {what}. {other_press}"
        return Verification(Verdict.EARLIER, (said, _not_issued(imprint)))
    if found.doubt:
        said = f"This paper calls itself {what}, but {other} other bytes."
        said = f"{said} That does not prove that it was altered: {found.doubt}."
        return Verification(Verdict.EARLIER, (said, _not_issued(imprint)))
    said = f"This paper calls itself {what}, but {other} other bytes: altered."
    return Verification(Verdict.ALTERED, (said, _not_issued(imprint)))


def _other_press(imprint: Imprint) -> str:
    """Say that another program has set a paper, or this one before or elsewhere."""
    here = Imprint(case="", state="", head="")
    if imprint.program != here.program:
        return (
            f"It was printed by {imprint.program}, which may set it otherwise than {here.program}."
        )
    if imprint.press != here.press:
        return f"It was printed by another build of {here.program}, which may set it otherwise."
    if imprint.tools != here.tools:
        return (
            f"It was printed on a computer with other libraries ({imprint.tools or 'not named'};"
            f" here {here.tools}), which may set it otherwise."
        )
    return ""


def _not_issued(imprint: Imprint) -> str:
    return "It was not issued." if not imprint.issue else "This case has no such issue."


def _kept_plan(case: Case, imprint: Imprint) -> str:
    """Give the plan of the brief as the case keeps it; a redacted one was chosen beside it."""
    kept = issues.named(case, imprint.brief) if imprint.brief and not imprint.edition else None
    return kept.plan if kept else ""


def _gathered(case: Case, imprint: Imprint, step: Step | None, plan: str) -> Material | None:
    """Gather what the imprint asks for, under the step that led to this state at that time.

    None for a plan that this case would never have printed: a paper whose look is made of files
    bears no plan, so one that names files is not ours, and none of them is opened.
    """
    try:
        spec = templates.read(plan)
        if imprint.plan and spec.house.has_files:
            return None
        edition = Edition(brief=imprint.brief, number=imprint.issue, since=imprint.since)
        told = gather(case, spec, edition)
    except DossierError:
        return None
    stamp = replace(told.stamp, head=imprint.head, at=step.at if step else "")
    return replace(told, stamp=stamp)


def _prints(found: Reprint) -> bool:
    """Whether what was gathered gives the very bytes of the paper."""
    if found.material is None:
        return False
    out = BytesIO()
    with suppress(DossierError):
        print_brief(found.material, out)
    return out.getvalue() == found.held


# ---- what has changed since


def _since(case: Case, step: Step | None) -> list[Difference]:
    return since.differences(case, step.id if step else 0)


def _progress(changed: Sequence[Difference]) -> str:
    if not changed:
        return "The case says the same as then."
    return f"The case has changed since: {plural(len(changed), 'record')}."


def _lines(changed: Sequence[Difference]) -> tuple[str, ...]:
    return tuple(_told(changed))


def _told(changed: Sequence[Difference]) -> Iterator[str]:
    for one in changed[:_TOLD]:
        label = kind_named(one.kind).about.label
        said = "; ".join(" ".join(str(field).split()) for field in one.fields)
        more = f": {said}" if one.fate is Fate.CHANGED else ""
        yield f"{label} {one.name} {one.fate.value}{more}"
    if len(changed) > _TOLD:
        yield f"and {len(changed) - _TOLD:,} more"
