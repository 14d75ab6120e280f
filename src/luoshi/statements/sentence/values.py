"""Sentences with numbers → statements: which number belongs to which subject.

Numbers are taken from left to right. What stands between one number and the next says whether a new subject
begins (``，固定资产投资增长6%``), the last one goes on (``、增长6%``), or several share a predicate
(``分别增长4.5%、5.5%``: see :mod:`luoshi.statements.numbers.distribution`).
"""

import re
from collections.abc import Sequence
from operator import attrgetter

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.counted import read_pair, shares, step_end
from luoshi.statements.nouns.picked_out import honour_end
from luoshi.statements.nouns.size_classes import class_subject, counts_class
from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.nouns.thresholds import reached_by_so_many
from luoshi.statements.numbers.distribution import floors, spread_bounds
from luoshi.statements.numbers.milestones import reached_by
from luoshi.statements.numbers.ranks import GENERIC, OF_GROWTH, predicate_before
from luoshi.statements.numbers.standings import without_standing
from luoshi.statements.numbers.valued import valued
from luoshi.statements.sentence.asides import aside
from luoshi.statements.sentence.behind import words_end
from luoshi.statements.sentence.carrying import goes_on, lent, only_moved, says_nothing, still_new
from luoshi.statements.sentence.completing import as_part, completed, divided
from luoshi.statements.sentence.coordination import (
    members_of,
    origins,
    per_head,
    points_shared,
    run_of,
    the_new,
)
from luoshi.statements.sentence.gaps import read_gaps, stated
from luoshi.statements.sentence.memory import Memory, Told, Waiting
from luoshi.statements.sentence.number_subjects import Number, subject_of
from luoshi.statements.sentence.sets import with_what_became
from luoshi.statements.sentence.structures import sectors, structure_from
from luoshi.statements.sentence.topics import passed_by, topic
from luoshi.statements.statement import Period, Statement, Subject
from luoshi.statements.words.clauses import LONGEST_CLAUSE, enclosed, is_open
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.openings import after_label, read_opening, trimmed
from luoshi.statements.words.owners import is_measure
from luoshi.statements.words.predicates import Predicate, more_of, read_predicate
from luoshi.statements.years.cues import in_its_year, until
from luoshi.statements.years.settled import settle, tells_the_end

_ALL = 100
_NO_NAME = 2  # 综合|排名升至第17位, 税收: no name of its own
_START = attrgetter("start")
_BREAK = re.compile(r"[，；：。]")
_TWO = re.compile(r"[、和及与]{1,2}")
_MOVES = frozenset({"调整", "优化"})  # 三次产业结构由…|调整|到2020年的15：48：37
_JOINS = ("、", "和", "及", "以及")
_STOPS = frozenset("、，；：。和及与（） \n")


