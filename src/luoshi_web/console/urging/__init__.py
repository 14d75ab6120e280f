"""Urging: the supervision office's desk, history, the ladder, and an item's own tab."""
