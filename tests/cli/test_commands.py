"""Every command: what it does, what it says where, and how it ends."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from dossier.case import file
from dossier.case.case import Case
from dossier.errors import WindowError
from dossier.model.dates import Reported
from dossier.model.records import CaseInfo, Incident


def test_new_makes_an_empty_case_and_says_where(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "border.dossier"
    made = run("new", path, "--title", "Border")
    assert (made.code, made.err) == (0, "")
    assert made.out == f"Made {path}\n"
    with file.open_case(path, read_only=True) as case:
        assert case.info.title == "Border"
    again = run("new", path)
    assert (again.code, again.out) == (1, "")
    assert "border.dossier is there already" in again.err


def test_a_new_case_without_a_title_is_called_like_its_file(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "border.dossier")
    with file.open_case(tmp_path / "border.dossier", read_only=True) as case:
        assert case.info.title == "border"


# ---- demo


def test_demo_makes_case_and_brief_and_takes_the_next_free_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = run("demo", "--no-window"), run("demo", "--no-window")
    assert (first.code, second.code) == (0, 0)
    assert re.search(r"^Brief: .*2021\.pdf \(\d+ pages\)$", first.out, re.MULTILINE)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "Border crossings, June 2021 2.dossier",
        "Border crossings, June 2021 2.pdf",
        "Border crossings, June 2021.dossier",
        "Border crossings, June 2021.pdf",
    ]
    assert (tmp_path / "Border crossings, June 2021.pdf").read_bytes()[:5] == b"%PDF-"


def test_demo_opens_the_window_unless_told_not_to(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--case", tmp_path / "a.dossier").code == 77


def test_demo_without_a_screen_writes_the_brief_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dossier import cli

    def no_window(case: Path | None) -> int:
        raise WindowError(f"There is no screen for {case}.")

    assert cli.main(["demo", "--case", str(tmp_path / "a.dossier")], no_window) == 0
    assert "There is no screen" in capsys.readouterr().err
    assert (tmp_path / "a.pdf").exists()


def test_trouble_with_the_case_in_the_window_is_no_missing_screen(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dossier import cli
    from dossier.errors import DossierError

    def trouble(_case: Path | None) -> int:
        message = "The case is broken."
        raise DossierError(message)

    assert cli.main(["demo", "--case", str(case.with_name("b.dossier"))], trouble) == 1
    assert "The case is broken." in capsys.readouterr().err


# ---- brief


def test_a_search_term_that_is_not_understood_is_named(run: Run, case: Path) -> None:
    found = run("search", case, "before:soon")
    assert (found.code, found.out) == (0, "")
    assert "0 found" in found.err
    assert "soon" in found.err
    assert run("search", case, "before:2022").err.endswith("found\n")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Kaldar"], "INC-0004"),
        (["Шерзод", "Асадов"], "Sherzod Asadov"),
        (["асадов"], "Sherzod Asadov"),
        (["کلدار"], "Kaldar"),
        (["عبدالعزیز"], "Abdulaziz Komilov"),
        (["INC-0002"], "INC-0002"),
    ],
)
def test_search_finds_words_in_any_script(
    run: Run, case: Path, words: list[str], found: str
) -> None:
    plain = run("search", case, *words)
    assert plain.code == 0
    assert found in plain.out
    assert re.fullmatch(r"\d+ found\n", plain.err)
    machine = json.loads(run("search", case, *words, "--format", "json").out)
    named = {hit["reference"] for hit in machine["hits"]}
    named |= {hit["title"] for hit in machine["hits"]}
    assert found in named
    assert machine["more"] is False


def test_search_that_finds_nothing_says_so(run: Run, case: Path) -> None:
    nothing = run("search", case, "zeppelin")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "0 found\n")
    assert json.loads(run("search", case, "zeppelin", "--format", "json").out)["hits"] == []


def test_search_follows_terms_and_says_which_it_does_not_understand(run: Run, case: Path) -> None:
    assert "INC-0001" in run("search", case, "kind:incident", 'place:"Shir Khan"').out
    lost = run("search", case, "soldiers", "after:soon")
    assert (lost.code, lost.out) == (0, "")
    assert "“soon” is not a date" in lost.err


@pytest.mark.parametrize("words", ['"', "'; DROP TABLE incident", "NEAR(", "*", "\0", " ", "a OR"])
def test_any_words_are_only_words(run: Run, case: Path, words: str) -> None:
    assert run("search", case, words).code == 0


# ---- history


def test_history_of_a_record_by_reference_and_by_id_is_the_same(run: Run, case: Path) -> None:
    by_reference = run("history", case, "INC-0001", "--format", "json").out
    entries = json.loads(by_reference)
    assert [entry["record"] for entry in entries] == ["INC-0001"]
    assert entries[0]["label"] == "Record the crossing of 22 June"
    assert run("history", case, entries[0]["id"], "--format", "json").out == by_reference
    assert run("history", case, "inc-0001", "--format", "json").out == by_reference


def test_history_tells_who_did_what_newest_first(run: Run, case: Path) -> None:
    told = run("history", case)
    steps = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert (told.code, told.err) == (0, "")
    assert [step.partition("  ")[2] for step in (steps[0], steps[-1])] == [
        "Sample analyst  Weigh why they crossed",
        "Sample analyst  New case",
    ]


@pytest.mark.parametrize("name", ["INC-9999", "d0000000000009", "dabc", "x"])
def test_a_record_that_is_not_there_is_named(run: Run, case: Path, name: str) -> None:
    refused = run("history", case, name)
    assert (refused.code, refused.out) == (1, "")
    assert f"no record “{name}”" in refused.err


def test_words_of_a_case_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.dossier"
    with file.create(path, CaseInfo(title="Evil")) as made:
        _label_with_escapes(made)
    told = run("history", path)
    assert "\x1b" not in told.out
    assert r"\x1b[2Jgone\nnext\u2028line" in told.out


def _label_with_escapes(case: Case) -> None:
    with case.edit("\x1b[2Jgone\nnext\u2028line") as edit:
        edit.update(case.info.__class__(id=case.info.id, title="Other"))


# ---- undo, redo


def test_undo_and_redo_reach_back_past_closing(run: Run, case: Path, package: Path) -> None:
    empty = case.with_name("empty.dossier")
    run("new", empty)
    run("import", empty, package)
    nothing = run("redo", empty)
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "There is nothing to redo.\n")
    undone = run("undo", empty)
    assert (undone.code, undone.out) == (0, "Undone: Import package.zip\n")
    assert "INC-0001" not in run("search", empty, "INC-0001").out
    redone = run("redo", empty)
    assert (redone.code, redone.out) == (0, "Redone: Import package.zip\n")
    assert "INC-0001" in run("search", empty, "INC-0001").out
    run("undo", empty)
    assert run("undo", empty).err == "There is nothing to undo.\n"
    assert run("verify", empty).code == 0


# ---- check


def test_check_of_a_sound_case_finds_nothing(run: Run, case: Path) -> None:
    sound = run("check", case)
    assert (sound.code, sound.out, sound.err) == (0, "", "Nothing to resolve.\n")
    told = json.loads(run("check", case, "--format", "json").out)
    assert told["problems"] == []
    assert {"key", "severity", "label", "advice"} == set(told["rules"][0])


def test_check_names_what_a_reviewer_would_catch(run: Run, case: Path) -> None:
    with file.open_case(case) as opened, opened.edit("Add") as edit:
        bare = edit.insert(Incident(title="Shots at Kaldar"))
        edit.insert(Incident(title="A clash", date=Reported("some day")))
    found = run("check", case)
    assert (found.code, found.err) == (1, "3 checks to resolve\n")
    assert f"Incident without a claim: 2\n    {bare.reference}  Shots at Kaldar\n" in found.out
    answer = run("check", case, "--format", "json")
    problems: list[dict[str, Any]] = json.loads(answer.out)["problems"]
    assert answer.code == 1
    assert [one["rule"] for one in problems] == ["unread_words", "bare_incident", "bare_incident"]
    assert (problems[0]["field"], problems[0]["words"]) == ("date", "Date: some day")


# ---- verify


def test_verify_of_a_sound_case_finds_nothing(run: Run, case: Path) -> None:
    sound = run("verify", case)
    assert (sound.code, sound.out, sound.err) == (0, "", "All is well.\n")
    assert json.loads(run("verify", case, "--format", "json").out) == []


def test_verify_names_the_row_that_plain_sqlite_changed(run: Run, case: Path) -> None:
    _tamper(case, "UPDATE incident SET title = 'Nothing happened' WHERE reference = 'INC-0002'")
    found = run("verify", case)
    assert found.code == 1
    assert "INC-0002" in found.out
    assert "“" not in found.err
    findings: list[dict[str, Any]] = json.loads(run("verify", case, "--format", "json").out)
    assert any("INC-0002" in f["where"] and "Nothing happened" in f["message"] for f in findings)


def test_verify_goes_on_where_the_journal_is_no_journal(run: Run, case: Path) -> None:
    _tamper(case, "UPDATE change SET after = 'no json' WHERE id = 40")
    assert run("verify", case).code == 1


def _tamper(case: Path, sql: str) -> None:
    db = sqlite3.connect(case)
    with db:
        db.execute(sql)
    db.close()


# ---- backup, restore


def test_a_backup_restores_the_case_as_it_was(run: Run, case: Path, tmp_path: Path) -> None:
    made = run("backup", case, "--to", tmp_path)
    assert (made.code, made.err) == (0, "")
    held = Path(made.out.strip())
    assert held.parent == tmp_path
    _tamper(case, "DELETE FROM incident")
    assert run("verify", case).code == 1
    restored = run("restore", held, case)
    assert (restored.code, restored.out) == (0, f"Restored {case}\n")
    aside = Path(restored.err.strip().partition("is now ")[2])
    assert aside.exists()
    assert run("verify", case).code == 0
    assert run("verify", aside).code == 1


# ---- import, export


def test_a_package_makes_the_case_again(run: Run, case: Path, package: Path) -> None:
    again = case.with_name("again.dossier")
    made = run("import", again, package, "--create")
    assert (made.code, made.out) == (0, f"Made {again} from package.zip\n")
    assert run("verify", again).code == 0
    assert run("history", again).out == run("history", case).out
    assert run("undo", again).code == 1


def test_a_dry_run_tells_and_changes_nothing(run: Run, case: Path, package: Path) -> None:
    empty = case.with_name("empty.dossier")
    run("new", empty)
    before = empty.read_bytes()
    told = run("import", empty, package, "--dry-run")
    assert told.code == 0
    assert re.search(r"^  new: \d+$", told.out, re.MULTILINE)
    assert "Done" not in told.out
    assert empty.read_bytes() == before


def test_an_import_backs_up_first_and_says_when_it_is_done(
    run: Run, case: Path, package: Path
) -> None:
    empty = case.with_name("empty.dossier")
    run("new", empty)
    done = run("import", empty, package)
    assert done.out.splitlines()[-1] == "Done as one step: Import package.zip"
    backups = sorted(empty.parent.glob("empty.dossier.backups/*.dossier"))
    assert any("INC-0001" not in run("search", path, "INC-0001").out for path in backups)
    again = run("import", empty, package)
    assert (again.code, "Done" in again.out) == (0, False)


def test_a_damaged_package_is_refused_and_makes_nothing(
    run: Run, case: Path, package: Path
) -> None:
    package.write_bytes(package.read_bytes()[:-100])
    before = case.read_bytes()
    for words in ((case,), (case, "--dry-run"), (case.with_name("new.dossier"), "--create")):
        refused = run("import", words[0], package, *words[1:])
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("package.zip")
        assert refused.err.count("\n") == 1
    assert case.read_bytes() == before
    assert not case.with_name("new.dossier").exists()


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_format_that_is_not_known_is_refused_with_those_that_are(
    run: Run, case: Path, command: str
) -> None:
    refused = run(command, case, case.with_name("a.xyz"))
    assert refused.code == 1
    assert "no format for “.xyz”. It knows .zip." in refused.err


# ---- what is no case, or cannot become one


@pytest.mark.parametrize(
    "words",
    [("verify",), ("check",), ("backup",), ("search", "x"), ("brief", "-o", "x.pdf")],
    ids=lambda words: words[0],
)
def test_a_folder_in_place_of_a_case_is_called_one(
    run: Run, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(words[0], ".", *words[1:])
    assert (said.code, said.err) == (1, "“.” is a folder, no case file. Name a file in it.\n")
    missing = run(words[0], "none.dossier", *words[1:])
    assert (missing.code, "There is no case file none.dossier" in missing.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_restored_only_into_a_folder_that_is_there(
    run: Run, case: Path, tmp_path: Path
) -> None:
    said = run("restore", case, tmp_path / "none" / "new.dossier")
    assert said.code == 1
    assert said.err == "The folder none for new.dossier does not exist. Make it first.\n"
    said = run("restore", tmp_path / "none.dossier", tmp_path / "new.dossier")
    assert "There is no case file none.dossier" in said.err
    assert [path.name for path in tmp_path.iterdir()] == [case.name]


def test_a_backup_goes_into_a_folder_not_into_a_file(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "o.pdf").write_bytes(b"old")
    said = run("backup", case, "--to", tmp_path / "o.pdf")
    assert said.code == 1
    assert "o.pdf is no folder. Name the folder that it goes into." in said.err


def test_a_case_that_is_open_says_what_to_do_about_it(run: Run, case: Path) -> None:
    with file.open_case(case):
        said = run("undo", case)
    assert said.code == 1
    assert "Close it there first." in said.err
