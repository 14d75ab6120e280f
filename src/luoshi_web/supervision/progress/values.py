"""Values as people write them (3.2亿元, 1.2万人, －2.1%) and as the ledger holds them: a decimal in the item's unit."""

import re
from decimal import Decimal
from typing import Literal

from luoshi.quantities import find

Fault = Literal["no_number", "several_numbers", "not_exact", "other_unit", "unit_needed", "too_large"]
LARGE = Decimal(10_000)
"""From here on people write 万 and 亿, so that a number without its unit may be meant either way."""
_SIGN = re.compile(r"^\s*([-+－＋−﹣])\s*")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_LIMIT = Decimal(10) ** 20
_PLACES = Decimal("0.000001")
_SAME = {"％": "%", "百分点": "%", "个百分点": "%"}


class ValueFault(ValueError):
    """What is wrong with a written value. ``code`` names it; nothing is guessed."""

    def __init__(self, code: Fault) -> None:
        super().__init__(code)
        self.code: Fault = code


def read_value(text: str, *, unit: str, target: Decimal | None = None) -> Decimal:
    """The value in ``unit``.

    A number without a unit is taken to be in the item's, unless the target is so large that 万 or 亿 may have been meant.

    >>> read_value("3.2亿元", unit="元")
    Decimal('320000000')

    Raises:
        ValueFault: no number or several, a bound (约, 以上), another unit, or a number whose unit has to be said.
    """
    sign, body = _signed(text)
    found = find(body, everything=True)
    if not found:
        raise ValueFault("no_number")
    if len(found) > 1:
        raise ValueFault("several_numbers")
    quantity = found[0]
    if (
        quantity.bound != "exact"
        or quantity.low is None
        or body.strip() != body[quantity.core.start : quantity.core.end]
    ):
        raise ValueFault("not_exact")
    if quantity.unit == "" and unit:
        if target is not None and abs(target) >= LARGE and abs(quantity.low) < LARGE and "万" not in body:
            raise ValueFault("unit_needed")
    elif _SAME.get(quantity.unit, quantity.unit) != _SAME.get(unit, unit):
        raise ValueFault("other_unit")
    if quantity.low >= _LIMIT:
        raise ValueFault("too_large")
    return sign * quantity.low.quantize(_PLACES).normalize() + 0


def _signed(text: str) -> tuple[int, str]:
    """The sign before a number, and the rest without the commas that part thousands."""
    found = _SIGN.match(text)
    body = text[found.end() :] if found else text
    return (-1 if found and found.group(1) not in "+＋" else 1), _GROUPED.sub("", body)


def write_value(value: Decimal | None, unit: str = "") -> str:
    """As people read it: whole 万 and 亿 where the unit is counted in them, no noughts after the point; an empty text for None.

    >>> write_value(Decimal("320000000.000000"), "元")
    '3.2亿元'
    """
    if value is None:
        return ""
    size, word = abs(value), ""
    if unit != "%":
        for power, name in ((8, "亿"), (4, "万")):
            if size >= 10**power and (value / 10**power).normalize() == round(value / 10**power, 4):
                value, word = value / 10**power, name
                break
    return f"{value.normalize():f}{word}{unit}"
