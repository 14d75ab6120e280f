"""A verb between an owner and what he has or gets: 服务业|完成|增加值80亿元, 云河实验室|集聚|科研团队5个.

The thing is what is measured. A measure and what is made real (增加值, 再就业) are nothing without their owner and are written out
with him; of anything else he is a limiter.
"""

import re
from typing import NamedTuple

from luoshi.statements.statement import Direction
from luoshi.statements.words.openings import NAMED_BY_DEED, read_opening
from luoshi.text.late import late
from luoshi.vocabulary.verbs import owning, task_verbs

# 滨江新城|累计|完成, 食品加工业|力争|实现: how the verb is meant
_HOW = re.compile(
    r"(?:累计|全年|当年|先后|分别|成功|力争|确保|预计|计划|一共|每年|直接|陆续|年内|[共已再又均将新各可]|(?<![一二三四五六七八九十两几\d])年)+$"
)
# 投资16亿元的|滨河新城项目: how large the owner is
_SIZE_OF_OWNER = re.compile(r"^(?:计划|总)?投资[\d.]+[万亿]元的")
# Nothing by itself: 实现|产值, 新增|投资
_MEASURE = re.compile(
    r"(?:年|总|主营业务|工业|销售|营业|综合|旅游|经营性|外贸|主营|实际|平均|亩均)*(?:产值|增加值|收入|营收|利润|利润总额|利税|税收|税费|税金|投资|投资额|产量|销售额|营业额|交易额|成交额|进出口|进出口额|出口额|出口|规模|总额|总量)"
)
# 不动产登记|办理|时间, 专利|获批|数量, 农产品|落地|加工, 风电项目|建成|投产: of the deed itself, or one more
_OF_THE_DEED = re.compile(
    r"(?<=审议)意见|时[间限长]|环节|材料|情况|结果|次数|比例|占比|水平|质量|标准|要求|流程|方式|幅度|总[量额]|数[量额]|额|量|人|户数|难|加工|资金|见效|转化|并网|投产|投用|交付|使用|通车|开通|启用|投入|示范|基地|事项|立项|平均减|存贷比|两个"
    r"|[的和及与以后前中等还而、，。；]"
)
# What an owner ends in; 多方|筹集, 如期|实现, 牵头|办理 are manners
_OWNER = late(
    r"(?:[区园港镇县市省乡村街州城带圈谷基廊级业]|企业|公司|集团|国企|医院|学校|高校|大学|院[校所]?|实验室|中心|基金|项目|工程|产业|机构|部门|单位|主体|人员|人|户|群众|家庭|居民|职工|教师|协会|合作社|行动|计划|平台|政策|大赛|展会|银行|专家|儿童|学生|对象|小区|公园|水库|高铁|公路|铁路|机场|基础设施|建设|队伍|运动员|健儿|载体|场馆|馆|“[^“”]+”|”)$"
)
_HAS = late(r"(?:学院|大学|中学|医院|实验室|集团|公司|[新园城校开景矿]区|[市县镇乡]|研究院|港)$")
_LIMITED = re.compile(
    r"[级市省县区]$|企业$|集团$|公司$|单位$|部门$|国企$"
)  # 市本级|完成|审计项目: a limiter still
_REAL = ("完成", "实现")
_NOT_LAST = frozenset("的、和及与或未不可待拟在被所要农")  # what no verb follows: 未|完成, 拟|建成; 农发行
_SHORTEST = 2
_LONGEST_SCOPE = 14
# 为企业|提供, 在湖滨路|安装: for whom and where, no owner
_NO_OWNER = frozenset("为在向对给从与由通经以将把使让帮")
_OF_SO_MANY = re.compile(r"每|^[百千万](?:人|户|名|元)")  # 每万人|拥有|医生: of how many


