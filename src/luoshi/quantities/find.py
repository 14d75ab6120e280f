"""Quantities of a text as it was copied: blanks inside numbers, full-width digits, broken lines."""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.quantities.scanner import scan
from luoshi.text import reading_view

# `2 1/4`: the blank says 又; a view would join the digits.
_MIXED = re.compile(r"(?<=[0-9０-９]) (?= *[0-9０-９]{1,9}[/／][0-9０-９])")
# `1, 234`: two numbers; a view would join them to 1,234.
_LIST = re.compile(r"(?<=[0-9０-９])[,，](?= +[0-9０-９])")


def find(text: str, *, everything: bool = False) -> tuple[Quantity, ...]:
    """The quantities of any ``text``, in reading order; offsets count into ``text`` as it is.

    ``everything``: every number is wanted (``一百二十点五``, ``三又二分之一``), not only what measures in a report.
    """
    view = reading_view(_LIST.sub("；", _MIXED.sub("又", text)) if everything else text)
    found = scan(view.text, everything=everything).quantities
    return tuple(
        quantity._replace(
            span=view.span(quantity.span.start, quantity.span.end),
            core=view.span(quantity.core.start, quantity.core.end),
        )
        for quantity in found
    )
