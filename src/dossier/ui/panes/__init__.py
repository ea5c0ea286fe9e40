"""panes of the window."""
