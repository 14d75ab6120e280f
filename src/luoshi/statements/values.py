"""Sentences with numbers → statements: which number belongs to which subject.

Numbers are taken from left to right. What stands between one number and the next says whether a new subject
begins (``，固定资产投资增长6%``), the last one goes on (``、增长6%``), or several share a predicate
(``分别增长4.5%、5.5%``: see :mod:`luoshi.statements.distribution`).
"""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from luoshi.quantities.quantity import Quantity
from luoshi.statements.distribution import spread_bounds
from luoshi.statements.measures import (
    Setting,
    bound_of,
    direction_of,
    fits,
    measure_of,
    modality_of,
    unit_of,
)
from luoshi.statements.periods import period_of
from luoshi.statements.predicates import Predicate, read_predicate
from luoshi.statements.statement import Relation, Statement, Subject
from luoshi.statements.subjects import complete, read_opening, read_subject, split_subjects
from luoshi.text import Span
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import holder_in

_BREAK = re.compile(r"[，；：。]")
_JOINED = re.compile(r"[、和及与]{1,2}|[、，](?:和|以及)?")
# 高于全国0.4个百分点, 低于全省平均水平1.2个百分点, 比全国高0.8个百分点
_MARGIN = re.compile(
    r"(?<!或)(?P<verb>高于|低于|快于|慢于|高出|超出|超过|优于|好于|领先|多于|少于)(?P<to>[^，。；、：]{1,18})$"
    r"|(?:比|较)(?P<to2>[^，。；、：]{1,18}?)(?<![提降减])(?P<verb2>高出?|低|快|多|少|慢)$"
)
_BELOW = ("低于", "低", "慢于", "慢", "少于", "少")
# What a number may count on its right: 建设47.8万亩高标准农田, 提供10万个就业岗位
_RIGHT = re.compile(r"[^，。；、：（）“”\d\n]{1,24}")
_RIGHT_QUOTED = re.compile(r"“[^”\n]{1,20}”[^，。；、：（）\d\n]{0,16}")
_RIGHT_STOP = re.compile(
    r"实现|取得|完成|全部|全面|如期|建成|开工|投用|竣工|投产|通过|获批|获得|纳入|入选|进入|落地|顺利|基本|达到|用于|得到|正式|"
    r"增长|下降|提高|提升|居|位居|列|以上|左右|以内|实施|高质量|为|由|被|在|是|等$"
)
_STEP = re.compile(r"(?:的)?(?:新|大)*(?:台阶|大关|关口|门槛|关卡)")
# 超10亿元项目18个: the amount is a size class, a part of the subject's name.
_SIZE = re.compile(
    r"(?:级|以上|及以上|元)*的?[^，。；、：\d“”（）]{0,8}?(?:项目|企业|集群|园区|产业|平台|单位|用户|县|镇|村|大户|市(?!场))"
)
_SIZE_LEFT = re.compile(r"(?:超|过|超过|投资|产值|营收|收入|纳税|税收|总投资|资产)$")


