"""What is chosen under one filter: values of which one or each must be met, and ones shut out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Qt

from dossier.model.narrowing import Filters

_EACH, _NONE = "+", "-"


class Way(StrEnum):
    """How a value is taken: alone, or joined with what is chosen already."""

    ALONE = "alone"
    AND = "and"
    OR = "or"
    NOT = "not"


OFFERS = {
    Way.ALONE: "Only this",
    Way.AND: "And this",
    Way.OR: "Or this",
    Way.NOT: "Not this",
}
_KEYS = (
    (Qt.KeyboardModifier.AltModifier, Way.NOT),
    (Qt.KeyboardModifier.ShiftModifier, Way.OR),
    (Qt.KeyboardModifier.ControlModifier, Way.AND),
)


def way_of(held: Qt.KeyboardModifier) -> Way:
    """Way of a click or of Enter while these keys are held: Ctrl and, Shift or, Alt not."""
    return next((way for key, way in _KEYS if held & key), Way.ALONE)


@dataclass(frozen=True, slots=True)
class Choice:
    """Values of which one, or if `each` every one, must be met; and those that must not be."""

    met: tuple[str, ...] = ()
    each: bool = False
    shut: tuple[str, ...] = ()

    @classmethod
    def read(cls, filters: Filters, key: str) -> "Choice":
        """Read what filters hold under a key."""
        each = filters.get(_EACH + key, ())
        return cls(each or filters.get(key, ()), bool(each), filters.get(_NONE + key, ()))

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.met or self.shut)

    def filters(self, key: str) -> Filters:
        """Give it as filters; those that are not set are empty."""
        none: tuple[str, ...] = ()
        return {
            key: none if self.each else self.met,
            _EACH + key: self.met if self.each else none,
            _NONE + key: self.shut,
        }

    def taken(self, value: str, way: Way, *, many: bool) -> "Choice":
        """Choose a value, or what is chosen so already no more.

        Unless a record can have `many` values, "and" means "or": it could never meet two.
        """
        if way is Way.ALONE:
            return Choice() if self == Choice((value,)) else Choice((value,))
        if way is Way.NOT:
            shut = _toggled(self.shut, value)
            return _settled(replace(self, met=_without(self.met, value), shut=shut))
        each = many and way is Way.AND
        again = value in self.met and (each == self.each or len(self.met) == 1)
        met = _without(self.met, value) if again else (*_without(self.met, value), value)
        return _settled(Choice(met, each, _without(self.shut, value)))

    def words(self, called: Callable[[str], str]) -> str:
        """Say what is chosen: "Kaldar or Shortepa, not Imam Sahib"."""
        joint = " and " if self.each else " or "
        met = joint.join(map(called, self.met))
        shut = ", ".join(f"not {called(value)}" for value in self.shut)
        return ", ".join(filter(None, (met, shut)))


def keys_of(key: str) -> tuple[str, str, str]:
    """Keys under which filters hold what is chosen under one."""
    return (key, _EACH + key, _NONE + key)


def _settled(choice: Choice) -> Choice:
    return choice if len(choice.met) > 1 else replace(choice, each=False)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(one for one in values if one != value)


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return _without(values, value) if value in values else (*values, value)
