"""A copy of a case file for as long as it is read: brought up to date where the file cannot be."""

import tempfile
from pathlib import Path

from dossier.case import backup
from dossier.errors import DossierError

LARGEST = 300 * 1024**2  # bytes of a file that is copied so that it can be read


class Aside:
    """A copy in a folder of its own. DossierError if the file is too large for that."""

    def __init__(self, case: Path) -> None:
        size = case.stat().st_size
        if size > LARGEST:
            raise DossierError(
                f"{case.name} was made by an older version of Dossier, lies where it cannot be"
                f" changed, and has {size // 1024**2:,} MB: too much for a copy aside.",
                "Copy it to a folder of your own and open the copy.",
            )
        try:
            self._folder = tempfile.TemporaryDirectory(
                prefix="dossier-", ignore_cleanup_errors=True
            )
        except OSError as error:
            raise _no_room(case, error) from error
        self.path = Path(self._folder.name) / case.name
        try:
            backup.snapshot(case, self.path, lambda: None)
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove the copy; twice does nothing more."""
        self._folder.cleanup()


def _no_room(case: Path, error: OSError) -> DossierError:
    return DossierError(
        f"{case.name} was made by an older version of Dossier, and no copy of it could be made"
        f" to read: {error.strerror}.",
        "Copy it to a folder of your own and open the copy.",
    )
