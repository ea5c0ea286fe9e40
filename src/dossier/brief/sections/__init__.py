"""Sections of a brief: each turns Evidence into blocks."""
