"""lists of the window."""
