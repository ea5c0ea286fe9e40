"""The command line: headless, it never starts Qt unless a window is asked for."""

from dossier.cli.program import main

__all__ = ["main"]
