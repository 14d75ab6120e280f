"""Numbers that do not name their thing themselves: 115家企业签约，32家建成投产; 项目开工180个、竣工100个; 906户1559人实现稳定脱贫.

Nor does a sum name whose it is that stands before what is counted (总投资26亿元的9个项目), or an owner what he has more of
(云河学院新增6门国家级课程).
"""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.counted import read_counted
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.owners import is_owner
from luoshi.text.late import late
from luoshi.vocabulary.stages import tells_only_a_stage

# What was done with so many of those just counted: ，5项|基本完成, ，7家|上榜民营企业百强; but ，3920个 alone says nothing
_DONE = re.compile(
    r"(?:已(?!知)|基本|全部|全面|如期|顺利|正在|按期|成功|需(?!求)|即将|建成|开工|竣工|投产|投用|启动|落地|入驻|达产|通过|完工|签约|入库)"
    r"[\u4e00-\u9fff]{0,10}|(?:上榜|入选|入围|跻身|获评|荣获|获批)[\u4e00-\u9fff]{2,10}"
)
_HONOURS = frozenset("上入跻获荣")
# A deed that is no thing, beside those of the table of stages: of the projects just counted 续建100个
_DEEDS = frozenset(
    (
        "开工建设",
        "新开工",
        "在建",
        "续建",
        "主体施工",
        "基本建成",
        "落地",
        "入库",
        "达产",
        "投产达效",
        "新签约",
        "实现",
    )
)
_SAME_THING = (
    "新建",
    "建成",
    "完成",
    "实现",
    "基本建成",
)  # 新建高标准农田4万亩，累计建成65万亩 is of the indicator still
_BEFORE_DEED = re.compile(r"[、，和及]*(?:已|实现|累计|再|另)*")
_DEED_BEHIND = re.compile(
    r"(?:累计|已|新|基本|实现|全部|均){0,3}(?:(?:开工建设|竣工投产|开工|竣工|投产|投用|完工|签约|落地|入库|备案|立项|建成|续建|在建|主体施工|封顶)(?:已|全部|新|基本){0,2}){1,4}$"
)
_DEED_BEFORE = re.compile(r"^(?:新?开工建设|新?开工|新?签约|续建)(?=.{2})")
_STOPS = ("", *"，、；。：（）\n")
_NOTHING_BEHIND = ("", *"、，；：。和及与（） \n")
_SHORT_NOUN = 4  # 医院, 护士; a longer one may hold a verb: 9条连接路贯通3条
_CLAUSE_ENDS = ("", *"，；。：！\n")
_OF_PEOPLE = frozenset({"户", "人", "名", "口", "人次"})
# 906户1559人|实现稳定脱贫, 26万人次|得到补偿: what became of so many
_BECAME = late(r"(?:全部|全|均|已)?(?:实现|得到|获得|享受)了?(?P<what>[\u4e00-\u9fff]{2,14})")


def counts_itself(text: str, counted: Subject, quantity: Quantity, following: Quantity | None) -> bool:
    """学校12所|医院3所，: what stands behind the number is counted by the one behind it.

    Not so ``覆盖12个乡镇29个行政村``, where the last number has its noun behind it too.
    """
    if following is None or following.span.start != counted.end or following.unit != quantity.unit:
        return False
    left, right = quantity.span.start, quantity.span.end
    joined = text[right] in "和及与且"  # 建议242件和|提案
    counts = quantity.dimension in ("count", "physical") and len(counted.text) <= _SHORT_NOUN
    return (
        (joined or counts)
        and text[left - 1] != "的"
        and text[following.span.end : following.span.end + 1] in _NOTHING_BEHIND
    )


def of_those(text: str, lead: int, quantity: Quantity, last: Subject | None, unit: str) -> Subject | None:
    """What was done with some of the things just counted in the same ``unit``: 惠民实事|基本完成 of ，5项基本完成."""
    if last is None or quantity.dimension != "count" or quantity.unit != unit or quantity.span.start != lead:
        return None
    done = _DONE.match(text, quantity.span.end)
    if done is None or (quantity.unit == "人" and done[0][0] in _HONOURS):
        return None  # 2人当选院士，47人入选人才计划: people are not named by the word before
    before = _DONE.search(last.text, 2)
    thing = last.text[: before.start()] if before else last.text
    return Subject(
        done.start(), done.end(), last.left, thing + done[0], None, last.scope, partial=True, acts=True
    )


