"""A brief as Markdown, read back by a parser that is not ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.brief import blocks as b
from dossier.brief import flow
from dossier.brief.breaking import clean_text
from dossier.brief.charts import Event, Interval, Intervals, Timeline
from dossier.brief.compose import document, gather
from dossier.brief.document import Document, Mark
from dossier.brief.markdown import write_markdown
from dossier.brief.spec import Spec
from dossier.case.case import Case

DATE = datetime(2021, 6, 22, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=y> <!-- gone -->",
    "# no heading\n- no item\n1. none\n2) none\n+ none\n> none\n***\n---\n===\n    no code",
    "[no](javascript:x) ![no](http://x) [^1] [^1]: no\n[a]: http://x\n<http://x> www.x.org",
    "**no** __no__ _no_ *no* ~~no~~ `no` ``no`` $x$ ==no== %%no%% :smile: #no @no a@b.cd",
    "|no|cell|\n|---|---|\n| \\| | \\\\| |",
    "&lt;b&gt; &#65; &amp; &copy; AT&T; \\* \\\\ \\",
    "trailing  \nbreaks\\\n\n\nof lines\t\tand\x00controls\x1b[2J\u2028here",
    "```\nno fence\n```\n~~~\nno\n~~~",
    "* ", "-", "=", "1.", "#", ":", "\\", "`", "**", "a*", "*a", "|", " | ",
)  # fmt: skip
# what a user may type or paste, signs of Markdown above all
WORDS = st.text(
    st.sampled_from("*_`~#<>[](){}!|\\&;:.-+=^$@%/\"' \n\tab1é\u0645\u2068\u00a0")
    | st.characters(),
    max_size=40,
)


def parse(data: bytes) -> list[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return reader.parse(data.decode())


def every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from every(token.children or [])


def said(tokens: list[Token]) -> list[str]:
    """The words of each block, as a reader shows them."""
    return [_shown(token) for token in tokens if token.type == "inline"]


def _shown(token: Token) -> str:
    lines = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(lines.get(it.type, it.content) for it in token.children or [])


def flat(words: str) -> str:
    return " ".join(words.replace("/", " ").split())


def written(*blocks: b.Block, mark: str = "") -> bytes:
    return write_markdown(Document("A brief", blocks, DATE, mark=Mark(mark)))


@given(WORDS)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
@example(HOSTILE[5])
@example(HOSTILE[6])
@example(HOSTILE[7])
def test_words_are_never_markup_wherever_they_stand(words: str) -> None:
    everywhere(words)


def test_signs_alone_are_words_too() -> None:
    for words in HOSTILE:
        everywhere(words)


def everywhere(words: str) -> None:
    run = (b.Run(words),)
    table = b.Table((b.Column(), b.Column()), (run, run), ((run, run),))
    blocks = (
        b.Paragraph(run), b.Heading(1, run), table, b.Quote(run), b.Listing(((b.Paragraph(run),),)),
        b.Entry((b.Paragraph(run),), (b.Paragraph(run),)),
        b.Panel((b.Paragraph((b.Run(words, b.Face.STRONG), b.Run(words, b.Face.EMPHASIS))),)),
    )  # fmt: skip
    tokens = parse(written(*blocks, mark=words))
    kinds = {token.type for token in every(tokens)}
    ours = "paragraph heading blockquote bullet_list list_item table thead tbody tr th td strong em"
    allowed = {f"{kind}_{end}" for kind in ours.split() for end in ("open", "close")}
    assert kinds <= allowed | {"inline", "text", "text_special", "softbreak", "hardbreak", "hr"}
    assert sum(token.type == "heading_open" for token in tokens) <= 1
    assert sum(token.type == "hr" for token in tokens) == 1
    assert sum(token.type == "table_open" for token in tokens) == 1
    expected = flat(clean_text(words))
    shown = list(map(flat, said(tokens)))
    if expected:
        twice = flat(clean_text(words + words))
        assert set(shown) <= {expected, f"“{expected}”", flat(f"“{clean_text(words)}”"), twice}
        assert len(shown) >= 10


def test_a_link_leads_where_it_says_and_nowhere_else() -> None:
    address = "https://example.org/a_(b)?x=1&copy;=2&y=<z>|*"
    link = b.Paragraph((b.Run("the “site”, ", link=address), b.Run("no", link="javascript:x")))
    (found,) = [it for it in every(parse(written(link))) if it.type == "link_open"]
    assert found.attrs["href"] == "https://example.org/a_(b)?x=1&copy;=2&y=%3Cz%3E%7C*"


def test_a_note_is_a_footnote_where_the_register_has_it() -> None:
    cites = b.Paragraph((b.Run("They crossed."), b.NoteRef("1"), b.NoteRef("2")))
    back = b.Paragraph((b.CitedOn("1"),), b.Style.MARGIN)
    entry = b.Entry(
        (back,), (b.Paragraph((b.Run("Exact\nwords"),)), b.Paragraph((b.Run("x"),))), "1"
    )
    lines = written(
        cites, entry, b.Entry((), (b.Paragraph((b.Run("never cited"),)),), "3")
    ).decode()
    assert "They crossed.[^1]2" in lines
    assert "[^1]: Exact\\\n    words\n\n    x\n\n3\\\nnever cited\n" in lines
    assert "cited on" not in lines


def test_pictures_are_told_as_tables_of_what_they_are_drawn_from() -> None:
    counts = Intervals("Crossed", (Interval("134", "Border", 134, 134, used=True),
                                   Interval("> 130", "Agency", 131, None)))  # fmt: skip
    line = Timeline("In time", (Event(737963, "Kaldar", "17", 17),), ((737960, "1"), (737970, "2")))
    many = Timeline("Many", tuple(Event(737900 + at, "") for at in range(61)), ((0, ""), (1, "")))
    lines = written(counts, line, many).decode()
    assert "| Border | 134 | 134 | 134 | used |\n| Agency | \\> 130 | 131 | open |  |" in lines
    assert "| 2021-06-22 | Kaldar | 17 |" in lines
    assert "| 2021-05 | 31 |" in lines


def test_every_block_of_text_has_a_way_into_files_without_pages() -> None:
    words = {kind for kind in get_args(b.Block) if kind.__module__ == b.__name__}
    assert words <= set(flow._WAYS)


@dataclass(frozen=True)
class Hop:
    """Something that a picture of another kind draws."""

    from_whom: str
    count: int
    seen: bool
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture of another kind."""

    label: str
    hops: tuple[Hop, ...]
    scale: float = 1.0


