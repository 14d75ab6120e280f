"""A report's entries → what they say of registers. The library has spread 均为 and 分别 over its subjects already; here each entry is read alone.

What an entry is of may stand earlier in its sentence: 办理建议93件、提案111件，办结率100%. There its words are looked for, and never beyond a 。 or ；.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luoshi import Entry, Report, Span
from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.sayings.rows import NO_MORE, SIZED, Row, rows

# 12345热线办结率, 信访事项满意率 behind 建议 of the same sentence: the nearest thing before the word is what it is of
_OTHERS = re.compile(
    r"热线|电话|诉求|信访|留言|审批|服务事项|投诉|来信|信箱|群众|企业|民生|政务|居民|公众|(?<!复议|应诉)案件|票决|督查|工单"
)
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
# 亿元以上, 10亿元及以上, 超10亿元, 百亿元以上; not 总投资6亿元的: a size is a threshold
_SIZE = re.compile(
    r"(?P<over>超过?|过)?(?<![一二两三四五六七八九十百千数几\d.])(?P<number>\d+(?:\.\d+)?|[十百千]?)亿元?(?P<from>及?以上)?(?=[^元，。；]{0,12}项目|[^元，。；]{0,8}(?:的|企业)|$)"
)
_NUMBER = re.compile(r"(?P<digits>\d+(?:\.\d+)?)\s*(?P<scale>万亿|亿|万|千|百)?")
_SCALES = {None: 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_MARKS = "，、；,"
_NO_MORE = re.compile(r"只减不增|零增长|不增长")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a report prints it: ``printed`` times ``scale`` in ``unit`` (18.7, 10⁸, 元); ``high`` is the upper end of a range, in ``unit``."""

    printed: str
    scale: int
    unit: str
    bound: str
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """What an entry says of a register's figure. ``number`` is None where only 只减不增 is said; ``ask`` is level, count, growth, change or no_more.

    A fall is a number below 0. ``promised`` is true of targets and tasks. ``words`` are what it rests on; ``scope`` the words of a part of the register that it is
    of (建议, 审计, 制造业), empty where it is of the whole.
    """

    entry: str
    register: str
    figure: str
    variants: tuple[str, ...]
    side: str
    ask: str
    number: Number | None
    size: Bar | None
    year: int | None
    promised: bool
    words: str
    scope: tuple[str, ...]
    care: str
    quote: str
    span: Span


def sayings_of(report: Report) -> tuple[Saying, ...]:
    """What a report says of registers, in its order."""
    return tuple(filter(None, (read_entry(entry, report.source.text) for entry in report.entries)))


def read_entry(entry: Entry, text: str, table: tuple[Row, ...] | None = None) -> Saying | None:
    """What one entry says, or None. ``text`` is that of its report."""
    ask = _asked(entry)
    if ask is None or entry.kind == "problem":
        return None
    sentence = _sentence(entry, text)
    number = None if ask == NO_MORE else _number(entry)
    if ask != NO_MORE and number is None:
        return None
    found = [
        (in_subject, at, len(word), row, word)
        for row in (rows() if table is None else table)
        if ask in row.asks and (entry.unit or "") in (row.units or ("",))
        for in_subject, at, word in _words(entry, row, sentence, number)
    ]
    if not found:
        return None
    *_, row, word = max(found, key=lambda each: each[:3])
    if any(other is not row and other.register != row.register for *_, other, same in found if same == word):
        return None  # one word of two registers, and nothing tells which
    return Saying(
        entry.id,
        row.register,
        row.figure,
        row.variants,
        row.side,
        ask,
        number,
        _size(entry) if row.sized else None,
        entry.period.last if entry.period else None,
        entry.kind in ("target", "task"),
        word,
        _scope(entry, row, sentence, number),
        row.care,
        entry.quote,
        entry.span,
    )


def _asked(entry: Entry) -> str | None:
    if entry.low is None and entry.high is None:
        return NO_MORE if _NO_MORE.search(entry.quote) else None
    return entry.measure


def _sentence(entry: Entry, text: str) -> str:
    """From the last full stop before the entry to its end."""
    start = max(text.rfind(mark, 0, entry.span.start) for mark in "。；;！\n")
    return text[start + 1 : entry.span.end]