# 连续13个月, 近3年, 再延长30年: how long, and no value of the subject.
_DURATION = frozenset({"年", "个月", "月", "周", "天", "小时", "分钟", "秒", "日", "季度"})
# 220千伏输变电工程, 300兆瓦光伏, 3岁以上人口: what a thing is like.
_SPECIFIES = frozenset({"千伏", "兆瓦", "蒸吨", "吨级", "岁"})
_NOUN = re.compile(r"[\u4e00-\u9fff]")
# 空气质量优良天数4项指标: the number counts the list before it.
_LISTS = frozenset({"项", "个", "类", "大", "条", "方面"})
_APPOSITION = re.compile(r"(?:主要|重点|约束性)?(?:指标|举措|措施|领域|环节|要素|方面)")
# 为调整预算的104%, 占年度计划的101.2%; （年度目标6%以上）
_PLAN_RATIO = re.compile(r"(?:为|占|完成|达到)[^，。；、]{0,8}(?:预算|计划|任务|目标)(?:任务)?的$")
_BRACKET = re.compile(r"（(?:年度|全年|年初|预期)?(?:目标|计划)[^）]{0,10}$")
# 惠及3400万人的引大济岷工程, 总投资160.4亿元的28个项目: the number belongs to a description of the noun that follows.
_ATTRIBUTE = re.compile(r"的[^，。；、：]{2,}")
_STOPS = frozenset("、，；：。和及与（） \n")
_DESCRIBES = re.compile(r"[^，。；、：\d]{1,10}的(?=\d)")  # 102项重大工程的285个计划新开工项目
# 总量和增速均居全国第5位: heads that stand for the subject before.
_GENERIC = frozenset(
    {
        "总额",
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
    }
)
# 排全区第2位, 居全省地级市第一: the verb of a rank and those among whom it counts
_RANKED = re.compile(
    r"(?:均|都|分别|继续)*(?:排名?在?|稳?位?居|[位名]列|列|保持|跃居|跃升至?|升至|前移至|上升至|达到|实现|成为)?[^，。；、：]{0,12}(?:全国|全省|全市|全区|全州|全县|城市|地区|首位|县区|省份|排名|位次|位列|位居|居|列)[^，。；、：]{0,8}$|(?:排|居|列)[^，。；、：]{0,12}$"
)
_GROWS_AFTER = re.compile(r"的?(?:以上|左右)?的?(?:正?增长|增速|增幅)")
_PARENTHESIS = re.compile(r"（[^（）]*）")
_RATE = re.compile(r"率|强度|占比|比重|比例|天数比|浓度|CPI|价格|物价|城镇化|经济|天数$")
# A subject whose own name is a growth: 经济增长速度的调控目标，定为…
_GROWTH_NAME = re.compile(r"经济增长(?:速度)?$|增速$|涨幅$|上涨幅度$")
_WHOLE = re.compile(r"全[市省区县州盟旗国]|全自治区|我[市省区县州国]")


