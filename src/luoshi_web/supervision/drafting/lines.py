"""Which entries make one row of a draft: the values of one line do. Pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class OfLine(Protocol):
    """What is needed of an entry. ``line`` is None for one that was read before there were lines, or that people made."""

    copy_id: int
    line: str | None
    headline: bool
    indicator: str


Valued = TypeVar("Valued", bound=OfLine)


def together(entries: Iterable[Valued]) -> list[list[Valued]]:
    """The entries row by row, in their order: 新建小学3所，新增学位3600个 is one.

    A main expected target and a listed indicator have a row of their own, for each is measured by itself: 城镇、农村居民人均可支配收入
    分别增长4.5%、5.5% are two.
    """
    rows: list[list[Valued]] = []
    begun: dict[tuple[int, str], list[Valued]] = {}
    for entry in entries:
        if entry.line is None or entry.headline or entry.indicator:
            rows.append([entry])
        elif (key := (entry.copy_id, entry.line)) in begun:
            begun[key].append(entry)
        else:
            begun[key] = [entry]
            rows.append(begun[key])
    return rows
