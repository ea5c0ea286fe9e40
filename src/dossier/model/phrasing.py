"""How judgements are worded: what US ICD 203 asks of a sentence, found while it is being written.

A word of likelihood and a level of confidence never stand in one sentence; the two rows of words
of the yardstick are not mixed; words without a band ("may", "cannot rule out") are no judgement.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.terms import JudgementKind, vocabulary
from dossier.model.yardsticks import Scale, Yardstick, yardstick


class Fault(StrEnum):
    """What can be wrong with the words of a judgement."""

    LIKELIHOOD_WITH_CONFIDENCE = "likelihood_with_confidence"
    VAGUE = "vague"
    MIXED_ROWS = "mixed_rows"
    OTHER_TERM = "other_term"


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault: `words` are those that carry it, `sentence` says what to do."""

    fault: Fault
    words: str
    sentence: str


CONCLUSIONS = ("", JudgementKind.KEY_JUDGEMENT, JudgementKind.ALTERNATIVE)
_ROWS = (Scale.ICD203, Scale.ICD203_SECOND)
# a sentence ends at its mark before a blank: not at "5.5", nor at "1 a.m. the"
_SENTENCES = re.compile(r"(?<=[.!?\u061f\u06d4])\s+(?=[^a-z])|\n+")
_CONFIDENCE = re.compile(
    r"\b(?:(?:high|moderate|medium|low)(?:[- ]to[- ](?:high|moderate|low))?[- ]"
    r"(?:analytic(?:al)? )?confidence|confiden(?:ce|tly|t))\b",
    re.IGNORECASE,
)
# "in May", "5 May": a month, no possibility
_REMOTE = re.compile(r"[ -](?!chance|possib|likel|prospect|that|at best)\w", re.IGNORECASE)
_MONTH = re.compile(r"(?:\d{1,2}|in|of|until|since|by|late|early|mid|from)[ -]$")


def remarks(text: str, scale: str = "", likelihood: str = "", kind: str = "") -> tuple[Remark, ...]:
    """Say what is wrong with the words of a judgement, in the order of the rules; () if nothing.

    `scale`, `likelihood` and `kind` are the keys that were chosen beside the words; "" for none.
    What is no conclusion, such as a gap, may well say that something is possible.
    """
    sentences = [one for one in _SENTENCES.split(text) if one.strip()]
    found = [remark for one in sentences for remark in _together(one)]
    if kind in CONCLUSIONS:
        found += _vague(text)
    found += _mixed(text, scale)
    found += _other(text, scale, likelihood)
    return tuple(found)


def terms(text: str, scale: str) -> tuple[str, ...]:
    """Give the keys of the bands that words of a text name on a yardstick, in their order."""
    measured = yardstick(scale)
    return tuple(key for _, key in _found(text, measured)) if measured else ()


def _together(sentence: str) -> Iterator[Remark]:
    confidence = _CONFIDENCE.search(sentence)
    said = _any_term(sentence)
    if confidence and said:
        yield Remark(
            Fault.LIKELIHOOD_WITH_CONFIDENCE,
            said,
            f"“{said}” and “{confidence[0]}” stand in one sentence:"
            " say how confident you are in a sentence of its own.",
        )


def _any_term(sentence: str) -> str:
    """The first word of likelihood of any yardstick; Kent's "certain" alone is everyday speech."""
    scales = (Scale.ICD203, Scale.ICD203_SECOND, Scale.PHIA, Scale.NATO)
    held = (yardstick(scale) for scale in scales)
    found = [said for measured in held if measured for said, _ in _found(sentence, measured)]
    return max(found, key=len, default="")


def _vague(text: str) -> Iterator[Remark]:
    for term in vocabulary("vague_word"):
        for hit in _word(term.label).finditer(text):
            if term.key == "may" and hit[0] == "May" and _is_month(text, hit):
                continue
            yield Remark(Fault.VAGUE, hit[0], f"“{hit[0]}”: {_begun(term.definition)}")
            break


def _is_month(text: str, hit: re.Match[str]) -> bool:
    before, after = text[: hit.start()], text[hit.end() :]
    return bool(_MONTH.search(before.casefold())) or bool(re.match(r"[ ,]+\d", after))


def _mixed(text: str, scale: str) -> Iterator[Remark]:
    """Words of the row that was not chosen; without a choice, of the row that came second."""
    if scale not in ("", *_ROWS):
        return
    rows = {row: _own(text, row) for row in _ROWS}
    used = scale or next((row for row in _ROWS if rows[row]), "")
    for row in _ROWS:
        if row != used and rows[row]:
            word = rows[row][0]
            yield Remark(
                Fault.MIXED_ROWS,
                word,
                f"“{word}” belongs to the other row of words of ICD 203: use one row only.",
            )


def _own(text: str, scale: str) -> list[str]:
    measured = yardstick(scale)
    return [said for said, _ in _found(text, measured)] if measured else []


def _other(text: str, scale: str, likelihood: str) -> Iterator[Remark]:
    """Words of likelihood in the text that are not the one that was chosen beside it."""
    measured = yardstick(scale)
    chosen = measured.band(likelihood) if measured else None
    if measured is None or chosen is None:
        return
    found = _found(text, measured)
    if found and all(key != likelihood for _, key in found):
        said = found[0][0]
        yield Remark(
            Fault.OTHER_TERM,
            said,
            f"The sentence says “{said}”, the yardstick “{chosen.label}”: make them agree.",
        )


def _found(text: str, measured: Yardstick) -> list[tuple[str, str]]:
    """Words of a yardstick in a text with the keys of their bands; the longest match counts."""
    pattern, keys = _pattern(measured)
    hits = (hit for hit in pattern.finditer(text) if not _is_far(text, hit))
    # re takes the Turkish letters U+0130 and U+0131 for an i; folded they are other words
    return [(hit[0], keys[plain]) for hit in hits if (plain := _plain(hit[0])) in keys]


def _is_far(text: str, hit: re.Match[str]) -> bool:
    """Whether "remote" is said of a place or a device, not of a chance."""
    return _plain(hit[0]) == "remote" and bool(_REMOTE.match(text[hit.end() :]))


@functools.cache
def _pattern(measured: Yardstick) -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {words: band.key for band in measured.bands for words in band.words}
    # "not likely" is no word of a yardstick, but "unlikely" must not be read as "likely"
    ranked = sorted(keys, key=len, reverse=True)
    return re.compile("|".join(_word(words).pattern for words in ranked), re.IGNORECASE), keys


def _word(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w-]){inner}(?![\w-])", re.IGNORECASE)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _begun(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
