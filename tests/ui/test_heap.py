"""The heap gives back what was dropped: in a process of its own, because it is set for good."""

import subprocess
import sys

import pytest

_DROPPED = """
import threading
from dossier.ui import heap
def held():
    words = open("/proc/self/status").read().partition("VmRSS:")[2]
    return int(words.split()[0]) // 1024
def work(kept):
    bytearray(2_000_000)  # dropped at once: glibc learns that such pieces come and go
    dropped = []
    for _ in range(60):
        dropped.append(bytearray(2_000_000))
        kept.append(bytes(2_000))  # lies between two that go
if {small}:
    assert heap.keep_small()
kept, before = [], held()
threads = [threading.Thread(target=work, args=(kept,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(held() - before)
"""


def grown(*, small: bool) -> int:
    """Megabytes that a process holds after it dropped much more on several threads."""
    words = _DROPPED.format(small=small)
    done = subprocess.run(
        [sys.executable, "-c", words], check=True, capture_output=True, text=True, timeout=120
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone can be told")
def test_what_threads_dropped_goes_back_to_the_system() -> None:
    assert grown(small=True) <= 8
