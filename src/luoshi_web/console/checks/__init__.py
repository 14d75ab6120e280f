"""Verification and closing: an item's claims, verdicts and checks, the desk where claims wait, plans of checks."""
