"""The reader: the text of a source, its passages painted, and what was made of them."""
