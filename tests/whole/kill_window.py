"""Kills the window at any moment while somebody types, and looks what of the words is still there.

    python tests/whole/kill_window.py --rounds 60 [--seed N] [--allowed SECONDS] [--display :42]

A typist (typist.py) builds the window as the program does, types into one form after the other
and notes each key once it is typed. With --display the program itself is started on that X server
and typed into by xdotool. After the kill the case must verify clean, hold every word that was
typed a second (--allowed) before or earlier, as stored or as a draft, and greet with the calm
sentence; the words of drafts must stand in their forms again.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.case import drafts, edits, file
from dossier.case.case import Case
from dossier.case.verify import verify
from dossier.model.dates import Reported
from dossier.model.records import KINDS, Actor, CaseInfo, Claim, Incident, Place, Quote, Source

SHORTEST, LONGEST = 0.2, 6.0  # seconds of typing before a kill
PATIENCE = 120.0  # seconds in which a typist must have begun
CASES_ROUNDS = 20  # rounds on one case, which grows
LETTERS = "abcdefghiklmnoprstuvyz"
TYPIST = str(Path(__file__).with_name("typist.py"))
BODY = "Officials said that 134 soldiers crossed the border at Shir Khan on 22 June.\n"


@dataclass(frozen=True)
class Key:
    """A key that was typed: when, on the clock that all processes share, and what then stood."""

    at: float
    words: str


@dataclass(frozen=True)
class Round:
    """What one round showed: keys noted, the age of the oldest lost word, and what was wrong."""

    keys: int
    oldest: float
    drafts: int
    troubles: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run the rounds; exit 1 if a word older than is allowed was lost, or anything was damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--allowed", type=float, default=1.0)
    parser.add_argument("--display", default="")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        done = list(rounds(Path(folder), asked))
    lost = sorted(one.oldest for one in done)
    troubles = [trouble for one in done for trouble in one.troubles]
    said = (
        f"{len(done)} rounds, {sum(one.keys for one in done)} keys,"
        f" {sum(one.drafts for one in done)} drafts found, {len(troubles)} troubles;"
        f" oldest lost word {lost[-1]:.2f} s, in the middle {lost[len(lost) // 2]:.2f} s"
    )
    sys.stdout.write("\n".join([said, *troubles, ""]))
    return 1 if troubles else 0


def rounds(folder: Path, asked: argparse.Namespace) -> Iterator[Round]:
    """Kill a typist on the same case again and again."""
    chance = random.Random(asked.seed)  # noqa: S311 - chance, not a secret
    for number in range(asked.rounds):
        path = folder / f"{number // CASES_ROUNDS}.dossier"
        if number % CASES_ROUNDS == 0:
            make_case(path)
        seconds = chance.uniform(SHORTEST, LONGEST)
        if asked.display:
            keys, killed = type_by_display(path, asked.display, chance, seconds)
        else:
            keys, killed = type_and_kill(path, chance.randrange(1 << 30), seconds)
        yield look(path, keys, killed, asked.allowed)


def make_case(path: Path) -> None:
    """A case with a record for each kind of form."""
    with file.create(path, CaseInfo(title="Killed")) as case:
        for title in ("Soldiers cross", "Refugees gather"):
            edits.add(case, Incident(title=title, date=Reported.of("22 June 2021")))
        edits.add(case, Actor(name="Sherzod Asadov"))
        edits.add(case, Place(name="Shir Khan"))
        source = edits.add_source(case, Source(title="Soldiers cross"), BODY)
        text = case.rows("SELECT id FROM text WHERE source = ?", (source.id,))[0][0]
        cited = edits.passage(case, text, 0, 26)
        incident = case.all(Incident)[0]
        claim = Claim(incident=incident.id, attribute="count", stated="134", stance="asserts")
        edits.add_claim(case, claim, cited)
        passage = edits.cite(case, text, 0, 26)
        said = Quote(citation=passage.id, description="An official", form="verbatim", text=BODY)
        edits.add(case, said)


# ---- killing -----------------------------------------------------------------------------


def type_and_kill(path: Path, seed: int, seconds: float) -> tuple[list[Key], float]:
    """Start a typist, kill it that long after its first key; the keys it noted, and when."""
    noted = path.with_suffix(".keys")
    noted.unlink(missing_ok=True)
    command = [sys.executable, TYPIST, "--type", str(path), str(noted), str(seed)]
    with subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}) as typist:
        patience = time.monotonic() + PATIENCE
        while typist.poll() is None and not (noted.exists() and noted.stat().st_size):
            time.sleep(0.01)
            if time.monotonic() > patience:
                typist.kill()
        if typist.poll() is None:
            time.sleep(seconds)
        if typist.poll() is not None:
            raise RuntimeError(f"the typist ended by itself: {typist.returncode}")
        killed = time.monotonic()
        typist.kill()
    whole = noted.read_text(encoding="utf-8").rpartition("\n")[0]
    return [Key(**json.loads(line)) for line in whole.split("\n") if line], killed


def type_by_display(
    path: Path, display: str, chance: random.Random, seconds: float
) -> tuple[list[Key], float]:
    """Start the program on an X server, type by xdotool, and kill it that long after."""
    where = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(path.parent)}
    keys: list[Key] = []
    with subprocess.Popen([sys.executable, "-m", "dossier", str(path)], env=where) as program:
        _press(where, "search", "--sync", "--onlyvisible", "--name", "Killed", "windowfocus")
        time.sleep(1.0)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            _press(where, "key", "ctrl+n")
            time.sleep(0.5)
            _type_line(where, chance, end, keys)
            _press(where, "key", "Tab")
        killed = time.monotonic()
        program.kill()
    return keys, killed


def _type_line(
    where: Mapping[str, str], chance: random.Random, end: float, keys: list[Key]
) -> None:
    """Type the title of a new incident; some are too long to be stored."""
    words = ""
    for _ in range(chance.choice((10, 30, 140))):
        if time.monotonic() >= end:
            return
        letter = chance.choice(LETTERS)
        _press(where, "type", letter)
        words += letter
        keys.append(Key(time.monotonic(), words))
        time.sleep(chance.uniform(0.01, 0.08))


def _press(where: Mapping[str, str], *words: str) -> None:
    subprocess.run(["xdotool", *words], env=where, check=True, stdout=subprocess.DEVNULL)


# ---- looking -----------------------------------------------------------------------------


def look(path: Path, keys: Sequence[Key], killed: float, allowed: float) -> Round:
    """Open what the killed program left, as the next start does, and compare."""
    troubles: list[str] = []
    with _copied(path) as copy, file.open_case(copy) as case:
        held = everything(case)
        interrupted, found = case.interrupted, drafts.unfinished(case)
        troubles += [f"{path.name}: {finding}" for finding in verify(case)]
    lost = [key for key in keys if key.words.strip() and key.words.strip() not in held]
    oldest = max((killed - key.at for key in lost), default=0.0)
    troubles += [f"lost: “{key.words[-40:]}”" for key in lost if killed - key.at > allowed]
    had_time = any(killed - key.at > allowed for key in keys)
    if had_time and not interrupted:
        troubles.append("the end by force was not noticed")
    troubles += greet(path, told=bool(interrupted), names=[one.name for one in found])
    return Round(len(keys), oldest, len(found), tuple(troubles))


@contextlib.contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """A copy to look at, with the journal of a transaction that was cut off, if there is one."""
    copy = path.with_name("looked at.dossier")
    for end in ("", "-journal"):
        beside = path.with_name(path.name + end)
        if beside.exists():
            copy.with_name(copy.name + end).write_bytes(beside.read_bytes())
    try:
        yield copy
    finally:
        copy.unlink()


def everything(case: Case) -> str:
    """All that is stored, and all that is unfinished."""
    stored = [
        str(value)
        for kind in KINDS
        for row in case.rows(f'SELECT * FROM "{kind.name}"')
        for value in tuple(row)
        if value
    ]
    unfinished = [
        json.dumps(draft.entered, ensure_ascii=False)
        for one in drafts.unfinished(case)
        for _, draft in one.drafts
    ]
    return "\n".join(stored + unfinished)


def greet(path: Path, *, told: bool, names: Sequence[str]) -> Iterator[str]:
    """Open the case in a window of its own process, and compare what it says and shows."""
    done = subprocess.run(
        [sys.executable, TYPIST, "--greet", str(path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        yield done.stderr
        return
    said = json.loads(done.stdout)
    if told != ("closed by force" in said["sentence"]):
        yield f"greeted with “{said['sentence']}”"
    if names and not any(name in said["sentence"] for name in (names[0], f"{len(names)} records")):
        yield f"{names} unfinished, and greeted with “{said['sentence']}”"
    yield from (f"a draft is not in its form: {name}" for name in said["missing"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
