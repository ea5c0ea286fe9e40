"""Templates: what is written is read back, and what cannot be read is told in one sentence."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.brief import catalogue, compose, templates, toml
from dossier.brief.options import Option, OptionType, options_of, tidied
from dossier.brief.spec import House, Part, Spec
from dossier.case.case import Case
from dossier.errors import DossierError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def _values(option: Option) -> st.SearchStrategy[object]:
    if option.type is OptionType.TICK:
        return st.booleans()
    if option.type is OptionType.NUMBER:
        return st.integers(option.least, option.most)
    if option.type is OptionType.COLOUR:
        return st.sampled_from(["", "#12AB9f"])
    if option.offers:
        return st.sampled_from([offer.value for offer in option.offers])
    return TEXT if option.type is OptionType.PROSE else TEXT.map(tidied)


def _chosen(options: tuple[Option, ...]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={one.name: _values(one) for one in options})


def _parts() -> st.SearchStrategy[Part]:
    return st.sampled_from(catalogue.names()).flatmap(
        lambda name: _chosen(catalogue.options(name)).map(lambda held: catalogue.part(name, held))
    )


def _specs() -> st.SearchStrategy[Spec]:
    return st.builds(
        lambda name, top, house, parts: Spec(
            name=name, **top, house=House(**house), sections=tuple(parts)
        ),
        TEXT.filter(bool),
        _chosen(options_of(Spec)),
        _chosen(options_of(House)),
        st.lists(_parts(), max_size=5),
    )


@given(_specs())
def test_what_is_written_is_read_back(spec: Spec) -> None:
    written = templates.write(spec)
    assert templates.read(written) == spec
    assert templates.write(templates.read(written)) == written


@pytest.mark.parametrize("name", templates.BUILT_IN)
def test_every_template_that_is_built_in_can_be_read(name: str) -> None:
    spec = templates.built_in(name)
    assert spec.sections
    assert spec.description


def test_a_brief_without_a_template_is_the_case_brief() -> None:
    assert templates.built_in("case_brief") == Spec()


def test_paragraphs_stand_in_a_template_as_they_are_typed() -> None:
    text = 'First "line".\n\nLast one\\.\n'
    written = toml.write({"text": text}, ())
    assert tomllib.loads(written) == {"text": text}
    assert written.count("\n") == text.count("\n") + 2


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('paper = "a5"', "“paper” cannot be 'a5'", '"a4", "letter"'),
        ('justified = "yes"', "“justified” cannot be 'yes'", "true or false"),
        ("colour = 1", "The brief has no option “colour”", "It has words"),
        ("name = 1", "“name” is not text", "quotation marks"),
        ("house = 1", "“house” is not a table", "[house]"),
        ('[house]\naccent = "red"', "“accent” cannot be 'red'", "#RRGGBB"),
        ('[house]\naccents = ""', "[house] has no option “accents”", "accent"),
        ("[[section]]", "[[section]] number 1 has no name", "title_block"),
        ('[[section]]\nname = "weather"', "There is no section “weather”", "title_block"),
        ("section = 1", "“section” is not a list", "[[section]]"),
        ("words", "is not TOML", "Correct that line"),
        ("words = " + "[" * 9999, "nests lists too deeply", "No template"),
        ("words = " + "9" * 5000, "a number that is too long", "No template"),
        ("justified = 0x" + "f" * 5000, "“justified” cannot be so long a value", "true or false"),
        ("paper" + ".a" * 5000 + " = 1", "“paper” cannot be so long a value", '"a4"'),
        ('[house]\nfoot = "a\\n\\n# b"', "“foot” has several lines", "has to be one"),
        ('name = "a\\u0000"', "“name” holds half a character, or NUL", "Type the words again"),
        (
            '[[section]]\nname = "title_block"\nfigures = 10',
            "In section “title_block”, “figures” cannot be 10",
            "from 0 to",
        ),
    ],
)
def test_an_error_names_section_and_key_and_says_what_is_allowed(
    text: str, said: str, hint: str
) -> None:
    with pytest.raises(DossierError) as caught:
        templates.read(text, "own.toml")
    assert caught.value.message.startswith("own.toml")
    assert said in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "spec",
    [
        Spec(words="\ud800"),
        Spec(name="\udcff"),
        Spec(house=House(foot="half \ud800")),
        Spec(sections=(Part("text", (("text", "a\udc00"),)),)),
        Spec(house=House(foot="a\n# b")),
        Spec(language="en\u2028"),
    ],
)
def test_half_a_character_and_a_line_end_are_refused_in_words(sample: Case, spec: Spec) -> None:
    for refuse in (templates.write, lambda asked: compose.gather(sample, asked)):
        with pytest.raises(DossierError, match=r"holds half a character|has several lines"):
            refuse(spec)


@given(st.text(max_size=20))
def test_typed_words_are_tidied_as_an_option_takes_them(words: str) -> None:
    for option in options_of(House):
        if option.type is OptionType.LINE:
            assert option.take(tidied(words)) == tidied(words)


def test_a_template_of_the_user_comes_before_one_built_in(tmp_path: Path) -> None:
    mine = templates.renamed(templates.built_in("chronology"), "Mine")
    templates.save(templates.free_path(tmp_path / "templates", "chronology"), mine)
    assert templates.find("chronology", tmp_path / "templates") == mine
    assert templates.find("chronology") != mine
    names = [name for name, _ in templates.listed(tmp_path / "templates")]
    assert names[0] == "chronology"
    assert sorted(names) == sorted(templates.BUILT_IN)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for expected in ("A_B", "A_B 2", "A_B 3"):
        path = templates.free_path(tmp_path, "A/B")
        assert path.stem == expected
        templates.save(path, Spec())


def test_a_folder_for_templates_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DossierError, match="cannot be made"):
        templates.save(tmp_path / "file" / "inside" / "a.toml", Spec())


def test_a_broken_template_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("paper = 1", encoding="utf-8")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    found = dict(templates.listed(tmp_path))
    assert "“paper” cannot be 1" in found["broken"].description
    assert "not UTF-8" in found["binary"].description
    assert len(found) == len(templates.BUILT_IN) + 2
    with pytest.raises(DossierError, match="binary"):
        templates.find("binary", tmp_path)


def test_an_unknown_template_is_answered_with_those_there_are() -> None:
    with pytest.raises(DossierError, match="no template “nothing”") as caught:
        templates.find("nothing")
    assert "situation_report" in caught.value.hint


def test_an_incident_report_bears_the_title_of_its_incident(sample: Case) -> None:
    spec = templates.built_in("incident_report")
    alone = compose.document(compose.gather(sample, replace(spec, words="Kaldar")))
    whole = compose.document(compose.gather(sample, spec))
    titles = [str(held.blocks[0]) for held in (alone, whole)]
    assert "Soldiers flee from Kaldar" in titles[0]
    assert "Border crossings" in titles[1]
