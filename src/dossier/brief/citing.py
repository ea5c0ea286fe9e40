"""The analyst's own words: references in them become notes, sentences without one are told.

A reference is a record's in square brackets, or several: [INC-0002], [Q-0001, S-0001].
"""

import re
from collections.abc import Iterator, Sequence

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
# short forms that stand before a name, and those that do before a number only
_ABBREVIATED = re.compile(
    r"(?:\b(?:(?i:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Pres|Gov|Amb|Brig|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Pvt|Adm"
    r"|Cdr|Cmdr|Insp|Supt|St|Mt|Ft|vs|cf|approx|ca|max|min|est|e\.g|i\.e|p|pp"
    r"|ген|полк|подполк|кап|лейт|серж|акад|проф|им|ул|см|стр)|No)|\b[^\W\d_])\.\Z"
)
_COUNTED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|nos?|nr|arts?|figs?|paras?|chs?|secs?|vols?"
    r"|ed|app|circa|abt|avg|incl|tel|пп?|ст|гл|рис|табл|ок|прибл|макс|мин)\.\Z",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[^\W\d_]{1,5}\.\Z")  # by itself it says nothing: more likely a short form
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
        before = text[begin : end.start() + 1]
        if ahead.islower() or _is_short_form(before.lstrip(), ahead):
            continue
        found.append(text[begin : end.end()].strip())
        begin = end.end()
    return tuple(sentence for sentence in (*found, text[begin:].strip()) if sentence)


def _is_short_form(before: str, ahead: str) -> bool:
    """Whether the full stop at the end of `before` is that of a word cut short."""
    if ahead.isdigit() and _COUNTED.search(before):
        return True
    return _ABBREVIATED.search(before) is not None


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
    """Give the sentences that may be read.

    What stands before a number, or is one short word, may end in a short form that is not known
    here. It goes or stays together with what follows: "at most 40" never becomes "40".
    """
    if material.edition.redaction is None:
        return text
    parts: list[list[str]] = []
    for one in sentences(text):
        if parts and (one[:1].isdigit() or _SHORT.match(parts[-1][-1])):
            parts[-1].append(one)
        else:
            parts.append([one])
    return " ".join(one for part in parts if _may_be_read(material, part) for one in part)


def _may_be_read(material: Material, part: Sequence[str]) -> bool:
    told = [one for one in part if not _SHORT.match(one)]
    return bool(told) and all(_rests(material, one) for one in told)


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
