"""Items of a target list without a number of their own: assigned, relative, qualitative.

``PM2.5平均浓度下降率完成市定任务`` hands the number over to a superior; ``居民收入增长与经济增长同步`` hangs it on
another indicator; ``进出口总额稳中提质`` says only where it should go.
"""

import re
from decimal import Decimal

from luoshi.statements.nouns.members import split_subjects
from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.statement import Direction, Relation, Statement, Subject
from luoshi.statements.worded.margins import compared_with
from luoshi.statements.worded.numberless import numberless
from luoshi.statements.worded.qualities import GROWING, qualitative
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.predicates import read_predicate
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators

_SUPERIOR = r"(?P<by>国省|省市|省、市|国家|中央|自治区|上级|省委|市委|[省市州盟县区旗](?!级))"
_ISSUED = r"(?:[^，。；、：的]{0,14}?(?:下达|下发|分解|核定|审核|确定|认定|规定|定|要求|考核|控制|约束|给予|安排|批复|衔接后|统一部署|调控))"
# 完成省定、市定任务; 完成国家和省下达的目标: of two superiors the last is the one whose word is read
_FIRST_SUPERIOR = r"(?:(?:国家|中央|自治区|上级|[省市州])(?:定|核定|下达)?[、和及])?"
# 完成国家下达的降碳减排任务; 完成市下达的节能减排任务目标; 按照国家要求完成节能减排降碳任务
_ASSIGNED_OBJECT = re.compile(
    r"^(?:全面|圆满|超额|如期|确保|力争|较好|坚决)*(?:完成|实现|落实)好?(?:经)?"
    + _SUPERIOR + _ISSUED + r"{0,3}的?(?:各项|年度|单项|目标)*(?P<object>[^，。；：]{2,40}?)等?"
    r"(?:控制|年度|约束性)?(?:目标任务|任务目标|目标|任务|指标|要求)+$"
)  # fmt: skip
_ASSIGNED_ACCORDING = re.compile(
    r"^(?:按照?|依据|根据)"
    + _SUPERIOR
    + r"[^，。；：]{0,10}?(?:要求|目标|部署|规定)(?:全面|圆满)?(?:完成|实现|落实)(?P<object>[^，。；：]{2,40})$"
)
# 节能减排完成省定目标; 居民消费价格涨幅控制在省下达目标以内; 碳排放等指标达到国家要求; 全面完成任务
_ASSIGNED_SUBJECT = re.compile(
    r"^(?P<subject>[^。；：]{2,60}?)(?:全面|均|确保|力争|圆满|超额|都|严格|努力|如期|不折不扣|较好)*(?<!没有)(?<!未)(?<!未能)(?:控制在|控制到|完成|达到|达|符合|实现)"
    r"(?:经)?(?:"
    + _FIRST_SUPERIOR
    + _SUPERIOR
    + _ISSUED
    + r"{0,3}的?|年度|全年|预期|核定|规定|既定|预定|调控|计划)(?:[^，。；、：]{0,8}?)(?:控制|约束性)?(?:目标任务|任务目标|目标|任务|要求|指标|标准|进度|范围(?=之内|以内|内))(?:值)?(?:范围)?(?:之|以)?内?$"
    r"|^(?P<subject2>[^。；：]{2,60}?)(?:全面|圆满|超额)完成(?:目标)?任务$"
)
# 全面完成节能减排降碳和环境质量改善约束性指标, 完成年度节能降碳目标: whose, the list does not say
_ASSIGNED_ALONE = re.compile(
    r"^(?:全面|圆满|超额|如期|确保|力争)*完成(?:(?:年度|全年)的?)?(?P<object>[^，。；：]{4,40}?(?:约束性)?(?:指标|目标|任务)+)$"
)
# What every assigned or relative wording has: looked for first, since most clauses have none. Each alternative
# begins with a literal, so that the search skips from one such character to the next.
_TRIGGER = re.compile(
    r"任务|目标|指标|要求|标准|进度|范围[之以]?内|同步|持平|一致|相适应|相当|匹配|高于|低于|快于|慢于|优于|好于|快过|跑赢|比[去上前]年|较[去上前]年"
)
# 居民收入增长与经济增长基本同步; 居民消费价格与上年持平; 城镇和农村居民收入增长与… has its 与 behind 和
_SAME = re.compile(
    r"^(?P<subject>[^，。；：]{2,40}?)(?:与|和|同|跟)(?P<to>[^，。；：、与]{2,18}?)(?:保持|实现|力争|努力)*(?:基本|大体)?(?:同步|持平|一致|相适应|相当|相匹配)(?:增长)?$"
)
# 主要指标增速均高于全国平均水平; 居民收入增长高于经济增速; 能耗确保不高于上年
_COMPARED = re.compile(
    r"^(?P<subject>[^。；：]{2,90}?)(?:均|都|继续|保持|持续|确保|力争|努力|总体|略)*(?P<verb>不低于|不高于|高于|快于|(?<!或)(?:优于|好于)|低于|慢于|快过|跑赢|不慢于)(?P<to>[^，。；：、]{2,20})"
    r"(?:、(?:位次|排名|排位|位居|增速|增幅|总量|保持|走在|力争)[^，。；：、\d]{0,10})?$"
    r"|^(?P<subject2>[^，。；：]{2,30}?)(?:比|较)(?P<to2>去年|上年|前年|[^，。；：、]{2,10}?)的?(?:实际涨幅|水平)?(?:有)?(?:明显|所|进一步|较大|略|再)*(?P<verb2>回落|下降|降低|低一些|减少|提高|上升|增加)$"
)
# 居民消费价格同比持平: no change, of what moves by a rate
_UNCHANGED = re.compile(r"^(?P<subject>[^，。；：]{2,24}?)(?:同比|总体|基本|大体|继续|保持|实现)*持平$")
_MOVES_BY_RATE = frozenset(
    {"economy", "fiscal", "finance", "investment", "consumption", "trade", "income", "price"}
)
_VERBS_BELOW = ("低于", "慢于", "不高于", "回落", "下降", "降低", "低一些", "减少")
# 增速 and 增幅 name a rate without its sign; 增长 and 上涨 say it.
_SIGNED = re.compile(r"增长|提高|上涨|涨幅|上升|增加(?!值)|经济增速|经济发展")
_JOINED = re.compile(r"[、和及与]")
_INDICATORS_END = re.compile(r"等?(?:各项|主要|重点|多项)*(?:经济)?(?:指标)?(?:增速|增幅|增长|总量|规模)*$")
_COVERED = re.compile(
    r"(?:(?:约束性?|等)指标|(?:能源|节能|资源)[^，]{0,4}(?:环境|环保|减排)类?指标(?:计划)?)$"
)


