"""Windows in front of the window: the palette, the list of keys."""
