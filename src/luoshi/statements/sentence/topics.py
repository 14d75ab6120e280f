"""Clauses without a number: what they are about may be the subject of what follows, or whose it is.

``今年经济增长速度的宏观调控目标，定为百分之八至九``; ``产业集聚区主导产业逐步显现，固定资产投资520亿元``.
"""

import re

from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.sentence.memory import HEAD, Memory
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.predicates import read_predicate
from luoshi.text import spanning
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import holder_in
from luoshi.vocabulary.stages import stage_of

_TOPIC_VERB = late(
    r"增长(?=显著|明显|进一步|逐步|加快|较快|迅速|强劲|放缓|平稳)|实现|均|呈|保持|“双|双双|持续|稳步|逐年|不断(?=扩大|增加|提高|上升|增长|攀升|延伸)"
)
# 深入推进园区制造业提升行动 is about what was done, and says nothing of whose the next value is
_DOES = re.compile(
    r"推进|推动|加快|支持|建设|深化|促进|强化|发展|提升|实施|开展|突出|加强|做强|做优|完善|以|对|抓|围绕"
)
# 其中一般预算收入增幅首次超过总收入，完成1.1亿元; 固定资产投资势头强劲，增长6%: what is told of the indicator goes on
_TOLD_OF = late(
    r"增[幅速势]|势头|首次|再[创上]|创|保持|持续|平稳|稳[步中定]|较快|快速|强劲|回升|逆势|由负转正|扭负为正"
)
# 健全外资企业圆桌会议制度，实际使用外资增长10%: a deed too, whose verb may only stand first (but 国企布局优化，实现利润5亿元)
_BEGINS = re.compile(
    r"(?:常态化|高质量|高标准|积极|大力|全面|深入|持续)?(?:健全|落实|优化|构建|用好|坚持|扩大|培育|壮大|举办|召开|出台|创建|引进|打造|依托|做大|规范|创新|建立|开通|聚焦)"
)
# 云材集团、海石公司落户我市，实际利用外资3600万美元: who came is not whose the next value is
_COMES = re.compile(r"落户|入驻|进驻|来[市省区县]投资|签约|开园|揭牌|上线|首发")
# 与云材集团等企业签订协议，实际利用外资1592万美元: the partner of what was done, and not whose the next value is
_PARTNER = re.compile(r"[与同和向为对]|联合|携手")
# 农民人均纯收入，考虑价格因素，比上年增长4%: how it is reckoned is no topic
_RECKONED = re.compile(r"(?:扣除|考虑|剔除|按)[^，]{2,12}(?:因素|计算|口径)后?")
# 排除水电影响，工业增加值增长7%: a value of what is left; but 扣除价格因素 is how growth is reckoned
_WITHOUT = re.compile(
    r"(?:若|如果?)?(?:排除|剔除|扣除|不含|不考虑|不计)(?![^，]{0,6}(?:价格|物价|汇率|干扰))[^，]{2,20}(?:影响|因素|后|外)"
)
_RATE_OF = re.compile(r"上涨幅度|涨幅|增速|增幅|增长速度|增长幅度")


def passed_by(memory: Memory, start: int, end: int, *, rest: bool = False) -> Memory:
    """A clause without a number has been passed. ``rest``: it is what a number left of its clause."""
    text = memory.text
    if _WITHOUT.fullmatch(text, start, end):
        return memory._replace(without=text[start:end])
    opening = read_opening(text, start, end)
    if opening.end >= end or _RECKONED.fullmatch(text, start, end):
        return memory
    after = memory.passed(spanning((opening.end, end)))
    hit = indicators().at_start(text, opening.end) if memory.group and not opening.acts else None
    if hit is not None and _TOLD_OF.match(text, hit[1], end):
        if opening.within:
            after = after.part()
        subject = Subject(opening.end, hit[1], start, text[opening.end : hit[1]], hit[0], opening.scope)
        after = after._replace(told=after.told._replace(group=(subject,)))
    # the words stripped tell of a deed too: 推动国有企业强筋健骨，经营主体新增1.8万户
    stop = min(opening.end + HEAD, end)
    if rest or opening.acts or _tells_a_deed(text, start, end, stop):
        return after
    # 产业集聚区主导产业逐步显现，固定资产投资520亿元
    return after._replace(held=True) if holder_in(text, opening.end, stop) else after


def _tells_a_deed(text: str, start: int, end: int, stop: int) -> bool:
    return bool(
        _DOES.search(text, start, stop)
        or _BEGINS.match(text, start, end)
        or _PARTNER.match(text, start, end)
        or _COMES.search(text, start, end)
        or stage_of(text[start:end]) is not None  # 滨江中欧班列首次开通，港口货物吞吐量增长6%: done, and said
    )


def topic(memory: Memory) -> Subject | None:
    """The indicator that the clause before names: 今年经济增长速度的宏观调控目标，定为百分之八至九."""
    if not memory.topics:
        return None
    text, (start, end) = memory.text, memory.topics[0]
    hit = indicators().at_start(text, start)
    if hit is not None and hit[1] <= end:
        rate = _RATE_OF.match(text, hit[1], end)  # 物价上涨幅度比去年有明显回落，控制在15%
        stop = rate.end() if rate is not None else hit[1]
        return Subject(start, stop, start, text[start:stop], hit[0])
    if text[end - 1] == "上" and text.endswith("基础上", start, end):
        # 油料在连续三年增产的基础上，又增长17%
        before = read_predicate(text, start, end).start
        return read_subject(text, start, before) if before < end else None
    # 空气综合指数、PM2.5浓度实现“双下降”，分别下降2.86%、7.44%
    verb = _TOPIC_VERB.search(text, start, end)
    return read_subject(text, start, verb.start()) if verb is not None and verb.start() > start + 1 else None


def listed(memory: Memory) -> Subject | None:
    """The clause before, as the subject of what is told of each of its members: 履约率、开工率，分别达到90%、80%."""
    if not memory.topics:
        return None
    # 起数、人数在上年大幅下降的基础上，分别再下降27.9%、21.6%
    text, (start, end) = memory.text, memory.topics[0]
    return read_subject(text, start, read_predicate(text, start, end).start)
