"""A dropped file or pasted text becomes a source: one file per media type."""
