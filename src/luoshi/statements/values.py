"""Sentences with numbers → statements: which number belongs to which subject.

Numbers are taken from left to right. What stands between one number and the next says whether a new subject
begins (``，固定资产投资增长6%``), the last one goes on (``、增长6%``), or several share a predicate
(``分别增长4.5%、5.5%``: see :mod:`luoshi.statements.distribution`).
"""

import re
from collections.abc import Sequence

from luoshi.quantities.quantity import Quantity
from luoshi.statements.asides import aside, is_duration
from luoshi.statements.bare_counts import counts_itself, done_with, of_people, of_those
from luoshi.statements.coordination import members_of, run_of
from luoshi.statements.counted import honour_end, read_counted, step_end
from luoshi.statements.distribution import spread_bounds
from luoshi.statements.margins import Margin, compared, read_another, read_margin
from luoshi.statements.measures import Setting, fits
from luoshi.statements.memory import Memory
from luoshi.statements.openings import after_label, read_opening
from luoshi.statements.periods import settled, tells_the_end
from luoshi.statements.predicates import Predicate, read_predicate
from luoshi.statements.size_classes import class_subject, counts_class
from luoshi.statements.statement import Relation, Statement, Subject
from luoshi.statements.subjects import read_subject
from luoshi.statements.valued import valued

