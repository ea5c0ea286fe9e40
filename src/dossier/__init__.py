"""Dossier: a case file whose printed briefs lead back to exact words in stored sources."""

__version__ = "0.1.0"