class SentenceReader:
    """Reads one sentence from left to right; :class:`Memory` holds what carries over."""

    def __init__(self, text: str, start: int, end: int, setting: Setting) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.setting = setting
        self.statements: list[Statement] = []
        self.used: list[Quantity] = []
        # Where numbers stand that say nothing to hold against reality, and why
        self.passed: dict[tuple[int, int], str] = {}
        self._memory = Memory(text)
        self._consumed = 0  # where the noun that the last number counts ends

    def read(self, quantities: Sequence[Quantity]) -> list[Statement]:
        """Statements of the sentence that carry one of ``quantities`` (in reading order, view offsets)."""
        values = []
        for quantity in quantities:
            reason = aside(self.text, self.start, self.end, quantity) or self._goes_on_aside(quantity)
            if reason is None:
                values.append(quantity)
            else:
                self.passed[quantity.span] = reason
        if len(values) > 1:
            values = points_shared(self.text, values)
        position = self.start
        index = 0
        while index < len(values):
            taken = self._read_group(values, index, position)
            last = values[index + taken - 1]
            if self.passed.get(last.span) != "duration":
                position = words_end(
                    self.text, last, max(step_end(self.text, last.span.end), self._consumed), self.end
                )
            index += taken
        return self.statements

    def _goes_on_aside(self, quantity: Quantity) -> str | None:
        """分别完成省定任务的170%、|184%: what is no value goes on in the numbers that are joined to it."""
        last = next(reversed(self.passed), None)
        if last is None or quantity.unit != "%" or self.passed[last] != "plan":
            return None
        return "plan" if self.text[last[1] : quantity.span.start] in _JOINS else None

    def _read_group(self, values: list[Quantity], index: int, position: int) -> int:
        """Read one number, or several that share a predicate; returns how many."""
        text, quantity = self.text, values[index]
        lead = self._open_clause(position, quantity.span.start)
        following = values[index + 1] if index + 1 < len(values) else None
        if following is not None and counts_class(text, quantity, following):
            self._count_class(lead, quantity, following)
            return 2
        if taken := self._gaps(lead, values, index) or self._so_many_reach(lead, values, index):
            return taken
        predicate = predicate_before(text, lead, quantity)
        if self._more_of(lead, predicate, quantity):
            return 1
        end = predicate.share_start if predicate.share_start is not None else predicate.start
        memory = self._memory
        if "其中" in text[lead : quantity.span.start]:
            memory = self._memory = memory.part(listed="其中：" in text[lead : quantity.span.start])
        if quantity.dimension == "rank":
            lead, end = without_standing(text, lead, end, goes_on=bool(memory.group))
        subject = subject_of(
            Number(text, self.end, self.setting.places, lead, end, predicate, quantity, following), memory
        )
        if subject is None and self._counts_pair(lead, predicate, quantity, following):
            return 2
        opens = predicate.sense is None or predicate.start == lead  # 全省|14%的行政村
        if quantity.dimension in ("percent", "fraction") and opens and shares(text, subject, quantity):
            predicate = predicate._replace(share=True)
        if predicate.origin:
            return self._start_of_movement(subject, predicate, values, index)
        reason = says_nothing(text, memory, self.setting, predicate, quantity, lead, subject=subject)
        if reason is not None:
            self.passed[quantity.span] = reason
            return 1
        if quantity.dimension == "ratio":
            self._structure(subject, quantity, lead)
            return 1
        if subject is not None and subject.text in GENERIC and subject.indicator is None and memory.group:
            # 总量和增速均居全省第1 tells two ranks; 总量、增速分别居全省第3位、第1位 has a number for each
            each = len(run_of(text, values, index)[0]) > 1
            self._rank_of_each(subject, predicate, quantity, lead, each=each)
            return 1
        return self._shared_out(subject, predicate, values, index, lead)

    def _shared_out(
        self, subject: Subject | None, predicate: Predicate, values: list[Quantity], index: int, lead: int
    ) -> int:
        """The number, or several that share the predicate, given to those that they belong to."""
        text, quantity, memory = self.text, values[index], self._memory
        direction = self.statements[-1].direction if self.statements else None
        predicate = lent(text, memory, predicate, quantity, lead, subject=subject, direction=direction)
        memory = memory.lent(subject)
        if subject is not None and text[lead - 1] != "（":
            memory = memory.holder(lead, subject, counted=quantity.dimension == "count")
        members, run = members_of(text, memory, subject, predicate, *run_of(text, values, index))
        self._memory = memory.arrived() if subject is None else memory
        if subject is None and text.find("人均", lead, quantity.span.start) >= 0:
            members = per_head(text, lead, quantity, members)
        if not members:
            return 1
        if subject is not None and memory.held:
            members = tuple(m._replace(partial=True) if _has_a_whole(m) else m for m in members)
        placed = only_moved(memory, direction) if subject is None and quantity.dimension == "rank" else ""
        self._emit(members, predicate, run, lead, placed=placed)
        return len(run)

    def _more_of(self, lead: int, predicate: Predicate, quantity: Quantity) -> bool:
        """比上年增加|投资3亿元: the noun behind the verb is what there is more of."""
        text = self.text
        if predicate.sense is not None or text[lead] not in "比较":
            return False
        more = more_of(text, lead, predicate.start)
        if not more:
            return False
        grows = read_predicate(text, lead, more)
        subject = read_subject(text, more, quantity.span.start, self.setting.places)
        if subject is None or grows.sense != "grow":
            return False
        self._emit((completed(self._memory, subject)._replace(left=lead),), grows, [quantity], lead)
        return True

    def _start_of_movement(
        self, subject: Subject | None, predicate: Predicate, values: list[Quantity], index: int
    ) -> int:
        """从27136元 waits for 增长到36439元; returns of how many numbers a movement starts."""
        memory = self._memory
        whose = subject or memory.last or topic(memory)
        whole = predicate.whole if predicate.share else None
        grows = predicate.sense == "grow" and values[index].unit == "%"
        waiting = Waiting(whose, predicate.share, whole, grows) if whose is not None else None
        self._memory = memory.waits(waiting, predicate.base)
        several = origins(self.text, values, index, each="each" in predicate.flags)
        self.passed.update((number.span, "origin") for number in several)  # 分别由16%、70%提高到23%和75%
        return len(several)

    def _rank_of_each(
        self, subject: Subject, predicate: Predicate, quantity: Quantity, lead: int, *, each: bool
    ) -> None:
        """总量和增速均居全省第1: ``subject`` names nothing that has a value of its own, but what was just told."""
        memory = self._memory
        times = 2 if _TWO.search(subject.text) and not each else 1
        group = memory.group[-1:]
        shared = quantity.dimension == "rank" and "all" in predicate.flags and times == 1
        if shared and not memory.repeated(2):
            group = memory.latest(2) or group  # 分别增长6.3%、8.2%，增速均居全省第1
        moved = subject.text if subject.text in OF_GROWTH else ""  # 总量100亿元、增长5%，|增幅居全省第4
        carried = tuple(m._replace(text=m.text + moved, sign=None, acts=False) for m in group)
        self._emit(carried * times, predicate, [quantity] * times, lead)

    def _counts_pair(
        self, lead: int, predicate: Predicate, quantity: Quantity, following: Quantity | None
    ) -> bool:
        """754户3735人脱贫: both numbers count what stands behind the second."""
        if following is None or predicate.sense in ("grow", "reach") or self._memory.waiting is not None:
            return False
        counted = read_pair(self.text, lead, self.end, quantity, following, self.setting.places)
        if counted is not None:
            self._emit((counted, counted), predicate, [quantity, following], lead)
        return counted is not None

    def _count_class(self, lead: int, amount: Quantity, count: Quantity) -> None:
        """其中超10亿元18个: the number of a class of what was just counted."""
        self.passed[amount.span] = "size_class"
        if "其中" in self.text[lead : amount.span.start]:
            self._memory = self._memory.part()
        subject = class_subject(self.text, lead, amount, divided(self._memory))
        self._emit((subject,), read_predicate(self.text, lead, lead), [count], lead)

    def _so_many_reach(self, lead: int, values: list[Quantity], index: int) -> int:
        """60%的村|集体收入超过50万元: a share of the villages; returns of how many numbers it is told, 0 where none is."""
        reached = reached_by_so_many(self.text, values, index, self._memory.last)
        if reached is None:
            return 0
        subject, taken = reached
        self.passed.update((amount.span, "size_class") for amount in values[index + 1 : index + taken])
        predicate = read_predicate(self.text, lead, lead)._replace(share=True)
        opening = read_opening(self.text, lead, values[index].span.start)
        subject = subject._replace(
            left=min(lead, subject.left), scope=opening.scope, modality=opening.modality
        )
        self._emit((subject,), predicate, [values[index]], lead)
        return taken

    def _structure(self, subject: Subject | None, quantity: Quantity, lead: int) -> None:
        """三次产业结构比为27.8：36.1：42.7: a share for each of the three sectors."""
        moved = "origin" in self.passed.values()
        named = structure_from(self.text, self.start, lead, quantity, moved=moved)
        if named is None:
            self.passed[quantity.span] = "ratio"
            return
        if subject is not None and subject.text in _MOVES:
            subject = None
        unnamed = Subject(lead, quantity.span.start, min(lead, named), "三次产业结构", None)
        waiting = self._memory.waiting
        base = subject or (waiting.subject if waiting is not None else unnamed)
        self._memory = self._memory.arrived()
        predicate = read_predicate(self.text, lead, quantity.span.start)
        predicate = predicate._replace(sense="level", direction=None, share=True, whole=None)
        span = (trimmed(self.text, min(lead, base.left), self.end), quantity.span.end)
        for member, share in sectors(base, quantity):
            self.statements.append(
                valued(self.text, self.setting, member, predicate, share, span, lead, None)
            )
        self.used.append(quantity)

    def _open_clause(self, position: int, end: int) -> int:
        """Where the clause of the number that starts at ``end`` begins; clauses passed over become topics."""
        begin = position
        between = self.text[position:end]
        if "）" in between and not 0 <= between.find("（") < between.find("）"):
            self._memory = self._memory.close_bracket()
        bracketed = "（" in between
        inside = enclosed(self.text, position, end) if bracketed or "“" in between else None
        for cut in _BREAK.finditer(self.text, position, end):
            if cut.start() - begin == 2 and self.text.startswith("其中", begin):
                continue  # 其中，|地方财政收入
            if inside is not None and inside(begin, cut.start()):
                continue  # （不含开发区，下同）, 开展“理响百村，声动千家”等宣讲活动85场
            if cut.start() > begin:
                # 3个县|入选中国县域旅游百强县，: the rest of a clause with a number names nobody whose the next value is
                rest = begin == position > self.start and self.text[begin - 1] not in "，；：。"
                self._memory = passed_by(self._memory, begin, cut.start(), rest=rest)
                self.setting = in_its_year(self.text, begin, cut.start(), self.setting)
                self.setting = until(self.text, begin, cut.start(), self.setting)
            if cut[0] == "；":
                self._memory = self._memory.semicolon()
            else:
                self._memory = self._memory.comma()
            begin = cut.end()
        begin = max(begin, end - LONGEST_CLAUSE)
        if bracketed and is_open(self.text, begin, end):
            begin = self.text.rfind("（", begin, end) + 1  # 开工项目210个（其中10亿元以上47个）
        return after_label(self.text, begin, end)

    def _emit(
        self, members: tuple[Subject, ...], predicate: Predicate, run: list[Quantity], lead: int, *, placed: str = ""
    ) -> None:  # fmt: skip
        """The statements of one group: each member with its number, under the one predicate. ``placed``: what of them a rank is of."""
        memory = self._memory
        shared = spread_bounds(floors(run, self.text) if self.setting.kind == "target" else run)
        end = run[-1].span.end
        first = min(members, key=_START) if len(members) > 1 else members[0]
        if end <= first.start:
            end = max(m.end for m in members)  # 建设43.4万亩高标准农田: the noun belongs to the quote
            counted = end
            if self.text[end : end + 1] not in _STOPS:
                end = honour_end(self.text, end, self.end)
                place = (self.start, run[0].span.start, counted, end)
                members = with_what_became(self.text, place, members, self.statements)
            if end == counted and (self.text[end : end + 1] in _STOPS or self.text[end - 1] == "）"):
                self._consumed = end  # but 400个重点项目完成投资26亿元 goes on with it
        elif (
            run[-1].unit == "%"
            and run[-1].low == run[-1].high == _ALL
            and self.text[end : end + 1] not in _STOPS
        ):
            end = honour_end(self.text, end, self.end)  # 自然村100%|通水泥路
        left = trimmed(self.text, first.left if len(members) == 1 else min(m.left for m in members), self.end)
        carried = members == memory.group
        before = memory.told.measure if carried else None
        if carried and len(members) == 1:
            last = self.statements[-1] if self.statements else None
            if self.used and reached_by(last, memory.told.unit, run[0], self.text):
                self.passed[self.used.pop().span] = "milestone"
                self.statements.pop()
        new = not carried and predicate.sense is None and still_new(self.text, self.statements, lead, run[0])
        measured = []
        for number, member in enumerate(members):
            quantity = shared[number] if len(run) > 1 else shared[0]
            member = self._as_said(member, predicate, quantity, carried=carried, new=new)
            if placed:
                member = member._replace(text=member.text + placed, sign=None)
            statement = valued(
                self.text, self.setting, member, predicate, quantity, (left, end), lead, before
            )
            if statement.modality == "expect" and (carried or goes_on(self.text, self.start, lead, quantity)):
                statement = statement._replace(modality=memory.told.wish or "expect")
            several = self.setting.several
            if several is not None and carried and statement.measure == "rank" and self._dated(several):
                # 2020年优良天数达到260天，居全市第三: the rank is of that year too
                statement = statement._replace(period=Period(several.last, several.last))
            if several is not None and tells_the_end(
                statement, predicate.flags, several, self.text[left:end]
            ):
                settle(self.statements, member.start, several, self.text)
            self.statements.append(statement)
            # 研发投入占生产总值2.1%、提高0.09个百分点: what goes on is the share's own indicator
            code = statement.subject.indicator if statement.subject else None
            measured.append(members[number]._replace(indicator=code) if predicate.share else members[number])
        self.used.extend(run)
        whole = predicate.whole if predicate.share else None
        told = Told(tuple(measured), statement.measure, run[-1].unit, statement.modality, whole)
        self._memory = memory.measured(told)

    def _as_said(
        self, member: Subject, predicate: Predicate, quantity: Quantity, *, carried: bool, new: bool
    ) -> Subject:
        """The member as this number's words mean it: those that are new, all that there are, a part of what was counted."""
        if new and not member.acts:
            member = member._replace(sign="up")
        if carried and "total" in predicate.flags:
            member = member._replace(sign=None)  # 新增企业6家、|累计达100家: all that there are
        member = as_part(self._memory, member)
        grows = carried and predicate.sense == "grow" and quantity.unit == "%"
        return the_new(self.text, member) if grows else member

    def _dated(self, several: Period) -> bool:
        """Whether the last value is of the last of ``several`` years because the sentence says so."""
        last = self.statements[-1].period if self.statements else None
        said = self.text.find(f"{several.last}年", self.start, self.used[-1].span.start) if self.used else -1
        return said >= 0 and last == Period(several.last, several.last)

    def _gaps(self, lead: int, values: list[Quantity], index: int) -> int:
        """高于全省1.2和0.8个百分点: gaps to somebody else's value; returns of how many numbers they are."""
        gaps = read_gaps(self.text, lead, values, index, self._memory, self.setting.places)
        if gaps is None:
            return 0
        if not gaps.found:
            self.passed[values[index].span] = "unread"
            return gaps.taken
        memory = self._memory
        if memory.group != gaps.subjects:
            self._memory = memory.measured(memory.told._replace(group=gaps.subjects))
        for gap in gaps.found:
            start = trimmed(self.text, min(gap.lead, gap.subject.left), self.end)
            measure = memory.told.measure
            self.statements.append(stated(gap, start, self.setting, measure, grows=gaps.grows))
        self.used.extend(values[index : index + gaps.taken])
        return gaps.taken


def _has_a_whole(member: Subject) -> bool:
    """Whether what a holder has is a part of something: of an indicator, or of a measure that the place has too; 口袋公园 are not the less for being his."""
    return member.indicator is not None or is_measure(member.text) or len(member.text) <= _NO_NAME
