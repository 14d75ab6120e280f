"""What a reader keeps in mind between two numbers of a sentence: who was measured, and what the clauses were about."""

import re

from luoshi.statements.openings import read_opening
from luoshi.statements.predicates import read_predicate
from luoshi.statements.statement import Subject
from luoshi.statements.subjects import WHOLE, complete, is_bare, read_subject
from luoshi.text import Span
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import holder_in

_TOPIC_VERB = re.compile(r"实现|均|呈|保持|“双|双双|持续|稳步")
# 铝基新材料产业纳入国家布局，实现产值245亿元: whose the value is, and no topic before it
_OWNER = re.compile(r"^[^，]{1,12}?(?:产业|集群|市场|公司|集团|基地|园|小镇)(?!增加值|结构)")
# 深入推进园区制造业提升行动 is about what was done, and says nothing of whose the next value is
_DOES = re.compile(
    r"推进|推动|加快|支持|建设|深化|促进|强化|发展|提升|实施|开展|突出|加强|做强|做优|完善|以|对|抓|围绕"
)
# 健全外资企业圆桌会议制度，实际使用外资增长10%: a deed too, whose verb may only stand first (but 国企布局优化，实现利润5亿元)
_BEGINS = re.compile(
    r"(?:常态化|高质量|高标准|积极|大力|全面|深入|持续)?(?:健全|落实|优化|构建|用好|坚持|扩大|培育|壮大|举办|召开|出台|创建|引进|打造|依托|做大|规范|创新|建立|开通|聚焦)"
)
# 云材集团、海石公司落户我市，实际利用外资3600万美元: who came is not whose the next value is
_COMES = re.compile(r"落户|入驻|签约|开园|揭牌|上线|首发")
_STAGES = "新?开工(?:建设)?|续建|竣工|完工|投产|投用|建成投[产用]"
_STAGE = re.compile(_STAGES)
# what the one before was counted in
_AROUND = re.compile(
    rf"^(?:{_STAGES})|(?:累计|全部|均|已|基本|建成)*(?:{_STAGES}|新?签约|立项|谋划|主体施工|封顶)$|已?建成$"
)
# 与云材集团等企业签订协议，实际利用外资1592万美元: the partner of what was done, and not whose the next value is
_PARTNER = re.compile(r"[与同和向为对]|联合|携手")
_SIZED = re.compile(r"[亿万](?:元|级)")
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
        self.measure: str | None = None  # of the last value
        self._history: list[Subject] = []  # every subject that has had a value, in order
        self._topics: list[Span] = []  # the clauses so far that had no number, the latest first
        self._within = self.held = (
            False  # after 其中; after a holder narrower than the place (开发区, 省属企业)
        )
        self._divided = False  # a comma has passed since 其中
        self._parent: Subject | None = None
        self.unit = ""  # of the last value
        self.wish: str | None = None  # 力争 or 确保 of the last value
        self.whole: str | None = None  # what the last value was a share of

    def measured(self, members: tuple[Subject, ...], measure: str | None) -> None:
        """The members have had a value."""
        self.group = members
        self.measure = measure
        self._history.extend(members)

    def clause(self, start: int, end: int, *, rest: bool = False) -> None:
        """A clause without a number has been passed: it may be the topic of what follows.

        ``rest``: it is what a number left of its clause.
        """
        opening = read_opening(self._text, start, end)
        if opening.end < end:
            self._topics.insert(0, Span(opening.end, end))
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
        """A new statement begins: nothing is carried over but what bare heads are completed from."""
        self._within = self.held = False
        self._parent = None
        self.group = ()

    def comma(self) -> None:
        """其中 reaches no further than its clause, but for size classes of what it divides."""
        self._divided = self._within

    def part(self) -> None:
        """其中: what follows is a part of what was just counted."""
        self._within, self._divided = True, False
        self._parent = self.group[-1] if self.group else None

    def note_holder(self, lead: int, subject: Subject) -> None:
        """Whose value it is: 开发区利用外资 is not the place's, 全市 ends it."""
        text = self._text
        if self.held and WHOLE.search(text, lead, subject.end):
            self.held = False
        elif subject.indicator is None and subject.scope == subject.text:
            self.held = True  # 中心城区达到15.46平方公里，常住人口达到10万人
        elif holder_in(text, lead, subject.end):
            opening = read_opening(text, lead, subject.end)
            if not opening.acts and holder_in(text, opening.end, min(opening.end + _HEAD, subject.end)):
                self.held = not WHOLE.search(text, lead, subject.end)

    def complete(self, subject: Subject) -> Subject:
        """A bare head completed from the clauses and subjects so far (利润 after 规模以上工业)."""
        if not is_bare(subject):
            return subject
        topics = []
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
        return completed

    def staged(self, subject: Subject, unit: str) -> Subject:
        """``亿元以上项目新开工330个、竣工110个``: a stage alone is that of what was counted before."""
        if not self.group or unit != self.unit or not _STAGE.fullmatch(subject.text):
            return subject
        noun = _AROUND.sub("", self.group[-1].text)
        return subject._replace(text=noun + subject.text) if noun else subject

    def topic(self) -> Subject | None:
        """The indicator that the clause before names: 今年经济增长速度的宏观调控目标，定为百分之八至九."""
        text = self._text
        for topic in self._topics[:1]:
            hit = indicators().at_start(text, topic.start)
            if hit is not None and hit[1] <= topic.end:
                return Subject(topic.start, hit[1], topic.start, text[topic.start : hit[1]], hit[0])
            # 空气综合指数、PM2.5浓度实现“双下降”，分别下降2.86%、7.44%
            verb = _TOPIC_VERB.search(text, topic.start, topic.end)
            if verb is not None and verb.start() > topic.start + 1:
                return read_subject(text, topic.start, verb.start())
        return None

    def listed(self) -> Subject | None:
        """The clause before, as the subject of what is told of each of its members: 履约率、开工率，分别达到90%、80%."""
        for topic in self._topics[:1]:
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

    def told(self, times: int) -> bool:
        """Whether the last subject has had that many values one after another."""
        last = self._history[-times:]
        return len(last) == times and all(_key(s) == _key(last[0]) for s in last)

    def within(self, subject: Subject) -> Subject:
        """After 其中: a part of what was just counted, unless it is an indicator under its own full name."""
        if not self._within:
            return subject
        parent = self._parent.indicator if self._parent is not None else None
        if _SIZED.search(subject.text) and not _STAGE.fullmatch(self._text, subject.start, subject.end):
            # 其中超10亿元项目18个: a size class of what was just counted
            return subject._replace(scope="其中", partial=True, indicator=subject.indicator or parent)
        if self._divided:
            return subject
        if subject.indicator is None:
            return subject._replace(scope="其中", partial=True)
        return subject._replace(scope=subject.scope or "其中")
