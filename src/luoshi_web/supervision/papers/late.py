"""By how much an item is behind, as a bulletin says it. Pure: a light's reason and numbers in, Chinese words out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi_web.supervision.papers.content import in_words
from luoshi_web.supervision.progress.values import write_value

_SHARES = ("behind", "far_behind")
_SHORT = ("rate_short", "rate_far_short")
_OVER = ("over_cap", "far_over_cap")


def why_behind(reason: str, inputs: Mapping[str, Any]) -> str:
    """``截至2026年6月30日完成18%，应完成50%，落后32个百分点``; an empty text for a light that shows no gap."""
    told = []
    if reason in _SHARES:
        reached, asked, gap = (_number(inputs[name]) for name in ("reached", "asked", "gap"))
        told.append(f"截至{_day(inputs['period'])}完成{reached}%，应完成{asked}%，落后{gap}个百分点")
    elif reason in (*_SHORT, *_OVER):
        value, asked, gap = (_amount(inputs, name) for name in ("value", "asked", "gap"))
        words = f"目标{asked}，相差{gap}" if reason in _SHORT else f"控制目标{asked}，超出{gap}"
        told.append(f"截至{_day(inputs['period'])}为{value}，{words}")
    if inputs.get("of"):
        told = [f"{inputs['of']}：{words}" for words in told]
    missing = inputs.get("period") if reason == "unreported" else inputs.get("missing")
    if missing:
        told.append(f"截至{_day(missing)}的进展未报送")
    return "；".join(told)


def _day(value: object) -> str:
    return in_words(date.fromisoformat(str(value)))


def _number(value: object) -> str:
    return write_value(Decimal(str(value)), "")


def _amount(inputs: Mapping[str, Any], name: str) -> str:
    """A gap between two percents is in points."""
    unit = str(inputs.get("unit", ""))
    return write_value(Decimal(str(inputs[name])), "个百分点" if name == "gap" and unit == "%" else unit)