class SentenceReader:
    """Reads one sentence; the state is what a reader keeps in mind between two numbers."""

    def __init__(self, text: str, start: int, end: int, setting: Setting) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.setting = setting
        self.statements: list[Statement] = []
        self.used: list[Quantity] = []
        self.passed: dict[Quantity, str] = {}  # numbers that say nothing to hold against reality, and why
        self.loose: list[Quantity] = []  # the numbers of a run whatever their units
        self.consumed = 0  # where the noun that the last number counts ends
        self.held = False  # what follows belongs to a holder narrower than the place (开发区, 省属企业)
        self.group: tuple[Subject, ...] = ()  # the subjects of the last value or values
        self.history: list[Subject] = []  # every subject that has had a value, in order
        self.topics: list[Span] = []  # the clauses so far that had no number, the latest first
        self.within = False  # after 其中
        self.parent: Subject | None = None
        self.measure: str | None = None
        self.pending: Subject | None = None  # 从27136元 waits for 增长到36439元

    def read(self, quantities: list[Quantity]) -> list[Statement]:
        """Statements of the sentence that carry one of ``quantities`` (in reading order, view offsets)."""
        values = []
        for quantity in quantities:
            reason = self._aside(quantity)
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
                position = max(last.span.end, self.consumed)
            index += taken
        return self.statements

    def _aside(self, quantity: Quantity) -> str | None:
        """Why a number is passed over before the sentence is read, or None."""
        if self._is_size_class(quantity):
            return "size_class"
        if quantity.dimension == "rank" and quantity.bound != "exact":
            return "rank_band"  # 前十, 前三: no exact ordinal
        if quantity.dimension == "ratio" and len(quantity.parts) != 3:
            return "ratio"
        text, end = self.text, quantity.span.end
        if quantity.unit in _SPECIFIES and _NOUN.match(text, end, self.end):
            return "attribute"
        if (
            quantity.unit in _LISTS
            and _APPOSITION.match(text, end, self.end)
            and "、" in text[self.start : quantity.span.start]
        ):
            return "apposition"
        if _PLAN_RATIO.search(text, self.start, quantity.span.start) or _BRACKET.search(
            text, self.start, quantity.span.start
        ):
            return "plan"
        if (
            quantity.dimension in ("money", "count")
            and quantity.bound == "exact"
            and (_ATTRIBUTE.match(text, end, self.end) or _DESCRIBES.match(text, end, self.end))
            and text[quantity.span.start - 1] not in "增建设成造"
        ):
            return "attribute"
        return None

    # -- one number, or several that share a predicate --------------------------------------------------------

    def _read_group(self, values: list[Quantity], index: int, position: int) -> int:
        text, quantity = self.text, values[index]
        lead = self._open_clause(position, quantity.span.start)
        margin = self._margin(lead, quantity)
        if margin:
            self.used.append(quantity)
            return 1
        stop = quantity.span.start
        if quantity.dimension == "rank" and (ranked := _RANKED.search(text, lead, stop)):
            stop = ranked.start()
        predicate = read_predicate(text, lead, stop)
        if quantity.dimension == "rank" and predicate.sense is None:
            predicate = replace(predicate, sense="level")
        end = predicate.share_start if predicate.share_start is not None else predicate.start
        opening = read_opening(text, lead, end)
        if "其中" in text[lead:end]:
            self.within, self.parent = True, self.group[-1] if self.group else None
        subject = self._subject(lead, end, predicate, quantity)
        if predicate.origin:
            self.pending = subject or (self.group[-1] if self.group else None)
            self.used.append(quantity)
            return 1
        reason = self._says_nothing(subject, predicate, quantity, lead)
        if reason is not None:
            self.passed[quantity] = reason
            return 1
        if quantity.dimension == "ratio":
            return self._structure(subject, quantity, lead)
        if subject is not None and subject.indicator is None and subject.text in _GENERIC and self.group:
            generic = 2 if _JOINED.search(subject.text) or "和" in subject.text else 1
            carried = tuple(replace(m, added=False) for m in self.group[-1:])
            self._emit(carried * generic, predicate, [quantity] * generic, lead)
            return 1
        run = self._run(values, index)
        self._note_holder(lead, subject)
        members, taken = self._members(subject, predicate, run)
        if not members:
            return 1
        if subject is not None and self.held:
            members = tuple(replace(m, partial=True) for m in members)
        if subject is not None and opening.modality and not members[0].modality:
            members = tuple(replace(m, modality=opening.modality) for m in members)
        self._emit(members, predicate, run[:taken], lead)
        return taken

    def _says_nothing(
        self, subject: Subject | None, predicate: Predicate, quantity: Quantity, lead: int
    ) -> str | None:
        """Why a number that has its subject is no value of it, or None."""
        named = subject.indicator if subject is not None else None
        if (
            quantity.unit in _DURATION
            and predicate.sense not in ("grow", "reach", "level")
            and named not in ("good_air_days", "life_expectancy")
        ):
            return "duration"
        if quantity.unit in ("年", "个月") and self.text[quantity.core.start - 2 : quantity.core.start] in (
            "连续",
            "持续",
        ):
            return "duration"
        if subject is None and not self._carries(predicate, quantity, lead):
            return "unread"
        if subject is None and self.pending is None and self.group and not predicate.share:
            if not fits(self.group[-1].indicator, quantity):
                return "unread"
            if self._is_tail(lead, predicate):
                return "tail"
        return None

    def _is_tail(self, lead: int, predicate: Predicate) -> bool:
        """``，力争实现两位数增长`` after the target itself: a wish, not another target."""
        flags = (
            predicate.flags & {"strive", "ensure"} or read_opening(self.text, lead, predicate.start).modality
        )
        return (
            self.setting.headline
            and bool(flags)
            and self.measure in ("growth", "level")
            and predicate.sense == "level"
        )

    def _carries(self, predicate: Predicate, quantity: Quantity, lead: int) -> bool:
        """Whether a number without a subject goes on with the last one: ``、增长6%`` does, ``，3920个`` does not."""
        if self.pending is not None or predicate.sense is not None or predicate.share or predicate.flags:
            return True
        if predicate.dated is not None or quantity.span.start < quantity.core.start:
            return True  # 到2030年突破500亿元, 超过1万美元
        if predicate.base is not None or quantity.dimension in ("rank", "multiple"):
            return True
        return (
            self.text[lead : quantity.span.start].strip("和及与") in ("、", "")
            and self.text[lead - 1 : lead] != "，"
        )

    def _note_holder(self, lead: int, subject: Subject | None) -> None:
        if subject is None:
            return
        before = self.text[lead : subject.end]
        opening = read_opening(self.text, lead, subject.end)
        if _WHOLE.search(before):
            self.held = False
        elif holder_in(self.text[opening.end : min(opening.end + 8, subject.end)]) and not opening.acts:
            self.held = True
        elif subject.indicator is None and subject.scope == subject.text:
            self.held = True  # 中心城区达到10.96平方公里，常住人口达到10万人

    def _structure(self, subject: Subject | None, quantity: Quantity, lead: int) -> int:
        """三次产业结构比为22.3：31.5：46.2: a share for each of the three sectors."""
        text = self.text
        named = text[max(self.start, lead - 20) : quantity.span.start]
        if "产业" not in named or "结构" not in named:
            self.passed[quantity] = "ratio"
            return 1
        base = subject or Subject(lead, quantity.span.start, lead, "三次产业结构", None)
        predicate = read_predicate(text, lead, quantity.span.start)
        for code, part in zip(("primary_va", "secondary_va", "tertiary_va"), quantity.parts, strict=True):
            share = replace(quantity, low=part, high=part, unit="%", dimension="percent")
            member = replace(base, indicator=code, partial=False)
            statement = self._statement(member, predicate, share, self._trim(lead), quantity.span.end, lead)
            self.statements.append(replace(statement, measure="share"))
        self.used.append(quantity)
        return 1

    def _open_clause(self, position: int, end: int) -> int:
        """Where the clause of the number that starts at ``end`` begins; clauses passed over become topics."""
        text = self.text
        begin = position
        for cut in _BREAK.finditer(text, position, end):
            if cut.start() > begin:
                self._note_topic(begin, cut.start())
            if cut[0] == "；":
                self.within, self.parent = False, None
                self.held = False
            begin = cut.end()
        return begin

    def _note_topic(self, start: int, end: int) -> None:
        opening = read_opening(self.text, start, end)
        if opening.end < end:
            self.topics.insert(0, Span(opening.end, end))

    def _earlier(self) -> tuple[str, ...]:
        """The openings of the clauses and the subjects so far, for a bare head to be completed from."""
        topics = [self.text[t.start : min(t.end, t.start + 20)] for t in self.topics]
        return (*topics, *(s.text for s in reversed(self.history)))

    def _topic(self) -> Subject | None:
        """The indicator that the clause before names: 今年经济增长速度的宏观调控目标，定为百分之八至九."""
        for topic in self.topics[:1]:
            hit = indicators().at_start(self.text, topic.start)
            if hit is not None and hit[1] <= topic.end:
                name = self.text[topic.start : hit[1]]
                return Subject(topic.start, hit[1], topic.start, name, hit[0])
        return None

    def _subject(self, lead: int, end: int, predicate: Predicate, quantity: Quantity) -> Subject | None:
        """The subject written before the number, else the thing counted after it, else the one that waits."""
        text = self.text
        places = self.setting.places
        subject = read_subject(text, lead, end, places) if end > lead else None
        if subject is not None:
            subject = complete(subject, self._earlier())
            if subject.indicator is None and predicate.sense is None:
                right = self._right(quantity, lead)
                if right is not None:
                    return right
            return subject
        if self.pending is not None:
            return None
        if (
            predicate.sense in ("grow", "reach")
            and self.group
            and not text.startswith("的", quantity.span.end)
        ):
            return None
        return self._right(quantity, lead)

    def _right(self, quantity: Quantity, lead: int) -> Subject | None:
        """The noun after the number: 新建1000个粮油高产片."""
        text = self.text
        after = quantity.span.end
        if quantity.dimension in ("percent", "fraction"):
            if not text.startswith("的", after):
                return None  # 压减20%的一般性支出, 92%的调价项目
            after += 1
        elif quantity.dimension not in ("count", "physical", "money", "bare"):
            return None
        found = _RIGHT_QUOTED.match(text, after, self.end) or _RIGHT.match(text, after, self.end)
        if found is None or _STEP.match(text, after):
            return None
        noun = found[0]
        stop = _RIGHT_STOP.search(noun)
        stretch = noun[: stop.start()] if stop else noun
        if len(stretch) < 2:
            return None
        subject = read_subject(text, after, after + len(stretch), self.setting.places)
        if subject is None:
            return None
        opening = read_opening(text, lead, quantity.span.start)
        return replace(
            subject,
            left=min(lead if opening.end > lead else quantity.span.start, quantity.span.start),
            added=subject.added or opening.added,
            acts=subject.acts or opening.acts,
            scope=subject.scope or opening.scope,
            modality=opening.modality,
        )

    def _run(self, values: list[Quantity], index: int) -> list[Quantity]:
        """The number and those that follow it with nothing but 、 or 和 between."""
        self.loose = [values[index]]
        for nearer, later in pairwise(values[index:]):
            if not _JOINED.fullmatch(self.text, nearer.span.end, later.span.start):
                break
            self.loose.append(later)
        run = [values[index]]
        for nearer, later in pairwise(self.loose):
            if later.unit != nearer.unit and nearer.unit:
                break
            run.append(later)
        return run

    def _members(
        self, subject: Subject | None, predicate: Predicate, run: list[Quantity]
    ) -> tuple[tuple[Subject, ...], int]:
        """The subjects that the run of numbers belongs to, and how many of its numbers are taken."""
        each, everyone = "each" in predicate.flags, "all" in predicate.flags
        if subject is None:
            return self._carried(predicate, run, each, everyone)
        loose = self.loose
        if len(loose) > len(run) and (members := split_subjects(self.text, subject, len(loose))):
            if all(m.indicator for m in members):
                run[:] = loose  # 粮食播种面积与产量稳定在318万亩、16.5亿斤以上
                return tuple(self._completed(m) for m in members), len(loose)
        if len(run) > 1:
            members = split_subjects(self.text, subject, len(run))
            if members is not None:
                members = tuple(self._completed(m) for m in members)
                return members, len(run)
            if each:
                return (subject,) * len(run), len(run)
        if each and (pair := split_subjects(self.text, subject, 2)):
            return pair, 1
        several = split_subjects(self.text, subject, any_subject=everyone)
        if several is not None:
            if predicate.share and not (each or everyone):
                several = tuple(
                    replace(m, partial=True) for m in several
                )  # 二、三产业比重达到72.5%: both together
            return several, 1
        return (self._last_piece(subject),), 1

    def _carried(
        self, predicate: Predicate, run: list[Quantity], each: bool, everyone: bool
    ) -> tuple[tuple[Subject, ...], int]:
        if self.pending is not None:
            subject, self.pending = self.pending, None
            pair = split_subjects(self.text, subject, len(run)) if len(run) > 1 else None
            return (pair, len(run)) if pair else ((subject,), 1)
        if not self.group:
            topic = self._topic() if predicate.sense is not None else None
            return ((topic,), 1) if topic is not None else ((), 1)
        if len(run) > 1:
            if len(self.group) == len(run):
                return self.group, len(run)
            latest = self._latest(len(run))
            if latest:
                return latest, len(run)
        if everyone or each or len(self.group) > 1:
            return (self.group if len(self.group) > 1 else self._latest(2) or self.group), 1
        return (self.group[-1],), 1

    def _latest(self, count: int) -> tuple[Subject, ...]:
        """The last ``count`` different subjects, in the order in which they were named."""
        seen: list[Subject] = []
        for subject in reversed(self.history):
            if all(subject.start != s.start or subject.text != s.text for s in seen):
                seen.append(subject)
            if len(seen) == count:
                return tuple(reversed(seen))
        return ()

    def _completed(self, subject: Subject) -> Subject:
        return complete(subject, self._earlier())

    def _last_piece(self, subject: Subject) -> Subject:
        """``稳增长、地区生产总值``: of a coordination that shares no number only the last piece is measured."""
        text = self.text
        cut = text.rfind("、", subject.left, subject.end)
        if cut < 0 or (subject.indicator is not None and not subject.partial):
            return subject
        return read_subject(text, cut + 1, subject.end, self.setting.places) or subject

    # -- statements -------------------------------------------------------------------------------------------

    def _emit(
        self, members: tuple[Subject, ...], predicate: Predicate, run: list[Quantity], lead: int
    ) -> None:
        shared = spread_bounds(run, "each" in predicate.flags or len(run) > 1)
        end = run[-1].span.end
        noun_end = max(m.end for m in members)
        if run[-1].span.end <= min(m.start for m in members):
            end = noun_end  # 建设47.8万亩高标准农田: the noun belongs to the quote
            if self.text[end : end + 1] in _STOPS:
                self.consumed = end  # but 400个重点项目完成投资26亿元 goes on with it
        left = self._trim(min(m.left for m in members))
        for number, member in enumerate(members):
            quantity = shared[number] if len(run) > 1 else shared[0]
            member = self._within(member)
            self.statements.append(
                self._statement(member, predicate, quantity, min(left, member.left), end, lead)
            )
        self.used.extend(run)
        self.measure = self.statements[-1].measure
        self.group = members
        self.history.extend(members)

    def _within(self, subject: Subject) -> Subject:
        """After 其中: a part of what was just counted, unless it is an indicator under its own full name."""
        if not self.within:
            return subject
        parent = self.parent.indicator if self.parent is not None else None
        if "亿元" in subject.text or "万元" in subject.text:
            # 其中超10亿元项目18个: a size class of what was just counted
            return replace(subject, scope="其中", partial=True, indicator=subject.indicator or parent)
        if subject.indicator is None:
            return replace(subject, scope="其中", partial=True)
        return replace(subject, scope=subject.scope or "其中")

    def _trim(self, left: int) -> int:
        text = self.text
        while left < self.end and text[left] in "，、；：。 \n":
            left += 1
        return left

    def _shared(self, subject: Subject, predicate: Predicate) -> Subject:
        """The subject of a share: 服务业占地区生产总值比重 is services' value added, R&D in the product its intensity."""
        if not predicate.share or predicate.whole is None:
            return subject
        part = _PARENTHESIS.sub("", subject.text)
        code = indicators().share_of(part, predicate.whole)
        if code is None and subject.indicator == "rd_spending":
            code = indicators().share_of("研发经费", predicate.whole)
        return subject if code is None else replace(subject, indicator=code, partial=False)

    def _statement(
        self, subject: Subject, predicate: Predicate, quantity: Quantity, left: int, end: int, lead: int
    ) -> Statement:
        setting = self.setting
        low, high = quantity.low, quantity.high
        if "new" in predicate.flags:
            subject = replace(subject, added=True)
        if (
            quantity.unit == "%"
            and predicate.sense in (None, "level")
            and _GROWS_AFTER.match(self.text, quantity.span.end)
        ):
            predicate = replace(predicate, sense="grow", direction="up")  # 实现两位数增长, 8%以上的增速
        subject = self._shared(subject, predicate)
        measure = measure_of(subject, predicate, quantity)
        if not fits(subject.indicator, quantity):
            subject = replace(subject, partial=True)
        if measure == "level" and quantity.unit == "%" and _GROWTH_NAME.search(subject.text):
            measure, predicate = "growth", replace(predicate, sense="grow", direction="up")
        if "part_year" in predicate.flags or (
            measure == "level"
            and quantity.unit == "%"
            and subject.indicator
            and not _RATE.search(subject.text)
        ):
            # 财政支出八成以上 (用于民生) is no value of 财政支出; GDP一季度增长4.7% is none of the year.
            subject = replace(subject, partial=True)
        relation = None
        bound: str = bound_of(quantity, self.text, setting.kind)
        if _STEP.match(self.text, quantity.span.end) and bound == "exact":
            bound, high = "more_than", None
        if (
            measure == "change"
            and quantity.unit == "百分点"
            and self.measure in ("growth", "growth_average")
            and "base" in predicate.flags
        ):
            relation = Relation(compare="below" if predicate.direction == "down" else "above", to="上年")
            bound = "relative"
        return Statement(
            start=self._trim(left),
            end=end,
            kind=setting.kind,
            headline=setting.headline,
            subject=subject,
            measure=measure,
            direction=direction_of(subject, predicate, measure),
            bound=bound,
            low=low,
            high=high,
            unit=unit_of(subject, quantity, self.text),
            relation=relation,
            period=period_of(
                setting,
                subject,
                predicate,
                measure,
                self.text,
                min(lead, left),
                quantity.span.start,
                standing=quantity.unit in ("%", "‰") or bound != "exact",
            ),
            modality=modality_of(setting, subject, predicate),
        )

    def _margin(self, lead: int, quantity: Quantity) -> bool:
        """A gap to somebody else's value: its own statement, bound ``relative``, the gap in low and high."""
        if quantity.dimension not in ("points", "percent", "money", "count", "physical"):
            return False
        found = _MARGIN.search(self.text, lead, quantity.span.start)
        if found is None:
            return False
        verb = found["verb"] or found["verb2"]
        to = found["to"] or found["to2"]
        subject = read_subject(self.text, lead, found.start(), self.setting.places)
        growing = False
        if subject is not None:
            head = read_predicate(self.text, lead, found.start())
            growing = head.sense == "grow"
            subject = read_subject(self.text, lead, head.start, self.setting.places) if growing else subject
        if subject is None:
            if not self.group:
                return False
            subject = self.group[-1]
        measure = self.measure or "level"
        if growing or measure in ("growth", "growth_average"):
            measure = "growth"
        elif quantity.unit == "百分点":
            measure = "change"
        self.statements.append(
            Statement(
                start=self._trim(min(lead, subject.left)),
                end=quantity.span.end,
                kind=self.setting.kind,
                headline=self.setting.headline,
                subject=subject,
                measure=measure,
                direction="up" if measure == "growth" else None,
                bound="relative",
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit or None,
                relation=Relation(compare="below" if verb in _BELOW else "above", to=to),
                period=self.setting.period,
                modality=None if self.setting.kind == "result" else "expect",
            )
        )
        if self.group != (subject,):
            self.group = (subject,)
            self.history.append(subject)
        return True

    def _is_size_class(self, quantity: Quantity) -> bool:
        """``超10亿元项目``, ``500万元以上合作项目``: a class of projects by size, no amount of its own."""
        if quantity.dimension not in ("money", "bare") or (quantity.low is None and quantity.high is None):
            return False
        if (quantity.low or quantity.high or Decimal(0)) < 10_000:
            return False
        follows = _SIZE.match(self.text, quantity.core.end, self.end)
        if follows is None:
            return False
        bounded = quantity.bound in ("more_than", "at_least", "nearly")
        return (
            bounded
            or follows[0].startswith(("级", "以上", "及以上"))
            or bool(
                _SIZE_LEFT.search(self.text, max(self.start, quantity.core.start - 4), quantity.core.start)
            )
        )
