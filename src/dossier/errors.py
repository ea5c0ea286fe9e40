"""Known trouble. Whatever is not a DossierError is a bug and reaches the crash hook."""


class DossierError(Exception):
    """Trouble that Dossier expects and can put in words.

    `message` is one sentence: what happened, where and why. `hint` says what to do, or is empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Give message and hint as one line."""
        return f"{self.message} {self.hint}".strip()


class ConflictError(DossierError):
    """A change that cannot be made because the record has changed since."""


class RefusedError(DossierError):
    """Input that is refused whole: nothing was changed."""


class BusyError(DossierError):
    """The case file is in use by someone else. `holder` says by whom, where and since when."""

    def __init__(self, message: str, hint: str = "", *, holder: str = "") -> None:
        super().__init__(message, hint)
        self.holder = holder


class WindowError(DossierError):
    """No window can open here: no display, or a system library is missing. The rest works."""
