"""Automatic numbers of Word's lists, written out: a report's `一、` and `（一）` are often in no text at all.

The state is one counter a level for every list definition; a paragraph of a level adds one to it and starts the
deeper ones anew.
"""

import re

from luoshi.sources.formats.docx_styles import LEVELS, Level, ListInstance, Numbers

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_REFERENCE = re.compile(r"%([1-9])")


class Numbering:
    """The counters of one text."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._counters: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def label(self, list_id: str, level: int, style: str | None) -> str:
        """The number of the next paragraph of a list, as it is printed; empty for bullets and unknown lists."""
        instance = self._numbers.lists.get(list_id)
        if instance is None or list_id == "0":
            return ""
        levels = self._levels(instance)
        if style is not None:  # a heading style is bound to the level that names it
            level = next((n for n, found in levels.items() if found.style == style), level)
        if level not in levels or level >= LEVELS:
            return ""
        counters = self._advance(instance, list_id, levels, level)
        if levels[level].form in ("bullet", "none"):
            return ""
        return _REFERENCE.sub(
            lambda found: self._written(levels, counters, int(found.group(1)) - 1, levels[level].legal),
            levels[level].template,
        )

    def _levels(self, instance: ListInstance) -> dict[int, Level]:
        return {**self._numbers.definitions.get(instance.definition, {}), **instance.levels}

    def _advance(
        self, instance: ListInstance, list_id: str, levels: dict[int, Level], level: int
    ) -> list[int | None]:
        counters = self._counters.setdefault(instance.definition, [None] * LEVELS)
        if level in instance.starts and (list_id, level) not in self._overridden:
            self._overridden.add((list_id, level))
            counters[level] = instance.starts[level]
        else:
            counter = counters[level]
            counters[level] = levels[level].start if counter is None else counter + 1
        for deeper in range(level + 1, LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or (after and level < after):
                counters[deeper] = None
        return counters

    @staticmethod
    def _written(levels: dict[int, Level], counters: list[int | None], level: int, legal: bool) -> str:
        if level not in levels:
            return ""
        counter = counters[level]
        number = levels[level].start if counter is None else counter
        return written(number, "decimal" if legal else levels[level].form)


def written(number: int, form: str) -> str:
    """``number`` in one of Word's number formats; in digits where the format is not one that reports use.

    >>> written(12, "chineseCounting"), written(3, "decimalEnclosedCircle"), written(2, "upperLetter")
    ('十二', '③', 'B')
    """
    if form.startswith(
        ("chineseCounting", "japaneseCounting", "taiwaneseCounting", "ideographDigital", "koreanCounting")
    ):
        return chinese(number, _DIGITS, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese(number, _FORMAL, "拾佰仟")
    if form == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return _CIRCLED[number - 1]
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26 * 30:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 1 <= number < 400:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return str(number)


def chinese(number: int, digits: str, units: str) -> str:
    """1 to 9,999 in ideographs: 12 is 十二, 102 is 一百零二; larger numbers in digits."""
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith("零") and number % 10**place:
            text += "零"
    return text[1:] if 10 <= number < 20 and digits[1] == "一" else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
