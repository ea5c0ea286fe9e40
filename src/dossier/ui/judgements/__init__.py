"""Judgements and hypotheses in the window."""
