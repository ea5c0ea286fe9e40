"""Word lists: every file is whole, and every StrEnum says exactly what its file says."""

import inspect
import itertools
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from dossier import resource
from dossier.errors import DossierError
from dossier.model import terms
from dossier.model.terms import Stance, vocabulary

FILES = sorted(resource.path("vocab").glob("*.toml"))
LISTS_OF_NAMES = {"country", "language"}  # the label says it all
STATUSES = {"verified", "verified, secondary", "from memory", "own"}
FILE_OF = {
    "Access": "access",
    "Attribute": "claim_attribute",
    "AttributionStatus": "attribution_status",
    "CorroborationStatus": "corroboration_status",
    "Credibility": "information_credibility",
    "IncidentStatus": "incident_status",
    "Fit": "ach_rating",
    "HypothesisKind": "hypothesis_kind",
    "JudgementKind": "judgement_kind",
    "LinkHow": "link_how",
    "Weight": "ach_weight",
    "LocatorKind": "locator_kind",
    "MadeBy": "made_by",
    "Measure": "count_measure",
    "OriginType": "origin_type",
    "PlaceRole": "place_role",
    "Precision": "location_precision",
    "Qualifier": "count_qualifier",
    "QuoteBearing": "quote_bearing",
    "QuoteKind": "quote_kind",
    "Reliability": "source_reliability",
    "Stance": "stance",
}


def enums() -> dict[str, type[StrEnum]]:
    found = inspect.getmembers(terms, inspect.isclass)
    return {n: c for n, c in found if issubclass(c, StrEnum) and c is not StrEnum}


def raw(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_list_says_where_it_comes_from(path: Path) -> None:
    read = raw(path)
    assert read["title"].strip()
    assert read["source"].strip()
    assert read["status"] in STATUSES


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_word_has_one_key_a_label_and_a_definition(path: Path) -> None:
    for entry in raw(path)["term"]:
        assert ("key" in entry) != ("code" in entry), entry
        assert entry["label"].strip() == entry["label"] != "", entry
        if path.stem not in LISTS_OF_NAMES:
            assert entry["definition"].endswith("."), entry


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_keys_are_unique_and_ours_are_snake_case(path: Path) -> None:
    entries = raw(path)["term"]
    keys = [entry.get("key", entry.get("code")) for entry in entries]
    assert len(keys) == len(set(keys))
    labels = [entry["label"] for entry in entries]
    assert len(labels) == len(set(labels)) or path.stem == "marking"
    for entry in entries:
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", entry.get("key", "x")), entry


def test_every_enum_is_exactly_its_list_in_the_same_order() -> None:
    assert set(enums()) == set(FILE_OF)
    for name, enum in enums().items():
        assert [member.value for member in enum] == [t.key for t in vocabulary(FILE_OF[name])], name


def test_lists_that_name_a_list_name_one_that_is_there() -> None:
    for name in ("likelihood_scale", "handling_scheme"):
        for term in vocabulary(name):
            assert vocabulary(term.more["vocabulary"]).terms
    schemes = {term.key for term in vocabulary("handling_scheme")}
    assert {term.more["scheme"] for term in vocabulary("marking")} == schemes - {"tlp2"}


def test_every_kind_of_place_precision_event_and_grade_carries_its_codes() -> None:
    assert vocabulary("location_precision").term("near_settlement").more["radius_m"] == 25000
    assert vocabulary("source_type").term("report").more["ris"] == "RPRT"
    assert vocabulary("event_kind").term("clash").more["acled_sub_type"] == "Armed clash"
    assert "stix_confidence" not in vocabulary("information_credibility").term("6").more
    assert vocabulary("tlp").term("clear").more["aliases"] == ["TLP:WHITE"]
    assert vocabulary("tlp").more["minimum_pt"] == 12


def test_all_countries_of_iso_3166_are_there_once() -> None:
    countries = vocabulary("country")
    assert len(countries.terms) == 249
    assert countries.label("TJ") == "Tajikistan"
    for field, form in (("iso3", r"[A-Z]{3}"), ("number", r"\d{3}")):
        codes = [term.more[field] for term in countries]
        assert len(set(codes)) == 249
        assert all(re.fullmatch(form, code) for code in codes)


def test_likelihood_bands_rise_and_only_phia_has_gaps() -> None:
    for scale in ("icd203", "phia", "nato"):
        bands = [(t.more["low"], t.more["high"]) for t in vocabulary(f"likelihood_{scale}")]
        assert bands == sorted(bands)
        gaps = [a for a, b in itertools.pairwise(bands) if a[1] < b[0]]
        assert bool(gaps) == (scale == "phia")


def test_an_unknown_key_shows_itself_but_has_no_term() -> None:
    stance = vocabulary("stance")
    assert stance.label("hums_and_haws") == "hums_and_haws"
    assert "hums_and_haws" not in stance
    with pytest.raises(DossierError, match="no word 'hums_and_haws'"):
        stance.term("hums_and_haws")


def test_a_retired_word_keeps_its_label_but_is_not_offered() -> None:
    old = terms.Term("old", "Old", retired=True)
    new = terms.Term("new", "New")
    by_key = {"old": old, "new": new}
    words = terms.Vocabulary("n", "T", "s", "own", (old, new), _by_key=by_key)
    assert words.offered == (new,)
    assert words.label("old") == "Old"


def test_a_list_keeps_the_order_of_its_file_and_is_read_once() -> None:
    assert [term.key for term in vocabulary("stance")][:2] == [Stance.ASSERTS, Stance.CONFIRMS]
    assert vocabulary("stance") is vocabulary("stance")


def test_a_list_that_is_not_there_is_known_trouble() -> None:
    with pytest.raises(DossierError, match="missing"):
        vocabulary("no_such_list")
