"""Numbers of papers (文号) that follow one another. Pure."""

import re

_COUNTED = re.compile(r"^(.*?)(\d+)(号)$", re.DOTALL)


def running(first: str, count: int) -> list[str] | None:
    """``云政督函〔2026〕9号`` and those that follow it, without noughts before them (GB/T 9704-2012, 7.2.5); None where several are asked for and nothing counts up."""
    first = " ".join(first.split())
    if count == 1:
        return [first]
    counted = _COUNTED.match(first)
    if counted is None:
        return None
    before, number, behind = counted.groups()
    return [f"{before}{int(number) + place}{behind}" for place in range(count)]
