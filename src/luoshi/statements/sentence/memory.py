"""What a reader keeps in mind between two numbers of a sentence: who was measured, and what the clauses were about."""

import re
from collections import deque
from itertools import islice

from luoshi.statements.nouns.subjects import GRAIN_HEADS, WHOLE, complete, is_bare, read_subject
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.owners import owner_of
from luoshi.statements.words.predicates import read_predicate
from luoshi.text import Span, spanning
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import holder_in

_TOPIC_VERB = re.compile(
    r"增长(?=显著|明显|进一步|逐步|加快|较快|迅速|强劲|放缓|平稳)|实现|均|呈|保持|“双|双双|持续|稳步|逐年|不断(?=扩大|增加|提高|上升|增长|攀升|延伸)"
)
# 铝基新材料产业纳入国家布局，实现产值245亿元: whose the value is, and no topic before it
_OWNER = re.compile(r"^[^，]{1,12}?(?:产业|集群|市场|公司|集团|基地|园|小镇)(?!增加值|结构)")
# 深入推进园区制造业提升行动 is about what was done, and says nothing of whose the next value is
_DOES = re.compile(
    r"推进|推动|加快|支持|建设|深化|促进|强化|发展|提升|实施|开展|突出|加强|做强|做优|完善|以|对|抓|围绕"
)
# 其中一般预算收入增幅首次超过总收入，完成1.1亿元; 固定资产投资势头强劲，增长6%: what is told of the indicator goes on
_TOLD_OF = re.compile(
    r"增[幅速势]|势头|首次|再[创上]|创|保持|持续|平稳|稳[步中定]|较快|快速|强劲|回升|逆势|由负转正|扭负为正"
)
# 健全外资企业圆桌会议制度，实际使用外资增长10%: a deed too, whose verb may only stand first (but 国企布局优化，实现利润5亿元)
_BEGINS = re.compile(
    r"(?:常态化|高质量|高标准|积极|大力|全面|深入|持续)?(?:健全|落实|优化|构建|用好|坚持|扩大|培育|壮大|举办|召开|出台|创建|引进|打造|依托|做大|规范|创新|建立|开通|聚焦)"
)
# 云材集团、海石公司落户我市，实际利用外资3600万美元: who came is not whose the next value is
_COMES = re.compile(r"落户|入驻|进驻|来[市省区县]投资|签约|开园|揭牌|上线|首发")
# 开发区在全省排名第9位，进出口总额900万美元: among whom it is placed is not whose the value is
_ITS_OWN = re.compile(rf"(?<!在)(?:{WHOLE.pattern})")
_STAGE = re.compile("新?开工(?:建设)?|续建|竣工|完工|投产|投用|建成投[产用]")
# 与云材集团等企业签订协议，实际利用外资1592万美元: the partner of what was done, and not whose the next value is
_PARTNER = re.compile(r"[与同和向为对]|联合|携手")
# 农民人均纯收入，考虑价格因素，比上年增长4%: how it is reckoned is no topic
_RECKONED = re.compile(r"(?:扣除|考虑|剔除|按)[^，]{2,12}(?:因素|计算|口径)后?")
_RATE_OF = re.compile(r"上涨幅度|涨幅|增速|增幅|增长速度|增长幅度")
_SIZED = re.compile(r"[亿万](?:元(?!GDP|地区|国内|生产|工业增加值|产值)|级)")  # but 万元GDP能耗
_SIGNED = re.compile(r"(?:签约|引进|招引|招商|新签)[^，。；]{0,12}项目$")
_MEASURES_END = frozenset("资额率值入收润税费金产量出口模总")  # 总投资, 满意率, 利润总额
_PROJECTS = ("new_contract_projects",)
_OTHER_STAGE = re.compile(r"(?:新|集中|确保|力争)*(?:开工|竣工|投产|续建|在建|储备|谋划|入库|完工)")
_RESIDENTS = re.compile("(?:城镇|农村)(?:常住)?居民")
_INCOMES = ("resident_income", "urban_income", "rural_income")
_KEPT = 8  # subjects and clauses that a sentence can refer back to; no report seen needs more than four
_TOPIC = 20  # characters of a clause that can hold its topic
_HEAD = 8  # a holder stands at the head of its clause


