"""The place's own names, which tell no two of its things apart."""

import re

_LEVELS = "省市区县州盟旗镇乡"
_PART = re.compile(f"[^{_LEVELS}]{{2,}}[{_LEVELS}]+")


def names_of(*places: str | None) -> tuple[str, ...]:
    """云岭省临河市 is written 云岭省, 云岭, 临河市 and 临河; the longest first."""
    names: set[str] = set()
    for place in places:
        for part in _PART.findall(place or ""):
            names |= {part, part.rstrip(_LEVELS)}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))
