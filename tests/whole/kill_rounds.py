"""Kills a writing process at any moment and looks whether what it acknowledged is still there.

    python tests/whole/kill_rounds.py --rounds 200 [--seed N] [--commands]

A worker of this file edits without end and prints the hash of each step once it is stored. With
--commands each round kills one `dossier import`, `undo` or `redo` instead, once it has the case
open: what it printed or exited 0 for must be there, anything else wholly there or not at all.
"""

import argparse
import contextlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier.case import file, lock
from dossier.case.case import Case
from dossier.case.verify import verify
from dossier.exchange.package import PackageWriter
from dossier.model.records import Actor, CaseInfo, Incident, IncidentActor, Source, Text

LONGEST = 0.4  # seconds a worker may write before it is killed
ACKNOWLEDGED = re.compile("^(?:Undone|Redone|Done as one step): .*$", re.MULTILINE)


@dataclass(frozen=True)
class Round:
    """What one round showed: edits acknowledged, and what was wrong after the kill."""

    acknowledged: int
    troubles: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run the rounds; exit 1 if anything acknowledged was lost or anything was damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--commands", action="store_true")
    asked = parser.parse_args(arguments)
    run = command_rounds if asked.commands else rounds
    with tempfile.TemporaryDirectory() as folder:
        done = list(run(Path(folder), asked.rounds, asked.seed))
    edits = sum(one.acknowledged for one in done)
    troubles = [trouble for one in done for trouble in one.troubles]
    said = f"{len(done)} rounds, {edits} edits acknowledged, {len(troubles)} troubles"
    sys.stdout.write("\n".join([said, *troubles, ""]))
    return 1 if troubles or not edits else 0


def rounds(folder: Path, count: int, seed: int) -> Iterator[Round]:
    """Kill a worker on the same case again and again; a fresh case after every twenty rounds."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    for number in range(count):
        path = folder / f"{number // 20}.dossier"
        if number % 20 == 0:
            file.create(path, CaseInfo(title="Killed")).close()
        worker = [sys.executable, __file__, "--work", str(path)]
        acknowledged = work_and_kill(worker, chance.uniform(0.0, LONGEST))
        yield Round(len(acknowledged), tuple(look(path, acknowledged)))


def work_and_kill(command: Sequence[str], seconds: float) -> list[str]:
    """Start a worker, kill it that long after its first edit, and return what it acknowledged."""
    lines: list[str] = []
    begun = threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:

        def listen() -> None:
            for line in worker.stdout or ():
                if line.endswith("\n"):
                    lines.append(line.strip())
                    begun.set()

        listener = threading.Thread(target=listen)
        listener.start()
        begun.wait(30)
        time.sleep(seconds)
        worker.kill()
        listener.join()
    return lines


@dataclass
class Track:
    """What a case must look like after each command: states on the ways back and forth."""

    path: Path
    steps: int
    back: list[str]
    forth: list[str] = field(default_factory=list)

    def expected(self, verb: str) -> str | None:
        """State after a command; None where an import makes a new one."""
        if verb == "undo":
            return self.back[-2]
        return self.forth[-1] if verb == "redo" else None

    def moved(self, verb: str, state: str) -> None:
        """Follow a command that took effect."""
        self.steps += 1
        if verb == "undo":
            self.forth.append(self.back.pop())
        elif verb == "redo":
            self.back.append(self.forth.pop())
        else:
            self.back.append(state)
            self.forth.clear()


def command_rounds(folder: Path, count: int, seed: int) -> Iterator[Round]:
    """Kill commands on one case that grows, each after it has locked the case."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    track = start_track(folder / "case.dossier", chance)
    lasted = {"import": LONGEST, "undo": LONGEST, "redo": LONGEST}
    for number in range(count):
        verb = choose_verb(track, chance)
        words = [write_package(folder, number, chance)] if verb == "import" else []
        until = chance.uniform(0.0, lasted[verb]) if number % 4 else None
        done, seconds = kill_command(track.path, verb, words, until)
        if until is None:
            lasted[verb] = seconds
        troubles = [*look(track.path, []), *compare(track, verb, acknowledged=done)]
        yield Round(int(done), tuple(troubles))


def start_track(path: Path, chance: random.Random) -> Track:
    """Make a case with a history and note the states that undo must lead back to."""
    with file.create(path, CaseInfo(title="Killed")) as case:
        back = [case.state_hash]
        for _ in range(20):
            add_all(case, chance)
            back.append(case.state_hash)
        return Track(path, len(back), back)


