"""A question in words: a sum, or which character stands where in the line's own words. The same seed asks the same."""

import hashlib
import re
from dataclasses import dataclass

from luoshi_web.masks.folding import numerals, widths

_CHINESE = [
    "零",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
]
_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Question:
    """``answer`` as :func:`folded` writes it."""

    text: str
    answer: str


def folded(answer: str) -> str:
    """An answer in the one way in which it is compared: ８, 八 and eight are 8."""
    said = widths(answer[:40]).strip(" \t。.!！”“\"'").casefold()
    if said in _ENGLISH:
        return str(_ENGLISH.index(said))
    if said in _CHINESE:
        return str(_CHINESE.index(said))
    digits = numerals(said)
    return digits if digits.isdecimal() else said


def question(seed: str, *, language: str, quote: str) -> Question:
    """The question of a seed."""
    draw = hashlib.sha256(f"question\0{seed}".encode()).digest()
    first, second = draw[0] % 8 + 2, draw[1] % 8 + 2
    larger, smaller = max(first, second) + 3, min(first, second)
    if not language.startswith("zh"):
        if draw[2] % 2:
            return Question(f"How much is {_ENGLISH[first]} plus {_ENGLISH[second]}?", str(first + second))
        return Question(f"How much is {_ENGLISH[larger]} minus {_ENGLISH[smaller]}?", str(larger - smaller))
    han = _HAN.findall(quote[:60])
    kind = draw[2] % (3 if len(han) >= 4 and _HAN.match(quote) else 2)
    if kind == 0:
        return Question(f"{_CHINESE[first]}加{_CHINESE[second]}等于几？", str(first + second))
    if kind == 1:
        return Question(f"{_CHINESE[larger]}减{_CHINESE[smaller]}等于几？", str(larger - smaller))
    opening = re.match(r"[\u4e00-\u9fff]{1,8}", quote)
    place = draw[3] % len(opening[0]) if opening else 0
    return Question(f"“{quote[:8]}……”这几个字里，第{_CHINESE[place + 1]}个字是什么？", folded(quote[place]))
