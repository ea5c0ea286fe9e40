"""Distances on the WGS 84 ellipsoid, said no more exactly than the places are known."""

from dataclasses import dataclass

E7 = 10**7  # positions are whole numbers: degrees x 1e7


@dataclass(frozen=True, slots=True)
class Distance:
    """Kilometres, and how far off they may be; `margin` None = one of the places has no radius."""

    km: float
    margin: float | None = None

    def words(self) -> str:
        """Say "about 74 km (±7 km)"; "less than 12 km" if the places may be one and the same."""
        if self.margin is None:
            return f"about {_rounded(self.km)}"
        if self.margin >= self.km:
            return f"less than {_rounded(self.km + self.margin)}"
        if self.margin < 1:
            return f"about {_rounded(self.km)}"
        return f"about {_rounded(self.km)} (±{_rounded(self.margin)})"


def kilometres(lat_a: int, lon_a: int, lat_b: int, lon_b: int) -> float:
    """Length of the geodesic between two positions in degrees x 1e7 (C. Karney 2013), in km."""
    from geographiclib.geodesic import Geodesic

    degrees = (value / E7 for value in (lat_a, lon_a, lat_b, lon_b))
    metres: float = Geodesic.WGS84.Inverse(*degrees, Geodesic.DISTANCE)["s12"]
    return metres / 1000


def between(
    a: tuple[int, int], b: tuple[int, int], radius_a: int | None, radius_b: int | None
) -> Distance:
    """Distance of two positions (latitude, longitude, degrees x 1e7) known to radii in metres.

    The true places lie within their radii, so the distance may be off by the sum of both.
    """
    margin = None if radius_a is None or radius_b is None else (radius_a + radius_b) / 1000
    return Distance(kilometres(*a, *b), margin)


def degrees(lat: int, lon: int, decimals: int = 2) -> str:
    """Say a position in degrees x 1e7 as "37.18° N, 68.61° E" with 0 to 7 decimals."""
    return f"{_degrees(lat, decimals)} {'NS'[lat < 0]}, {_degrees(lon, decimals)} {'EW'[lon < 0]}"


def _degrees(value: int, decimals: int) -> str:
    # whole numbers all the way: a float would round 0.005 by the luck of its binary form
    step = 10 ** (7 - decimals)
    whole, part = divmod((abs(value) + step // 2) // step, 10**decimals)
    return f"{whole}.{part:0{decimals}d}°" if decimals else f"{whole}°"


def _rounded(km: float) -> str:
    return f"{km:,.0f} km" if km >= 1 else f"{km * 1000:,.0f} m"
