"""What is told later of a value's years: an amount with its 年均 behind it is that of the last year."""

import re

from luoshi.statements.statement import Period, Statement
from luoshi.statements.years.cues import SPAN
from luoshi.statements.years.periods import SUMMED

_HEAD = 4  # 五年完成投资602亿元: the years stand close before the deed
_TOLD_OF_ONE = 8  # values that one subject may have had
_GOVERNED = 40  # 累计 at the head of a sentence speaks for the clauses behind it
_OF_A_TERM = re.compile(r"五”?(?:时期|期间)|个五年")
_FLOWS = ("fdi", "key_project_investment", None)  # told as sums of several years as a rule


def tells_the_end(statement: Statement, flags: frozenset[str], several: Period, quote: str) -> bool:
    """Whether it shows the amount before it to be the last year's: 年均增长9%, 增长2.6倍, 五年累计完成602亿元.

    Not 比“九五”时期增长3.1倍, which holds one sum against another.
    """
    if statement.measure == "growth_average":
        return statement.period == several
    if statement.measure == "multiple":
        return statement.period == several and _OF_A_TERM.search(quote) is None
    return statement.measure == "level" and "total" in flags and statement.period == several


def settle(statements: list[Statement], subject: int, several: Period, text: str) -> None:
    """Correct the last ``statements``, now that 年均 has been told of the subject that stands at ``subject``."""
    for place in range(len(statements) - 1, max(-1, len(statements) - 1 - _TOLD_OF_ONE), -1):
        told = statements[place].subject
        if told is not None and told.start == subject:
            statements[place] = _reached(statements[place], several, text)


def _reached(statement: Statement, several: Period, text: str) -> Statement:
    """An amount with its 年均 behind it is that of the last year: 社会消费品零售总额218亿元，年均增长13.6%.

    Not 累计引进资金355亿元，实际利用外资2.5亿美元，年均增长9%, nor 完成投资602亿元，年均增长25%: sums of all years.
    """
    subject = statement.subject
    if statement.measure != "level" or statement.period != several or subject is None:
        return statement
    if (
        subject.indicator in _FLOWS
        or subject.acts
        or subject.sign
        or subject.partial
        or subject.scope == "其中"
    ):
        return statement
    floor = max(statement.start - _GOVERNED, 0)
    before = max(floor, *(text.rfind(stop, floor, statement.start) + 1 for stop in "。；\n"))
    if SUMMED.search(text, before, statement.end) or SPAN.search(
        text, max(before, statement.start - _HEAD), statement.end
    ):
        return statement
    return statement._replace(period=Period(several.last, several.last))
