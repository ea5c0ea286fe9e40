"""forms of the window."""