_BREAK = re.compile(r"[，；：。]")
_TWO = re.compile(r"[、和及与]{1,2}")
_STOPS = frozenset("、，；：。和及与（） \n")
# 总量和增速均居全国第5位: heads that stand for the subject before.
_GENERIC = frozenset(
    [
        "总额",
        "保有量",
        "存量",
        "合计",
        "总量",
        "增速",
        "增幅",
        "规模",
        "增量",
        "总量和增速",
        "总量、增速",
        "总量与增速",
        "位次",
        "产量",
        "数量",
        "总数",
        "占比",
        "增长率",
    ]
)
# 排全区第2位, 居全省地级市第一: the verb of a rank and those among whom it counts
_RANKED = re.compile(
    r"(?:均|都|分别|继续|分(?=居))*(?:排名?在?|稳?位?居|[位名]列|列|保持|跃居|跃升至?|升至|前移至|上升至|达到|实现|成为)?在?"
    r"(?:全[国省市区州县盟]|全自治区)?(?:\d{1,3}个)?(?:[\u4e00-\u9fff]{0,6}(?:城市|地区|县区|省份|地级市|设区市|县市|区县))?(?:各[市县区])?[中内]?"
    r"(?:排名|排|位次|[位]列|位居|居|列)?$"
)
_LISTED = re.compile(r"[、和及与]")  # 力争新增工厂5家|、车间8个: what is wished of the first is wished of all
_OF_RATE = re.compile(r"增速|增幅|增长率")
# 三次产业结构, 三产比例, 一二三产业增加值占比: what has a share for each of the three sectors
_STRUCTURE = re.compile(
    r"产业[^，。；]{0,6}(?:结构|比重|比例|占比|之比)|三次?产(?:结构|比[重例])|(?:结构|比[重例])[^，。；]{0,4}产业"
)
_SECTORS = ("primary_va", "secondary_va", "tertiary_va")
_NAMED_BEFORE = 20


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends inside a parenthesis."""
    return text.rfind("（", start, end) > text.rfind("）", start, end)


class SentenceReader:
    """Reads one sentence from left to right; :class:`Memory` holds what carries over."""

    def __init__(self, text: str, start: int, end: int, setting: Setting) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.setting = setting
        self.statements: list[Statement] = []
        self.used: list[Quantity] = []
        self.passed: dict[Quantity, str] = {}  # numbers that say nothing to hold against reality, and why
        self._memory = Memory(text)
        self._consumed = 0  # where the noun that the last number counts ends

    def read(self, quantities: Sequence[Quantity]) -> list[Statement]:
        """Statements of the sentence that carry one of ``quantities`` (in reading order, view offsets)."""
        values = []
        for quantity in quantities:
            reason = aside(self.text, self.start, self.end, quantity)
            if reason is None:
                values.append(quantity)
            else:
                self.passed[quantity] = reason
        position = self.start
        index = 0
        while index < len(values):
            taken = self._read_group(values, index, position)
            last = values[index + taken - 1]
            if self.passed.get(last) != "duration":
                # 跨过两千亿元大关、年均增长5.4%
                position = max(step_end(self.text, last.span.end), self._consumed)
            index += taken
        return self.statements

    def _read_group(self, values: list[Quantity], index: int, position: int) -> int:
        """Read one number, or several that share a predicate; returns how many."""
        text, quantity, memory = self.text, values[index], self._memory
        lead = self._open_clause(position, quantity.span.start)
        following = values[index + 1] if index + 1 < len(values) else None
        if following is not None and counts_class(text, quantity, following):
            self._count_class(lead, quantity, following)
            return 2
        if taken := self._margins(lead, values, index):
            return taken
        predicate = self._predicate(lead, quantity)
        end = predicate.share_start if predicate.share_start is not None else predicate.start
        if "其中" in text[lead : quantity.span.start]:
            memory.part()
        subject = self._subject(lead, end, predicate, quantity, following)
        if predicate.origin:
            memory.pending = subject or (memory.group[-1] if memory.group else None)
            memory.pending_whole = predicate.whole if predicate.share else None
            several = run_of(text, values, index)[0] if "each" in predicate.flags else [quantity]
            self.passed.update(dict.fromkeys(several, "origin"))  # 分别由16%、70%提高到23%和75%
            return len(several)
        reason = self._says_nothing(subject, predicate, quantity, lead)
        if reason is not None:
            self.passed[quantity] = reason
            return 1
        if quantity.dimension == "ratio":
            self._structure(subject, quantity, lead)
            return 1
        if subject is not None and subject.text in _GENERIC and subject.indicator is None and memory.group:
            times = 2 if _TWO.search(subject.text) else 1
            group = memory.group[-1:]
            if (
                quantity.dimension == "rank"
                and "all" in predicate.flags
                and times == 1
                and not memory.told(2)
            ):
                group = memory.latest(2) or group  # 分别增长6.3%、8.2%，增速均居全省第1
            carried = tuple(m._replace(added=False) for m in group)
            self._emit(carried * times, predicate, [quantity] * times, lead)
            return 1
        if memory.pending is not None and memory.pending_whole is not None:
            # 占工业总产值的比重由54.1%提高到56.8%
            predicate = predicate._replace(share=True, whole=memory.pending_whole)
            memory.pending_whole = None
        if (
            subject is None
            and memory.whole is not None
            and quantity.dimension == "percent"
            and predicate.sense != "grow"
        ):
            # 占…比重提高2.3个百分点，达到38.6%
            predicate = predicate._replace(share=True, whole=memory.whole)
        if subject is not None:
            memory.note_holder(lead, subject)
            if subject.modality is None and memory.wish and _LISTED.match(text, position, lead + 1):
                subject = subject._replace(modality=memory.wish)
        members, run = members_of(text, memory, subject, predicate, *run_of(text, values, index))
        if not members:
            return 1
        if subject is not None and memory.held:
            members = tuple(m._replace(partial=True) for m in members)
        self._emit(members, predicate, run, lead)
        return len(run)

    def _predicate(self, lead: int, quantity: Quantity) -> Predicate:
        stop = quantity.span.start
        if quantity.dimension != "rank":
            rate = quantity.dimension in ("percent", "points", "fraction", "multiple")
            predicate = read_predicate(self.text, lead, stop, rate=rate)
            of = self.text[stop - 1] == "的" and not predicate.share and not predicate.origin
            of = of and quantity.dimension in ("percent", "fraction")  # but 是上年的2.5倍
            if rate and predicate.sense is None and of:
                return predicate._replace(share=True, whole="")  # 总发电量的31.8%
            return predicate
        if ranked := _RANKED.search(self.text, lead, stop):
            stop = ranked.start()
        generic = self.text[lead:stop] in _GENERIC
        predicate = read_predicate(self.text, stop if generic else lead, stop)
        if ranked and ranked[0].startswith(("均", "都")):
            predicate = predicate._replace(flags=predicate.flags | {"all"})  # 开工率、竣工率均居全省第一
        return predicate._replace(sense="level") if generic or not predicate.sense else predicate

    def _says_nothing(
        self, subject: Subject | None, predicate: Predicate, quantity: Quantity, lead: int
    ) -> str | None:
        """Why a number that has its subject is no value of it, or None."""
        memory = self._memory
        if is_duration(self.text, quantity, predicate.sense, subject.indicator if subject else None):
            return "duration"
        if quantity.dimension == "multiple" and _OF_RATE.search(self.text, lead, quantity.span.start):
            return "rate_of_rate"  # 增速较去年增长了9倍
        if "negated" in predicate.flags:
            return "plan"  # 没有完成2.5亿美元的预期目标
        if subject is not None or memory.pending is not None:
            return None
        if not self._carries(predicate, quantity, lead):
            return "unread"
        if memory.group and not predicate.share:
            if not fits(memory.group[-1].indicator, quantity):
                return "unread"
            if self._is_tail(lead, predicate):
                return "tail"
        return None

    def _is_tail(self, lead: int, predicate: Predicate) -> bool:
        """``，力争达到10%`` after the target itself: a wish, not another target."""
        growth = self.setting.kind == "target" and self._memory.measure == "growth"
        if self.setting.headline and predicate.sense is None and "strive" in predicate.flags:
            return self._memory.measure == "growth"  # 确保增长6.5%、力争7%以上; 力争实现两位数增长
        if not (self.setting.headline or growth) or predicate.sense != "level":
            return False
        wished = (
            predicate.flags & {"strive", "ensure"} or read_opening(self.text, lead, predicate.start).modality
        )
        return bool(wished) and self._memory.measure in ("growth", "level")

    def _carries(self, predicate: Predicate, quantity: Quantity, lead: int) -> bool:
        """Whether a number without a subject goes on with the last one: ``、增长6%`` does, ``，3920个`` does not."""
        if predicate.sense is not None or predicate.share or predicate.flags or predicate.base is not None:
            return True
        if predicate.dated is not None or quantity.span.start < quantity.core.start:
            return True  # 到2030年突破500亿元, 超过1万美元
        if quantity.dimension in ("rank", "multiple"):
            return True
        if quantity.unit and quantity.unit == self._memory.unit:
            opening = read_opening(self.text, lead, quantity.span.start)
            if (opening.acts or opening.within) and opening.end >= quantity.span.start:
                return True  # 新建高标准农田4.8万亩，累计建成181.31万亩; 改制企业31户，其中24户…
        between = self.text[lead : quantity.span.start].strip("和及与")
        return between in ("、", "") and self.text[lead - 1 : lead] != "，"

    def _count_class(self, lead: int, amount: Quantity, count: Quantity) -> None:
        """其中超10亿元18个: the number of a class of what was just counted."""
        memory = self._memory
        self.passed[amount] = "size_class"
        if "其中" in self.text[lead : amount.span.start]:
            memory.part()
        subject = class_subject(self.text, lead, amount, memory.group[-1] if memory.group else None)
        self._emit((subject,), read_predicate(self.text, lead, lead), [count], lead)

    def _structure(self, subject: Subject | None, quantity: Quantity, lead: int) -> None:
        """三次产业结构比为27.8：36.1：42.7: a share for each of the three sectors."""
        near = max(self.start, lead - _NAMED_BEFORE)
        if not _STRUCTURE.search(self.text, near, quantity.span.start):
            self.passed[quantity] = "ratio"
            return
        base = (
            subject or self._memory.pending or Subject(lead, quantity.span.start, lead, "三次产业结构", None)
        )
        self._memory.pending = None
        predicate = read_predicate(self.text, lead, quantity.span.start)
        predicate = predicate._replace(sense="level", direction=None, share=True, whole=None)
        for code, part in zip(_SECTORS, quantity.parts, strict=True):
            share = quantity._replace(low=part, high=part, unit="%", dimension="percent")
            member = base._replace(indicator=code, partial=False)
            span = (self._trim(min(lead, base.left)), quantity.span.end)
            self.statements.append(
                valued(self.text, self.setting, member, predicate, share, span, lead, None)
            )
        self.used.append(quantity)

    def _open_clause(self, position: int, end: int) -> int:
        """Where the clause of the number that starts at ``end`` begins; clauses passed over become topics."""
        begin = position
        bracketed = self.text.find("（", position, end) >= 0
        for cut in _BREAK.finditer(self.text, position, end):
            if bracketed and _is_open(self.text, begin, cut.start()):
                continue  # （不含开发区，下同）
            if cut.start() > begin:
                # 3个县|入选中国县域旅游百强县，: the rest of a clause with a number names nobody whose the next value is
                rest = begin == position > self.start and self.text[begin - 1] not in "，；：。"
                self._memory.clause(begin, cut.start(), rest=rest)
            if cut[0] == "；":
                self._memory.semicolon()
            else:
                self._memory.comma()
            begin = cut.end()
        if bracketed and _is_open(self.text, begin, end):
            begin = self.text.rfind("（", begin, end) + 1  # 开工项目210个（其中10亿元以上47个）
        return after_label(self.text, begin, end)

    def _subject(
        self, lead: int, end: int, predicate: Predicate, quantity: Quantity, following: Quantity | None
    ) -> Subject | None:
        """The subject written before the number, else the thing counted after it, else None: the last one goes on."""
        text, memory = self.text, self._memory
        places = self.setting.places
        last = memory.group[-1] if memory.group else None
        subject = read_subject(text, lead, end, places) if end > lead else None
        if (thing := done_with(text, lead, end, last, quantity, memory.unit)) is not None:
            return thing
        if subject is not None:
            whole = memory.complete(memory.staged(subject, quantity.unit))
            ranked = quantity.dimension == "rank" and whole.indicator == "key_project_investment"
            subject = subject if ranked else whole  # 重点项目141个，…，投资额全省第三: planned, not made
            if subject.indicator is None and predicate.sense is None and not predicate.origin:
                counted = read_counted(text, lead, self.end, quantity, places)
                if counted is not None and counts_itself(text, counted, quantity, following):
                    return subject
                return counted or subject
            return subject
        if memory.pending is not None:
            return None
        moves = predicate.sense in ("grow", "reach") and memory.group
        if moves and not text.startswith("的", quantity.span.end):
            return None
        if (some := of_those(text, lead, quantity, last, memory.unit)) is not None:
            return some
        counted = read_counted(text, lead, self.end, quantity, places)
        if counted is None and quantity.span.start == lead:
            counted = of_people(text, lead, self.end, quantity, following, places)
        if counted is None and not memory.group:
            opening = read_opening(text, lead, end)
            if opening.acts and opening.end >= end > lead and quantity.dimension in ("money", "physical"):
                begin = self._trim(lead)
                return Subject(begin, end, begin, text[begin:end], None, acts=True)  # 投入3145万元
        return counted

    def _emit(
        self, members: tuple[Subject, ...], predicate: Predicate, run: list[Quantity], lead: int
    ) -> None:
        memory = self._memory
        shared = spread_bounds(run, "each" in predicate.flags or len(run) > 1)
        end = run[-1].span.end
        if end <= min(m.start for m in members):
            end = max(m.end for m in members)  # 建设43.4万亩高标准农田: the noun belongs to the quote
            if self.text[end : end + 1] in _STOPS:
                self._consumed = end  # but 400个重点项目完成投资26亿元 goes on with it
            else:
                end = honour_end(self.text, end, self.end)
        left = self._trim(min(m.left for m in members))
        carried = members == memory.group
        before = memory.measure if carried else None
        if carried and len(members) == 1:
            self._drop_milestone(run[0])
        measured = []
        for number, member in enumerate(members):
            quantity = shared[number] if len(run) > 1 else shared[0]
            span = (self._trim(min(left, member.left)), end)
            member = memory.within(member)
            statement = valued(self.text, self.setting, member, predicate, quantity, span, lead, before)
            told = self.text[span[0] : span[1]]
            several = self.setting.several
            if several is not None and tells_the_end(statement, predicate.flags, several, told):
                self.statements = settled(self.statements, member.start, several, self.text)
            self.statements.append(statement)
            # 研发投入占生产总值2.1%、提高0.09个百分点: what goes on is the share's own indicator
            code = statement.subject.indicator if statement.subject else None
            measured.append(members[number]._replace(indicator=code) if predicate.share else members[number])
        self.used.extend(run)
        memory.measured(tuple(measured), statement.measure)
        memory.unit = run[-1].unit
        memory.wish = statement.modality if statement.modality in ("strive", "ensure") else None
        memory.whole = predicate.whole if predicate.share else None

    def _drop_milestone(self, quantity: Quantity) -> None:
        """突破10亿元大关，完成11.68亿元: the milestone is told twice; the value reached counts."""
        last = self.statements[-1] if self.statements else None
        if last is None or last.bound != "more_than" or last.measure != "level" or quantity.bound != "exact":
            return
        if last.low is None or quantity.low is None or quantity.low < last.low or not self.used:
            return
        if quantity.unit == self._memory.unit or not self._memory.unit:
            self.passed[self.used.pop()] = "milestone"
            self.statements.pop()

    def _trim(self, left: int) -> int:
        while left < self.end and self.text[left] in "，、；：。 \n":
            left += 1
        return left

    def _margins(self, lead: int, values: list[Quantity], index: int) -> int:
        """Gaps to somebody else's value; returns how many numbers are such gaps.

        ``分别增长5%和6%，高于全省1.2和0.8个百分点`` has one for each subject, ``高于全国、全省1.2和0.8个百分点`` two for one.
        """
        margin = read_margin(self.text, lead, values[index])
        if margin is None:
            return 0
        memory = self._memory
        head = read_predicate(self.text, lead, margin.start)
        grows = head.sense == "grow"
        subject = read_subject(self.text, lead, head.start if grows else margin.start, self.setting.places)
        if subject is None:
            if not memory.group and margin.each:
                self.passed[values[index]] = (
                    "unread"  # 分别高于全省1.7和4.9个百分点, of nothing that had a value
                )
                return 1
            if not memory.group:
                return 0
            subjects, grows = memory.group, False
        else:
            subjects = (subject,)
        run = run_of(self.text, values, index)[0]
        others = compared(margin, len(run))
        if len(run) > 1 and len(subjects) == len(run):
            gaps = [(member, margin.to, number) for member, number in zip(subjects, run, strict=True)]
        elif len(run) > 1 and len(others) == len(run):
            gaps = [(subjects[-1], to, number) for to, number in zip(others, run, strict=True)]
        else:
            subjects = subjects if margin.each else subjects[-1:]
            gaps = [(member, margin.to, run[0]) for member in subjects]
        for member, to, number in gaps:
            self._margin(lead, member, number, margin, to, grows)
        if memory.group != subjects:
            memory.measured(subjects, memory.measure)
        last = gaps[-1][2]
        taken = run.index(last) + 1
        self.used.extend(run[:taken])
        for number in values[index + taken :]:
            another = read_another(self.text, last.span.end, number, margin)
            if another is None or number.unit != last.unit:
                break
            self._margin(another.start, subjects[-1], number, another, another.to, grows)
            self.used.append(number)
            last, taken = number, taken + 1
        return taken

    def _margin(
        self, lead: int, subject: Subject, quantity: Quantity, margin: Margin, to: str, grows: bool
    ) -> None:
        """A gap is its own statement, bound ``relative``, the gap in low and high."""
        memory, setting = self._memory, self.setting
        measure = memory.measure or "level"
        if grows or measure in ("growth", "growth_average"):
            measure = "growth"
        elif quantity.unit == "百分点":
            measure = "change"
        self.statements.append(
            Statement(
                start=self._trim(min(lead, subject.left)),
                end=quantity.span.end,
                kind=setting.kind,
                headline=setting.headline,
                subject=subject,
                measure=measure,
                direction="up" if measure == "growth" else None,
                bound="relative",
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit or None,
                relation=Relation(compare=margin.compare, to=to),
                period=setting.period,
                modality=None if setting.kind == "result" else "expect",
            )
        )