def read_wording(text: str, start: int, end: int, setting: Setting, *, qualities: bool) -> list[Statement]:
    """Statements of the clause ``text[start:end]``, which holds no number; none where it is a remark.

    ``qualities`` asks for qualitative statements too (in lists of targets, not in reviews).
    """
    begin = start
    while begin < end and text[begin] in "，、；： \n":
        begin += 1
    if end - begin < 4:
        return []
    if _TRIGGER.search(text, begin, end):
        clause = text[begin:end]
        found = (
            _assigned(text, begin, clause, setting)
            or _relative(text, begin, clause, setting)
            or _unchanged(text, begin, clause, setting)
        )
        if found:
            return found
    if not qualities:
        return []
    return qualitative(text, begin, end, setting, read_opening(text, start, end).modality)


def may_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` has a word that an assigned or relative statement cannot do without."""
    return _TRIGGER.search(text, start, end) is not None


_BARE_DUTY = re.compile(
    r"(?:确保|力争|全面|均|努力|如期|圆满)*(?:完成|达到|实现)(?:国家|自治区|上级|省|市|州|县|区)+"
    r"(?:下达|下发|分解|考核|规定|确定|要求|控制|定)?的?(?:各项|年度)*(?:目标任务|任务目标|任务|目标|要求)"
)


def lacks_subject(text: str, start: int, end: int) -> bool:
    """Whether a clause only says that something is fulfilled: 确保完成省市任务."""
    return _BARE_DUTY.fullmatch(text, start, end) is not None


def _subjects(
    text: str, start: int, end: int, setting: Setting
) -> tuple[tuple[Subject, ...], str | None, Direction | None]:
    """The subjects of a wording, and the change that its own words carry (涨幅, 下降率)."""
    written = text[start:end]
    tail = _INDICATORS_END.search(written)
    trimmed = end - len(tail[0]) if tail else end
    predicate = read_predicate(text, start, end)
    cut = predicate.start if predicate.sense == "grow" else end
    subject = read_subject(text, start, cut, setting.places)
    if subject is None:
        return (), None, None
    sense, direction = predicate.sense, predicate.direction
    if subject.indicator is None or subject.partial:
        covered = _COVERED.search(written)
        end_of_list = trimmed if not covered else cut
        listed = read_subject(text, start, min(end_of_list, cut), setting.places)
        several = None
        if listed is not None and not (covered and _covering(written)):
            several = split_subjects(text, listed)
            if several is None and _JOINED.search(written):  # 能耗和生态环境质量指标
                several = _listed(split_subjects(text, listed, any_subject=True), keep=setting.headline)
        if several is not None:
            if "增速" in written or "增长" in written or "增幅" in written:
                sense, direction = "grow", direction or "up"
            return several, sense, direction
        if listed is not None and listed.indicator is not None and subject.indicator is None:
            subject = listed
        if covered and _covering(written):
            code = "pollutants" if _POLLUTANTS.fullmatch(written) else "energy_saving_emission"
            subject = subject._replace(indicator=code, partial=False, text=written, start=start)
    return (subject,), sense, direction


_NAMED = late(r"[\u4e00-\u9fff]{2,6}(?:量|率|面积|能力|总值|总量|水平|指数|强度)")


def _listed(members: tuple[Subject, ...] | None, *, keep: bool) -> tuple[Subject, ...] | None:
    """PM10、PM2.5、优良天数达到市定目标: the members that are listed; what the others are is not known.

    ``keep``: in the list of main targets a name of what is measured is a target too (耕地保有量、粮食产量完成省定目标).
    """
    members = members or ()
    if all(m.indicator is None for m in members):
        return None
    return tuple(m for m in members if m.indicator is not None or (keep and _NAMED.fullmatch(m.text)))


_POLLUTANTS = re.compile(r"主?要?污染物(?:减?排放?)?(?:总量)?等?(?:约束性)?指标")  # of nothing else
_ENERGY = re.compile(r"环境保护|环境指标|资源节约|能耗|能源|减排|排放|降碳|节能|污染物|碳|环境质量")


def _covering(written: str) -> bool:
    """``能耗及排放等约束性指标``: several subjects under one covering name."""
    return bool(_ENERGY.search(written))


def _assigned(text: str, begin: int, clause: str, setting: Setting) -> list[Statement]:
    found = (
        _ASSIGNED_OBJECT.match(clause) or _ASSIGNED_ACCORDING.match(clause) or _ASSIGNED_ALONE.match(clause)
    )
    key = "object"
    if found is None:
        found = _ASSIGNED_SUBJECT.match(clause)
        if found is None:
            return []
        key = "subject" if found["subject"] else "subject2"
    start, end = found.span(key)
    if found.re is _ASSIGNED_ALONE and not (
        setting.headline
        and (_object_parts(text, begin + start, begin + end) or _is_listed(clause[start:end]))
    ):
        return []
    if key == "object" and (parts := _object_parts(text, begin + start, begin + end)):
        return numberless(
            parts, begin, begin + len(clause), setting, measure="level", direction=None, bound="assigned",
            relation=Relation(by=found.groupdict().get("by"), assigned=True),
            modality="complete" if "完成" in clause else "expect",
        )  # fmt: skip
    subjects, sense, direction = _subjects(text, begin + start, begin + end, setting)
    if not subjects or (not setting.headline and all(s.indicator is None for s in subjects)):
        return []
    relation = Relation(by=found.groupdict().get("by"), assigned=True)
    modality = "complete" if "完成" in clause else "expect"
    statements = []
    for subject in subjects:
        grows = (
            sense == "grow"
            if len(subjects) == 1
            else text[subject.end : subject.end + 2] in ("下降", "降低", "降幅")
        )
        own = direction if len(subjects) == 1 else "down"
        statements += numberless(
            (subject,), begin, begin + len(clause), setting, measure="growth" if grows else "level",
            direction=own if grows else subject.sign, bound="assigned", relation=relation,
            modality=modality,
        )  # fmt: skip
    return statements


_OBJECT_TAIL = re.compile(r"(?:约束性?|控制|改善|提升|保护|管控)*(?:指标|目标|任务)*$")


def _object_parts(text: str, start: int, end: int) -> tuple[Subject, ...]:
    """完成国家下达的节能减排降碳约束性指标和环境质量改善目标: two things handed down, where each is a listed one."""
    parts = []
    for match in re.finditer(r"[^、和及与]+", text[start:end]):
        piece = match[0]
        bare = piece[: _OBJECT_TAIL.search(piece).start()]  # type: ignore[union-attr]
        hit = indicators().at_end(bare) or indicators().at_end(piece)
        if hit is None or hit[1] > 0:
            return ()
        begin = start + match.start()
        parts.append(Subject(begin, begin + len(piece), start, piece, hit[0]))
    return tuple(parts) if len(parts) > 1 else ()


def _is_listed(written: str) -> bool:
    """节能降碳|目标 is wholly the name of an indicator; 重点项目投资|任务 is one too, 全年改革|任务 is none."""
    bare = written[: _OBJECT_TAIL.search(written).start()]  # type: ignore[union-attr]
    hit = indicators().at_end(bare)
    return hit is not None and hit[1] == 0


def _unchanged(text: str, begin: int, clause: str, setting: Setting) -> list[Statement]:
    found = _UNCHANGED.match(clause)
    if found is None:
        return []
    start, end = found.span("subject")
    subjects, _, _ = _subjects(text, begin + start, begin + end, setting)
    by_code = indicators().by_code
    subjects = tuple(s for s in subjects if s.indicator and by_code[s.indicator].category in _MOVES_BY_RATE)
    told = numberless(
        subjects, begin, begin + len(clause), setting, measure="growth", direction=None, bound="exact", relation=None,
        modality="expect",
    )  # fmt: skip
    return [s._replace(low=Decimal(0), high=Decimal(0), unit="%") for s in told]


def _relative(text: str, begin: int, clause: str, setting: Setting) -> list[Statement]:
    found = _SAME.match(clause)
    compare = "same"
    if found is not None:
        span, to = found.span("subject"), found["to"]
    else:
        found = _COMPARED.match(clause)
        if found is None:
            return []
        first = found["subject"] is not None
        span = found.span("subject" if first else "subject2")
        to = found["to" if first else "to2"]
        compare = "below" if found["verb" if first else "verb2"] in _VERBS_BELOW else "above"
    subjects, sense, direction = _subjects(text, begin + span[0], begin + span[1], setting)
    subjects = tuple(s for s in subjects if s.indicator is not None or setting.headline)
    if not subjects:
        return []
    to_indicator = compared_with(to)
    own = clause[span[0] : span[1]]
    # 人口自然增长率低于全省平均水平 compares the rate itself: its name alone says 增长
    named = all(s.indicator == "natural_growth" and s.text == own for s in subjects)
    growing = not named and (
        sense == "grow" or to_indicator == "gdp" or bool(GROWING.search(to)) or bool(GROWING.search(own))
    )
    if direction == "up" and not setting.headline and not _SIGNED.search(own) and not _SIGNED.search(to):
        direction = None
    elif growing:
        direction = direction or "up"
    return numberless(
        subjects, begin, begin + len(clause), setting, measure="growth" if growing else "level",
        direction=direction if growing else None, bound="relative",
        relation=Relation(compare=compare, to=to, to_indicator=to_indicator),  # type: ignore[arg-type]
        modality=subjects[0].modality or "expect",
    )  # fmt: skip
