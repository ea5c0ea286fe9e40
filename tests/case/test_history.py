"""History in words: labels, dates and names, never keys and numbers of columns."""

from dataclasses import replace

from dossier.case.case import Case
from dossier.case.history import history
from dossier.model.counts import Count
from dossier.model.dates import Reported
from dossier.model.records import Actor, Claim, Incident, Place, Source
from dossier.model.terms import Qualifier


def test_a_change_of_a_count_reads_as_people_say_it(filled: Case) -> None:
    claim = filled.all(Claim)[0]
    with filled.edit("Correct the count") as edit:
        edit.update(replace(claim, count=Count(Qualifier.MORE_THAN, 131, None, None), chosen=True))
    newest = history(filled, "claim", claim.id)[0]
    assert [str(change) for change in newest.fields] == [
        "Count 134 -> more than 130",
        "Headline figure no -> yes",
    ]
    assert (newest.step.label, newest.step.by, newest.name) == ("Correct the count", "asel", "134")


def test_dates_terms_records_and_the_trash_read_in_words(filled: Case) -> None:
    source, incident = filled.all(Source)[0], filled.all(Incident)[0]
    with filled.edit("Add") as edit:
        other = edit.insert(Actor(name="Eurasianet"))
    with filled.edit("Change") as edit:
        edit.update(
            replace(
                source, publisher=other.id, published=Reported.of("June 2021"), kind="news_article"
            )
        )
        edit.trash("incident", incident.id)
    trashed, changed = history(filled, limit=2)
    assert [str(change) for change in trashed.fields] == ["In the trash no -> yes"]
    said = {change.label: (change.before, change.after) for change in changed.fields}
    assert said["Publisher"] == ("Interfax", "Eurasianet")
    assert said["Published"] == ("22 June 2021", "June 2021")
    assert said["Kind"][1] not in ("", "news_article")


def test_history_of_a_deleted_record_keeps_its_name_and_all_its_fields(filled: Case) -> None:
    incident = filled.all(Incident)[0]
    with filled.edit("Delete") as edit:
        edit.delete("incident", incident.id)
    deleted, added = history(filled, "incident", incident.id)
    assert (deleted.op, added.op) == ("delete", "insert")
    assert deleted.name == added.name == "INC-0001"
    assert {change.label: change.before for change in deleted.fields} == {
        change.label: change.after for change in added.fields
    }


def test_each_change_shows_the_value_it_had_then(filled: Case) -> None:
    place = filled.all(Place)[0]
    for name in ("a", "b", "c"):
        with filled.edit("Rename") as edit:
            place = edit.update(replace(place, name=name))
    filled.undo()
    said = [str(entry.fields[0]) for entry in history(filled, "place", place.id)][:4]
    assert said == ["Name c -> b", "Name b -> c", "Name a -> b", "Name Shir Khan -> a"]


def test_the_whole_history_is_newest_first_and_limited(filled: Case) -> None:
    entries = history(filled, limit=5)
    assert len(entries) == 5
    assert [entry.step.id for entry in entries] == sorted(
        (entry.step.id for entry in entries), reverse=True
    )
    assert history(filled, "incident", 12345) == []
