"""A clause: the stretch between two marks, and the statement that one without a number makes."""

import re

from luoshi.statements.openings import wish_of
from luoshi.statements.plain_subjects import lacking, object_of
from luoshi.statements.statement import Kind, Period, Statement, as_statement, unlimited

# The colon of 1.93：1 ends no clause. The stretch between two marks is taken at once, not character by character.
CLAUSE = re.compile(r"[^，。；：！？\n]+(?:(?<=\d)：(?=\d)[^，。；：！？\n]+)*")
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


def in_quotes(text: str, start: int, cut: int, end: int) -> bool:
    """Whether a quotation of ``text[start:end]`` is open at ``cut`` and closes before the end."""
    opens = text.rfind("“", start, cut)
    return opens >= 0 and text.find("”", opens, cut) < 0 and text.find("”", cut, end) >= 0
