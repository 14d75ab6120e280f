"""What a sentence keeps in mind between two numbers: small frozen values, each replaced by the next and never changed.

``增长5%、投资增长6%；利润下降2%``: whose the last value was, what waits for its number, what 其中 divides, which clauses named a topic.
"""

import re
from typing import NamedTuple

from luoshi.statements.nouns.subjects import WHOLE
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.text import Span
from luoshi.vocabulary.phrases import holder_in, is_holder

_KEPT = 8  # subjects and clauses that a sentence can refer back to; no report seen needs more than four
HEAD = 8  # a holder stands at the head of its clause
# 开发区在全省排名第9位，进出口总额900万美元: among whom it is placed is not whose the value is
_ITS_OWN = re.compile(rf"(?<!在)(?:{WHOLE.pattern})")


class Told(NamedTuple):
    """The last value, or the last values of one predicate: whose they are, and how they were said."""

    group: tuple[Subject, ...] = ()
    measure: str | None = None
    unit: str = ""
    wish: str | None = None  # 力争, 确保 or 完成
    whole: str | None = None  # what it was a share of


class Waiting(NamedTuple):
    """从27136元 waits for 增长到36439元: whose movement has begun, and what its first number was."""

    subject: Subject
    share: bool  # a share, of ``whole`` where the words say of what
    whole: str | None
    grows: bool  # a rate of growth


class Parts(NamedTuple):
    """What 其中 has opened: ``其中超10亿元18个``."""

    open: bool = False
    divided: bool = False  # a comma has passed since
    listed: bool = False  # 其中： has opened a list of parts
    counted: bool = False  # things were counted right after it
    parent: Subject | None = None  # what is divided


_CLOSED = Parts()


def _key(subject: Subject) -> tuple[int, str, str | None]:
    """What tells two subjects apart: 城乡居民收入 is two indicators under one name."""
    return subject.start, subject.text, subject.indicator


class Memory(NamedTuple):
    """Grows from left to right; a semicolon ends what 其中 and a holder govern."""

    text: str
    told: Told = Told()
    waiting: Waiting | None = None
    origin_year: int | None = None  # 由2020年的80亿元: what the growth told next is held against
    parts: Parts = _CLOSED
    without: str | None = None  # 排除水电影响，: what the values behind it leave out
    held: bool = False  # after a holder narrower than the place (开发区, 省属企业)
    history: tuple[Subject, ...] = ()  # the last subjects that have had a value, in order
    topics: tuple[Span, ...] = ()  # the last clauses that had no number, the latest first

    @property
    def group(self) -> tuple[Subject, ...]:
        """The subjects of the last value or values."""
        return self.told.group

    @property
    def last(self) -> Subject | None:
        """The subject of the last value."""
        return self.told.group[-1] if self.told.group else None

    def about_a_clause(self) -> bool:
        """Whether a clause without a number stands between the last value and what follows."""
        return bool(self.topics) and (self.last is None or self.last.end < self.topics[0].start)

    def measured(self, told: Told) -> "Memory":
        """A value, or several, have been told of ``told.group``."""
        parts, members = self.parts, told.group
        counted = parts.open and not parts.divided and members[-1].indicator is None
        if counted != parts.counted:
            parts = parts._replace(counted=counted)
        return self._replace(told=told, parts=parts, history=(*self.history, *members)[-_KEPT:])

    def passed(self, topic: Span) -> "Memory":
        """A clause without a number has been passed: it may be the topic of what follows."""
        return self._replace(topics=(topic, *self.topics[: _KEPT - 1]))

    def waits(self, waiting: Waiting | None, origin_year: int | None) -> "Memory":
        """A movement has begun; its end is to come."""
        return self._replace(waiting=waiting, origin_year=origin_year)

    def lent(self, subject: Subject | None) -> "Memory":
        """What the words before had to say of a number is said; ``subject`` is the number's own, if it has one."""
        memory = self if subject is None or self.origin_year is None else self._replace(origin_year=None)
        waiting = memory.waiting
        if waiting is None or not (waiting.share or waiting.whole):
            return memory
        return memory._replace(waiting=waiting._replace(share=False, whole=None))

    def arrived(self) -> "Memory":
        """What waited has its number."""
        return self if self.waiting is None else self._replace(waiting=None)

    def semicolon(self) -> "Memory":
        """A new statement begins: nothing is carried over but what bare heads are completed from.

        What 其中： leads to is a list whose items are all parts (其中：竣工项目30个；续建项目21个).
        """
        parts = self.parts._replace(open=True, divided=False) if self.parts.listed else _CLOSED
        return self._replace(
            told=self.told._replace(group=(), wish=None), parts=parts, held=False, without=None
        )

    def comma(self) -> "Memory":
        """其中 reaches no further than its clause, but for size classes of what it divides."""
        parts = self.parts
        return (
            self if parts.divided == parts.open else self._replace(parts=parts._replace(divided=parts.open))
        )

    def close_bracket(self) -> "Memory":
        """（其中民间投资增长8%），…: the part ends with its bracket."""
        return (
            self._replace(parts=self.parts._replace(open=False, divided=False)) if self.parts.open else self
        )

    def part(self, *, listed: bool = False) -> "Memory":
        """其中: what follows is a part of what was just counted; with ``listed`` (其中：) all items of a list are."""
        return self._replace(parts=Parts(open=True, listed=listed, parent=self.last))

    def holder(self, lead: int, subject: Subject, *, counted: bool = False) -> "Memory":
        """Whose value it is: 开发区利用外资 is not the place's, 全市 ends it. ``counted``: the subject is what a number counts."""
        if counted and subject.indicator is None and is_holder(subject.text):
            return self  # 新增省级开发区2个、示范园区3家: themselves, and nothing of theirs
        held = _held(self.text, lead, subject, self.held)
        return self if held == self.held else self._replace(held=held)

    def latest(self, count: int) -> tuple[Subject, ...]:
        """The last ``count`` different subjects in the order in which they were named; none where there are fewer."""
        seen: list[Subject] = []
        for subject in reversed(self.history):
            if all(_key(subject) != _key(s) for s in seen):
                seen.append(subject)
            if len(seen) == count:
                return tuple(reversed(seen))
        return ()

    def repeated(self, times: int) -> bool:
        """Whether the last subject has had that many values one after another."""
        last = self.history[-times:]
        return len(last) == times and all(_key(s) == _key(last[0]) for s in last)


def _held(text: str, lead: int, subject: Subject, held: bool) -> bool:
    """Whether the value of ``subject`` and those that follow belong to a part of the place; ``held``: those before did."""
    if held and _ITS_OWN.search(text, lead, subject.end):
        return False
    if subject.indicator is None and subject.scope == subject.text:
        return True  # 中心城区达到15.46平方公里，常住人口达到10万人
    if not holder_in(text, lead, subject.end):
        return held
    opening = read_opening(text, lead, subject.end)
    # 在全省开发区考核中前移6位: what the place was held against holds nothing
    if opening.acts or text[opening.end] == "在":
        return held
    if not holder_in(text, opening.end, min(opening.end + HEAD, subject.end)):
        return held
    return not _ITS_OWN.search(text, lead, subject.end)
