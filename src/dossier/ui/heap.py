"""The heap of the C library: what is no longer used goes back to the system."""

import ctypes
import sys

# malloc.h of glibc: mallopt(3)
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 1024 * 1024  # bytes; what is smaller comes and goes with every painting
_ARENAS = 2  # the window's, and one that all other threads share


def keep_small() -> bool:
    """Let large pieces come from the system and go back to it; whether this system can.

    The ids of a million records are 8 MB, read on a thread and dropped with the next sort: by
    itself glibc keeps the room of each, once a thread.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # musl has none
        return False
    chosen = {_MMAP_THRESHOLD: _LARGE, _TRIM_THRESHOLD: _LARGE, _ARENA_MAX: _ARENAS}
    return all(mallopt(name, value) == 1 for name, value in chosen.items())
