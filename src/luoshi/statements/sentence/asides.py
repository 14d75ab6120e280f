"""Numbers that say nothing to hold against reality: size classes, descriptions, durations, ratios to a plan.

``超10亿元项目18个`` counts 18 projects and no money; ``惠及3400万人的引水工程启动`` describes a project; ``连续13个月`` says how
long. Each is passed over with a reason, which the ledger lists under ``unused``.
"""

from collections.abc import Callable
from functools import cache

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.size_classes import is_size_class
from luoshi.statements.sentence.described import among_all, opens_the_next, says_what_it_makes, sizes_a_site
from luoshi.statements.sentence.planned import held_against
from luoshi.text.late import late

_CLASS = "级"  # 3000吨级航道, 5万吨级泊位
# 国家2类创新药: of which class the drug is
_DRUG = late(r"(?:创?新药|中药|生物制品|医疗器械)")
_SEVERAL = late(r"[两二三四五六七八九]个$")  # 实现“三个翻番”，即…: what the doublings are called
# 同全县28万人民想在一起, 离不开23万老区人民的付出: people are spoken of, not counted
_THE_PEOPLE = late(r"[\u4e00-\u9fff]{0,6}?(?:人民(?!币)|儿女|父老)")
# 24万农户, 18金5银, 8镇5乡 count without a measure word
_PERSONS = late(
    r"[\u4e00-\u9fff]{0,4}?(?:人|户|职工|学生|农民|群众|干部|教师|村民|居民)|[金银铜县区市乡镇村](?=[\d、，。；和]|$)"
)
_NOUN = late(r"[\u4e00-\u9fff“]")
# 10万吨锌锭项目, 30万千瓦光伏电站: what a project is built for; but 改造100公里农村公路 is how much.
_LENGTHS = frozenset({"公里", "亩", "米", "平方米", "平方公里"})
_CAPACITY = late(r"[^，。；、：（）\d]{1,14}?(?:项目|工程|生产线|技改|电站|机组|电厂|扩建)")
# 年产10万吨甲醇、东桥扩建等16个项目竣工: the capacity of one of the projects that are counted at the end
_ONE_OF_THE_PROJECTS = late(
    r"[^，。；：\n]{0,120}?等(?:一批|\d{1,4}个|[一二三四五六七八九十百]+[个大])?[^，。；：、\n]{0,8}(?:项目|工程|生产线)"
)
# 落实国务院安委会15条硬措施和省20条实施意见: what a superior's paper is called; but 出台20条惠企措施, 落实17项惠民政策
_RULES_BEFORE = 40
_OF_A_SUPERIOR = late(
    r"(?:落实|执行|贯彻)好?[^，。；：]{0,20}(?:国务院|安委会|中央|国家|自治区|[省市州](?:委|政府|级)?)[^，。；、：\d]{0,8}$"
)
_A_DOCUMENT = late(r"[^，。；、：\d]{0,6}(?:措施|意见|规定|办法)")
_NUMBERED = late(r"(?:[、和]第?[一二三]){0,2}次?产业")
# 空气质量优良天数4项指标: the number counts the list before it.
_LISTS = frozenset({"项", "个", "类", "大", "条", "方面"})
_APPOSITION = late(r"(?:主要|重点|约束性)?(?:指标|举措|措施|领域|环节|要素|方面)")
# 生产总值连跨3个千亿级台阶: how many steps, and not how high
_STEPS = late(r"[百千万亿元级新大]{0,6}(?:台阶|大关)")
_NEXT_OF_THEM = late(r"第[一二三四五六七八九十\d]{1,2}个$")
_QUOTATION = 60  # characters of a name in quotation marks
_LIST = 200  # characters of a list that a number sums up
# 惠及3400万人的引水工程, 总投资9亿元的滨河项目: the number belongs to a description of the noun that follows;
# 157项重大工程的241个项目 likewise. 新增100个的岗位 is a count all the same.
_ATTRIBUTE = late(r"的[^，。；、：]{2,}")
_OF_SO_MANY = late(r"的\d{1,5}[个项家][^，。；：\d]{0,30}(?:项目|工程|企业|基地)")
_DESCRIBES = late(r"[^，。；、：\d]{1,10}的(?=\d)")
# PM2.5浓度在全省7个传输通道城市中最优: among how many
_AMONG = late(r"[^，。；、：\d]{1,14}中(?:最|排|位|居|列|第|率先|唯一)")
_PLACED_AMONG = late(  # 在60个旅游城市中排第11位, 20个省会城市排第4
    r"[^，。；、：\d]{1,14}?中?(?:排名?|位居|位列|[居列])(?:全[国省市区])?第"
)
# 总投资近2亿元的南桥水厂, 融资6000多万元的供热工程: what it costs, about; 发放近亿元的贷款 is a sum
_INVESTED_IN = late(r"[投融耗]资$")
# 总投资9亿元、占地300亩的职教园区, 总投资9亿元120公里的公路项目: two descriptions of one noun
_AND_COVERS = late(
    r"(?:、(?:占地(?:面积)?|(?:总|规划)?建筑面积|全长|总长))?约?[\d.]{1,8}万?[余多]?(?:公里|亩|平方米|米)的[^，。；、：]{2,}"
)
# 9个设区城市优良天数增加12天: of how many places the value is
_OF_PLACES = late(r"设区的?城?市[^，。；、：\d]{2,20}?(?:率|天数|浓度|收入|总值|指数)[^，。；：、\d]{0,8}\d")
_FIRST_AMONG = late(r"[^，。；、：\d]{1,10}第[一二三四五六七八九十\d]")  # 位居15个同类城市第一
_PLACES_END = frozenset("居列排名在国省市区县")
_PLACED_IN = late(r"(?:位?居|位?列|排名?)在?(?:全[国省市区县])?$")
_MADE = "增建设成造"
# 签订45亿元的合作协议, 设立80亿元的产业基金: the sum of the thing itself
_SIGNED = ("签订", "签署", "授信", "设立")
_BATCH = late(r"(?:及?以上)?(?:上线|录取|本科|院校)")
# 占地270亩的职教园区投入使用, 用时长达5年以上的历史遗留问题: what it covers or how long it took describes the noun
_COVERS = late(r"(?<![建形完]成)(?<!新建)(?:占地(?:面积)?|建筑面积|总建筑面积)(?:约|近|超过?|达)?$")
_LASTS = late(r"长达$")
# 连续13个月, 近3年, 再延长30年: how long, and no value of the subject; but 办理时限压缩至3天 is one.
_DURATION = frozenset({"年", "个月", "月", "周", "天", "小时", "分钟", "秒", "日", "季度", "个季度"})
_A_RANK = late(
    r"(?:均|都)?(?:稳?位?居|[位名]列|排名?|荣?获|获评|跃居)?(?:全[国省市区县州]|全自治区)[^，。；、：\d]{0,4}(?:第|前)"
)
_IN_DAYS = ("good_air_days",)
_RUNNING = ("连续", "持续")
# 走过了别处8年乃至15年的发展历程, 用2年的时间: how long it took
_COURSE = late(
    r"(?:(?:乃至|甚至|至|到|或)\d{1,3}[多余]?(?:年|个月))?的[^，。；、]{0,4}(?:历程|时间|奋斗|努力)"
)
_STEEP = late(r"(?:[\d.]+万?亩|[^，。；、]{0,4}坡)")
_INSTITUTE = late(r"(?:电科|航天|中船|兵装|中核|中航)(?:集团)?$")


