"""Several copies of one report: whether they are that, where they differ, what speaks for which reading."""

from luoshi.copies.compare import Comparison, Copy, compare
from luoshi.copies.difference import Difference, Marks, Reading
from luoshi.copies.evidence import Evidence
from luoshi.copies.shingles import Shared
from luoshi.copies.sketch import Sketch

__all__ = ["Comparison", "Copy", "Difference", "Evidence", "Marks", "Reading", "Shared", "Sketch", "compare"]
