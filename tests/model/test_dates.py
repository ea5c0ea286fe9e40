"""A date as reported: the words are kept, the EDTF date orders and draws it."""

from dossier.model.dates import Reported, Style, parse


def test_the_words_are_kept_beside_what_they_were_understood_to_mean() -> None:
    reported = Reported.of("overnight, 21-22 June 2021")
    assert reported == Reported("overnight, 21-22 June 2021", "2021-06-21/2021-06-22")
    assert reported.bounds == parse("2021-06-21/2021-06-22").bounds
    assert reported.words() == "21–22 June 2021"
    assert reported.words(Style.SHORT) == "21–22 Jun"


def test_words_that_are_not_understood_are_not_lost() -> None:
    reported = Reported.of("the day of the great flood")
    assert reported == Reported("the day of the great flood", None)
    assert (reported.bounds, reported.date) == (None, None)
    assert reported.words() == "the day of the great flood"


def test_a_relative_date_is_resolved_against_the_day_of_publication() -> None:
    published = parse("2021-06-29")
    assert Reported.of("last Thursday").edtf is None
    assert Reported.of("last Thursday", published).edtf == "2021-06-24"


def test_nothing_reported_has_no_date() -> None:
    assert Reported() == Reported.of("")
    assert (Reported().bounds, Reported().words()) == (None, "")


def test_a_date_that_a_damaged_file_holds_does_not_stop_the_reader() -> None:
    damaged = Reported("22 June", "2021-06-99")
    assert damaged.bounds is None
    assert damaged.words() == "22 June"