def _key(subject: Subject) -> tuple[int, str, str | None]:
    """What tells two subjects apart: 城乡居民收入 is two indicators under one name."""
    return subject.start, subject.text, subject.indicator


class Memory:
    """Grows from left to right; a semicolon ends what 其中 and a holder govern."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.group: tuple[Subject, ...] = ()  # the subjects of the last value or values
        self.pending: Subject | None = None  # 从27136元 waits for 增长到36439元
        self.pending_whole: str | None = None  # what the waiting subject is a share of
        self.pending_share = False  # its number is a share, though the words do not say of what
        self.origin_year: int | None = None  # 由2020年的80亿元: what the growth told next is held against
        self.pending_growth = False  # the waiting subject's number is a rate of growth
        self.measure: str | None = None  # of the last value
        self._history: deque[Subject] = deque(
            maxlen=_KEPT
        )  # the last subjects that have had a value, in order
        self._topics: deque[Span] = deque(
            maxlen=_KEPT
        )  # the last clauses that had no number, the latest first
        self._within = self.held = (
            False  # after 其中; after a holder narrower than the place (开发区, 省属企业)
        )
        self._divided = False  # a comma has passed since 其中
        self._lists_parts = False  # 其中： has opened a list of parts
        self._counted = False  # things were counted right after 其中
        self._parent: Subject | None = None
        self.unit = ""  # of the last value
        self.wish: str | None = None  # 力争, 确保 or 完成 of the last value
        self.whole: str | None = None  # what the last value was a share of

    def measured(self, members: tuple[Subject, ...], measure: str | None) -> None:
        """The members have had a value."""
        self.group = members
        self._counted = self._within and not self._divided and members[-1].indicator is None
        self.measure = measure
        self._history.extend(members)

    def clause(self, start: int, end: int, *, rest: bool = False) -> None:
        """A clause without a number has been passed: it may be the topic of what follows.

        ``rest``: it is what a number left of its clause.
        """
        opening = read_opening(self._text, start, end)
        if opening.end < end and not _RECKONED.fullmatch(self._text, start, end):
            self._topics.appendleft(spanning((opening.end, end)))
            hit = indicators().at_start(self._text, opening.end) if self.group and not opening.acts else None
            if hit is not None and _TOLD_OF.match(self._text, hit[1], end):
                if opening.within:
                    self.part()
                name = self._text[opening.end : hit[1]]
                self.group = (Subject(opening.end, hit[1], start, name, hit[0], opening.scope),)
            # the words stripped tell of a deed too: 推动国有企业强筋健骨，经营主体新增1.8万户
            stop = min(opening.end + _HEAD, end)
            does = (
                rest
                or opening.acts
                or _DOES.search(self._text, start, stop)
                or _BEGINS.match(self._text, start, end)
                or _PARTNER.match(self._text, start, end)
                or _COMES.search(self._text, start, end)
            )
            if not does and holder_in(self._text, opening.end, stop):
                self.held = True  # 产业集聚区主导产业逐步显现，固定资产投资520亿元

    def semicolon(self) -> None:
        """A new statement begins: nothing is carried over but what bare heads are completed from.

        What 其中： leads to is a list whose items are all parts (其中：竣工项目30个；续建项目21个).
        """
        self._within, self._divided = self._lists_parts, False
        self.held = False
        self.wish = None
        self.group = ()
        if not self._within:
            self._parent = None

    def comma(self) -> None:
        """其中 reaches no further than its clause, but for size classes of what it divides."""
        self._divided = self._within

    def close_bracket(self) -> None:
        """（其中民间投资增长8%），…: the part ends with its bracket."""
        self._within = self._divided = False

    def part(self, *, lists: bool = False) -> None:
        """其中: what follows is a part of what was just counted; with ``lists`` (其中：) all items of a list are."""
        self._lists_parts = lists
        self._within, self._divided, self._counted = True, False, False
        self._parent = self.group[-1] if self.group else None

    def note_holder(self, lead: int, subject: Subject) -> None:
        """Whose value it is: 开发区利用外资 is not the place's, 全市 ends it."""
        text = self._text
        if self.held and _ITS_OWN.search(text, lead, subject.end):
            self.held = False
        elif subject.indicator is None and subject.scope == subject.text:
            self.held = True  # 中心城区达到15.46平方公里，常住人口达到10万人
        elif holder_in(text, lead, subject.end):
            opening = read_opening(text, lead, subject.end)
            # 在全省开发区考核中前移6位: what the place was held against holds nothing
            among = text[opening.end] == "在"
            if (
                not opening.acts
                and not among
                and holder_in(text, opening.end, min(opening.end + _HEAD, subject.end))
            ):
                self.held = not _ITS_OWN.search(text, lead, subject.end)

    def complete(self, subject: Subject, begin: int | None = None) -> Subject:
        """A bare head completed from the clauses and subjects so far (利润 after 规模以上工业).

        The words of its own clause from ``begin`` on tell of a yield: 粮食连续七年丰收、|总产|接近60亿斤.
        """
        if _RESIDENTS.fullmatch(subject.text) and subject.indicator is None:
            return self._of_residents(subject)
        if not is_bare(subject):
            return self._of_the_last(subject)
        topics = []
        if begin is not None and subject.text in GRAIN_HEADS:
            topics.append(self._text[begin : subject.start])
        for topic in self._topics:
            topics.append(self._text[topic.start : min(topic.end, topic.start + _TOPIC)])
            if _OWNER.match(topics[-1]):
                break
        completed = complete(subject, (*topics, *(s.text for s in reversed(self._history))))
        if completed.indicator is None and subject.text == "增加值" and self._topics:
            # 培育壮大数字经济核心产业，力争增加值占…比重达到15%: whose it is stands at the end of the clause
            whose = self._text[self._topics[0].start : self._topics[0].end]
            hit = indicators().at_end(whose + subject.text)
            if hit is not None and whose[hit[1] :] not in ("", "工业", "农业"):
                return subject._replace(text=whose[hit[1] :] + subject.text, indicator=hit[0])
        return completed if completed.indicator is not None else self._of_the_last(completed)

    def _of_the_last(self, subject: Subject) -> Subject:
        """A measure of what was just counted: 新签约项目47个，|总投资80亿元; 办理建议12件、提案9件，|满意率均为100%."""
        last = self.group[-1] if self.group else None
        if last is None or subject.indicator is not None or subject.scope is not None:
            return subject
        if subject.text[-1] not in _MEASURES_END:
            return subject
        listed = self._text.endswith(("率、", "率和"), 0, subject.start)
        told = tuple(s.text for s in self._last(2))
        owner = owner_of(subject.text, told, listed=listed)
        return subject if owner is None else subject._replace(text=owner + subject.text, scope=last.scope)

    def _of_residents(self, subject: Subject) -> Subject:
        """居民人均可支配收入3.2万元，其中城镇居民4.2万元: the income of those."""
        for last in reversed(self._history):
            whole = last.text.partition("居民")[2] if last.indicator in _INCOMES else ""
            code = indicators().codes.get(f"{subject.text[:2]}居民{whole}") if whole else None
            if code is not None:
                return subject._replace(text=subject.text + whole, indicator=code, partial=False)
        return subject

    def topic(self) -> Subject | None:
        """The indicator that the clause before names: 今年经济增长速度的宏观调控目标，定为百分之八至九."""
        text = self._text
        for topic in islice(self._topics, 1):
            hit = indicators().at_start(text, topic.start)
            if hit is not None and hit[1] <= topic.end:
                rate = _RATE_OF.match(text, hit[1], topic.end)  # 物价上涨幅度比去年有明显回落，控制在15%
                stop = rate.end() if rate is not None else hit[1]
                return Subject(topic.start, stop, topic.start, text[topic.start : stop], hit[0])
            if text[topic.end - 1] == "上" and text.endswith("基础上", topic.start, topic.end):
                # 油料在连续三年增产的基础上，又增长17%
                before = read_predicate(text, topic.start, topic.end).start
                return read_subject(text, topic.start, before) if before < topic.end else None
            # 空气综合指数、PM2.5浓度实现“双下降”，分别下降2.86%、7.44%
            verb = _TOPIC_VERB.search(text, topic.start, topic.end)
            if verb is not None and verb.start() > topic.start + 1:
                return read_subject(text, topic.start, verb.start())
        return None

    def listed(self) -> Subject | None:
        """The clause before, as the subject of what is told of each of its members: 履约率、开工率，分别达到90%、80%."""
        for topic in islice(self._topics, 1):
            # 起数、人数在上年大幅下降的基础上，分别再下降27.9%、21.6%
            end = read_predicate(self._text, topic.start, topic.end).start
            return read_subject(self._text, topic.start, end)
        return None

    def latest(self, count: int) -> tuple[Subject, ...]:
        """The last ``count`` different subjects in the order in which they were named; none where there are fewer."""
        seen: list[Subject] = []
        for subject in reversed(self._history):
            if all(_key(subject) != _key(s) for s in seen):
                seen.append(subject)
            if len(seen) == count:
                return tuple(reversed(seen))
        return ()

    def divided(self) -> Subject | None:
        """What a class after 其中 divides: the projects just counted, and not the investment in them."""
        last = self.group[-1] if self.group else None
        if last is not None and last.indicator is None:
            return next((s for s in reversed(self._history) if _SIGNED.search(s.text)), last)
        return last

    def told(self, times: int) -> bool:
        """Whether the last subject has had that many values one after another."""
        last = self._last(times)
        return len(last) == times and all(_key(s) == _key(last[0]) for s in last)

    def _last(self, count: int) -> tuple[Subject, ...]:
        """The last ``count`` subjects that have had a value, or the fewer that there are."""
        return tuple(islice(self._history, max(0, len(self._history) - count), None))

    def within(self, subject: Subject) -> Subject:
        """After 其中: a part of what was just counted, unless it is an indicator under its own full name."""
        if not self._within:
            last = self.group[-1] if self.group else None
            if last is not None and last.indicator in _PROJECTS and _SIZED.search(subject.text):
                between = self._text[last.end : subject.left]
                staged = _OTHER_STAGE.match(self._text, subject.left)
                if subject.text.endswith("项目") and "，" not in between and not staged:
                    return subject._replace(indicator=last.indicator)  # 招引千万元级项目15个、亿元级项目10个
            return subject
        parent = self._parent.indicator if self._parent is not None else None
        if subject.indicator is None and subject.text.endswith("项目"):
            # 签约项目120个、总投资350亿元，其中制造业项目60个: a part of the projects, and not of their investment
            parent = parent or next(
                (s.indicator for s in reversed(self._history) if _SIGNED.search(s.text)), None
            )
            if parent in _PROJECTS and not self._divided:
                return subject._replace(scope="其中", partial=True, indicator=parent)
        if _SIZED.search(subject.text) and not _STAGE.fullmatch(self._text, subject.start, subject.end):
            if self._divided and _OTHER_STAGE.match(self._text, subject.left):
                return subject  # …，新开工亿元以上项目25个
            # 其中超10亿元项目18个: a size class of what was just counted
            return subject._replace(scope="其中", partial=True, indicator=subject.indicator or parent)
        if self._divided:
            if self._counted and self._text[subject.start : subject.end] != subject.text:
                return subject._replace(scope="其中", partial=True)  # 其中省级重点项目15个，完成投资24亿元
            return subject
        if subject.indicator is None:
            return subject._replace(scope="其中", partial=True)
        return subject._replace(scope=subject.scope or "其中")
