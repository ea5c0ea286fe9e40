"""One date in words, as far as the words go: "22 June", "the 1990s", "about summer 2021"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from dossier.model.datenames import ORDINALS, SEASONS, month_number, weekday_number
from dossier.model.edtf import FIRST_SEASON, Mark

_ABOUT: Final = re.compile(
    r"~\s*|(?:(?:on|in) )?(?:about|around|approximately|approx\.?|circa|ca?\.|ca|roughly"
    r"|около|примерно|حدود)\s+"
)
_MAYBE: Final = re.compile(r"(?:possibly|perhaps|probably|maybe|возможно)\s+")
_IN_DOUBT: Final = re.compile(r"\s*(?:\((?:uncertain|possibly|probably|\?)\)|\?)$")
_HEMISPHERE: Final = re.compile(r"\s*\((northern|southern) hemisphere\)$")
_SOME: Final = re.compile(r"(?:some|one|an unknown|unknown) (day|month) (?:in|of) ")
_SHIFTS: Final = {"northern": 4, "southern": 8}
_NOISE: Final = frozenset(
    {"on", "in", "the", "of", "at", "dated", "during", "year", "г", "г.", "года", "году", "год"}
    | {"в", "سال", "در"}
)
_YEAR: Final = re.compile(r"-?[\dx]{4}")
_TWO_YEARS: Final = re.compile(r"(\d{4})[-/](\d\d|\d{4})")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_ISO: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_SEASON_NAMES: Final = {
    **{name: FIRST_SEASON + i for i, name in enumerate(SEASONS)},
    "fall": FIRST_SEASON + 2,
}
_PART_CODES: Final = {"quarter": 33, "third": 37, "half": 40}


@dataclass(frozen=True, slots=True)
class Partial:
    """What one phrase says of a date, in the digits of EDTF; empty where it does not say."""

    year: str = ""
    month: str = ""
    day: str = ""
    mark: Mark = Mark.NONE
    weekday: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it is a date by itself."""
        return bool(self.year) and (bool(self.month) or not self.day)

    @property
    def text(self) -> str:
        """The EDTF string; it may name a day that does not exist."""
        return "-".join(filter(None, (self.year, self.month, self.day))) + self.mark


def _century(match: re.Match[str]) -> str:
    return f"{'-' if match[2] else ''}{int(match[1]) - 1:02}xx"


def _before_christ(match: re.Match[str]) -> str:
    """45 BC is -0044, because 1 BC is the year 0."""
    return f"-{int(match[1]) - 1:04}" if int(match[1]) > 1 else "0000"


def _part_of_year(match: re.Match[str]) -> str:
    names = ORDINALS.index(match[1]) if match[1] in ORDINALS else int(match[1][0]) - 1
    return f"@{_PART_CODES[match[2]] + names}"


# Phrases that stand for a year or a part of one, turned into one word that _sorted knows.
_PHRASES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"\ban? unknown year\b"), lambda _: "xxxx"),
    (re.compile(r"\b(\d{1,2}|100)(?:st|nd|rd|th) century\b( bce?\b)?"), _century),
    (re.compile(r"\b([1-9])(?:st|nd|rd|th) millennium\b"), lambda m: f"{int(m[1]) - 1}xxx"),
    (re.compile(r"\b(\d{3})0['’]?s\b"), lambda m: f"{m[1]}x"),
    (re.compile(r"\b(\d{1,5}) bce?\b"), _before_christ),
    (re.compile(r"\bad (\d{1,4})\b"), lambda m: m[1].zfill(4)),
    (
        re.compile(r"\b(first|second|third|fourth|[1-4](?:st|nd|rd|th)) (quarter|third|half)\b"),
        _part_of_year,
    ),
    (re.compile(r"\bq([1-4])\b"), lambda m: f"@{32 + int(m[1])}"),
    (re.compile(r"\bh([12])\b"), lambda m: f"@{39 + int(m[1])}"),
)


def atom(words: str) -> Partial | None:
    """Read folded words as one date; None when a word has no place in a date."""
    core, mark = unmarked(words)
    some = _SOME.match(core)
    core = core[some.end() :] if some else core
    hemisphere = _HEMISPHERE.search(core)
    core = _HEMISPHERE.sub("", core)
    found = _written_in_digits(core) or _sorted(_tokens(core))
    if found and some:
        found = _vague(found, some[1])
    if found and hemisphere and found.month in map(str, _SEASON_NAMES.values()):
        found = replace(found, month=str(int(found.month) + _SHIFTS[hemisphere[1]]))
    return replace(found, mark=mark) if found else None


def unmarked(words: str) -> tuple[str, Mark]:
    """Words without "about" and "(uncertain)", and the qualifier these stand for."""
    core = _IN_DOUBT.sub("", words)
    surer = _MAYBE.sub("", core) if _MAYBE.match(core) else core
    about = _ABOUT.match(surer)
    uncertain = surer != words
    core = surer[about.end() :] if about else surer
    if about:
        return core, Mark.BOTH if uncertain else Mark.APPROXIMATE
    return core, Mark.UNCERTAIN if uncertain else Mark.NONE


def _tokens(core: str) -> list[str]:
    for pattern, replacement in _PHRASES:
        core = pattern.sub(replacement, core)
    return core.replace(",", " ").split()


def _written_in_digits(core: str) -> Partial | None:
    """22.06.2021, 22.06. and 2021-06-22."""
    if match := _DOTTED.fullmatch(core):
        return Partial(match[3] or "", match[2].zfill(2), match[1].zfill(2))
    if match := _ISO.fullmatch(core):
        return Partial(match[1], match[2], match[3] or "")
    return None


def _sorted(tokens: list[str]) -> Partial | None:
    """Put every word in its place: year, month or season, day, weekday. Each place has one."""
    places: dict[str, str] = {}
    if any(map(_TWO_YEARS.fullmatch, tokens)) and not any(t in _SEASON_NAMES for t in tokens):
        return None  # two years side by side are one date only in "winter 2020-21"
    for token in tokens:
        if token in _NOISE:
            continue
        place, value = _placed(token)
        if not place or place in places:
            return None
        places[place] = value
    named = places.pop("weekday", None)
    if not places:
        return None
    return Partial(
        places.get("year", ""),
        places.get("month", ""),
        places.get("day", ""),
        weekday=None if named is None else int(named),
    )


def _placed(token: str) -> tuple[str, str]:
    """The place of a word in a date and its digits; two empty strings for any other word."""
    month = _month(token)
    if month:
        return "month", month
    if _YEAR.fullmatch(token):
        return "year", token.upper()
    if match := _DAY.fullmatch(token):
        return "day", match[1].zfill(2)
    if match := _TWO_YEARS.fullmatch(token):
        return ("year", match[1]) if _follows(match[1], match[2]) else ("", "")
    number = weekday_number(token)
    return ("", "") if number is None else ("weekday", str(number))


def _month(token: str) -> str:
    """A month as 01 to 12, or the code of a part of a year."""
    if token.startswith("@"):
        return token[1:]
    number = month_number(token) or _SEASON_NAMES.get(token)
    return f"{number:02}" if number else ""


def _follows(year: str, end: str) -> bool:
    """Whether 2020-21 or 2020/2021 names two years in a row, as winters do."""
    return str(int(year) + 1).endswith(end)


def _vague(found: Partial, unit: str) -> Partial | None:
    """Some day in June 2021, some day in 2021, some month in 2021."""
    if found.day or (found.month and unit == "month"):
        return None
    return replace(found, month=found.month or "XX", day="XX" if unit == "day" else "")
