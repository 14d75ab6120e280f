"""What speaks for one of two readings of a number. It is shown beside them; nothing is decided by it.

Every rule looks at one phrase in both copies and says which reading it speaks for, or nothing. A rule speaks only where
the one reading passes and the other does not: a sum that is wrong in both copies is the report's own.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from luoshi.copies.body import Body
from luoshi.copies.numbers import Phrase, Phrases
from luoshi.copies.sentence import Witness, growth, share_total, whole_and_parts

Side = Literal["a", "b"]
_OTHER: dict[Side, Side] = {"a": "b", "b": "a"}

# `城镇化率`, `覆盖率`, `占…比重`: at most a whole. `增长率`, `负债率` and `增幅` are not.
_AT_MOST_WHOLE = re.compile(
    r"(?:占比|比重|覆盖率|普及率|城镇化率|合格率|优良率|满意率|参保率|入学率|达标率|办结率|占[^，。；]{1,12})[^，。；0-9]{0,8}$"
)
# The last words before a number that say what is counted: `地区生产总值达到`.
_LINKS = re.compile(
    r"(?:增长到|增加到|提高到|达到|实现|完成|为|约|超过|突破|达|增长|下降|增加|提高|控制在|保持在|稳定在|预计|力争|累计|总额|总量)+$"
)
_CLAUSE = re.compile(r"[，。；：、！“”（）]")
# What code pages and crawlers lose between the members of a name; a lost point has a rule of its own.
_SIGNS = re.compile(r"[+×·•&/~—-]")
_SUBJECT = 4
_NEAR = 24
# Two figures of three digits are hardly ever the same by chance; `5%` and `100个` stand all over a report.
_TELLING = 3
_CONTEXT = 8


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """``data/evidence.toml``: kind → language → sentence."""
    return tomllib.loads(files("luoshi.copies").joinpath("data/evidence.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for the reading of the copy ``supports``; ``kind`` is a key of ``data/evidence.toml``."""

    kind: str
    supports: Side
    fields: tuple[tuple[str, str], ...]

    def sentence(self, language: str) -> str:
        return sentences()[self.kind][language].format(**dict(self.fields))

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "supports": self.supports,
            "en": self.sentence("en"),
            "zh": self.sentence("zh"),
        }


@dataclass(frozen=True, slots=True)
class Copies:
    """Both copies with their number phrases."""

    a: Body
    b: Body
    in_a: Phrases
    in_b: Phrases

    def of(self, side: Side) -> tuple[Body, Phrases]:
        return (self.a, self.in_a) if side == "a" else (self.b, self.in_b)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One number phrase that the copies print differently."""

    copies: Copies
    a: Phrase
    b: Phrase

    def of(self, side: Side) -> Phrase:
        return self.a if side == "a" else self.b

    def witness(self, side: Side) -> Witness:
        body, phrases = self.copies.of(side)
        return Witness(body.text, phrases, self.of(side))


def evidence(copies: Copies, a: Phrase, b: Phrase) -> tuple[Evidence, ...]:
    """All that speaks for either reading, in the order of ``RULES``."""
    doubt = Doubt(copies, a, b)
    sides: tuple[Side, Side] = ("a", "b")
    return tuple(found for rule in RULES for side in sides for found in rule(doubt, side))


def _speak(kind: str, doubt: Doubt, side: Side, **fields: object) -> Evidence:
    every = {"mine": doubt.of(side).printed, "other": doubt.of(_OTHER[side]).printed} | fields
    return Evidence(kind, side, tuple((name, str(value)) for name, value in every.items()))


def _damage(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`1?43亿` against `1.43亿`."""
    sign = doubt.of(_OTHER[side]).damage
    if sign is not None and doubt.of(side).damage is None:
        yield _speak("damage", doubt, side, sign=sign)


