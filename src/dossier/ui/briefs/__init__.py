"""The page of briefs: options at the left, the printed PDF at the right."""
