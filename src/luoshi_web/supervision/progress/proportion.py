"""Whether a value stands in no proportion to its target or to the value before it: asked about before it counts. Pure.

13万个 against 13个: 万 was written where there is none, or left out where there is one; 0.055 for 5.5%: the share instead of the percent. A value that
is merely surprising is not asked about: who is asked each month answers without reading.
"""

from decimal import Decimal
from typing import Literal

Oddity = Literal["", "far_over_target", "far_under_target", "far_over_last", "far_under_last"]
OVER_TARGET = 10
"""Times the target: a year's work done three times over happens, ten times does not."""
UNDER_TARGET = 1000
"""One part in so many of the target: the first month of a year may give one in a hundred; 万 left out gives one in ten thousand."""
UNDER_RATE = 50
"""One part in so many of a rate's target: 0.055 against 6%."""
OVER_LAST = 1000
"""Times the value before: 3 of 300 may be followed by 240."""
UNDER_LAST = 10
"""One part in so many of the value before: what is counted from the year's first day on does not fall, but may be put right."""


def out_of_proportion(
    value: Decimal, *, target: Decimal | None, last: Decimal | None, is_rate: bool = False
) -> Oddity:
    """How a value is out of proportion; an empty text where it is not.

    A rate may stand anywhere around nought, so that only its size is held against the target, and nothing under one counts as a size.
    """
    size = abs(value)
    if target:
        if size >= OVER_TARGET * max(abs(target), Decimal(1) if is_rate else Decimal(0)):
            return "far_over_target"
        if 0 < size <= abs(target) / (UNDER_RATE if is_rate else UNDER_TARGET):
            return "far_under_target"
    if last and not is_rate:
        if size >= OVER_LAST * abs(last):
            return "far_over_last"
        if size <= abs(last) / UNDER_LAST:
            return "far_under_last"
    return ""
