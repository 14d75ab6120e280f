"""A text in which every number of a person is covered sign by sign, so that places in it stay what they are: for what a government printed.

>>> cover("请打13812345678找我，或拨0371-65901234").text
'请打×××××××××××找我，或拨0371-65901234'
"""

import re

from luoshi_web.masks.find import Found, Kind, find
from luoshi_web.masks.folding import lookalikes, numerals, widths
from luoshi_web.masks.mask import Masked

SIGN = "×"
"""What stands for each sign of a number."""

_MOBILE = re.compile(r"(?:00)?(?:86)?1[3-9]\d{9}")


def cover(text: str, *, cue: str = "") -> Masked:
    """:func:`luoshi_web.masks.mask`, but of the same length, and without the telephones of offices: a landline or 12345 is no personal datum.

    ``found`` are all places that are covered now. ``cue``: what stands before the text, as a table's heading does.
    """
    every: list[Found] = []
    for _ in range(4):
        found = [one for one in find(text, cue=cue) if not _of_an_office(one, text)]
        if not found:
            break
        for one in found:
            text = text[: one.start] + SIGN * (one.end - one.start) + text[one.end :]
        every += found
    return Masked(text, tuple(sorted(every)))


def _of_an_office(one: Found, text: str) -> bool:
    """A telephone that is no mobile one."""
    if one.kind is not Kind.PHONE:
        return False
    plain = lookalikes(numerals(widths(text[one.start : one.end])))
    return not _MOBILE.fullmatch("".join(sign for sign in plain if sign.isdigit()))
