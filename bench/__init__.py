"""Benchmarks: quality against the gold and the floors, speed beside what a user would otherwise pick."""
