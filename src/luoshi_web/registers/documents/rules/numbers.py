"""统一登记号: the number that follows another, in the same writing."""

import re

_LAST_DIGITS = re.compile(r"(\d+)(?=\D*$)")


def next_number(last: str, otherwise: str) -> str:
    """The number after ``last``: its last digits and one (云杉GF-2026-009 → 云杉GF-2026-010). ``otherwise`` where there is none to follow."""
    found = _LAST_DIGITS.search(last)
    if found is None:
        return otherwise
    digits = found[1]
    return f"{last[: found.start()]}{int(digits) + 1:0{len(digits)}}{last[found.end() :]}"