def test_a_picture_of_another_kind_is_told_by_what_it_holds() -> None:
    held = Picture(
        "Hands", (Hop("A | B", 1200, seen=True), Hop("C", 0, seen=False, ways=("x", "y")))
    )
    lines = written(held).decode()  # type: ignore[arg-type]  # it stands for pictures to come
    assert "**Hands**\n\n| From whom | Count | Seen | Ways |\n" in lines
    assert "| A \\| B | 1,200 | yes |  |\n| C | 0 |  | x; y |" in lines


def test_the_sample_says_in_markdown_what_its_blocks_say(sample: Case) -> None:
    data = write_markdown(document(gather(sample, Spec())))
    assert data == write_markdown(document(gather(sample, Spec())))
    text = data.decode()
    lines = said(parse(data))
    assert lines[0] == lines[-1] == "TLP:CLEAR"
    assert "Border crossings, June 2021" in lines
    assert "“We have to know about Afghanistan that there is no … military solution”[^13]" in lines
    assert "شیرخان بندر" in lines
    cited, defined = (
        set(re.findall(r"\[\^(\d+)\](?!:)", text)),
        re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE),
    )
    assert sorted(cited) == sorted(defined) == sorted(map(str, range(1, 15)))
    tokens = list(every(parse(data)))
    assert not [it for it in tokens if it.type in ("html_inline", "html_block", "image")]
    assert sum(it.type == "table_open" for it in tokens) >= 10


def test_the_words_at_the_foot_are_one_line() -> None:
    foot = "a\n\n# Injected\n\n- x"
    data = write_markdown(Document("A brief", (), DATE, footer=foot)).decode()
    assert "a # Injected - x" in data
