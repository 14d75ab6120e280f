"""Verified figures → sentences in official language. Nothing is rounded up: a number is cut off, so that 99.96 is 99.9 and never 100.

A figure with a row that nobody verified is no number: it is named with its rows as 尚未核实.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction
from functools import cache
from importlib.resources import files

from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.sayings import Answer, Saying

UNVERIFIED = "尚未核实"
NOTHING = "无应计事项"
_WHOLE = {"proposals": "建议提案"}
_DIGITS = 1
_MOST_DIGITS = 4
_YI = 10**8


@dataclass(frozen=True, slots=True)
class Counted:
    """A register's figure with the keys of the rows it rests on, and of those among them that nobody has verified."""

    register: str
    answer: Answer
    rows: tuple[str, ...]
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A number in the draft, ``text[start:end]``, and the figure it is: its definition, counts, day and rows."""

    start: int
    end: int
    counted: Counted


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that may not be said: ``why`` is 尚未核实 with the rows to verify, or 无应计事项."""

    name: str
    why: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences as one text; each number is a slot. Gaps are told beside it, never in it."""

    text: str
    slots: tuple[Slot, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """How one definition is said."""

    register: str
    figure: str
    variant: str
    shown: str
    sentence: str


@cache
def templates() -> tuple[Template, ...]:
    """The table, in the order of a report."""
    lines = files(__package__).joinpath("sentences.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Template(*line.split("\t")) for line in lines if line and not line.startswith("#"))


def draft(figures: Sequence[Counted]) -> Draft:
    """The sentences of the figures that have one, in the order of a report; of one definition in the order given."""
    text, slots, gaps = "", [], []
    for template in templates():
        for counted in figures:
            if _key(counted) != (template.register, template.figure, template.variant):
                continue
            before, number, behind = _said(template, counted)
            why = _gap(counted)
            if why:
                gaps.append(Gap(before, why, counted))
                continue
            start = len(text) + len(before)
            slots.append(Slot(start, start + len(number), counted))
            text += f"{before}{number}{behind}。"
    return Draft(text, tuple(slots), tuple(gaps))


def unmentioned(promised: Iterable[Saying], written: Draft) -> tuple[Saying, ...]:
    """Of last year's promises, those for which the draft has no number: of the same figure, class and part of its register."""
    said = {
        (slot.counted.register, slot.counted.answer.code, slot.counted.answer.size, slot.counted.answer.scope)
        for slot in written.slots
    }
    return tuple(
        saying
        for saying in promised
        if saying.promised and (saying.register, saying.figure, saying.size, saying.scope) not in said
    )


def cut(value: Fraction, digits: int = _DIGITS) -> str:
    """A number cut off behind so many digits, without zeros at the end; more digits where it would be 0 and is not.

    A number below 0 is said by its size: the sentence says 下降.
    """
    size = abs(value)
    with localcontext(prec=60):
        exact = Decimal(size.numerator) / Decimal(size.denominator)
        for places in range(digits, _MOST_DIGITS + 1):
            shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
            if shown or not size:
                break
    said = f"{shown:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _key(counted: Counted) -> tuple[str, str, str]:
    return (counted.register, counted.answer.code, counted.answer.variant)


def _gap(counted: Counted) -> str:
    if counted.answer.value is None:
        return NOTHING
    return UNVERIFIED if counted.unverified else ""


def _said(template: Template, counted: Counted) -> tuple[str, str, str]:
    """The sentence before its number, the number, and behind it."""
    answer = counted.answer
    value = answer.value or Fraction(0)
    if template.shown == "亿元":
        value /= _YI
    whole = _WHOLE.get(template.register, "")
    before, _, behind = template.sentence.partition("{n}")
    before = before.format(
        size=size_in_words(answer.size),
        scope="".join(answer.scope) or whole,
        turn="下降" if value < 0 else "增长",
    )
    return before, cut(value), behind


def size_in_words(size: Bar | None) -> str:
    """亿元以上 or 超亿元, as a report has it; empty where no size is named."""
    if size is None:
        return ""
    number = "" if size.number == 1 else f"{size.number.normalize():f}"
    return f"{number}亿元以上" if size.includes else f"超{number}亿元"
