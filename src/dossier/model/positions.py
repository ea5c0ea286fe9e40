"""Positions: latitude and longitude as people write and paste them, and back in words."""

import re
from decimal import Decimal

from dossier.errors import DossierError
from dossier.model.codecs import Position

SCALE = 10**7
_NORTHMOST, _EASTMOST = 90, 180
_HINT = "Write latitude and longitude, such as 37.18, 68.61 or 37°10'48\"N 68°36'36\"E."
_DECIMAL = r"[+-]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"(?:geo:|\()?\s*({_DECIMAL})°?\s*[,;/\s]\s*({_DECIMAL})°?\s*\)?(?:\?.*)?")
_COMMAS = re.compile(r"([+-]?\d{1,3},\d+)\s*[;\s]\s*([+-]?\d{1,3},\d+)")
# addresses of the usual web maps: /@37.18,68.61,12z  ?q=37.18,68.61  #map=12/37.18/68.61
_ADDRESS = re.compile(
    rf"https?://\S*?(?:@|[?&](?:q|ll|query)=(?:loc:)?|#map=\d+/)({_DECIMAL})(?:,|%2C|/)({_DECIMAL})"
)
_ANGLE = (
    r"(\d{1,3}(?:\.\d+)?)\s*[°º\s]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’\s]?\s*)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|'')?)?"
)
_AFTER = re.compile(rf"{_ANGLE}\s*([NS])\s*[,;/]?\s*{_ANGLE}\s*([EW])", re.IGNORECASE)
_BEFORE = re.compile(rf"([NS])\s*{_ANGLE}\s*[,;/]?\s*([EW])\s*{_ANGLE}", re.IGNORECASE)


def read(text: str) -> Position:
    """Read decimal degrees, degrees with minutes and seconds, or the address of a web map.

    Also a geo: address (RFC 5870). DossierError says what is wrong.
    """
    plain = text.strip().replace("\u2212", "-")
    degrees = _decimal(plain) or _sexagesimal(plain)
    if degrees is None:
        raise DossierError(f"“{text.strip()}” is not understood as a position.", _HINT)
    latitude, longitude = degrees
    if abs(latitude) > _NORTHMOST:
        raise DossierError(f"The latitude {latitude} is not between -90 and 90.", _HINT)
    if abs(longitude) > _EASTMOST:
        raise DossierError(f"The longitude {longitude} is not between -180 and 180.", _HINT)
    return Position(round(latitude * SCALE), round(longitude * SCALE))


def words(position: Position) -> str:
    """Say a position in decimal degrees, such as "37.18, 68.61"; `read` reads it back."""
    return f"{_degrees(position.latitude)}, {_degrees(position.longitude)}"


def _degrees(scaled: int) -> str:
    return f"{Decimal(scaled) / SCALE:.7f}".rstrip("0").rstrip(".")


def _decimal(text: str) -> tuple[Decimal, Decimal] | None:
    found = _PAIR.fullmatch(text) or _ADDRESS.match(text) or _COMMAS.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = (Decimal(part.replace(",", ".")) for part in found.groups())
    return latitude, longitude


def _sexagesimal(text: str) -> tuple[Decimal, Decimal] | None:
    if found := _AFTER.fullmatch(text):
        return _angle(*found.groups()[:4]), _angle(*found.groups()[4:])
    if found := _BEFORE.fullmatch(text):
        south, north, minutes, seconds = found.groups()[:4]
        west, east, *rest = found.groups()[4:]
        return _angle(north, minutes, seconds, south), _angle(east, rest[0], rest[1], west)
    return None


def _angle(degrees: str, minutes: str | None, seconds: str | None, side: str) -> Decimal:
    size = Decimal(degrees) + Decimal(minutes or 0) / 60 + Decimal(seconds or 0) / 3600
    return -size if side in "SWsw" else size
