"""The same words by other programs that make PDFs: ENGINE BLOCKS PDF.

Each gets the blocks one after the other, in the fonts of the brief, with contents, "page x of n",
running title, links from note numbers into the register, tables whose heads repeat. They are spared
margins beside the text, pictures, and "cited on" with its pages. WeasyPrint gets the fonts of the
system: it takes minutes to cut one weight out of a variable font.
"""

import functools
import html
import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from benchmarks.measure import cpu_of, peak_megabytes, report
from dossier.brief import blocks as b
from dossier.brief.document import Document
from dossier.brief.flow import Flow, Items, Note, linear
from dossier.brief.fonts import Cut, Family, choose_file

_SIZES = {b.Style.LEAD: 14.0, b.Style.QUOTE: 12.5, b.Style.BODY: 10.4, b.Style.SOURCE: 9.6}
_SMALL = 8.4
_ARABIC = re.compile("[\u0600-\u06ff]")


def main(engine: str, blocks: Path, pdf: Path) -> None:
    """Report CPU seconds and peak memory."""
    document, _ = pickle.loads(blocks.read_bytes())  # noqa: S301 - written by this benchmark
    flow = tuple(linear(document.blocks))
    work = _WAYS[engine](document, flow, pdf)
    report(cpu=cpu_of(work), peak=peak_megabytes())


@functools.cache
def _font(family: Family) -> Path:
    held = choose_file(Cut(family))
    return Path(str(resources.files(held.package) / "files" / held.name))


def _size(style: b.Style) -> float:
    return _SIZES.get(style, _SMALL)


# ---- WeasyPrint: HTML and CSS


def weasyprint(document: Document, flow: Sequence[Flow], pdf: Path) -> Callable[[], object]:
    """Give the work: HTML, then PDF."""
    maker: Any = import_module("weasyprint")
    title = html.escape(document.title)
    style = f"""@page {{ size: A4; margin: 72pt 56pt 70pt;
        @top-left {{ content: "{document.reference}" }}
        @bottom-right {{ content: "Page " counter(page) " of " counter(pages) }} }}
        body {{ font: 10.4pt/1.4 serif }}
        table {{ width: 100%; border-collapse: collapse; font: 8.4pt sans-serif }}
        td, th {{ border-bottom: .5pt solid #c4c1bc; text-align: left }} sup {{ font-size: 70% }}
        nav a::after {{ content: target-counter(attr(href), page); float: right }}"""

    def work() -> None:
        body = "".join(_html(flow))
        heads = [it for it in flow if isinstance(it, b.Heading) and it.level]
        nav = "".join(
            f'<p><a href="#h{at}">{_html_text(it.text)}</a></p>' for at, it in enumerate(heads, 1)
        )
        page = f"<html><style>{style}</style><title>{title}</title><nav>{nav}</nav>{body}</html>"
        maker.HTML(string=page).write_pdf(str(pdf))

    return work


def _html(flow: Sequence[Flow]) -> Iterator[str]:
    count = 0
    for block in flow:
        if isinstance(block, b.Heading):
            count += block.level > 0
            yield f'<h{block.level + 1} id="h{count}">{_html_text(block.text)}</h{block.level + 1}>'
        elif isinstance(block, b.Table):
            head = "".join(f"<th>{_html_text(text)}</th>" for text in block.head)
            rows = ("".join(f"<td>{_html_text(it)}</td>" for it in row) for row in block.rows)
            body = "".join(f"<tr>{row}</tr>" for row in rows)
            yield f"<table><thead><tr>{head}</tr></thead>{body}</table>"
        elif isinstance(block, Note):
            yield f'<div id="note-{block.note}">{block.note} {"".join(_html(block.body))}</div>'
        elif isinstance(block, Items):
            yield f"<ul>{''.join(f'<li>{chr(32).join(_html(it))}</li>' for it in block.items)}</ul>"
        elif isinstance(block, b.Paragraph | b.Quote):
            size = _size(block.style if isinstance(block, b.Paragraph) else b.Style.QUOTE)
            yield f'<p style="font-size: {size}pt">{_html_text(block.text)}</p>'


def _html_text(text: b.Text) -> str:
    parts = []
    for part in text:
        if isinstance(part, b.NoteRef):
            parts.append(f'<sup><a href="#note-{part.note}">{part.note}</a></sup>')
        elif isinstance(part, b.Run):
            words = html.escape(part.text)
            parts.append(f"<b>{words}</b>" if part.face is b.Face.STRONG else words)
    return "".join(parts)


# ---- typst: its own language


def typst(document: Document, flow: Sequence[Flow], pdf: Path) -> Callable[[], object]:
    """Give the work: the source, then PDF."""
    maker: Any = import_module("typst")
    fonts = [str(_font(family).parent) for family in Family]
    head = f"""#set page(paper: "a4", margin: (x: 56pt, y: 72pt), header: {_quote(document.title)},
        footer: context [Page #counter(page).display("1 of 1", both: true)])
        #set text(font: ("Source Serif 4", "Amiri"), size: 10.4pt)
        #set heading(outlined: true)
        #outline(depth: 2)
        """

    def work() -> None:
        source = head + "\n\n".join(_typst(flow))
        maker.compile(source.encode(), output=str(pdf), font_paths=fonts, ignore_system_fonts=True)

    return work


