"""How alike two wordings are, counted in pairs of neighbouring characters (bigrams)."""

import re
from collections import Counter

# Footnote marks, quotation marks and blanks change no name.
_MARKS = re.compile(r"[［\[]\d+[］\]]|[“”‘’\"'《》（）()\s]")
# 全市新增就业 is 新增就业: the report's own place, under the words that reports use for it.
_OWN = re.compile(r"^(?:全|我)(?:国|省|市|区|县|州|盟|旗|镇|乡|年)")
_NAMES_ALIKE = 0.8


def bare(subject: str) -> str:
    """A subject without footnote marks, quotation marks and the words for the report's own place."""
    return _OWN.sub("", _MARKS.sub("", subject))


def pairs(text: str) -> Counter[str]:
    """The neighbouring pairs of characters of a text, how often each."""
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def likeness(one: str, other: str) -> float:
    """Dice's measure on bigrams: 1 for the same words, 0 for no pair in common."""
    if one == other:
        return 1.0
    a, b = pairs(one), pairs(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two names are one, up to a character or two (亿元以上项目, 超亿元项目 are not)."""
    return likeness(one, other) >= _NAMES_ALIKE