def choose_verb(track: Track, chance: random.Random) -> str:
    """One of the commands that would do something; imports seldom, for they only add."""
    verbs = ["import"]
    verbs += ["undo"] * 3 if len(track.back) > 1 else []
    verbs += ["redo"] * 3 if track.forth else []
    return chance.choice(verbs)


def write_package(folder: Path, number: int, chance: random.Random) -> Path:
    """A package of a small case that the case at hand does not know yet."""
    path = folder / f"from {number}.dossier"
    with file.create(path, CaseInfo(title="Colleague")) as case:
        for _ in range(3):
            add_all(case, chance)
        PackageWriter().write(case, path.with_suffix(".zip"))
    return path.with_suffix(".zip")


def kill_command(
    path: Path, verb: str, words: Sequence[Path], seconds: float | None
) -> tuple[bool, float]:
    """Start one command and kill it that long after it has the case.

    Gives whether it acknowledged, and how long it had the case. Without a time it may come to its
    end. RuntimeError if it fails by itself.
    """
    command = [sys.executable, "-u", "-m", "dossier", verb, str(path), *map(str, words)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        while process.poll() is None and not lock.path_of(path).exists():
            time.sleep(0.001)
        begun = time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        lasted = time.monotonic() - begun
        process.kill()
        said = process.stdout.read() if process.stdout else ""
        code = process.wait()
    if code > 0:
        raise RuntimeError(said)
    return code == 0 or ACKNOWLEDGED.search(said) is not None, lasted


def compare(track: Track, verb: str, *, acknowledged: bool) -> Iterator[str]:
    """Say whether a command that said it was done was not, or one took effect by half."""
    with file.open_case(track.path) as case:
        steps = int(case.rows("SELECT count(*) FROM step")[0][0])
        state = case.state_hash
    wanted = track.expected(verb)
    if steps == track.steps:
        if acknowledged:
            yield f"{verb} was acknowledged and is lost"
        if state != track.back[-1]:
            yield f"{verb} took effect without a step"
        return
    track.moved(verb, state)
    if steps != track.steps or state != (wanted or state):
        yield f"{verb} led to another state than it should"


def look(path: Path, acknowledged: Sequence[str]) -> Iterator[str]:
    """Say what is lost or damaged. Opening comes first: it takes back a half-written edit."""
    with file.open_case(path) as case:
        held = {row[0] for row in case.rows("SELECT hash FROM step")}
    for line in acknowledged:
        if line not in held:
            yield f"{path.name}: acknowledged step {line[:12]} is lost"
    for finding in verify(path):
        yield f"{path.name}: {finding}"


def work(path: Path) -> None:
    """Edit without end, in all manners, and acknowledge each edit when it is stored."""
    chance = random.Random(path.stat().st_size)  # noqa: S311 - chance, not a secret
    with file.open_case(path, by="worker") as case:
        while True:
            one_edit(case, chance)
            sys.stdout.write(case.head_hash + "\n")
            sys.stdout.flush()


def one_edit(case: Case, chance: random.Random) -> None:
    """Insert, change, delete with children, import, undo or redo."""
    what = chance.randrange(10)
    incidents = case.all(Incident)
    if what == 0:
        case.undo()
    elif what == 1:
        case.redo()
    elif what == 2:
        with case.edit("Import") as edit:
            edit.insert_many([Incident(title=f"Imported {n}", note="x" * n) for n in range(60)])
    elif what == 3 and len(incidents) > 50:
        with case.edit("Delete") as edit:
            for incident in incidents[10:]:
                edit.delete("incident", incident.id)
    elif what < 7 and incidents:
        with case.edit("Change") as edit:
            edit.update(replace(chance.choice(incidents), summary=str(chance.random())))
    else:
        add_all(case, chance)


def add_all(case: Case, chance: random.Random) -> None:
    """One step over several tables and the text store."""
    with case.edit("Add") as edit:
        source = edit.insert(Source(title="Source"))
        sha256 = edit.store_text(f"{chance.random()} " * 400)
        edit.insert(Text(source=source.id, sha256=sha256))
        incident = edit.insert(Incident(title="Шерзод"))
        actor = edit.insert(Actor(name="Actor"))
        edit.insert(IncidentActor(incident=incident.id, actor=actor.id, role="witness"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
    else:
        sys.exit(main(sys.argv[1:]))
