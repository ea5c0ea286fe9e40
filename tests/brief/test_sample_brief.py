"""The brief of the sample case, as it comes out of the PDF again: facts, words, names, links."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from brief.reading import Brief, brief_of, written
from dossier.brief import compose
from dossier.case.case import Case
from dossier.case.lock import path_of
from dossier.errors import DossierError
from dossier.exchange.sample import create_sample
from dossier.model.records import Actor, Citation, Place, Quote
from whole import events

Reader = Callable[[Brief], str]
readers = pytest.mark.parametrize("read", [Brief.text, Brief.text_by_pdfminer])


@readers
def test_both_readers_find_the_figures_as_they_were_stated(
    sample_brief: Brief, read: Reader
) -> None:
    text = read(sample_brief)
    for stated in ("134", "More than 130", "53", "17", "204"):
        assert re.search(rf"(?<!\d){stated}(?!\d)", text), stated


@readers
def test_both_readers_find_every_quoted_word(sample_brief: Brief, read: Reader) -> None:
    quotes = [r for _, records in events.build().steps for r in records if isinstance(r, Quote)]
    text = read(sample_brief)
    assert len(quotes) == 5
    for quote in quotes:
        assert quote.text in text


@readers
def test_both_readers_find_every_cited_passage_in_the_register(
    sample_brief: Brief, read: Reader
) -> None:
    story = [r for _, records in events.build().steps for r in records]
    text = re.sub("[“”‘’]", "'", read(sample_brief))
    for citation in story:
        if isinstance(citation, Citation):
            assert re.sub("[“”‘’]", "'", citation.exact) in text


def test_names_stand_in_all_scripts_in_the_order_of_reading(sample_brief: Brief) -> None:
    text = sample_brief.text()
    involved = _printed_names()
    assert len(involved) > 20
    assert [name for name in involved if name not in text] == []


def _printed_names() -> list[str]:
    """Spellings of all that take part: who only passed something on is not in the table."""
    absent = {"Interfax"}
    story = [r for _, records in events.build().steps for r in records]
    named = [r for r in story if isinstance(r, Actor | Place) and r.name not in absent]
    return [alias.text for record in named for alias in record.aliases]


def test_22_june_shows_both_counts_as_agreeing_from_one_origin(sample_brief: Brief) -> None:
    text = sample_brief.text()
    assert "The figures “134” and “More than 130” agree: all of them can be true at once." in text
    assert re.search(r"Used: 134\. An exact figure .* 1 item, 1 outlet, 1 origin: single", text)


def test_the_chain_of_27_june_reads_from_the_agency_to_the_note(sample_brief: Brief) -> None:
    assert (
        "Tajikistan’s state news agency reported (not seen), as cited by Eurasianet (not seen), "
        "summarised in S-0001."
    ) in sample_brief.text()


def test_the_total_adds_what_was_chosen_and_says_what_it_would_be_else(
    sample_brief: Brief,
) -> None:
    text = sample_brief.text()
    assert "Total 204 204 204" in text
    assert "If no figure were chosen: at least 201." in text


def test_the_distance_between_the_two_tajik_crossings_is_computed(sample_brief: Brief) -> None:
    assert re.search(r"Shir Khan Bandar Kaldar about 7\d km \(±20 km\)", sample_brief.text())


def test_the_handling_mark_stands_above_and_below_every_page(sample_brief: Brief) -> None:
    pages = sample_brief.pages()
    assert [page.count("TLP:CLEAR") for page in pages] == [2] * len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page


# ---- notes and links


def _links(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Page, words and page of destination of every link within the document."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return [
        (number, str(link["/Contents"]), numbers[link["/Dest"][0].objgen])
        for number, page in enumerate(pdf.pages, start=1)
        for link in page.get("/Annots", [])
        if "/Dest" in link
    ]


def test_every_note_leads_to_its_place_in_the_register_and_back(sample_brief: Brief) -> None:
    pages = sample_brief.pages()
    register = next(n for n, page in enumerate(pages, start=1) if "Sources S-0001" in page)
    with sample_brief.open() as pdf:
        links = _links(pdf)
    cited, goal = defaultdict[str, set[int]](set), dict[str, int]()
    for page, words, to in links:
        is_back = page >= register and words == str(to)
        if words.isdigit() and to >= register and not is_back:
            cited[words].add(page)
            goal[words] = to
    text = " ".join(pages[register - 1 :])
    said = {
        number: {int(page) for page in re.findall(r"\d+", listed)}
        for listed, number in re.findall(r"cited on pp?\. ([\d, ]+?) (\d+) “", text)
    }
    assert sorted(map(int, said)) == list(range(1, 15))
    assert said == cited
    for number, page in goal.items():
        assert re.search(rf"cited on pp?\. [\d, ]+ {number} “", pages[page - 1])
    back = {(page, to) for page, words, to in links if page >= register and words == str(to)}
    assert {to for _, to in back} == set().union(*cited.values())


def test_rows_of_the_chronology_lead_to_the_accounts_of_their_incidents(
    sample_brief: Brief,
) -> None:
    titles = {words: to for page, words, to in _links_of(sample_brief) if not words.isdigit()}
    pages = sample_brief.pages()
    title = "Soldiers flee from Kaldar to Shahrtuz in Tajikistan"
    assert f"INC-0004 {title}" in pages[titles[title] - 1]


def _links_of(brief: Brief) -> list[tuple[int, str, int]]:
    with brief.open() as pdf:
        return _links(pdf)


# ---- the same again


def test_the_same_case_gives_the_same_bytes(sample: Case, sample_brief: Brief) -> None:
    assert brief_of(sample).data == sample_brief.data


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Kabul"), ("77", "America/New_York")])
def test_another_process_seed_and_time_zone_give_the_same_bytes(
    seed: str, zone: str, sample_brief: Brief, tmp_path: Path
) -> None:
    """The case file is made anew as well: its own name and the hour do not show."""
    path = os.pathsep.join(sys.path)
    made = subprocess.run(
        [sys.executable, "-m", "dossier", "demo", "--no-window", "--case", "elsewhere.dossier"],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert written(tmp_path / "elsewhere.pdf").data == sample_brief.data


def test_making_a_brief_writes_nothing_to_the_case(tmp_path: Path) -> None:
    from dossier.case import file

    path = tmp_path / "sample.dossier"
    create_sample(path).close()
    before, names = path.read_bytes(), sorted(tmp_path.iterdir())
    with file.open_case(path, read_only=True) as case:
        compose.write_brief(case, tmp_path / "brief.pdf")
        assert not path_of(path).exists()
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([*names, tmp_path / "brief.pdf"])


def test_a_brief_that_fails_leaves_the_old_one(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "brief.pdf"
    old.write_bytes(b"old")
    names = sorted(tmp_path.iterdir())

    def fail(*_args: object, **_more: object) -> None:
        message = "No space left on device"
        raise OSError(28, message)

    monkeypatch.setattr(compose, "render", fail)
    with pytest.raises(DossierError, match=r"brief\.pdf could not be written.*No space left"):
        compose.write_brief(sample, old)
    assert old.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == names


def test_a_brief_can_be_cancelled(sample: Case, tmp_path: Path) -> None:
    with pytest.raises(DossierError):
        compose.write_brief(sample, tmp_path / "brief.pdf", cancel=lambda: True)
    assert not (tmp_path / "brief.pdf").exists()
