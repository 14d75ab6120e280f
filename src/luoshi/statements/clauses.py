"""A clause: the stretch between two marks, and the statement that one without a number makes."""

import re
from collections.abc import Callable, Iterable

from luoshi.statements.openings import wish_of
from luoshi.statements.plain_subjects import lacking, object_of
from luoshi.statements.statement import Kind, Period, Statement, as_statement, unlimited

# The colon of 1.93：1 ends no clause. The stretch between two marks is taken at once, not character by character.
CLAUSE = re.compile(r"[^，。；：！？\n]+(?:(?<=\d)：(?=\d)[^，。；：！？\n]+)*")
LONGEST_CLAUSE = 400  # characters; no sentence has its next mark farther off
# A clause of fewer than four characters says nothing; nearly every other begins with four.
FOUR_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{4}|(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){4}")
# 争取专项资金 asks for a thing; 争取项目落地 wishes that something may come about
_SOUGHT = re.compile(
    r"(?:资金|支持|授信|试点|牌照|债券|国债|专项债|投资|项目|政策|指标|额度|贷款|信贷|名额|基金)$"
)


def closed(text: str, begin: int, stop: int, end: int) -> int:
    """Where the clause ends whose quotation or bracket is still open at ``stop``: 发扬“艰苦奋斗，勤俭办事”的作风."""
    for opens, closes in ("“”", "（）"):
        while text.count(opens, begin, stop) > text.count(closes, begin, stop):
            close = text.find(closes, stop, end)
            rest = CLAUSE.match(text, close, end) if close >= 0 else None
            # （新建三座公园；改造五条街道） holds tasks of its own
            if rest is None or (opens == "（" and text.find("；", stop, close) >= 0):
                break
            stop = rest.end()
    return stop


def covered(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether one of ``spans`` overlaps a stretch, asked of stretch after stretch in reading order: one pass over both."""
    waiting = sorted(spans, reverse=True)
    reach = -1  # the farthest end of the spans that begin before the stretch ends

    def overlaps(begin: int, stop: int) -> bool:
        nonlocal reach
        while waiting and waiting[-1][0] < stop:
            reach = max(reach, waiting.pop()[1])
        return begin < reach

    return overlaps


def plain(
    text: str, begin: int, stop: int, kind: Kind, period: Period | None, modality: str | None
) -> Statement:
    """The statement of ``text[begin:stop]``, a clause without a number, with what it is about."""
    start, end = object_of(text, begin, stop) if kind == "task" else lacking(text, begin, stop)
    wish = wish_of(text, begin, stop)
    if wish and text.endswith("争取", begin, start) and _SOUGHT.search(text, start, stop):
        wish = None  # 积极争取|资金支持: here it is the deed itself
    subject = unlimited((start, end, begin, text[start:end], None, None, False, None, False, None))
    told = modality or wish
    return as_statement(
        (begin, stop, kind, False, subject, None, None, None, None, None, None, None, period, told)
    )


def is_open(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends inside a parenthesis."""
    return text.rfind("（", start, end) > text.rfind("）", start, end)


_PAIRED = re.compile(r"[（）“”]")


def enclosed(text: str, start: int, end: int) -> Callable[[int, int], bool]:
    """Whether a mark of ``text[start:end]`` stands in a bracket or quotation that opens behind ``begin``.

    Asked of mark after mark in reading order: one pass. A quotation counts only where it closes, and holds commas alone.
    """
    signs = _PAIRED.finditer(text, start, end)
    upcoming = next(signs, None)
    last = dict.fromkeys("（）“”", -1)

    def inside(begin: int, mark: int) -> bool:
        nonlocal upcoming
        while upcoming is not None and upcoming.start() < mark:
            last[upcoming[0]] = upcoming.start()
            upcoming = next(signs, None)
        if last["（"] >= begin and last["（"] > last["）"]:
            return True
        if text[mark] != "，" or last["“"] < begin or last["“"] < last["”"]:
            return False
        return text.find("”", mark, min(end, mark + LONGEST_CLAUSE)) >= 0

    return inside
