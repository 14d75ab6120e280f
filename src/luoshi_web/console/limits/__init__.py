"""Limits and changes in the open: what is due, how a date came about, what was moved, and a calculator."""
