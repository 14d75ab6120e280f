"""Quantities of a text as it was copied: blanks inside numbers, full-width digits, broken lines."""

from dataclasses import replace

from luoshi.quantities.quantity import Quantity
from luoshi.quantities.scanner import scan
from luoshi.text import reading_view


def find(text: str, *, everything: bool = False) -> tuple[Quantity, ...]:
    """The quantities of any ``text``, in reading order; offsets count into ``text`` as it is.

    ``everything``: every number is wanted (``一百二十点五``, ``三又二分之一``), not only what measures in a report.
    """
    view = reading_view(text)
    found = scan(view.text, everything=everything).quantities
    return tuple(
        replace(
            quantity,
            span=view.span(quantity.span.start, quantity.span.end),
            core=view.span(quantity.core.start, quantity.core.end),
        )
        for quantity in found
    )
