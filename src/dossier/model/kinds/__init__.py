"""Kinds of record, by what they are about. Whoever needs them takes them from records.py."""
