"""Amounts in 元, and how people write them: 元, 万元, 亿元. Nothing is rounded on the way in or out."""

from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """In what an amount is written and shown."""

    YUAN = "yuan"
    WAN = "wan"
    YI = "yi"


WORDS = {Unit.YUAN: "元", Unit.WAN: "万元", Unit.YI: "亿元"}
OF = {Unit.YUAN: Decimal(1), Unit.WAN: Decimal(10**4), Unit.YI: Decimal(10**8)}
_FEN = Decimal("0.01")


class AmountFault(ValueError):
    """An amount that is not a whole number of 分."""


def in_yuan(amount: Decimal, unit: Unit) -> Decimal:
    """In 元, to the 分. Raises :class:`AmountFault` for parts of a 分, which nobody pays."""
    found = amount * OF[unit]
    if found != found.quantize(_FEN):
        raise AmountFault
    return found.quantize(_FEN)


def written(amount: Decimal | None, unit: Unit) -> str:
    """Exact, in a unit, with commas: ``1,200.5``; an empty text for None."""
    if amount is None:
        return ""
    text = f"{amount / OF[unit]:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
