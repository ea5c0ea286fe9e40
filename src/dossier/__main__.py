"""`dossier ...`: hand the words to the command line, which asks back for a window."""

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run the command line on `argv` (default: this process's); its exit code."""
    from dossier import cli

    return cli.main(sys.argv[1:] if argv is None else argv, open_window)


def open_window(case: Path | None) -> int:
    """Open the window, on `case` if given, until it is closed; its exit code.

    Raises WindowError where no window can open.
    """
    from dossier.ui import display

    display.check()
    from dossier.ui import application

    return application.run(case)


if __name__ == "__main__":
    sys.exit(main())
