"""What all tests share."""

import os

# plain pytest shows no windows; `python3 tests` chooses a virtual screen of its own
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
