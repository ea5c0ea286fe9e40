"""Every template x an empty case, the sample, a case in Persian: what validators say of it."""

from collections.abc import Iterator
from pathlib import Path

import page as validator
import pytest

from brief.reading import Brief, template_of
from dossier.brief import templates
from dossier.brief.spec import NotePlace
from dossier.case import edits, file
from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.codecs import Alias
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    Actor,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
    Source,
    Text,
)

PROFILES = ("pdf-ua-1", "pdf-a-3a")
TITLE = "عبور ۱۳۴ سرباز از بندر شیرخان"
BODY = "۱۳۴ سرباز از مرز گذشتند. شیرزاد اسدوف گفت: «مرز ما مصون است»."


def failures(brief: Brief) -> list[str]:
    reports = [validator.validate_pdf_bytes(brief.data, profile=profile) for profile in PROFILES]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


def _judge(case: Case) -> None:
    """Add judgements and hypotheses: most templates print them."""
    incident = case.all(Incident)[0].id
    with case.edit("Judge") as edit:
        for kind in ("key_judgement", "assumption", "alternative", "gap", "indicator"):
            made = edit.insert(
                Judgement(
                    kind=kind,
                    text=f"{case.info.title}: a {kind}.",
                    scale="icd203",
                    likelihood="likely",
                    confidence="low",
                    basis="One origin.",
                )
            )
            edit.insert(JudgementLink(judgement=made.id, incident=incident))
        row = edit.insert(Exhibit(title="One origin", incident=incident))
        for kind, value in (("answer", "C"), ("null", "II")):
            held = edit.insert(Hypothesis(title=f"A {kind}", kind=kind))
            edit.insert(Rating(hypothesis=held.id, exhibit=row.id, value=value))


def _persian(case: Case) -> None:
    """Fill a case with one incident, its source, a count and a quote, all in Persian."""
    source = edits.add_source(case, Source(title=TITLE, language="fa"), BODY)
    (text,) = case.all(Text)
    with case.edit("Fill") as edit:

        def put(record: Record) -> int:
            return edit.insert(record).id

        speaker = put(Actor(name="شیرزاد اسدوف", aliases=(Alias("Шерзод Асадов", "uz-Cyrl"),)))
        count, said = "۱۳۴ سرباز", "مرز ما مصون است"
        places = [(BODY.index(words), words) for words in (count, said)]
        cited = [
            put(Citation(text=text.id, start=at, end=at + len(words), exact=words))
            for at, words in places
        ]
        put(Attribution(citation=cited[0], actor=speaker, verb="said", source=source.id))
        day = Reported.of("22 June 2021")
        incident = put(Incident(title=TITLE, summary=BODY, date=day))
        put(Claim(incident=incident, citation=cited[0], attribute="action", stated=count))
        put(
            Quote(citation=cited[1], speaker=speaker, form="verbatim", text=said,
                  original=said, language="fa")
        )  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Case]]:
    folder: Path = tmp_path_factory.mktemp("matrix")
    info = CaseInfo(title=TITLE, author="تحلیلگر", question="چند سرباز؟", languages=("fa",))
    with (
        file.create(folder / "empty.dossier", CaseInfo(title="Empty")) as empty,
        create_sample(folder / "sample.dossier") as sample,
        file.create(folder / "persian.dossier", info) as persian,
    ):
        _persian(persian)
        _judge(sample)
        _judge(persian)
        yield {"empty": empty, "sample": sample, "persian": persian}


@pytest.mark.parametrize("case", ["empty", "sample", "persian"])
@pytest.mark.parametrize("name", templates.BUILT_IN)
def test_a_template_conforms(cases: dict[str, Case], name: str, case: str) -> None:
    brief = template_of(cases[case], name)
    assert failures(brief) == []
    assert brief.pages()[0].strip()


@pytest.mark.parametrize("case", ["empty", "sample", "persian"])
@pytest.mark.parametrize("name", templates.BUILT_IN)
@pytest.mark.parametrize("place", [NotePlace.FOOT, NotePlace.END])
def test_notes_that_stand_elsewhere_conform(
    cases: dict[str, Case], name: str, case: str, place: NotePlace
) -> None:
    assert failures(template_of(cases[case], name, notes=place)) == []


@pytest.mark.parametrize("name", ["key_judgement_brief", "case_brief"])
def test_persian_is_read_back_in_its_order(cases: dict[str, Case], name: str) -> None:
    assert "۱۳۴" in template_of(cases["persian"], name).text()
