"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

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
