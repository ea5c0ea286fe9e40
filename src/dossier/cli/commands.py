"""The commands: each asks the case, gives its answer and returns an exit code."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dossier import registry
from dossier.case import attachments, checks, file, find, issues
from dossier.case import backup as backups
from dossier.case import history as changes
from dossier.case import verify as verifying
from dossier.case.case import Case
from dossier.case.history import HistoryEntry
from dossier.case.journal import Op, StepKind
from dossier.cli import papers
from dossier.cli.output import give, give_json, show_progress, tell
from dossier.errors import DossierError, RefusedError, WindowError
from dossier.model.identity import to_text
from dossier.model.records import CaseInfo, kind_named

if TYPE_CHECKING:
    from dossier.brief.document import Report
    from dossier.brief.spec import Spec
    from dossier.exchange.plan import Plan

_STEP_WORDS = MappingProxyType({StepKind.UNDO: "Undo: ", StepKind.REDO: "Redo: "})
SAMPLE = "Border crossings, June 2021"


def demo(options: Namespace) -> int:
    """Copy the sample case, write its brief, open the window on it."""
    from dossier.brief.compose import check_output
    from dossier.exchange.sample import create_sample

    path = options.case or _free(Path.cwd(), SAMPLE, ".dossier")
    output = options.brief or path.with_suffix(".pdf")
    check_output(output, path)
    with create_sample(path) as case:
        give(f"Case:  {path}")
        _write_brief(case, output)
    if options.no_window:
        return 0
    try:
        return int(options.open_window(path))
    except WindowError as error:
        tell(f"{error} The brief is written; the window is left out.")
        return 0


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return the first of "stem", "stem 2", "stem 3" ... that does not exist, nor its brief."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} {number}"
        path = folder / f"{name}{suffix}"
        if not path.exists() and not path.with_suffix(".pdf").exists():
            return path
        number += 1


def new(options: Namespace) -> int:
    """Make an empty case file."""
    info = CaseInfo(title=options.title or options.case.stem)
    file.create(options.case, info).close()
    give(f"Made {options.case}")
    return 0


def brief(options: Namespace) -> int:
    """Write a brief of the case."""
    with file.open_case(options.case, read_only=options.issue is None) as case:
        spec = _spec(options, papers.kept(case, options))
        _check_query(spec.words)
        _say_if_none(case, spec)
        if papers.is_edition(options):
            return _told(papers.write(case, spec, options), options.output)
        return _write_brief(case, options.output, spec)


def _say_if_none(case: Case, spec: "Spec") -> None:
    """Say that a brief of a part of the case will have no incidents."""
    from dossier.brief.compose import period

    within = period(spec)
    if spec.is_part and not find.ids(case, "incident", words=spec.words, where=within):
        asked = f"matches “{spec.words}”" if spec.words else "falls into the period"
        also = " in the period" if spec.words and within else ""
        tell(f"No incident {asked}{also}: the brief will tell of none.")


def _spec(options: Namespace, kept: "Spec | None") -> "Spec":
    """Give the template, or the plan that the case keeps, and what was chosen beside it."""
    from dossier.brief import templates
    from dossier.brief.document import PageSize
    from dossier.brief.spec import Listed, NotePlace, PrintSize, Sides

    wanted = options.template or "case_brief"
    spec = kept or templates.find(wanted, templates.default_folder())
    chosen: dict[str, Any] = {"words": options.filter, "mark": options.mark}
    kinds = {
        "paper": PageSize,
        "sides": Sides,
        "print_size": PrintSize,
        "contents": Listed,
        "notes": NotePlace,
    }
    for name, kind in kinds.items():
        said = getattr(options, name)
        chosen[name] = kind(said.replace("-", "_")) if said else None
    return replace(spec, **{name: value for name, value in chosen.items() if value is not None})


def templates(options: Namespace) -> int:
    """List the templates, or copy one so that it can be edited."""
    from dossier.brief import templates as known

    folder = known.default_folder()
    if options.copy is None:
        for name, found in known.listed(folder):
            give(f"{name}  {found.description or found.name}")
        return 0
    spec = known.find(options.copy, folder)
    path = options.to or known.free_path(folder, Path(options.copy).stem)
    if path.suffix != known.SUFFIX:
        raise DossierError(
            f"“{path.name}” is no name for a template.", f"Let it end in {known.SUFFIX}."
        )
    if path.exists():
        raise DossierError(f"{path} is there already.", "Give the copy another name.")
    known.save(path, spec)
    give(f"Copied to {path}")
    return 0


def _write_brief(case: Case, output: Path, spec: "Spec | None" = None) -> int:
    from dossier.brief.compose import write_brief

    return _told(write_brief(case, output, spec, progress=show_progress), output)


def _told(report: "Report", output: Path) -> int:
    pages = f" ({report.pages} page{'s' if report.pages != 1 else ''})" if report.pages else ""
    give(f"Brief: {output}{pages}")
    if report.missing:
        missing = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(report.missing))
        tell(f"No font has these characters, they print as empty boxes: {missing}")
    for remark in report.remarks:
        tell(remark)
    return 0


def _check_query(typed: str) -> None:
    """DossierError for a term whose value means nothing: it would leave the brief empty."""
    said = find.trouble(typed)
    if said:
        raise DossierError(f"The filter is not understood: {said}.")


def search(options: Namespace) -> int:
    """Search the case, best hits first."""
    words = " ".join(options.words)
    with file.open_case(options.case, read_only=True) as case:
        hits = find.search(case, words, ranked=True)
    if options.format == "json":
        rows = [
            {"kind": hit.kind, "id": to_text(hit.id), "reference": hit.reference,
             "title": hit.title, "snippet": hit.snippet}
            for hit in hits.rows
        ]  # fmt: skip
        give_json({"hits": rows, "more": hits.more})
        return 0
    for hit in hits.rows:
        snippet = hit.snippet if hit.snippet != hit.title else ""
        give("  ".join(part for part in (hit.reference, hit.title, snippet) if part))
    said = find.trouble(words)
    tell(f"{len(hits.rows)}{'+' if hits.more else ''} found" + (f"; {said}" if said else ""))
    return 0


def history(options: Namespace) -> int:
    """Show who changed what when, newest first."""
    with file.open_case(options.case, read_only=True) as case:
        kind, row = _record(case, options.record) if options.record else (None, None)
        entries = changes.history(case, kind, row)
    if options.format == "json":
        give_json([_entry(entry) for entry in entries])
        return 0
    for step, group in groupby(entries, key=lambda entry: entry.step):
        give(f"{step.at}  {step.by}  {_STEP_WORDS.get(step.kind, '')}{step.label}")
        for entry in group:
            give(f"    {_entry_line(entry)}")
    if len(entries) == changes.LIMIT:
        tell(f"The newest {changes.LIMIT:,} changes; those of one record are told by its name.")
    return 0


def _entry_line(entry: HistoryEntry) -> str:
    """Give "+ Quote Q-0001", or what an update changed."""
    label = kind_named(entry.kind).about.label
    if entry.op is not Op.UPDATE:
        return f"{'+' if entry.op is Op.INSERT else '-'} {label} {entry.name}"
    fields = "; ".join(" ".join(str(field).split()) for field in entry.fields)
    return f"  {label} {entry.name}: {fields}"


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    step = entry.step
    return {
        "step": step.id, "at": step.at, "by": step.by, "kind": step.kind.value,
        "label": step.label, "record": entry.name, "id": to_text(entry.id),
        "op": entry.op.value,
        "fields": [
            {"field": f.label, "before": f.before, "after": f.after} for f in entry.fields
        ],
    }  # fmt: skip


def _record(case: Case, name: str) -> tuple[str, int]:
    found = find.by_reference(case, name)
    if found is None:
        raise DossierError(
            f"The case has no record “{name}”.", "Give its reference, such as INC-0001, or its id."
        )
    return found


def undo(options: Namespace) -> int:
    """Undo the last step."""
    return _step_back(options.case, Case.undo, "Undone", "There is nothing to undo.")


def redo(options: Namespace) -> int:
    """Redo the step undone last."""
    return _step_back(options.case, Case.redo, "Redone", "There is nothing to redo.")


def _step_back(path: Path, step: Callable[[Case], Any], done: str, nothing: str) -> int:
    with file.open_case(path) as case:
        changes = step(case)
    if changes is None:
        tell(nothing)
        return 1
    give(f"{done}: {changes.label}")
    if said := issues.remark(changes):
        tell(said)
    return 0


def verify(options: Namespace) -> int:
    """Check everything; exit 1 and say where if anything was changed outside Dossier."""
    findings = verifying.verify(options.case)
    if options.format == "json":
        give_json(
            [{"kind": f.kind.value, "where": f.where, "message": f.message} for f in findings]
        )
    else:
        for finding in findings:
            give(f"{finding.where} {finding.message}")
        one = len(findings) == 1
        said = f"{len(findings)} finding{'' if one else 's'}" if findings else "All is well."
        tell(said)
    return 1 if findings else 0


def check(options: Namespace) -> int:
    """Say what a reviewer would catch; exit 1 if that is anything."""
    with file.open_case(options.case, read_only=True) as case:
        report = checks.check(case)
        told = [(found.rule, checks.problems(case, found, found.ids)) for found in report.found]
    if options.format == "json":
        give_json({"rules": list(map(_rule, checks.RULES)), "problems": _problems(told)})
        return 1 if report.total else 0
    for rule, group in groupby(told, key=lambda one: one[0]):
        problems = [problem for _, held in group for problem in held]
        give(f"{rule.label}: {len(problems):,}")
        for problem in problems:
            give(f"    {'  '.join(filter(None, (problem.name, problem.words)))}")
    noun = "check" if report.total == 1 else "checks"
    tell(f"{report.total:,} {noun} to resolve" if told else "Nothing to resolve.")
    return 1 if report.total else 0


def _rule(rule: checks.Rule) -> dict[str, Any]:
    return {
        "key": rule.key, "severity": rule.severity.value, "label": rule.label,
        "advice": rule.advice,
    }  # fmt: skip


def _problems(told: Iterable[tuple[checks.Rule, Iterable[checks.Problem]]]) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule.key, "kind": one.kind, "id": to_text(one.id), "record": one.name,
            "field": one.field, "words": one.words,
        }
        for rule, problems in told
        for one in problems
    ]  # fmt: skip


def backup(options: Namespace) -> int:
    """Make a backup and prove that it opens and is the same."""
    with file.open_case(options.case, read_only=True) as case:
        give(str(backups.back_up(case, options.to)))
    return 0


def restore(options: Namespace) -> int:
    """Make a case file from a backup."""
    aside = backups.restore(options.backup, options.case)
    give(f"Restored {options.case}")
    if aside is not None:
        tell(f"The case that was there is now {aside}")
    return 0


def import_(options: Namespace) -> int:
    """Bring in a file by one undoable step, or make a case from a package."""
    if options.create:
        return _create_from(options)
    from dossier.exchange.plan import plan

    reader = _format(options.file, "reader")
    with (
        file.open_case(options.case, read_only=options.dry_run) as case,
        reader().read(options.file, show_progress) as delivery,
    ):
        planned = plan(case, delivery)
        for line in planned.lines():
            give(line)
        if not options.dry_run:
            _apply(case, planned)
    return 0


def _apply(case: Case, planned: "Plan") -> None:
    if planned.new:
        backups.back_up(case)
    changes = planned.apply(case)
    if changes is not None:
        give(f"Done as one step: {changes.label}")


def _create_from(options: Namespace) -> int:
    from dossier.exchange.sample import create_from_package

    with create_from_package(options.file, options.case):
        give(f"Made {options.case} from {options.file.name}")
    return 0


def export(options: Namespace) -> int:
    """Write the case in the format that the suffix names."""
    writer = _format(options.file, "writer")
    with file.open_case(options.case, read_only=True) as case:
        attachments.spare(case, options.file)
        writer().write(case, options.file, show_progress)
    give(f"Wrote {options.file}")
    return 0


def _format(path: Path, side: str) -> Any:
    for known in registry.formats():
        if path.suffix.lower() == known.suffix and getattr(known, side):
            return registry.load(getattr(known, side))
    suffixes = ", ".join(known.suffix for known in registry.formats() if getattr(known, side))
    raise RefusedError(
        f"Dossier has no format for “{path.suffix or path.name}”.", f"It knows {suffixes}."
    )
