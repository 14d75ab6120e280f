"""Twice as much: 翻番, 翻一番, 翻倍, 实现倍增."""

from decimal import Decimal

from luoshi.quantities.measure import Found, finished
from luoshi.quantities.page import Page
from luoshi.text.late import late

_TWO = Decimal(2)
# 交易额实现当年|倍增, 产值翻|倍; 倍感 and 加倍 say no such thing
_BEFORE = late(r"(?:实现(?:[\u4e00-\u9fff]{1,2}年)?|翻)$")
_FARTHEST = 5
_A_PLAN = ("计划", "行动", "工程", "方案", "目标")  # 实现倍增计划


def turned_over(text: str, start: int) -> int | None:
    """Where the 翻 of ``翻一番``, ``翻了两番`` stands, whose numeral begins at ``start``."""
    for size in (1, 2):
        if text[start - size : start - size + 1] == "翻" and start >= size:
            return start - size
    return None


def of_the_sign(page: Page, start: int) -> Found | None:
    """The 番 of ``翻番``."""
    if page.text[start - 1 : start] != "翻":
        return None
    return _twice(page, start - 1, start + 1)


def in_words(page: Page, start: int) -> Found | None:
    """The 倍 of ``实现倍增`` and ``翻倍``."""
    text = page.text
    leads = _BEFORE.search(text, max(0, start - _FARTHEST), start)
    if leads is None:
        return None
    if leads[0] == "翻":
        return _twice(page, start - 1, start + 1)
    if not text.startswith("倍增", start) or text.startswith(_A_PLAN, start + 2):
        return None
    return _twice(page, start, start + 2)


def _twice(page: Page, start: int, end: int) -> Found:
    return finished(page, start, _TWO, _TWO, end, page.units.by_alias["倍"])