def _words(entry: Entry, row: Row, sentence: str, number: Number | None) -> Iterator[tuple[bool, int, str]]:
    """Where words of a row stand: in the subject, which goes before all else, or beside the number; by their ends, so that the later one wins.

    Of values told with 分别 the subject alone says which is which.
    """
    beside = "" if "分别" in entry.quote else _segment(entry, number)
    if any(word in f"{entry.subject or ''}\n{beside}" for word in row.apart):
        return
    if row.sized and _size(entry) is None:
        return
    nested = sentence if row.sized and "其中" in f"{entry.scope}{entry.quote}" else ""
    for place, said in enumerate((entry.subject or "", beside, nested)):
        hits = [(at + len(word), word) for word in row.words if (at := said.rfind(word)) >= 0]
        kept = [hit for hit in hits if _is_of(row, said, hit, sentence)]
        if kept:
            yield from ((place == 0, *hit) for hit in kept)
            return


def _is_of(row: Row, said: str, hit: tuple[int, str], sentence: str) -> bool:
    """Whether the nearest thing before the word, in its sentence, is what the row needs."""
    needs = _needs(row)
    if not needs:
        return True
    before = sentence[: sentence.rfind(hit[1]) + len(hit[1])] if hit[1] in sentence else sentence
    near = before + "\n" + said[: hit[0]] if hit[1] not in sentence else before
    last = max((near.rfind(need) for need in needs), default=-1)
    if last < 0:
        return False
    return not any(other.start() > last for other in _OTHERS.finditer(near))


def _segment(entry: Entry, number: Number | None) -> str:
    """The words beside the number, from the mark before it to the one behind, so that 新开工391个、新入库271个 is told apart."""
    if number is None:
        return entry.quote
    at = entry.quote.find(number.printed.lstrip("-"))
    if at < 0:
        return ""
    start = max(entry.quote.rfind(mark, 0, at) for mark in _MARKS)
    ends = [end for mark in _MARKS if (end := entry.quote.find(mark, at)) >= 0]
    return entry.quote[start + 1 : min(ends, default=len(entry.quote))]


def _scope(entry: Entry, row: Row, sentence: str, number: Number | None) -> tuple[str, ...]:
    """Which part of the register: named by the subject, else beside the number, else by what it is of. All parts of proposals are the whole."""
    clause = sentence[max(sentence.rfind(mark, 0, len(sentence) - len(entry.quote)) for mark in _MARKS) + 1 :]
    for said in (entry.subject or "", _segment(entry, number), clause, sentence if _needs(row) else ""):
        found = tuple(scope for scope in row.scopes if scope in said)
        if found:
            return () if set(found) == set(row.scopes) else found
    return ()


def _needs(row: Row) -> tuple[str, ...]:
    return tuple(need for need in row.needs if need != SIZED)


def _size(entry: Entry) -> Bar | None:
    """The threshold of a class of projects, in 亿元: 以上 includes the number, 超 does not (民法典 1259)."""
    for said in (entry.subject or "", entry.quote):
        for match in _SIZE.finditer(said):
            if not (match["over"] or match["from"]):
                continue
            number = match["number"]
            amount = Decimal(_TENS.get(number, number))
            return Bar(amount, includes=match["from"] is not None)
    return None


def _number(entry: Entry) -> Number | None:
    """The entry's number as printed, with its scale: of 187亿元 the last digit is one 亿."""
    low = entry.low if entry.low is not None else entry.high
    if low is None or entry.unit is None or entry.bound is None:
        return None
    said = Decimal(low)
    sign = "-" if entry.direction == "down" and entry.measure in ("growth", "change") else ""
    high = Decimal(entry.high) if entry.bound == "range" and entry.high is not None else None
    for match in reversed(list(_NUMBER.finditer(entry.read_as or entry.quote))):
        scale = _SCALES[match["scale"]]
        if Decimal(match["digits"]) * scale == said:
            return Number(sign + match["digits"], scale, entry.unit, entry.bound, high)
    return Number(f"{sign}{low}", 1, entry.unit, entry.bound, high)
