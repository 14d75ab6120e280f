"""Number phrases: what a text says in figures, and what only looks like it."""

from luoshi.quantities.find import find
from luoshi.quantities.quantity import Bound, Dimension, NotQuantity, Quantity, Scan
from luoshi.quantities.scanner import scan
from luoshi.text.callable_package import make_callable

__all__ = ["Bound", "Dimension", "NotQuantity", "Quantity", "Scan", "find", "scan"]

make_callable(__name__)