def done_with(
    text: str, start: int, end: int, last: Subject | None, quantity: Quantity, unit: str
) -> Subject | None:
    """竣工 of 、竣工100个 in ``text[start:end]`` as a subject of what was just counted: 3亿元以上项目竣工.

    None where it is not so: ``开工4个国道项目`` counts what stands behind it.
    """
    if last is None or last.scope == "其中" or quantity.unit != unit:
        return None
    start = max(start, text.rfind("、", start, end))  # 16个项目全部开工|、完工8个
    if before := _BEFORE_DEED.match(text, start, end):
        start = before.end()
    deed = text[start:end]
    if not _is_deed(deed) or text[quantity.span.end : quantity.span.end + 1] not in _STOPS:
        return None
    if last.indicator is not None and deed in _SAME_THING:
        return None
    thing = _DEED_BEFORE.sub("", without_stage(last.text))
    if len(thing) < 2 or _is_deed(thing):
        return None
    return Subject(start, end, min(last.left, start), thing + deed, None, last.scope, acts=True)


def without_stage(name: str) -> str:
    """滨江项目 of 滨江项目|竣工投产: a thing without how far it has come."""
    return _DEED_BEHIND.sub("", name)


def _is_deed(words: str) -> bool:
    return words in _DEEDS or tells_only_a_stage(words)


def of_people(
    text: str, lead: int, end: int, quantity: Quantity, following: Quantity | None, places: tuple[str, ...]
) -> Subject | None:
    """What households and people are counted for: 464户|1408人消除风险, 1449户3138人|实现监测全覆盖."""
    if quantity.unit not in _OF_PEOPLE or text[lead - 1 : lead] not in _CLAUSE_ENDS:
        return None
    last = quantity
    if (
        following is not None
        and following.unit in _OF_PEOPLE
        and text[quantity.span.end : following.span.start] in ("", "、")
    ):
        last = following
        counted = read_counted(text, lead, end, following, places)
        if counted is not None:
            return counted._replace(left=min(counted.left, quantity.span.start))
    became = _BECAME.match(text, last.span.end, end)
    if became is None:
        return None
    start, stop = became.span("what")
    return Subject(start, stop, quantity.span.start, became["what"], None)


_INVESTED = re.compile(r"(?:计划|年度|预计|合同|协议)*总?投资(?:总?额)?$")
_PROJECTS = re.compile(r".*(?:项目|工程|企业|基地)")  # 26项重点项目|建设
_SHORTEST_NAME = 2


def of_those_behind(
    text: str, lead: int, end: int, quantity: Quantity, following: Quantity, places: tuple[str, ...]
) -> Subject | None:
    """总投资26亿元的|9个技改项目: the sum is of what the next number counts; None where it is not so."""
    after = quantity.span.end
    if following.span.start != after + 1:
        return None
    invested = _INVESTED.search(text, lead, quantity.span.start)
    if invested is None:
        return None
    counted = read_counted(text, after + 1, end, following, places)
    thing = None if counted is None else _PROJECTS.match(counted.text)
    if thing is None:
        return None
    opening = read_opening(text, lead, invested.start())
    return Subject(
        invested.start(), quantity.span.start, lead, thing[0] + invested[0], None, acts=opening.acts,
        modality=opening.modality,
    )  # fmt: skip


def had_by(
    text: str, lead: int, end: int, owner: Subject, quantity: Quantity, places: tuple[str, ...]
) -> Subject | None:
    """What an owner has more of: 云河学院新增6门|国家级课程; None where the number counts what stands before it."""
    if owner.indicator is not None or not is_owner(owner.text):
        return None
    counted = read_counted(text, lead, end, quantity, places)
    if counted is None or counted.start < quantity.span.end or len(counted.text) < _SHORTEST_NAME:
        return None
    return counted._replace(left=owner.left, scope=owner.text, partial=True, sign="up")
