"""What was known of an item on a day. No more than this decides its lights."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Said(NamedTuple):
    """The latest report that was known: its period, its state, the value in the item's unit or the percent done."""

    period: date
    state: str
    value: Decimal | None
    share: Decimal | None
    further: Mapping[str, str] = {}


class Further(NamedTuple):
    """Another value of the item's line (其中超10亿元18个), reported beside the first under its entry's key."""

    key: str
    words: str
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str
    is_rate: bool
    is_cap: bool


class Judged(NamedTuple):
    """The last word on whether the item can still be reached."""

    on: date
    colour: str
    reason: str


class ItemFacts(NamedTuple):
    """One open item as of a day.

    ``begins`` is the first day of its schedule; ``due``, ``low`` and ``high`` are as they stood on the day, before later changes.
    ``claimed_on`` is the day of a report of completion that still waits for its verdict, ``asked_on`` that of a request for more time that
    nobody has decided. ``nodes`` are milestones with a value, in order;
    for an item without a target of its own they are percents. ``is_cap``: a smaller number is better (5.5%以内, 失业率左右).
    """

    item: int
    assigned_on: date
    begins: date
    due: date
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""
    unit: str = ""
    is_rate: bool = False
    is_cap: bool = False
    claimed_on: date | None = None
    asked_on: date | None = None
    said: Said | None = None
    nodes: tuple[tuple[date, Decimal], ...] = ()
    judged: Judged | None = None
    further: tuple[Further, ...] = ()

    @property
    def target(self) -> Decimal | None:
        """The end that has to be reached: the upper one of a cap, else the lower one."""
        if self.is_cap:
            return self.high if self.high is not None else self.low
        return self.low if self.low is not None else self.high
