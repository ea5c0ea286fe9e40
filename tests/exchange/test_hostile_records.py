"""Packages whose sums are right and whose content is not: refused whole, place and reason named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.case import file
from dossier.case.case import Case
from dossier.errors import DossierError, RefusedError
from dossier.exchange import package as packaging
from dossier.exchange.package import PackageReader
from dossier.exchange.plan import plan
from dossier.exchange.sample import create_from_package
from dossier.model.identity import to_text
from dossier.model.records import CaseInfo, Incident
from exchange import bags
from exchange.bags import Files, Row

Change = Callable[[Files], Files]
INCIDENT = "records/incident.jsonl"
CLAIM = "records/claim.jsonl"
TEXT = "records/text.jsonl"
STRANGER = to_text(12345)


def _about(**members: Any) -> Change:
    def change(held: Files) -> Files:
        about = json.loads(held["package.json"])
        return {**held, "package.json": json.dumps({**about, **members}).encode()}

    return change


def _with(name: str, body: bytes) -> Change:
    return lambda held: {**held, name: body}


def _without(name: str) -> Change:
    return lambda held: {key: body for key, body in held.items() if key != name}


def _first(name: str, **members: Any) -> Change:
    """The first object of a file with other members."""
    return lambda held: bags.changed(held, name, lambda rows: rows[0].update(members))


def _more(name: str, line: bytes) -> Change:
    """One more line, as the fifth of its file."""

    def change(held: Files) -> Files:
        lines = held[name].splitlines(keepends=True)
        return {**held, name: b"".join([*lines[:4], line + b"\n", *lines[4:]])}

    return change


def _twice(name: str) -> Change:
    return lambda held: bags.changed(held, name, lambda rows: rows.append(rows[0]))


def _other_text(held: Files) -> Files:
    """A text under the name of another; sums of the bag are those of what is there."""
    name = next(name for name in held if name.startswith("texts/"))
    return {**held, name: held[name] + b" and one word more"}


def _text_gone(held: Files) -> Files:
    return {name: body for name, body in held.items() if not name.startswith("texts/")}


REFUSED: list[tuple[Change, str]] = [
    (_without("package.json"), "package.json: this is a bag, but not a case package"),
    (_with("package.json", b"{"), "package.json: this is a bag, but not a case package"),
    (_with("package.json", b"[" * 100_000), "package.json: this is a bag"),
    (_with("package.json", b"\xff"), "package.json: this is a bag"),
    (_with("package.json", b"[]"), "package.json: this is a bag"),
    (_about(form="other"), "package.json: this is a bag"),
    (_about(version="1"), "package.json: this is a bag"),
    (_about(version=2), "package.json: it was written by a newer version"),
    (_with("records/weather.jsonl", b"{}\n"), "data/records/weather.jsonl: this version"),
    (_with("more.txt", b"x"), "data/more.txt: this version"),
    (_with("texts/" + "0" * 64 + ".txt", b"x"), "it is not the file that its name promises"),
    (_with("blobs/" + "0" * 64, b"x"), "it is not the file that its name promises"),
    (_with("blobs/deep/" + "0" * 64, b"x"), "it is not the file that its name promises"),
    (_other_text, "it is not the file that its name promises"),
    (_more(INCIDENT, b'{"record": "incident", "id"'), "incident.jsonl line 5: it is no JSON"),
    (_more(INCIDENT, b""), "incident.jsonl line 5: it is no JSON"),
    (_more(INCIDENT, b'"\0"'), "incident.jsonl line 5: it is no JSON"),
    (_more(INCIDENT, b'"\xff"'), "incident.jsonl line 5: it is not UTF-8 at byte 2"),
    (_more(INCIDENT, '{"record": "incident"}'.encode("utf-16")), "line 5: it is not UTF-8"),
    (_more(INCIDENT, b"\xef\xbb\xbf{}"), "incident.jsonl line 5: it is no JSON"),
    (_more(INCIDENT, b"5"), "incident.jsonl line 5: it is not a JSON object"),
    (_more(INCIDENT, b"[" * 200_000), "incident.jsonl line 5: it is no JSON: it is nested"),
    (_more(INCIDENT, b'{"a": ' * 200_000), "incident.jsonl line 5: it is no JSON: it is nested"),
    (_more(INCIDENT, b"1" * 5_000), "incident.jsonl line 5: it is no JSON"),
    (_more(INCIDENT, b'{"a": 1, "a": 2}'), "incident.jsonl line 5: it is no JSON: a member"),
    (_first(INCIDENT, record="claim"), "incident.jsonl line 1: "),
    (_first(INCIDENT, record="weather"), "“weather” is not a kind of record"),
    (_first(INCIDENT, weather="fog"), "“weather” that this version"),
    (_first(INCIDENT, title=["Clash"]), "incident.jsonl line 1: Incident d0"),
    (_first(INCIDENT, title="Clash\0"), "title holds a character"),
    (_more(INCIDENT, b'{"record": "incident", "id": "d0", "title": "\\ud800"}'), "d0"),
    (_first(INCIDENT, id="INC-0001"), "“INC-0001” is not an id"),
    (_first(INCIDENT, date_edtf="yesterday"), "“Date” holds no such value"),
    (_twice(INCIDENT), "the same id stands at incident.jsonl line 1 already"),
    (_first(CLAIM, incident=STRANGER), "claim.jsonl line 1: its field “Incident” names a record"),
    (_first(CLAIM, citation=STRANGER), "claim.jsonl line 1: its field “Citation” names a record"),
    (_first(TEXT, sha256="0" * 64), "text.jsonl line 1: the text 000000000000 is not in the file"),
    (_text_gone, "text.jsonl line 1: the text"),
    (_without("records/actor.jsonl"), "names a record that is not in the file"),
]  # fmt: skip


def _check_sentence(error: DossierError, path: Path) -> None:
    assert error.message.startswith(path.name)
    assert error.message.endswith(".")
    assert "\n" not in error.message
    assert len(error.message) < 400


@pytest.mark.parametrize(("change", "reason"), REFUSED, ids=[reason[:60] for _, reason in REFUSED])
def test_a_record_or_file_that_is_wrong_is_refused_with_its_place(
    package: Path, empty: Case, tmp_path: Path, change: Change, reason: str
) -> None:
    before = sorted(tmp_path.iterdir())
    path = bags.bag(tmp_path / "case.zip", change(bags.payload(package)))
    with pytest.raises(RefusedError) as made:
        create_from_package(path, tmp_path / "new.dossier")
    _check_sentence(made.value, path)
    assert reason in made.value.message
    assert sorted(tmp_path.iterdir()) == sorted([*before, path])
    with pytest.raises(RefusedError) as brought, PackageReader().read(path) as delivery:
        plan(empty, delivery)
    assert brought.value.message == made.value.message


def test_a_line_of_a_hundred_megabytes_is_refused_before_it_is_parsed(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaging, "LONGEST_LINE", 3 * 1024**2)
    line = b'{"title": "' + b"x" * 3 * 1024**2 + b'"}'
    path = bags.bag(tmp_path / "case.zip", _more(INCIDENT, line)(bags.payload(package)))
    with pytest.raises(RefusedError, match="line 5: it is longer than 3 MiB"):
        create_from_package(path, tmp_path / "new.dossier")


def test_a_text_with_a_nul_is_refused(package: Path, tmp_path: Path) -> None:
    import hashlib

    body = b"A\0B"
    sha256 = hashlib.sha256(body).hexdigest()
    change = _first(TEXT, sha256=sha256)
    held = {**change(bags.payload(package)), f"texts/{sha256}.txt": body}
    path = bags.bag(tmp_path / "case.zip", held)
    with pytest.raises(RefusedError, match="holds a NUL"):
        create_from_package(path, tmp_path / "new.dossier")
    assert not (tmp_path / "new.dossier").exists()


# ---- journals that do not lead to the records


def _last_step_gone(held: Files) -> Files:
    last = bags.rows(held["journal/step.jsonl"])[-1]["id"]
    kept = bags.changed(held, "journal/step.jsonl", lambda rows: rows.pop())
    return bags.changed(
        kept, "journal/change.jsonl", lambda rows: _keep(rows, lambda row: row["step"] != last)
    )


def _keep(rows: list[Row], wanted: Callable[[Row], bool]) -> None:
    rows[:] = [row for row in rows if wanted(row)]


def _step(number: int, **members: Any) -> Change:
    return lambda held: bags.changed(
        held, "journal/step.jsonl", lambda rows: rows[number].update(members)
    )


def _change(**members: Any) -> Change:
    return lambda held: bags.changed(
        held, "journal/change.jsonl", lambda rows: rows[3].update(members)
    )


LIES: list[tuple[Change, str]] = [
    (_first(INCIDENT, title="Another title"), "was changed outside Dossier"),
    (_first(INCIDENT, reference="INC-0099"), "was changed outside Dossier"),
    (lambda held: bags.changed(held, "records/quote_incident.jsonl", lambda r: r.pop()), "removed"),
    (
        _more(INCIDENT, b'{"record": "incident", "id": "' + STRANGER.encode() + b'"}'),
        "does not fit together",
    ),
    (_last_step_gone, "was cut short or replaced"),
    (_about(head="0" * 64), "was cut short or replaced"),
    (_about(head=None), "this is a bag, but not a case package"),
    (_step(2, label="Something else"), "altered"),
    (_step(2, by="Somebody else"), "altered"),
    (_step(2, kind="party"), "is not one of Dossier"),
    (_step(2, body="{}"), "altered"),
    (_step(2, id=1), "is not one of Dossier"),
    (_step(2, id="two"), "is not one of Dossier"),
    (_step(2, id=2**70), "is not one of Dossier"),
    (_step(2, uid={"a": 1}), "is not one of Dossier"),
    (_step(2, at=None), "is not one of Dossier"),
    (_change(after='{"name":"Another"}'), "altered"),
    (_change(after="not json"), "altered"),
    (_change(step=99), "lost some of its changes"),
    (_change(kind="weather"), "altered"),
    (_change(op="party"), "cannot be read"),
    (_with("journal/step.jsonl", b"\xff"), "step.jsonl line 1: it is not UTF-8"),
    (_with("journal/change.jsonl", b"[]\n"), "change.jsonl line 1: it is not a JSON object"),
]


@pytest.mark.parametrize(("change", "reason"), LIES)
def test_a_journal_that_does_not_lead_to_the_records_makes_no_case(
    package: Path, tmp_path: Path, change: Change, reason: str
) -> None:
    path = bags.bag(tmp_path / "case.zip", change(bags.payload(package)))
    with pytest.raises(RefusedError) as caught:
        create_from_package(path, tmp_path / "new.dossier")
    assert path.name in caught.value.message
    assert reason in caught.value.message
    assert "\n" not in caught.value.message
    assert [left.name for left in tmp_path.iterdir()] == ["case.zip"]


def test_a_case_that_is_there_already_is_not_touched(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.dossier"
    file.create(path, CaseInfo(title="Mine")).close()
    before = path.read_bytes()
    with pytest.raises(DossierError, match=r"mine\.dossier is there already"):
        create_from_package(package, path)
    assert path.read_bytes() == before


def test_an_id_that_means_something_else_here_is_not_let_in(package: Path, tmp_path: Path) -> None:
    wanted = bags.rows(bags.payload(package)["records/quote.jsonl"])[0]["id"]
    from dossier.model.identity import from_text

    with file.create(tmp_path / "a.dossier", CaseInfo(title="A")) as case:
        with case.edit("Add") as edit:
            edit.insert(Incident(id=from_text(wanted), title="Bears the id of a quote"))
        with (
            PackageReader().read(package) as delivery,
            pytest.raises(RefusedError, match=r"quote\.jsonl line 1: the case has a incident"),
        ):
            plan(case, delivery)
