"""`python tests/benchmarks [--quick] [--quotes COUNT] [--cases FOLDER]`: what Dossier costs.

Every line stands beside a peer that was measured in the same run: the machine cancels out of the
ratio. CPU seconds unless the unit says "waiting"; medians of several runs. `--quick` takes small
sizes, to show that all of it runs; its ratios say little. `--cases` keeps the large cases.
"""

import argparse
import functools
import importlib.util
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # this folder is a package of tests

from benchmarks import measure, starting  # noqa: E402 - after the path is set
from benchmarks.measure import Line, in_turn, run, say  # noqa: E402 - after the path is set


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    incidents: int
    quotes: int
    printed: int
    rows: int
    rounds: int
    runs: int


FULL = Sizes(incidents=100_000, quotes=10_000, printed=1000, rows=100_000, rounds=200, runs=5)
LONG, GAP = 20_000, 50.0  # rows, milliseconds that nobody feels
PEERS = {
    "reportlab": "Platypus, multiBuild",
    "typst": "typst",
    "fpdf": "fpdf2",
    "weasyprint": "WeasyPrint",
}
QUICK = Sizes(incidents=400, quotes=40, printed=20, rows=1000, rounds=10, runs=1)


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to work in, the large case and the one to print."""

    folder: Path
    large: Path
    printed: Path
    sizes: Sizes


def main(arguments: list[str]) -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="tests/benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one run")
    parser.add_argument("--cases", type=Path, metavar="FOLDER", help="keep the large cases here")
    parser.add_argument("--only", choices=[part.__name__ for part in PARTS], help="this part alone")
    parser.add_argument("--quotes", type=int, help="as many in the large case, such as 1000000")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        kept = (options.cases or Path(folder)).resolve()
        sizes = QUICK if options.quick else FULL
        if options.quotes:
            sizes = replace(sizes, quotes=options.quotes)
        parts = [part for part in PARTS if options.only in (None, part.__name__)]
        has_large = not set(parts) <= {briefs, peers, previews}
        bench = prepare(Path(folder), kept, sizes, has_large=has_large)
        lines = [line for part in parts for line in part(bench)]
    print(measure.table(lines))  # noqa: T201 - the table is the result
    return 0


def prepare(folder: Path, kept: Path, sizes: Sizes, *, has_large: bool = True) -> Bench:
    """Make the cases that are not there yet; the large one if it is asked for."""
    large = kept / f"large-{sizes.incidents}-{sizes.quotes}.dossier"
    printed = kept / f"printed-{sizes.printed}.dossier"
    for path, incidents, quotes in (
        (large, sizes.incidents, sizes.quotes),
        (printed, sizes.printed, sizes.printed // 10),
    ):
        if not path.exists() and (has_large or path == printed):
            say(f"making {path.name}")
            run("making", path, "--incidents", incidents, "--quotes", quotes)
    return Bench(folder, large, printed, sizes)


def edits(bench: Bench) -> Iterator[Line]:
    """One field of one record, and many records at once."""
    say("edits")
    ours, bare = (shutil.copyfile(bench.large, bench.folder / f"{n}.dossier") for n in "ab")
    found = run("editing", ours, bare, bench.sizes.rounds)
    peer = "bare transaction, same pragmas"
    yield Line("an edit, waiting", found["wall"], "ms", peer, found["bare_wall"])
    yield Line("an edit", found["cpu"], "ms", peer, found["bare_cpu"])
    say("bulk insert")

    def bulk(how: str) -> dict[str, float]:
        with tempfile.TemporaryDirectory(dir=bench.folder) as place:
            return run("bulk", how, Path(place) / "bulk.dossier", bench.sizes.rows)

    made, peer_made = in_turn(
        min(bench.sizes.runs, 3), functools.partial(bulk, "ours"), functools.partial(bulk, "bare")
    )
    rows = f"{bench.sizes.rows:,} rows at once"
    peer = "bare executemany and full text"
    yield Line(rows, made["rate"], "rows/s", peer, peer_made["rate"])
    yield Line(f"{rows}, peak memory", made["peak"], "MB", peer, peer_made["peak"])


def long_edits(bench: Bench) -> Iterator[Line]:
    """Imports taken back, and many records moved to the trash, in the slices of the window."""
    say("long edits")
    rows = min(bench.sizes.rows, LONG)
    found = run("longedits", bench.folder, bench.large, rows, home=bench.folder)
    for act, name in (
        ("undo", f"undo of {rows:,} imported rows"),
        ("redo", f"redo of {rows:,} imported rows"),
        ("trash", f"{rows:,} records to the trash"),
    ):
        gap, work, most = found[f"{act}_gap"], found[f"{act}_work"], "wanted at most"
        yield Line(f"{name}: longest gap, waiting", gap, "ms", most, GAP)
        yield Line(f"{name}: longest gap", work, "ms", most, GAP)
        yield Line(f"{name}: in slices", found[act], "s", "at once", found[f"{act}_whole"])


def lists(bench: Bench) -> Iterator[Line]:
    """Lists and search of the large case."""
    say("lists and search")
    found = run("listing", bench.large, max(3, bench.sizes.rounds // 10))
    count = f"{bench.sizes.incidents:,}"
    yield Line(f"ids of {count} incidents", found["ids"], "ms", "bare SQL", found["bare_ids"])
    yield Line("256 rows of their list", found["rows"], "ms", "bare SQL", found["bare_rows"])
    for letters in (2, 3):
        for part in ("p50", "p95"):
            key = f"search_{letters}_{part}"
            name = f"search while typing, {letters} letters, {part}"
            yield Line(name, found[key], "ms", "bare FTS5", found[f"bare_{key}"])


def first_rows(bench: Bench) -> Iterator[Line]:
    """From nothing to rows on the screen."""
    say("window")

    def shown(how: str, *case: Path) -> dict[str, float]:
        return run("window", how, time.monotonic(), bench.folder, *case, home=bench.folder)

    shown("ours", bench.large)  # fonts are unpacked once
    ours, bare = in_turn(
        bench.sizes.runs,
        functools.partial(shown, "ours", bench.large),
        functools.partial(shown, "bare"),
    )
    name, peer = f"first rows of {bench.sizes.incidents:,}", "bare Qt window with a table"
    yield Line(f"{name}, waiting", ours["wall"], "s", peer, bare["wall"])
    yield Line(name, ours["cpu"], "s", peer, bare["cpu"])
    yield Line(f"{name}, peak memory", ours["peak"], "MB", peer, bare["peak"])


def hours(bench: Bench) -> Iterator[Line]:
    """What an analyst does in an hour: how long the window was deaf at most."""
    say("an hour at the window")
    played = shutil.copyfile(bench.large, bench.folder / "hour.dossier")
    rounds = min(bench.sizes.runs, 2)
    ours = run("hour", played, bench.folder, rounds, home=bench.folder)
    bare = run("barehour", rounds)
    name, peer = "an hour", "bare Qt window with a table"
    yield Line(f"{name}: worst gap of the loop, waiting", ours["worst"], "ms", peer, bare["worst"])
    yield Line(f"{name}: worst gap", ours["worst_work"], "ms", peer, bare["worst_work"])
    yield Line(f"{name}: worst gap at first visits", ours["first"], "ms", peer, bare["worst"])
    yield Line(f"{name}: 99 % of gaps, waiting", ours["p99"], "ms", peer, bare["p99"])
    yield Line(f"{name}: 99 % of gaps", ours["p99_work"], "ms", peer, bare["p99_work"])
    yield Line(f"{name}: peak memory", ours["peak"], "MB", peer, bare["peak"])


def briefs(bench: Bench) -> Iterator[Line]:
    """The brief of many incidents. Pages are ours for all: peers print the same content."""
    say("brief")
    pdf, blocks = bench.folder / "brief.pdf", bench.folder / "blocks"
    run("paper", bench.printed, pdf, blocks)
    ours, limit, peer = in_turn(
        min(bench.sizes.runs, 3),
        functools.partial(run, "paper", bench.printed, pdf),
        functools.partial(run, "limit", pdf, bench.folder / "limit.pdf"),
        functools.partial(run, "platypus", blocks, bench.folder / "platypus.pdf"),
    )
    pages = ours["pages"]
    name = f"brief of {bench.sizes.printed:,} incidents, {pages:.0f} pages"
    whole = ours["gather"] + ours["compose"] + ours["render"]
    rate, unit = pages / ours["render"], "pages/s"
    yield Line(f"{name}: print", rate, unit, "canvas, ready lines", pages / limit["cpu"])
    yield Line(f"{name}: print", rate, unit, "Platypus", pages / peer["cpu"])
    yield Line(f"{name}: all", pages / whole, unit, "Platypus", pages / peer["cpu"])
    for part in ("gather", "compose", "render"):
        yield Line(f"{name}: {part}", ours[part], "s", "all", whole)
    yield Line(f"{name}: peak memory", ours["peak"], "MB", "Platypus", peer["peak"])


def previews(bench: Bench) -> Iterator[Line]:
    """How long the page of briefs takes to follow a change."""
    say("preview")
    found = run("preview", bench.folder, bench.sizes.runs, home=bench.folder)
    name, peer = "first page of the preview after a change, waiting", "the brief, in one process"
    yield Line(name, found["page"], "s", peer, found["whole"])


def peers(bench: Bench) -> Iterator[Line]:
    """The same words by other programs. The slow ones print fewer incidents, as their lines say."""
    whole = bench.sizes.printed
    for count, engines in (
        (whole, ("reportlab", "typst")),
        (max(whole // 5, 1), ("fpdf", "weasyprint")),
    ):
        case, pdf = bench.folder / f"{count}.dossier", bench.folder / "peer.pdf"
        blocks = bench.folder / f"{count}.blocks"
        if not case.exists():
            run("making", case, "--incidents", count, "--quotes", count // 10)
        ours = run("paper", case, pdf, blocks)
        for engine in engines:
            say(f"brief by {engine}")
            work = functools.partial(run, "peers", engine, blocks, pdf)
            if engine == "reportlab":
                work = functools.partial(run, "platypus", blocks, pdf, "contents")
            name = f"brief of {count:,} incidents: print"
            yield from _beside(ours, engine, work, name, bench.sizes.runs)


def _beside(
    ours: dict[str, float], engine: str, work: Callable[[], dict[str, float]], name: str, runs: int
) -> Iterator[Line]:
    """Measure a peer that is installed."""
    found = {"cpu": math.nan, "peak": math.nan}
    if importlib.util.find_spec(engine) is not None:
        (found,) = in_turn(min(runs, 3), work)
    label, pages = PEERS[engine], ours["pages"]
    yield Line(name, pages / ours["render"], "pages/s", label, pages / found["cpu"])
    yield Line(f"{name}, peak memory", ours["peak"], "MB", label, found["peak"])


def starts(bench: Bench) -> Iterator[Line]:
    """Starting up."""
    say("start-up")
    script = starting.settle(bench.folder)
    starting.started_again(script)  # compiles what is not compiled yet
    ours, again, bare = in_turn(
        bench.sizes.runs,
        functools.partial(starting.started, "-m", "dossier", "--version"),
        functools.partial(starting.started_again, script),
        functools.partial(starting.started, "-c", "pass"),
    )
    peer = "bare Python"
    yield Line("python -m dossier --version", ours["cpu"], "s", peer, bare["cpu"])
    yield Line("python3 src --version, second start", again["cpu"], "s", peer, bare["cpu"])
    yield Line("the same, waiting", again["wall"], "s", peer, bare["wall"])


PARTS = (edits, long_edits, lists, first_rows, hours, briefs, previews, peers, starts)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
