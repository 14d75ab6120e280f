"""What tells a number of a person from a number of the year: check digits, dates, ranges."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    map(
        str,
        (
            *range(11, 16),
            *range(21, 24),
            *range(31, 38),
            *range(41, 47),
            *range(50, 55),
            *range(61, 66),
            71,
            81,
            82,
            83,
        ),
    )
)


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return born.year >= 1880


def looks_like_identity(number: str) -> bool:
    """Province and birthday of an identity number of 18 signs, or of 15 before 1999; the check sign is not asked."""
    if number[:2] not in _PROVINCES:
        return False
    if len(number) == 18:
        return _is_day(number[6:10], number[10:12], number[12:14])
    return len(number) == 15 and _is_day(f"19{number[6:8]}", number[8:10], number[10:12])


def is_identity(number: str) -> bool:
    """An identity number of 18 signs whose check sign is right (GB 11643-1999, ISO 7064 MOD 11-2)."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return number[17].upper() == _CHECKS[total % 11] and looks_like_identity(number)


def luhn(number: str) -> bool:
    """Whether the last digit checks the others, as on bank cards."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def area_code(digits: str) -> int:
    """How many digits of a number are an area code: 010 and 02x have three, 03xx to 09xx four; 0 where it begins with none."""
    if digits[:2] in {"01", "02"}:
        return 3 if digits[:3] == "010" or digits[1] == "2" else 0
    return 4 if len(digits) > 3 and digits[0] == "0" and digits[1] in "3456789" and digits[2:4] != "00" else 0
