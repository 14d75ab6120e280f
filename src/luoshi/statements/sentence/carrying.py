"""What a number takes from the numbers before it in its sentence: their subject, their rate, their wish, or nothing.

``增长5%、投资增长6%``: 增长 is said of each. ``增长9%以上，力争达到10%``: the second only wishes for more of the first.
"""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.subjects import sign_of
from luoshi.statements.sentence.asides import is_duration
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.statement import Direction, Statement, Subject
from luoshi.statements.words.measures import Setting, fits
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.predicates import Predicate
from luoshi.text.late import late

_OF_RATE = re.compile(r"增速|增幅|增长率")
# 压减一般性支出10%, 精简会议三成: the verb of the fall stands before its object; but 减少20个百分点 has none
_CUTS = re.compile(r"(?:压减|压缩|压降|精简|削减|缩减|缩短|减少|降低)[\u4e00-\u9fff“]{2}")
# 36个国考、省考断面水质优良比例达到100%: of how many sections the rate is
_SECTIONS = late(
    r"(?:国家?|国省|自治区|省|市|县|区)(?:控|考|级)[^，。；：\d]{2,24}(?:优良|达标)[^，。；：、\d]{0,6}(?:率|比例|占比)(?:均|保持|稳定|达到?|为|在|持续)*\d"
)
_LEVELS = frozenset("国自省市县区")
_WISHES = frozenset({"strive", "ensure"})
_A_MOVEMENT = ("增速", "增幅", "降幅", "增长率", "增长", "指数")
_IN_ALL = re.compile("总[数量额]|累计")


def lent(
    text: str, memory: Memory, predicate: Predicate, quantity: Quantity, lead: int, *, subject: Subject | None,
    direction: Direction | None,
) -> Predicate:  # fmt: skip
    """The predicate with what the words before the last number say of this one too; ``direction`` is that number's."""
    waiting, told = memory.waiting, memory.told
    if waiting is not None and waiting.whole is not None:
        predicate = predicate._replace(
            share=True, whole=waiting.whole
        )  # 占工业总产值的比重由54.1%提高到56.8%
    elif waiting is not None and waiting.share and quantity.unit == "%":
        predicate = predicate._replace(share=True)  # 幼儿占比从51%提升至68%
    if subject is not None:
        if predicate.sense is None and quantity.unit == "%" and not predicate.share and _cut(text, subject):
            return predicate._replace(sense="grow", direction="down")
        yearly = predicate.sense == "grow" and text.endswith("年均", lead, subject.start)
        yearly = yearly and not text.startswith("浓度", subject.start)  # but PM2.5年均浓度
        # “十五五”期间年均|经济|增长速度预期目标为7%
        return predicate._replace(flags=predicate.flags | {"average"}) if yearly else predicate
    if predicate.sense == "grow":
        held = predicate.base is not None or "base" in predicate.flags
        return predicate if held else predicate._replace(base=memory.origin_year)
    if waiting is not None and waiting.grows and quantity.unit == "%":
        return predicate._replace(sense="grow", direction="up")  # 增长速度由上年的8%提高到9%
    if told.whole is not None and quantity.dimension == "percent":
        return predicate._replace(share=True, whole=told.whole)  # 占…比重提高2.3个百分点，达到38.6%
    fell = predicate.sense == "reach" and quantity.unit == "%" and not predicate.share
    if fell and waiting is None and told.measure == "growth" and told.unit == "%":
        return predicate._replace(sense="grow", direction=direction)  # 物价涨幅年初为10%，年末回落到6.1%
    if _raises(text, memory, predicate, quantity, lead):
        return predicate._replace(sense="grow", direction=direction)  # 增长9%以上、力争达到10%
    return predicate


def _cut(text: str, subject: Subject) -> bool:
    """Whether a subject before its rate is a deed of cutting: 精简会议31%; not 降低率, which is a rate's name."""
    return _CUTS.match(text, subject.start, subject.end) is not None and not text.endswith(
        ("率", "度", "比例", "比重", "幅"), subject.start, subject.end
    )


