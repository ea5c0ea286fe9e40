"""The analyst's own words: references in them become notes, sentences without one are told.

A reference is a record's in square brackets, or several: [INC-0002], [Q-0001, S-0001].
"""

import re
from collections.abc import Iterator

from dossier.brief.blocks import Block, Inline, Listing, Paragraph, Run, Style
from dossier.brief.material import Material
from dossier.brief.spec import Spec
from dossier.brief.wording import plural, quoted
from dossier.model import phrasing
from dossier.model.phrasing import Fault

_ONE = r"[A-Z]{1,5}-\d+"
_REFERENCES = re.compile(rf"\s*\[({_ONE}(?:\s*[,;]\s*{_ONE})*)\]")
_MOVED = re.compile(rf"([.!?…؟۔][\"”’»)]*)((?:\s*\[{_ONE}(?:\s*[,;]\s*{_ONE})*\])+)")
_END = re.compile(r"[.!?…؟۔][\"”’»)]*(?:\s+|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|St|No|vs|approx|ca|e\.g|i\.e|p|pp)"
    r"|\b[^\W\d_])\.\Z"
)
_ITEM = "- "
# the other faults are of judgements only: a situation may well say that something is possible
_FAULTS = (Fault.LIKELIHOOD_WITH_CONFIDENCE, Fault.MIXED_ROWS)
_SHOWN = 60  # characters of a sentence by which it is found again


def paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """Give the paragraphs, divided by empty lines; a list as its items."""
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(line.startswith(_ITEM) for line in lines):
            yield tuple(lines)
        elif lines:
            yield (" ".join(lines),)


def sentences(text: str) -> tuple[str, ...]:
    """Divide a paragraph; a reference behind the full stop belongs to the sentence before it."""
    text = _MOVED.sub(r"\2\1", text)
    found, begin = [], 0
    for end in _END.finditer(text):
        ahead = text[end.end() : end.end() + 1]
        if _ABBREVIATED.search(text[: end.start() + 1]) or ahead.islower():
            continue
        found.append(text[begin : end.end()].strip())
        begin = end.end()
    return tuple(sentence for sentence in (*found, text[begin:].strip()) if sentence)


def references(text: str) -> tuple[str, ...]:
    """Give the references in a text, in their order."""
    return tuple(one for held in _REFERENCES.finditer(text) for one in _split(held))


def _split(held: re.Match[str]) -> tuple[str, ...]:
    return tuple(one.strip() for one in re.split(r"[,;]", held[1]))


def said(material: Material, text: str, style: Style = Style.BODY) -> Iterator[Block]:
    """Give own words as blocks, their references as notes.

    A redacted edition says only those sentences that rest on what is left in it.
    """
    spec = material.spec
    lang = "" if spec.language == Spec().language else spec.language
    for part in paragraphs(text):
        kept = [words for words in (_readable(material, item) for item in part) if words]
        if kept and part[0].startswith(_ITEM):
            items = (inline(material, item.removeprefix(_ITEM)) for item in kept)
            yield Listing(tuple((Paragraph(item, style, lang=lang),) for item in items))
        elif kept:
            yield Paragraph(inline(material, kept[0]), style, lang=lang)


def _readable(material: Material, text: str) -> str:
    if material.edition.redaction is None:
        return text
    held = [one for one in sentences(text) if _rests(material, one)]
    return " ".join(held)


def _rests(material: Material, sentence: str) -> bool:
    named = references(sentence)
    return bool(named) and all(map(material.holds, named))


def inline(material: Material, text: str) -> tuple[Inline, ...]:
    """Give words with their references as notes or links; one the brief lacks stays as it is."""
    parts: list[Inline] = []
    begin = 0
    for held in _REFERENCES.finditer(text):
        parts += [Run(text[begin : held.start()])] if held.start() > begin else []
        parts += _cited(material, _split(held))
        begin = held.end()
    return (*parts, Run(text[begin:])) if text[begin:] else tuple(parts)


def _cited(material: Material, named: tuple[str, ...]) -> tuple[Inline, ...]:
    """Give the notes of all records named together in rising order, then links to sources."""
    passages = [passage for one in named for passage in material.passages(one)]
    others = [one for one in named if not material.passages(one)]
    return (*material.notes.refs(passages), *(p for one in others for p in _named(material, one)))


def _named(material: Material, reference: str) -> tuple[Inline, ...]:
    run = Run(reference)
    if reference in material.sources:
        run = material.lead(run, source_anchor(reference), "source_register")
    return Run(" ["), run, Run("]")


def source_anchor(reference: str) -> str:
    """Name the place of a source in the register."""
    return f"source-{reference}"


def passage_anchor(note: str) -> str:
    """Name the place of a note in the register, where other notes lead on to it."""
    return f"passage-{note}"


def review(material: Material, where: str, text: str, *, sourced: bool) -> None:
    """Report what a reader of own words would miss: sources of sentences, records named."""
    lacking = [one for one in dict.fromkeys(references(text)) if not material.holds(one)]
    if lacking:
        verb = "is" if len(lacking) == 1 else "are"
        material.remark(f"{where}: {', '.join(lacking)} {verb} not in this brief.")
    for fault in phrasing.remarks(text):
        if fault.fault in _FAULTS:
            material.remark(f"{where}: {fault.sentence}")
    if not sourced:
        return
    told = [one for part in paragraphs(text) for item in part for one in sentences(item)]
    loose = [one for one in told if not any(map(material.holds, references(one)))]
    if loose:
        verb = "leads" if len(loose) == 1 else "lead"
        first = loose[0].removeprefix(_ITEM)
        shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
        count = plural(len(loose), "sentence")
        material.remark(f"{where}: {count} {verb} to no source, such as {quoted(shown)}")
