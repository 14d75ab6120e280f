"""Urging (督促): who is told what on which day, and when it is not said again. Described in docs/urging.md."""