def _lost_point(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`53%` against `5.3%`."""
    mine, other = doubt.of(side).text, doubt.of(_OTHER[side]).text
    if "." in mine and "." not in other and mine.replace(".", "") == other:
        yield _speak("lost_point", doubt, side)


def _lost_unit(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`增长5` against `增长5%`."""
    mine, other = doubt.of(side), doubt.of(_OTHER[side])
    if mine.unit and other.quantity and not other.unit and mine.text.startswith(other.text):
        yield _speak("lost_unit", doubt, side)


def _lost_sign(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`“6 2 x”` against `“6+2+X”`."""
    mine, other = doubt.of(side), doubt.of(_OTHER[side])
    lost = sorted(set(_SIGNS.findall(mine.text)) - set(_SIGNS.findall(other.text)))
    if lost and _SIGNS.sub("", mine.text).casefold() == _SIGNS.sub("", other.text).casefold():
        yield _speak("lost_sign", doubt, side, sign="".join(lost))


def _sums(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`新增100个，其中工业60个、农业40个`."""
    mine, other = whole_and_parts(doubt.witness(side)), whole_and_parts(doubt.witness(_OTHER[side]))
    if mine and other:
        if mine.adds_up and not other.adds_up:
            yield _speak("sum_of_parts", doubt, side, parts=" + ".join(mine.parts), whole=mine.whole)
        elif other.above and not mine.above:
            yield _speak("part_above_whole", doubt, side, part=other.above, whole=other.whole)


def _growth(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`由200亿元增加到250亿元，增长25%`."""
    mine, other = growth(doubt.witness(side)), growth(doubt.witness(_OTHER[side]))
    if mine and other and mine.fits and not other.fits:
        yield _speak("growth_fits", doubt, side, before=mine.before, after=mine.after, rate=mine.rate)


def _hundred(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`三次产业结构调整为11.6∶43.8∶44.6`."""
    mine, other = share_total(doubt.of(side)), share_total(doubt.of(_OTHER[side]))
    if mine is not None and other is not None and abs(mine - 100) <= Decimal("0.2") < abs(other - 100):
        yield _speak("adds_to_hundred", doubt, side, total=other)


def _elsewhere(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """The same number of the same thing in another place of either copy; without the thing, a telling number."""
    mine = doubt.of(side)
    if mine.quantity is None or mine.damage or mine.amount == doubt.of(_OTHER[side]).amount:
        return
    subject = _subject(doubt.copies.of(side)[0].text, mine)
    sides: tuple[Side, Side] = (side, _OTHER[side])
    figure: Evidence | None = None
    for where in sides:
        body, phrases = doubt.copies.of(where)
        for phrase in phrases.all:
            if phrase.amount != mine.amount or phrase is doubt.of(where):
                continue
            about = body.text[max(0, phrase.start - _NEAR) : phrase.start]
            fields = {
                "place": body.offsets[phrase.start], "copy": where.upper(),
                "context": about[-_CONTEXT:] + phrase.printed, "subject": subject,
            }  # fmt: skip
            if subject and subject in about:
                yield _speak("said_elsewhere", doubt, side, **fields)
                return
            if figure is None and _digits(mine) >= _TELLING:
                figure = _speak("same_figure_elsewhere", doubt, side, **fields)
    if figure is not None:
        yield figure


def _subject(text: str, phrase: Phrase) -> str:
    """The last words before the number that name what it counts, at most ``_SUBJECT`` characters; may be empty."""
    clause = _CLAUSE.split(text[max(0, phrase.start - _NEAR) : phrase.start])[-1]
    name = _LINKS.sub("", clause)[-_SUBJECT:]
    return name if len(name) == _SUBJECT and not re.search(r"[0-9%]", name) else ""


def _digits(phrase: Phrase) -> int:
    """Significant digits: 3 for 375亿元, 1 for 500个."""
    value = phrase.value
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def _above_hundred(doubt: Doubt, side: Side) -> Iterator[Evidence]:
    """`覆盖率达到985%` against `98.5%`."""
    mine, other = doubt.of(side), doubt.of(_OTHER[side])
    if mine.value is None or other.value is None or mine.unit != "%" or other.unit != "%":
        return
    body = doubt.copies.of(side)[0]
    ahead = body.text[max(0, mine.start - _NEAR) : mine.start]
    if mine.value <= 100 < other.value and _AT_MOST_WHOLE.search(ahead):
        yield _speak("above_hundred", doubt, side)


RULES: tuple[Callable[[Doubt, Side], Iterator[Evidence]], ...] = (
    _damage, _lost_point, _lost_unit, _lost_sign, _sums, _growth, _hundred, _above_hundred, _elsewhere,
)  # fmt: skip