def _typst(flow: Sequence[Flow]) -> Iterator[str]:
    for block in flow:
        if isinstance(block, b.Heading):
            yield f"#heading(level: {max(block.level, 1)})[{_typst_text(block.text)}]"
        elif isinstance(block, b.Table):
            head = ", ".join(f"[{_typst_text(text)}]" for text in block.head)
            cells = ", ".join(f"[{_typst_text(it)}]" for row in block.rows for it in row)
            shares = ", ".join(f"{column.share}fr" for column in block.columns)
            face = '#set text(size: 8.4pt, font: ("Source Sans 3", "Amiri"))'
            grid = f"#table(columns: ({shares},), stroke: none, table.header({head}), {cells})"
            yield f"#[{face}\n{grid}]"
        elif isinstance(block, Note):
            body = "\n\n".join(_typst(block.body))
            yield f"#[#metadata(none)<note-{block.note}> {block.note} {body}]"
        elif isinstance(block, Items):
            items = ", ".join(f"[{chr(32).join(_typst(it))}]" for it in block.items)
            yield f"#list({items})"
        elif isinstance(block, b.Paragraph | b.Quote):
            size = _size(block.style if isinstance(block, b.Paragraph) else b.Style.QUOTE)
            yield f"#text(size: {size}pt)[{_typst_text(block.text)}]"


def _typst_text(text: b.Text) -> str:
    parts = []
    for part in text:
        if isinstance(part, b.NoteRef):
            parts.append(f"#link(<note-{part.note}>, super[{part.note}]);")
        elif isinstance(part, b.Run):
            words = f"#{_quote(part.text)};"
            parts.append(f"#strong[{words}];" if part.face is b.Face.STRONG else words)
    return "".join(parts)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# ---- fpdf2: a canvas with tables


def fpdf2(document: Document, flow: Sequence[Flow], pdf: Path) -> Callable[[], object]:
    """Give the work: each block by its methods."""
    maker: Any = import_module("fpdf")

    def header(paper: Any) -> None:
        paper.set_font("sans", size=7.4)
        paper.cell(text=document.title, new_x="LMARGIN", new_y="NEXT")

    def footer(paper: Any) -> None:
        paper.set_y(-36)
        paper.set_font("sans", size=7.4)
        paper.cell(text=f"Page {paper.page_no()} of {{nb}}")

    def work() -> None:
        kind = type("Paper", (maker.FPDF,), {"header": header, "footer": footer})
        paper = kind(unit="pt")
        paper.add_font("serif", fname=str(_font(Family.SERIF)))
        for style in ("", "B"):  # a variable font has one weight here
            paper.add_font("sans", style=style, fname=str(_font(Family.SANS)))
        paper.add_font("arabic", fname=str(_font(Family.ARABIC)))
        paper.set_auto_page_break(auto=True, margin=70)
        paper.add_page()
        listed = import_module("fpdf.outline").TableOfContents()
        paper.insert_toc_placeholder(listed.render_toc, allow_extra_pages=True)
        _Fpdf(paper, maker.FontFace(family="arabic")).put(flow)
        paper.output(str(pdf))

    return work


class _Fpdf:
    """Puts blocks on a paper of fpdf2."""

    def __init__(self, paper: Any, arabic: Any) -> None:
        self._paper = paper
        self._arabic = arabic
        self._links: dict[str, int] = {}

    def put(self, flow: Sequence[Flow]) -> None:
        """Put blocks beneath each other."""
        for block in flow:
            if isinstance(block, b.Heading):
                if block.level:
                    self._paper.start_section(_plain(block.text), level=block.level - 1)
                self._write(block.text, 19.0 if block.level < 2 else 10.4)
            elif isinstance(block, b.Table):
                self._table(block)
            elif isinstance(block, Note):
                self._paper.set_link(self._link(block.note), page=self._paper.page)
                self.put(block.body)
            elif isinstance(block, Items):
                self.put([part for item in block.items for part in item])
            elif isinstance(block, b.Paragraph | b.Quote):
                style = block.style if isinstance(block, b.Paragraph) else b.Style.QUOTE
                self._write(block.text, _size(style))

    def _link(self, note: str) -> int:
        if note not in self._links:
            self._links[note] = self._paper.add_link()
        return self._links[note]

    def _write(self, text: b.Text, size: float) -> None:
        paper = self._paper
        for part in text:
            if isinstance(part, b.NoteRef):
                paper.set_font("sans", size=size * 0.7)
                paper.write(size * 1.4, part.note, self._link(part.note))
            elif isinstance(part, b.Run):
                paper.set_font("arabic" if _ARABIC.search(part.text) else "serif", size=size)
                paper.write(size * 1.4, part.text)
        paper.ln(size * 1.6)

    def _table(self, block: b.Table) -> None:
        self._paper.set_font("sans", size=_SMALL)
        shares = tuple(column.share for column in block.columns)
        lines = "HORIZONTAL_LINES"
        with self._paper.table(col_widths=shares, borders_layout=lines, line_height=11) as table:
            for texts in (block.head, *block.rows):
                row = table.row()
                for text in texts:
                    self._cell(row, text)

    def _cell(self, row: Any, text: b.Text) -> None:
        note = next((it.note for it in text if isinstance(it, b.NoteRef)), None)
        words = _plain(text)
        style = self._arabic if _ARABIC.search(words) else None
        row.cell(words, style=style, link=self._link(note) if note else None)


def _plain(text: b.Text) -> str:
    words = (
        it.note if isinstance(it, b.NoteRef) else it.text
        for it in text
        if not isinstance(it, b.CitedOn)
    )
    return "".join(words)


_WAYS: Mapping[str, Callable[[Document, Sequence[Flow], Path], Callable[[], object]]] = {
    "fpdf": fpdf2,
    "typst": typst,
    "weasyprint": weasyprint,
}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
