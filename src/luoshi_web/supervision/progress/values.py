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
_SCALES = (
    (Decimal(10**8), "亿", 2, 1),
    (Decimal(10**4), "万", 2, 1),
    (Decimal(10**4), "万", 4, 100),
)
"""What a number is divided by, the word for it, how many decimals it may then need, and from which number on: 12345人, not 1.2345万人."""
_UNSCALED = {"%", "‰", "‱", "百分点", "个百分点", "千分点", "倍"}
_BEHIND = {"at_least": "以上", "at_most": "以内", "about": "左右"}
_BEFORE = {"more_than": "超过", "nearly": "近"}
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
    """As people read it, and as :func:`read_value` reads it back: in 亿 or 万 where few decimals are then needed, without noughts after the point; an
    empty text for None. Shares and multiples are never scaled.

    >>> write_value(Decimal("320000000.000000"), "元")
    '3.2亿元'
    """
    if value is None:
        return ""
    if unit not in _UNSCALED:
        for power, word, places, least in _SCALES:
            scaled = value / power
            if abs(scaled) >= least and scaled == round(scaled, places):
                return f"{scaled.normalize():f}{word}{unit}"
    return f"{value.normalize():f}{unit}"


def write_ends(low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
    """One number of a target, or both of a range: ``20亿元``, ``20亿元—30亿元``, ``4.5%—5%``; an empty text where there is none."""
    ends = dict.fromkeys(end for end in (low, high) if end is not None)
    return "—".join(write_value(end, unit) for end in ends)


def write_target(low: Decimal | None, high: Decimal | None, unit: str, bound: str) -> str:
    """A target as an official writes it: ``5.5%左右``, ``3%以内``, ``超过1000亿元``, ``4.5%—5%``; an empty text where there is no number."""
    said = write_ends(low, high, unit)
    if not said or "—" in said:
        return said
    return f"{_BEFORE.get(bound, '')}{said}{_BEHIND.get(bound, '')}"
