"""What a report says, held against the register: same, differs, or cannot be answered and why. The engine's ``agrees`` decides of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from luoshi_web.registers.engine.figures import Bar, Definition, Figure, agrees
from luoshi_web.registers.engine.measures import Measure, Measured, Rate, Ratio
from luoshi_web.registers.funds.figures import ThreeChange
from luoshi_web.registers.sayings.reader import Number, Saying
from luoshi_web.registers.sayings.rows import NO_MORE


@dataclass(frozen=True, slots=True)
class Answer:
    """A register's figure with the words of its definition. ``value`` is in ``unit`` (% and 百分点 as printed, 98.6); None: nothing was counted.

    ``below`` is None of counts and sums. ``size`` is the class that was counted (亿元以上), ``scope`` the part of the register in
    the report's words (建议, 审计), empty of the whole.
    """

    code: str
    variant: str
    on: date
    above: Decimal
    below: Decimal | None
    value: Fraction | None
    unit: str
    above_words: str = ""
    below_words: str = ""
    size: Bar | None = None
    scope: tuple[str, ...] = ()

    @classmethod
    def of_figure(cls, definition: Definition[object], figure: Figure) -> "Answer":
        """Of a rate over rows."""
        return cls(
            figure.code,
            figure.variant,
            figure.on,
            Decimal(figure.numerator),
            Decimal(figure.denominator),
            None if figure.value is None else figure.value * 100,
            "%",
            definition.numerator,
            definition.denominator,
        )

    @classmethod
    def of_ratio(cls, definition: Rate[object], ratio: Ratio) -> "Answer":
        """Of a rate of two sums."""
        return cls(
            ratio.code,
            ratio.variant,
            ratio.on,
            ratio.numerator,
            ratio.denominator,
            None if ratio.value is None else ratio.value * 100,
            "%",
            definition.above.name,
            definition.below.name,
        )

    @classmethod
    def of_measured(
        cls, definition: Measure[object], measured: Measured, *, size: Bar | None = None
    ) -> "Answer":
        """Of a count or sum; 亿元 and 万元 become 元, as the ledger has them."""
        scale = {"亿元": 10**8, "万元": 10**4}.get(measured.unit, 1)
        value = measured.value * scale
        unit = "元" if scale > 1 else measured.unit
        return cls(
            measured.code,
            measured.variant,
            measured.on,
            value,
            None,
            Fraction(value),
            unit,
            definition.name,
            size=size,
        )

    @classmethod
    def of_three(cls, changed: ThreeChange, on: date) -> "Answer":
        """Of the three public expenses against another year."""
        return cls(
            "three",
            changed.variant,
            on,
            changed.now,
            changed.before,
            changed.value * 100,
            "%",
            "“三公”经费",
            "上年或预算",
        )


class Verdict(StrEnum):
    """same; differs, which is a person's to look at; cannot answer, with a reason."""

    SAME = "same"
    DIFFERS = "differs"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Held:
    """One saying against one definition. ``why`` it cannot be answered: no_figure, nothing_counted, other_year, other_unit, other_size, other_scope, vague."""

    verdict: Verdict
    answer: Answer | None
    why: str = ""


def held(saying: Saying, answers: Sequence[Answer]) -> tuple[Held, ...]:
    """The saying against its register's figures, the meant definition first and the others that its word has beside it.

    ``answers`` are of the saying's register, those of other figures are passed over. Never empty: without a figure it is one that cannot answer.
    """
    found = [
        next((a for a in answers if (a.code, a.variant) == (saying.figure, variant)), None)
        for variant in saying.variants
    ]
    there = [answer for answer in found if answer is not None]
    if found[0] is None:
        return (Held(Verdict.CANNOT, None, "no_figure"), *(_held(saying, answer) for answer in there))
    return tuple(_held(saying, answer) for answer in there)


def _held(saying: Saying, answer: Answer) -> Held:
    why = _unfit(saying, answer)
    if why:
        return Held(Verdict.CANNOT, answer, why)
    value = answer.value if saying.side == "value" else Fraction(answer.below or 0)
    if value is None:
        return Held(Verdict.CANNOT, answer, "nothing_counted")
    if saying.ask == NO_MORE or saying.number is None:
        return Held(Verdict.SAME if value <= 0 else Verdict.DIFFERS, answer)
    fits = value == 100 if _says_all(saying, answer) else _fits(saying.number, value)
    if fits is None:
        return Held(Verdict.CANNOT, answer, "vague")
    return Held(Verdict.SAME if fits else Verdict.DIFFERS, answer)


def _says_all(saying: Saying, answer: Answer) -> bool:
    """办复率100%: one that is missing among a thousand is not all, though 99.9 would be printed as 100 without digits."""
    number = saying.number
    if number is None or saying.side != "value" or saying.ask != "level":
        return False
    return answer.unit == "%" and number.bound == "exact" and Fraction(number.printed) == 100


def _unfit(saying: Saying, answer: Answer) -> str:
    if saying.year is not None and answer.on.year != saying.year:
        return "other_year"
    if saying.size != answer.size:
        return "other_size"
    if set(saying.scope) != set(answer.scope):
        return "other_scope"
    if (
        saying.side == "value"
        and saying.number is not None
        and not _same_unit(saying.number.unit, answer.unit)
    ):
        return "other_unit"
    return ""


_COUNTED = frozenset({"个", "项", "件"})


def _same_unit(said: str, counted: str) -> bool:
    """问题60个 and 问题60项 are one count: the table of words says in which of them a figure is told."""
    return said == counted or {said, counted} <= _COUNTED


def _fits(number: Number, value: Fraction) -> bool | None:
    """Whether a value is what was said; None where the words are too vague (约, 近) for a value that is not the number itself."""
    said = Fraction(number.printed) * number.scale
    equal = agrees(number.printed, value / number.scale)
    match number.bound:
        case "exact":
            return equal
        case "at_least":
            return value >= said
        case "more_than":
            return value > said
        case "at_most":
            return value <= said
        case "range":
            return number.high is not None and said <= value <= Fraction(number.high)
        case _:
            return True if equal else None
