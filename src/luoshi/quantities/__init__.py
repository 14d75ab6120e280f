"""Number phrases: what a text says in figures, and what only looks like it."""

from luoshi.quantities.find import find
from luoshi.quantities.quantity import Bound, Dimension, NotQuantity, Quantity, Scan
from luoshi.quantities.scanner import scan

__all__ = ["Bound", "Dimension", "NotQuantity", "Quantity", "Scan", "find", "scan"]
