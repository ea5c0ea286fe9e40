"""What all tests share."""

import os
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pypdfium2 import raw

from dossier import pdfium

# plain pytest shows no windows; `python3 tests` chooses a virtual screen of its own
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# in CI the same examples each time: a red run means that the change is wrong, not the day
settings.register_profile(
    "dossier",
    deadline=None,
    max_examples=60,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dossier")


@pytest.fixture(autouse=True, scope="session")
def pdfium_has_one_door() -> Iterator[None]:
    """Fail every call of PDFium that does not stand behind its lock, the collector's too.

    Two threads in it at once take the process with them, but seldom, and somewhere else.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, call in list(vars(raw).items()):
            if name.startswith("FPDF") and hasattr(call, "argtypes"):
                patch.setattr(raw, name, _behind_the_lock(call))
        yield


def _behind_the_lock(call: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(call)
    def checked(*given: object) -> Any:
        lock: Any = pdfium._ONE_AT_A_TIME  # typeshed does not know what threading.Condition asks it
        assert lock._is_owned(), f"{call.__name__} outside the lock of PDFium"
        return call(*given)

    return checked