# 新签约项目47个，|总投资80亿元: of what was just counted
_OF_PROJECTS = re.compile(
    r"(?:计划|协议|合同|意向|年度|当年)*(?:预计)?(?:总投资额?|投资额?|投资总额|合同金额|签约金额|协议金额)"
)
_HAS_COST = re.compile(r"(?:项目|工程|企业|基地)$")
# 市属国企营业收入100亿元、|利润总额3亿元: the owner goes on
_OWNS = late(
    rf"(?P<owner>[^、和及]{{2,}}?(?:国企|企业|产业|集团|公司|园区|开发区|高新区|经开区|保税区)){_MEASURE.pattern}"
)


class Owned(NamedTuple):
    """Where the thing begins behind its verb; ``text`` is it as written, with its owner where it is nothing without him."""

    start: int
    text: str
    owner: str | None
    sign: Direction | None
    wish: str | None


def read_owned(text: str, start: int, end: int) -> Owned | None:
    """What ``text[start:end]``, a subject behind its opening, owns behind a verb in its midst; None where there is none."""
    for verb in owning().finditer(text, start + _SHORTEST, end - 1):
        if text[verb.start() - 1] in _NOT_LAST or _OF_THE_DEED.match(text, verb.end(), end):
            continue
        begin = verb.end() + (text[verb.end()] == "了")
        if NAMED_BY_DEED.match(text, begin, end) or not _even(text, start, verb.start()):
            continue
        owner = _SIZE_OF_OWNER.sub("", text[start : verb.start()])
        how = _HOW.search(owner)
        owned = _owned(text, begin, end, owner[: how.start()] if how else owner, verb[0])
        if owned is not None:
            return owned._replace(wish=_wish(how[0])) if how else owned
    return None


def is_measure(name: str) -> bool:
    """Whether a name is nothing without its owner: 产值, 年销售收入."""
    return _MEASURE.fullmatch(name) is not None


def is_owner(name: str) -> bool:
    """Whether a name is that of who has things: 云河学院, 高新区; 四上企业 are what is counted."""
    return _HAS.search(name) is not None


def _wish(how: str) -> str | None:
    return "strive" if "力争" in how else "ensure" if "确保" in how else None


def _owned(text: str, begin: int, end: int, owner: str, verb: str) -> Owned | None:
    """What stands in ``text[begin:end]`` behind an owner and his verb."""
    opening = read_opening(text, begin, end)
    thing = text[opening.end : end]
    if len(thing) < _SHORTEST or len(owner) < _SHORTEST or _OF_SO_MANY.search(owner) or _goes_on(thing):
        return None
    named = owner[0] not in _NO_OWNER and _OWNER.search(owner) is not None
    sign: Direction | None = opening.sign or ("up" if "新增" in verb else None)
    measured = _MEASURE.fullmatch(text, begin, end) is not None
    if verb in _REAL and named and (measured or _LIMITED.search(owner) is None):
        return Owned(begin, owner + text[begin:end], None, sign, None)
    if measured or (sign == "up" and len(thing) == _SHORTEST):
        return Owned(begin, owner + verb + text[begin:end], None, sign, None) if named else None  # 新增|参保
    return Owned(opening.end, thing, owner if named and len(owner) <= _LONGEST_SCOPE else None, sign, None)


def _goes_on(thing: str) -> bool:
    """Whether another deed, a place of comparison or a rate of the deed ends what should be a thing: 示范基地、|争取专项资金; 园区考评中; 满意率."""
    piece = thing.rpartition("、")[2]
    deed = piece is not thing and (task_verbs().at(piece, 0, verb=True) or piece[0] in "年新再蝉")
    return bool(deed) or thing[-1] in "中上率"


def _even(text: str, start: int, end: int) -> bool:
    """Whether no quotation or bracket is open at ``end``."""
    return all(
        text.count(opens, start, end) == text.count(closes, start, end)
        for opens, closes in ("“”", "（）", "《》")
    )


def owner_of(measure: str, last: str) -> str | None:
    """Whose a bare measure is of what was told of right before it, ``last``; None where the words do not say."""
    if _OF_PROJECTS.fullmatch(measure):
        return last if _HAS_COST.search(last) else None
    owns = _OWNS.fullmatch(last) if _MEASURE.fullmatch(measure) else None
    return None if owns is None else owns["owner"]
