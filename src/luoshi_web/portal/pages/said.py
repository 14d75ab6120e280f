"""A line as rows and cards show it, in the language of the page."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi_web.portal.models import Line, Outcome
from luoshi_web.portal.reading import indicator_name, said
from luoshi_web.portal.selectors import outcome_of
from luoshi_web.portal.signs import Sign, kind_word, sign_of


def language() -> str:
    return "en" if get_language() == "en" else "zh"


@dataclass(frozen=True, slots=True)
class Promise:
    """A target or task with what came of it; both numbers stand before the word."""

    line: Line
    name: str
    promised: str
    stated: str
    outcome: Outcome | None
    sign: Sign
    deviation: str

    @property
    def expected(self) -> bool:
        return bool(self.outcome and self.outcome.expected)


def promise(line: Line) -> Promise:
    spoken = language()
    outcome = outcome_of(line)
    answer = outcome.answer if outcome else None
    return Promise(
        line,
        line.subject or indicator_name(line.indicator) or line.quote,
        said(line, spoken) or line.quote,
        (said(answer, spoken) or answer.quote) if answer else (outcome.quote if outcome else ""),
        outcome,
        sign_of(outcome.verdict if outcome else line.verdict),
        deviation(line, outcome),
    )


def deviation(line: Line, outcome: Outcome | None) -> str:
    """``−6.8 个百分点``: stated less promised, plus where it is better."""
    if outcome is None or not outcome.deviation:
        return ""
    number = Decimal(outcome.deviation)
    unit = line.reading.get("unit", "")
    points = {"%": _("percentage points"), "百分点": _("percentage points"), "‰": _("per-mille points")}.get(
        unit
    )
    if points is None:
        return f"{'+' if number > 0 else '−' if number < 0 else ''}{_short(abs(number))}{unit}"
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{_short(abs(number))} {points}"


def _short(number: Decimal) -> str:
    from luoshi.ledger.export.labels import number as plain

    return plain(format(number, "f"))


def row(held: Promise, root: str = "") -> dict[str, Any]:
    """The cells of a table and of its CSV."""
    line, outcome = held.line, held.outcome
    return {
        "id": line.id, "name": held.name, "indicator": line.indicator, "measure": line.measure, "promised": held.promised,
        "stated": held.stated, "expected": _("estimate") if held.expected else "", "deviation": held.deviation,
        "verdict": held.sign.word, "rule": outcome.rule if outcome else "", "quote": line.quote,
        "answer": outcome.quote if outcome else "", "kind": kind_word(line.kind),
    }  # fmt: skip


def columns() -> list[tuple[str, str]]:
    return [
        ("id", _("line")), ("name", _("what")), ("indicator", _("indicator code")), ("measure", _("measure")),
        ("promised", _("promised")), ("stated", _("stated a year later")), ("expected", _("estimate?")),
        ("deviation", _("difference")), ("verdict", _("verdict")), ("rule", _("rule")), ("quote", _("words of the promise")),
        ("answer", _("words of the next report")),
    ]  # fmt: skip