def says_nothing(
    text: str, memory: Memory, setting: Setting, predicate: Predicate, quantity: Quantity, lead: int, *,
    subject: Subject | None,
) -> str | None:  # fmt: skip
    """Why a number that has its subject, or goes on with the last one, is no value of it, or None."""
    after = quantity.span.end
    if quantity.unit == "个" and text[after : after + 1] in _LEVELS and _SECTIONS.match(text, after):
        return "attribute"
    if is_duration(text, quantity, predicate.sense, subject.indicator if subject else None):
        return "duration"
    if quantity.dimension == "multiple" and _OF_RATE.search(text, lead, quantity.span.start):
        return "rate_of_rate"  # 增速较去年增长了9倍
    if "negated" in predicate.flags:
        return "plan"  # 没有完成2.5亿美元的预期目标
    if subject is not None or memory.waiting is not None:
        return None
    if not _carries(text, memory, predicate, quantity, lead):
        return "unread"
    if memory.group and not predicate.share:
        if not fits(memory.group[-1].indicator, quantity):
            return "unread"
        if _is_tail(text, memory, setting, predicate, lead):
            return "tail"
    return None


_MARKS = frozenset("，；：。、！？（）“” \n")  # no clause begins behind anything else


def goes_on(text: str, start: int, lead: int, quantity: Quantity) -> bool:
    """确保粮食稳定在4万吨以上|、蔬菜稳定在9万吨; 完成投资80亿元，|其中工业30亿元; 确保9个|项目完成投资7亿元: the wish before is for this too."""
    joined = lead > start and (text[lead] in "、和及" or text[lead - 1] not in _MARKS)
    return joined or "其中" in text[lead : quantity.span.start]


def _wished(text: str, predicate: Predicate, lead: int) -> bool:
    return not _WISHES.isdisjoint(predicate.flags) or bool(read_opening(text, lead, predicate.start).modality)


def _is_tail(text: str, memory: Memory, setting: Setting, predicate: Predicate, lead: int) -> bool:
    """``，力争达到10%`` after the target itself: a wish, not another target."""
    growth = setting.kind == "target" and memory.told.measure == "growth"
    if setting.headline and predicate.sense is None and "strive" in predicate.flags:
        return memory.told.measure == "growth"  # 确保增长6.5%、力争7%以上; 力争实现两位数增长
    if not (setting.headline or growth) or predicate.sense != "level":
        return False
    return memory.told.measure in ("growth", "level") and _wished(text, predicate, lead)


def _raises(text: str, memory: Memory, predicate: Predicate, quantity: Quantity, lead: int) -> bool:
    """Whether a number without subject and verb of growth wishes for more of the growth just told."""
    if predicate.sense not in (None, "level") or predicate.share:
        return False
    if memory.told.measure != "growth" or quantity.unit != memory.told.unit or memory.waiting is not None:
        return False
    return _wished(text, predicate, lead)


def _carries(text: str, memory: Memory, predicate: Predicate, quantity: Quantity, lead: int) -> bool:
    """Whether a number without a subject goes on with the last one: ``、增长6%`` does, ``，3920个`` does not."""
    if predicate.sense is not None or predicate.share or predicate.flags or predicate.base is not None:
        return True
    if predicate.dated is not None or quantity.span.start < quantity.core.start:
        return True  # 到2030年突破500亿元, 超过1万美元
    if quantity.dimension in ("rank", "multiple"):
        return True
    if quantity.unit and quantity.unit == memory.told.unit:
        opening = read_opening(text, lead, quantity.span.start)
        if (opening.acts or opening.within) and opening.end >= quantity.span.start:
            return True  # 新建高标准农田4.8万亩，累计建成181.31万亩; 改制企业31户，其中24户…
    between = text[lead : quantity.span.start].strip("和及与")
    return between in ("、", "") and text[lead - 1 : lead] != "，"


def still_new(text: str, told: list[Statement], lead: int, quantity: Quantity) -> bool:
    """Whether 新增 governs the item that begins at ``lead``: 新增绿地3万平方米、|停车位200个; not …、|总数30家, |总投资9亿元."""
    last = told[-1].subject if told else None
    if last is None or last.sign != "up" or text[lead] != "、" or quantity.dimension == "money":
        return False
    if sign_of(last.text):
        return False  # 城镇新增就业3万人、失业人员再就业1万人: the word is of that name alone
    return _IN_ALL.search(text, lead, quantity.span.start) is None


def only_moved(memory: Memory, direction: Direction | None) -> str:
    """福彩销售额增长9%、|居全省第1: of the last subject nothing but a growth was told, and it is the growth that is placed; else ""."""
    last = memory.last
    if memory.told.measure != "growth" or last is None or len(memory.group) != 1 or memory.repeated(2):
        return ""
    if last.text.endswith(_A_MOVEMENT):
        return ""
    return "降幅" if direction == "down" else "增速"
