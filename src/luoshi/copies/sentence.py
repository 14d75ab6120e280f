"""The arithmetic of a sentence: wholes and parts, two levels and the growth between them, shares of a hundred."""

import re
from dataclasses import dataclass
from decimal import Decimal

from luoshi.copies.numbers import Phrase, Phrases

_LONGEST = 400
_OF_WHICH = re.compile("[，、（；]其中")
_ENDS_PARTS = re.compile("；|其中")
# `增长25%`, `提高了2.5倍`; not `年均增长`, which is no growth between the two.
_RISE = re.compile(r"(?:增长|增加|提高|上升|提升|增幅)(?:了|为|达|约)?$")
_FALL = re.compile(r"(?:下降|减少|降低|压减)(?:了|为|达|约)?$")
_YEARLY = re.compile(r"年均|年平均|平均每年|翻")
_FROM = re.compile(r"[由从][^，。；]{0,14}$")
_TO = re.compile(r"^[^，。；]{0,8}[到至为][^，。；0-9]{0,8}$")


@dataclass(frozen=True, slots=True)
class Witness:
    """A number phrase in the sentence of one copy."""

    text: str
    phrases: Phrases
    phrase: Phrase

    def sentence(self) -> tuple[int, int]:
        start = max(self.text.rfind("。", 0, self.phrase.start) + 1, self.phrase.start - _LONGEST)
        end = self.text.find("。", self.phrase.end, self.phrase.end + _LONGEST)
        return start, end if end >= 0 else min(len(self.text), self.phrase.end + _LONGEST)

    def numbers(self) -> list[Phrase]:
        """The phrases of the sentence that say one number each."""
        return [p for p in self.phrases.within(*self.sentence()) if p.value is not None]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole and what stands behind its 其中, as printed; ``above`` is the first part that is larger than the whole."""

    whole: str
    parts: tuple[str, ...]
    adds_up: bool
    above: str | None


def whole_and_parts(witness: Witness) -> Whole | None:
    """`新增项目100个，其中工业60个、农业40个`: None where the phrase is neither the whole nor a part of one.

    The parts are the numbers of the whole's unit between 其中 and the next ``；``, ``。`` or 其中. Two or more can add up.
    """
    start, end = witness.sentence()
    numbers = witness.numbers()
    for mark in _OF_WHICH.finditer(witness.text, start, end):
        ends = _ENDS_PARTS.search(witness.text, mark.end(), end)
        stop = ends.start() if ends else end
        ahead = [p for p in numbers if p.end <= mark.start()]
        behind = [p for p in numbers if mark.end() <= p.start < stop and _is_stated(p)]
        # `100个、增长5%，其中…`: the whole is the last number that shares its unit with a part.
        units = {p.unit for p in behind}
        whole = next((p for p in reversed(ahead) if p.unit in units and p.unit not in ("%", "百分点")), None)
        parts = [p for p in behind if whole and p.unit == whole.unit]
        if whole is None or witness.phrase not in (whole, *parts):
            continue
        size = whole.value or Decimal(0)
        total = sum((p.value or Decimal(0) for p in parts), Decimal(0))
        above = next((p.printed for p in parts if (p.value or Decimal(0)) > size), None)
        return Whole(whole.printed, tuple(p.printed for p in parts), len(parts) > 1 and total == size, above)
    return None


def _is_stated(phrase: Phrase) -> bool:
    """Whether the number is said and no bound: `其中超10亿元项目5个` has one part, 5个."""
    return phrase.quantity is not None and phrase.quantity.bound in ("exact", "about")


@dataclass(frozen=True, slots=True)
class Growth:
    """Two levels and the rate between them as printed, and whether the three agree as far as they are rounded."""

    before: str
    after: str
    rate: str
    fits: bool


def growth(witness: Witness) -> Growth | None:
    """`由200亿元增加到250亿元，增长25%`: None where the phrase is none of three such numbers."""
    numbers, text = witness.numbers(), witness.text
    for first, second, rate in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if witness.phrase not in (first, second, rate) or rate.unit != "%" or first.unit != second.unit:
            continue
        to, change = text[first.end : second.start], text[second.end : rate.start]
        falls = bool(_FALL.search(change))
        if (
            not (_FROM.search(text[max(0, first.start - 16) : first.start]) and _TO.search(to))
            or not (falls or _RISE.search(change))
            or _YEARLY.search(change)
            or len(change) > 12
        ):
            continue
        return Growth(first.printed, second.printed, rate.printed, _agree(first, second, rate, falls))
    return None


def _agree(first: Phrase, second: Phrase, rate: Phrase, falls: bool) -> bool:
    before, after, stated = (p.value or Decimal(0) for p in (first, second, rate))
    if before <= 0:
        return False
    change = (after / before - 1) * (-100 if falls else 100)
    # Each of the three is right to half a unit of its last digit.
    slack = _half(rate) + 100 * (_half(second) + after / before * _half(first)) / before
    return abs(change - stated) <= slack


def _half(phrase: Phrase) -> Decimal:
    """Half a unit of the last digit printed: 0.05亿 for 37.5亿."""
    found = re.search(r"([0-9]+)(?:\.([0-9]+))?", phrase.text)
    if found is None or phrase.value is None:
        return Decimal(0)
    printed = Decimal(found[0])
    scale = phrase.value / printed if printed else Decimal(1)
    return scale * Decimal(10) ** -len(found[2] or "") / 2


def share_total(phrase: Phrase) -> Decimal | None:
    """What the members of `11.6∶43.8∶44.6` add up to; None for two members, which may be any ratio."""
    quantity = phrase.quantity
    if quantity is None or len(quantity.parts) < 3:
        return None
    return sum(quantity.parts, Decimal(0))