def aside(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """Why a number of the sentence ``text[start:end]`` is passed over whatever its subject, or None."""
    if quantity.dimension not in _RATES:
        left = quantity.span.start
        if text[left - 1] == "每":
            return "attribute"  # 每1000人口|拥有托位4.5个: of how many
        if (
            text[left - 1] == "个"
            and quantity.bound == "exact"
            and _NEXT_OF_THEM.search(text, max(start, left - 4), left)
        ):
            return "size_class"  # 第三个千亩茶园基地, 第二个百亿元产业
        if is_size_class(text, start, end, quantity):
            return "size_class"
        for says_nothing in _checks(quantity.unit, quantity.dimension):
            if (reason := says_nothing(text, start, end, quantity)) is not None:
                return reason
    return held_against(text, start, end, quantity)


@cache
def _checks(unit: str, kind: str) -> "tuple[_Check, ...]":
    return (*_OF_UNITS.get(unit, ()), *_OF_KINDS.get(kind, ()))


_BY_RANK = late(r"以(?:全[国省市区县州]|全自治区|总分|综合得分|得分|排名){0,2}$")


def _rank(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """前十, 以全国第三名入选, 第一、第三产业: no exact rank, how an honour was won, or a name."""
    if quantity.bound != "exact":
        return "rank_band"  # 前十, 前三: no exact ordinal
    left = quantity.span.start
    if left > 1 and text[left - 1] in "项个" and text[left - 2].isdigit():
        return "attribute"  # 其中6项前三、3项第一: the count tells it
    if "以" in text[max(start, left - 5) : left] and _BY_RANK.search(text, max(start, left - 8), left):
        return "attribute"  # 以全国第三名入选试点: how it came to the honour
    return "name" if _NUMBERED.match(text, quantity.span.end, end) else None  # 第一、第三产业: sectors


def _ratio(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """1.86：1: two numbers held against each other; of three it may be the structure of the sectors."""
    return "ratio" if len(quantity.parts) != 3 else None


def _multiple(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """“翻两番、三步走”, 几倍: a slogan or no number."""
    left, right = quantity.span.start, quantity.span.end
    if _SEVERAL.search(text, max(start, left - 4), left):
        return "name"
    # 明确了“翻两番、三步走”的奋斗目标: a slogan
    return "name" if text[left - 1] in '“"' and text[right : right + 1] not in '”"' else None


_WELL = late(r"[-－—]\d{1,3}号?(?:[油气]田|区块|[油气]?井|泊位|地块|线)")


def _bare(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """全县60万各族人民, “1+5+30”体系, 太行100山径赛: people addressed, or a part of a name."""
    left, right = quantity.span.start, quantity.span.end
    if _THE_PEOPLE.match(text, right, end):
        return "thanks"
    if text.startswith("°", right):
        return "name"  # 北纬30°展示馆
    quoted = text.rfind("“", max(start, left - _QUOTATION), left)
    if quoted >= 0 and text.find("”", quoted, left) < 0:
        return "name"  # 构建“1（县城）+5（中心镇）+30（中心村）”体系
    if _WELL.match(text, right, end):
        return "name"  # 临中19-6气田
    plain = quantity.bound == "exact" and quantity.core == quantity.span
    return "name" if plain and _is_name(text, left, right, end) else None


def _specifies(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """220千伏输变电工程, 300兆瓦光伏, 3岁以上人口: what a thing is like."""
    right = quantity.span.end
    # 城东220千伏、柳庄110千伏输变电工程
    listed = quantity.unit == "千伏" and text.startswith(("、", "和", "及", "（"), right)
    return "attribute" if listed or _NOUN.match(text, right, end) else None


def _drug(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """1类新药: the class of a thing."""
    return "attribute" if _DRUG.match(text, quantity.span.end, end) else None


def _times(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """连续5个季度位列全省第一, 3次全省第一: how often."""
    run = text.endswith(_RUNNING, start, quantity.span.start)
    return "duration" if run or _A_RANK.match(text, quantity.span.end, end) else None


def _lasting(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    left, right = quantity.span.start, quantity.span.end
    if text.startswith("连续", right):
        return "duration"  # 保持12年连续喷涌
    if _COURSE.match(text, right, end):
        return "duration"
    long = text.startswith("的", right) and _LASTS.search(text, max(start, left - 3), left)
    return "duration" if long else None


def _batch(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """本科二批以上上线人数: which batch of the entrance examination."""
    return "name" if _BATCH.match(text, quantity.core.end, end) else None


def _speed(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """首条时速350公里的高铁: how fast a thing is."""
    return "attribute" if text.endswith("时速", start, quantity.span.start) else None


def _covering(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """占地270亩的职教园区: what a thing covers."""
    left = quantity.span.start
    described = text.startswith("的", quantity.span.end) and _COVERS.search(text, max(start, left - 8), left)
    return "attribute" if described else None


def _steep(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """15度以下70万亩荒坡, 20度以上坡耕地: how steep."""
    return "attribute" if _STEEP.match(text, quantity.span.end, end) else None


def _institute(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """中电科八所, 航天九院: an institute by its number."""
    left = quantity.span.start
    return "name" if _INSTITUTE.search(text, max(start, left - 6), left) else None


# 出台推动经济整体好转33条, 落实人才新政27条、外贸16条: what a paper is about that is known by the number of its articles
_POLICY = late(
    r"(?:新政|(?:民营|总部|工业|县域|数字|实体)?经济|经济(?:发展|增长)|高质量发展|好转|向好|强[市省县区]|人才|外贸|外资|(?:民间|招商)?投资|营商环境(?:突出问题)?|信心|消费|稳增长|制造业|服务业|新能源汽车|黄金|活力|外摆”)$"
)
_ENDS = frozenset("，。；、！）\n")


def _of_a_paper(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """落实国务院安委会15条硬措施, 出台民营经济21条: a paper is called so."""
    left = quantity.span.start
    if (
        quantity.unit == "条"
        and text[quantity.span.end : quantity.span.end + 1] in _ENDS
        and _POLICY.search(text, max(start, left - 8), left)
    ):
        return "name"
    ruled = _A_DOCUMENT.match(text, quantity.span.end, end)
    return "name" if ruled and _OF_A_SUPERIOR.search(text, max(start, left - _RULES_BEFORE), left) else None


def _listed(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """优良天数等4项指标: the number counts the list before it."""
    left = quantity.span.start
    named = _APPOSITION.match(text, quantity.span.end, end) and "、" in text[max(start, left - _LIST) : left]
    return "apposition" if named else None


def _classes(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """13类50项民生实事: how they are classed."""
    return "attribute" if text[quantity.span.end : quantity.span.end + 1].isdigit() else None


def _piece(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """在60个旅游城市中排第11位, 跨上3个千亿级台阶: among how many, and how many steps."""
    left, right = quantity.span.start, quantity.span.end
    if _PLACED_AMONG.match(text, right, end):
        return "attribute"
    placed = text[left - 1] in _PLACES_END and _PLACED_IN.search(text, max(start, left - 8), left)
    if placed and _FIRST_AMONG.match(text, right, end):
        return "attribute"
    return "milestone" if _STEPS.match(text, right, end) else None


def _capacity(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """年产30万台的项目: what a thing can make."""
    made = text.endswith("年产", start, quantity.span.start)  # 年产30万台底盘项目
    return "attribute" if made and _CAPACITY.match(text, quantity.span.end, end) else None


def _physical(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """2兆瓦级, 50公里高速公路项目之一: what a thing is like."""
    right = quantity.span.end
    if sizes_a_site(text, end, quantity):
        return "size_class"
    if text.startswith(_CLASS, right) or says_what_it_makes(text, start, end, quantity):
        return "attribute"
    if quantity.unit in _LENGTHS:
        return _capacity(text, start, end, quantity)
    built = _CAPACITY.match(text, right, end) or _ONE_OF_THE_PROJECTS.match(text, right, end)
    return "attribute" if built else None


_ONE_OF = late(r"[^，。；、\d]{2,24}之一(?=[，。；、\n]|$)")


def _count(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """9个设区城市优良天数增加12天, 在60个城市中排第11位: of how many, or among how many."""
    left = quantity.span.start
    if text.startswith("设区", quantity.span.end) and _OF_PLACES.match(text, quantity.span.end, end):
        return "attribute"
    if _ONE_OF.match(text, quantity.span.end, end):
        return "name"  # 成为首批30家示范基地之一: no count of ours
    if opens_the_next(text, start, end, quantity) or among_all(text, end, quantity):
        return "attribute"
    among = "在" in text[max(start, left - 6) : left] and _AMONG.match(text, quantity.span.end, end)
    return "attribute" if among else _capacity(text, start, end, quantity)


def _amount(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """惠及3400万人的引水工程: the number describes the noun behind it."""
    left, right = quantity.span.start, quantity.span.end
    if text[left - 1] == "以" and text.startswith("为", right):
        return "attribute"  # 以5万元为一档
    exact = quantity.bound == "exact" or _INVESTED_IN.search(text, max(start, left - 3), left)
    if not exact or text[left - 1] in _MADE or text.endswith(_SIGNED, start, left):
        return None
    if text[left - 2 : left] == "投资" and _OF_SO_MANY.match(text, right, end):
        return None  # 总投资26亿元的|9个项目: of all of them together
    described = _ATTRIBUTE.match(text, right, end) or _DESCRIBES.match(text, right, end)
    if not described and text[left - 2 : left] == "投资":
        described = _AND_COVERS.match(text, right, end)
    return "attribute" if described else None


_Check = Callable[[str, int, int, Quantity], str | None]
_RATES = frozenset({"percent", "points", "fraction"})
# What a number may be besides a value, by its kind and by its unit.
_OF_KINDS: dict[str, tuple[_Check, ...]] = {
    "rank": (_rank,),
    "ratio": (_ratio,),
    "multiple": (_multiple,),
    "bare": (_bare,),
    "physical": (_physical,),
    "count": (_count, _amount),
    "money": (_amount,),
}
_OF_UNITS: dict[str, tuple[_Check, ...]] = {
    **dict.fromkeys(("千伏", "兆瓦", "蒸吨", "吨级", "岁"), (_specifies,)),
    **dict.fromkeys(_DURATION, (_lasting,)),
    **dict.fromkeys(("季度", "个季度"), (_times, _lasting)),
    **dict.fromkeys(("次", "届", "轮"), (_times,)),
    **dict.fromkeys(_LENGTHS, (_covering,)),
    **dict.fromkeys(_LISTS, (_listed,)),
    **dict.fromkeys(("条", "项"), (_of_a_paper, _listed)),
    "公里": (_speed, _covering),
    "批": (_batch,),
    "类": (_drug, _classes, _listed),
    "度": (_steep,),
    "所": (_institute,),
    "个": (_piece, _listed),
}


def _is_name(text: str, left: int, right: int, end: int) -> bool:
    """太行100山径赛, 平安110行动: a noun counted without a measure word; 24万农户 and 旅游人次500万 count."""
    return (
        text[left:right].isdigit()
        and _NOUN.match(text, right, end) is not None
        and not _PERSONS.match(text, right, end)
    )


def is_duration(text: str, quantity: Quantity, sense: str | None, indicator: str | None) -> bool:
    """Whether a number of years or days says how long, under a predicate of that ``sense``."""
    if quantity.unit not in _DURATION or (indicator in _IN_DAYS and quantity.unit == "天"):
        return False
    if sense not in ("grow", "reach", "level"):
        return True
    near = text[max(0, quantity.span.start - 2) : quantity.core.start + 2]
    return quantity.unit in ("年", "个月", "个季度") and any(word in near for word in _RUNNING)
