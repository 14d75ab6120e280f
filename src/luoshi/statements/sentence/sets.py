"""What became of the things that a number counts makes the set of them, and of those before them in their list: 4个乡镇、15家企业|入选示范."""

from luoshi.statements.nouns.picked_out import picked_out
from luoshi.statements.statement import Statement, Subject
from luoshi.statements.words.clauses import LONGEST_CLAUSE, bracket_end

# 向60家企业|发放贷款, 为3万户家庭|提供住房: what was done to them is not what they did
_TO_WHOM = frozenset("为向给对")
_JOINS = ("、", "和", "及", "以及")


def with_what_became(
    text: str, place: tuple[int, int, int, int], members: tuple[Subject, ...], told: list[Statement]
) -> tuple[Subject, ...]:
    """``members`` with what became of them, and so, in ``told``, those before them in their list.

    ``place``: where the sentence begins, the number, what became of them, and where that ends.
    """
    start, number, counted, end = place
    became, to_them = text[counted:end], _done_to_them(text, start, number, told)
    _those_before(text, told, became, number, end, to_them)
    return tuple(picked_out(member, became, to_them=to_them) for member in members)


def _done_to_them(text: str, start: int, number: int, told: list[Statement]) -> str | None:
    """The word of direction that governs what was counted: 向60家企业|发放贷款, 对5名处级和12名科级干部|进行问责."""
    if text[number - 1] in _TO_WHOM:
        return text[number - 1]
    near = max(start, number - LONGEST_CLAUSE)
    clause = max(near - 1, *(text.rfind(mark, near, number) for mark in "，；：")) + 1
    if text[clause] not in _TO_WHOM:
        return None
    last = told[-1] if told else None
    if last is None or last.start < clause:
        return text[clause]
    bare = last.subject is not None and last.end == last.subject.end
    if bare and text[bracket_end(text, last.end) : number] in _JOINS:
        return text[clause]
    return None  # 为60家企业开展诊断、|40家企业实施改造: the second did so by themselves


def _those_before(
    text: str, told: list[Statement], became: str, number: int, end: int, to_them: str | None
) -> None:
    """4个乡镇、5个园区、15家企业|入选示范: what became of the last of a list became of all."""
    for place in range(len(told) - 1, -1, -1):
        last = told[place]
        whose = last.subject
        between = text[bracket_end(text, last.end) : number]
        if whose is None or last.end != whose.end or between not in _JOINS:
            return
        subject = picked_out(whose, became, to_them=to_them)
        if subject is whose:
            return
        told[place] = last._replace(subject=subject, end=end)
        number = last.start
