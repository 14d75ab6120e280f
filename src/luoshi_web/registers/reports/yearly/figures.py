"""The registers' figures of a year as numbers of a report: printed cut off, never rounded up; none where a row behind it is not verified."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.reports.yearly.shape import NOT_KEPT, Number, Paragraph, Sentence
from luoshi_web.registers.sayings import Answer
from luoshi_web.registers.sentences.writer import NOTHING, UNVERIFIED, cut

_IN = {"亿元": 10**8, "万元": 10**4}


@dataclass(frozen=True, slots=True)
class Template:
    """How one figure is said in a report, and in which of its paragraphs."""

    report: str
    paragraph: str
    register: str
    code: str
    variant: str
    scope: str
    unit: str
    words: str


@cache
def templates() -> tuple[Template, ...]:
    """The table, in its order."""
    lines = files(__package__).joinpath("sentences.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Template(*line.split("\t")) for line in lines if line and not line.startswith("#"))


class Held:
    """What the registers answer of a year, asked for once a register."""

    def __init__(self, year: int, today: date) -> None:
        self.year, self.today, self.on = year, today, day_of(year, today)
        self._known: dict[str, tuple[Answer, ...] | None] = {}

    def paragraphs(self, report: str) -> Iterator[Paragraph]:
        """The sentences of a report, paragraph by paragraph."""
        mine = [each for each in templates() if each.report == report]
        for opening in dict.fromkeys(each.paragraph for each in mine):
            said = tuple(self._sentence(each) for each in mine if each.paragraph == opening)
            yield Paragraph(opening, said)

    def number(self, register: str, code: str, variant: str, scope: str = "", unit: str = "") -> Number:
        """A register's figure as it is printed, with the matters behind it."""
        key = "-".join(part for part in (register, code, variant.replace("/", "_"), scope) if part)
        answer = self._answer(register, code, variant, scope)
        if answer is None:
            return Number(key, "", register, "", why=NOT_KEPT)
        rows = PROVIDERS[register].rows(self.year, answer)
        name = str(PROVIDERS[register].names[code, variant][0])
        both = rows.above | rows.below
        why = NOTHING if answer.value is None else UNVERIFIED if rows.unverified else ""
        words = "" if why else printed(answer.value or Fraction(0), unit)
        return Number(key, name, register, words, both, answer, why)

    def _sentence(self, said: Template) -> Sentence:
        before, _, behind = said.words.partition("{n}")
        number = self.number(said.register, said.code, said.variant, said.scope, said.unit)
        return Sentence(before, number if number.name else _named(number, before), behind)

    def _answer(self, register: str, code: str, variant: str, scope: str) -> Answer | None:
        if register not in self._known:
            self._known[register] = answers_of(register, self.year, self.today)
        found = self._known[register] or ()
        wanted = code, variant, (scope,) if scope else ()
        return next((each for each in found if (each.code, each.variant, each.scope) == wanted and each.size is None), None)  # fmt: skip


def _named(number: Number, name: str) -> Number:
    return Number(number.key, name, number.register, number.words, number.rows, number.answer, number.why)


def printed(value: Fraction, unit: str = "") -> str:
    """A value in the unit in which it is printed, cut off: 215587.84万元 is 215587.84, 99.96 % is 99.9."""
    return cut(value / _IN.get(unit, 1), 2 if unit in _IN else 1)
