"""The noun after a number: 建设43.4万亩高标准农田, 提供10万个就业岗位, 压减20%的一般性支出."""

import re
from collections.abc import Callable
from typing import NamedTuple

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.size_classes import SPENT_ON
from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import Opening, read_opening
from luoshi.text.late import late
from luoshi.vocabulary.noun_ends import noun_end
from luoshi.vocabulary.verbs import task_verbs

# 14个县（市）供水一体化, 620家工厂及商（协）会
_VARIANT = r"（(?:市|区|县|镇|乡|旗|协|场|街道|社区|市、区|区、市|县、区|市、县)）"
_DISTRICTS = frozenset("县市区旗乡镇")
# 公路4条〔8〕竣工: a note ends the noun too
_TEXT = r"[^，。；、：（）“”〔［\[\d\n]"
_NOUN = late(
    rf"(?:省、市(?:、县)?)?{_TEXT}{{1,24}}(?:“[^”，\n]{{1,16}}”{_TEXT}{{0,16}})?(?:{_VARIANT}[^，。；、：（）“”\d\n]{{0,16}})?"
)
_BRACKET = late(r"（[^（）]{1,6}）")  # 462套（间）保障性住房, 3个县（市）
_LASTING = late(r"长达\d{1,3}(?:年|个月|天)(?:以上|之久|左右)?的")  # 8个长达6年以上的遗留问题
# 5万名35—64岁妇女, 180个60户以上连片村寨
_AGED = late(
    r"(?:\d{1,2}(?:[-—－~～至]\d{1,2})?周?岁(?:以上|及以上|以下)?|\d{1,4}户(?:以上|及以上))的?(?=[\u4e00-\u9fff])"
)
# 3个5万吨级码头, 6个800平方米以上社区用房: of which class
_CLASSED = late(
    r"[2-5]A级(?:及?以上)?|\d{1,2}分钟(?=[\u4e00-\u9fff]{2,8}圈)|\d{1,5}(?:万?吨级(?:及?以上)?|[百千万]?(?:平方米|户|张床位|亩|人|元|公里)(?:及?以上)的?)(?=[\u4e00-\u9fff])"
)
# 40个|投资5000万元以上的|重点项目, 60个超20亿元工业项目, 8户年交易额2000万元以上批发企业: the amount is a part of the name
_OF_A_SIZE = late(
    r"(?:(?:固定资产|总|年|计划)*(?:投资|产值|营收|营业收入|主营收入|主营业务收入|销售收入|收入|交易额|销售额|纳税|税收|市值|估值)(?:额|总额)?)?(?:超过|超|过|达|突破)?"
    r"[\d.]{1,8}[百千]?[万亿]元?(?:及?以上|级)?的?(?=[^，。；、：（）“”\d\n]{0,12}(?:项目|企业|园区|产业|集群|工程|平台|公司))"
)
_SIZE_FIRST = frozenset("固总年计投产营销主收交纳税市估超过0123456789")
# 设立80亿元的|智能装备、新材料等产业投资基金, 20个|道路、桥梁等基础设施项目: the head of the list stands at its end
_LIST_OF = late(
    r"(?:、[^，。；、：（）“”\d\n]{1,10}){1,5}等[^，。；、：（）“”\d\n]{0,10}?(?:基金|项目|工程|企业|产业|设施|平台|场所|产品|领域|行业)(?![\u4e00-\u9fff])"
)
# 36件人大代表议案、建议，: the list goes on to the end of its clause
_LIST_ON = late(r"(?:、[^，。；、：（）“”\d\n百千万亿一二三四五六七八九十两几]{2,10}){1,4}(?=[，。；\n]|$)")
_QUOTED = late(r"(?:(?:国家|自治区|国省|省市|[省市区县州])级?)?“[^”\n]{1,20}”[^，。；、：（）\d\n]{0,16}")
# 9.6万名残疾人|参加培训, 8个县|脱贫出列, 为260户家庭|提供住房; but 5个脱贫村, 3家提供商
_DID = late(
    r"(?<=[\u4e00-\u9fff])(?:(?:积极|踊跃|免费|稳定|全部|平等|相继|均|都)*"
    r"(?:参加|参与(?!度)|接受|实行|(?<!稳定)脱贫(?:$|(?=[出摘]))|建有|开通|享受|受益(?![面人])|提供(?![商者]))|(?<=[人员户生民众童])(?:免费|统一)*(?:发放|安装))"
)
_DID_CHARS = frozenset("参受行贫有通享益供放装")  # one of them is in each
# 85家企业|“智改数转”, 47个高频事项|“一事联办”: what was done stands in quotation marks
_SAID_OF = late(r"(?<=事项|企业|项目|人口|医院|服务)“[^”]{2,10}”$|(?<=村)“(?:清零|村村通|户户通)”$")
# 21个|发展提升类项目, 12家成长型企业: a verb that names a kind ends no noun
_KIND_OF = late(r"[\u4e00-\u9fff]{2,6}(?<!分)[类型](?=[\u4e00-\u9fff])")
# 36个街区品质|提升项目, 280个绿色低碳|高质量发展重大项目, 35项|为民办实事项目: words of the name, that end no noun
_IN_THE_NAME = late(
    r"(?:提升|高质量发展)(?:重大|重点|改造)*(?:项目|工程|措施|举措|政策|意见|条例)|^为民(?=[办服]|实事)"
)
_LEVEL_WORD = r"(?:国家|自治区|省|市|县|区|部|厅|处|科|[十百千万]亿|亿元)?(?:级|重点|重大|列)"
_LEVEL_ALONE = late(_LEVEL_WORD)
_LISTED_LEVEL = late(
    rf"(?:、\d+[个家项条座处户所件名]{_LEVEL_WORD}){{0,6}}[、和]\d+[个家项条座处户所件名]{_LEVEL_WORD}((?:(?!均|进行|全部|分别|已|完成|开工|提档|[是在被获的]|(?<!作)为|入选)[^，。；、：“”\d]){{2,10}})"
)
# 突破10亿元大关, 跨上万亿元新台阶: a milestone, and no noun that is counted
_SPENT_ON = late(SPENT_ON)
_PUT_IN = late(
    r"投资(?:总?额|资金)?(?:共|累计|约|近)?$"
)  # 投资1.2亿元|建设滨河公园: the sum is the investment
_FUNDS = ("资金", "经费", "补助", "贷款", "专项")  # 争取1200万元改造资金
_FOR_WHOM = frozenset("为向给对")
_FIRMS = late("(?:银行业?|金融)机构")  # 4家金融机构; before 贷款余额 the words only open a clause
# 13条道路建设, 62个农村客运站建设任务, 1.2万个新建项目建设: the roads, stations and projects are so many
_PLACES = frozenset("个条座所家处栋")
_BUILT = late(
    r"(?<=项目|工程|园区|基地|中心|平台|广场|小区|厂房|网点)(?:的?建设(?:任务|工作)?|进度)$"
    r"|(?<=[\u4e00-\u9fff][站场馆院园校路桥厂库村点室道港口])的?建设(?:任务|工作)?$"
)
# Units of what has a name: of 30项|整改任务 the verb is a part; 300人|享受补贴, 2亿元|建设医院 tell what became of them.
_NAMED_THINGS = frozenset("个项条家座处所件栋")
_HAS = late(
    r"(?<![和与及、])(?:年度?|累计|完成|实现|增加|新增)?(?:总?投资额?|占比|营业收入|营收|总?产值|增加值|销售收入|利润总额|税收)(?:完成率)?(?:同比|均|分别|累计|平均|合计)*$"
)
_NEXT_VALUE = late(r"[^，。；：、\d]{0,6}\d")  # 达84%, 增长6%
_DEED = late(r"[\u4e00-\u9fff]{2,4}")
_PIECES = ("条", "段", "座", "处")  # 12条60公里县乡公路
_LENGTHS = ("公里", "米", "平方米", "亩")
_GROUPS = ("户", "宗", "组", "批", "起")  # what holds several of what the next number counts
# 完整性指数提升2个等级: how far it moved; 外贸18条等系列政策: what sums the list up
_NO_NOUN = ("等级", "位次", "名次", "等系列", "等一系列", "等政策")
_INDICATORS = ("主要经济指标", "经济指标", "主要指标")
_PLACE = late("(?:前[三五十列]|第[一二三]|首位)(?=[，、；。]|$)")  # 其中6项|前三
_STEP = late(r"的?(?:[两三四五]个)?[新大]*(?:台阶|大关|关口|门槛|关卡)")
_STEP_FIRST = frozenset("的新大台关门两三四五")


class _Behind(NamedTuple):
    """What stands behind a number: its noun begins at ``after``, with ``begin`` before words of size (60岁以上|老人), and is ``length`` long.

    ``stop`` is where a predicate begins in the noun's words, ``kind`` the class of things that they begin with.
    """

    text: str
    end: int
    quantity: Quantity
    begin: int
    sized: bool
    after: int
    noun: str
    length: int
    stop: re.Match[str] | None
    kind: re.Match[str] | None


def read_counted(
    text: str, lead: int, end: int, quantity: Quantity, places: tuple[str, ...]
) -> Subject | None:
    """What the number counts, where that stands behind it; ``lead`` is where its clause begins."""
    after = _counts_from(text, lead, end, quantity)
    behind = None if after is None else _behind(text, after, end, quantity)
    subject = None if behind is None else _first_reading(behind, places)
    if behind is None or subject is None:
        return None
    for mend in _MENDS:
        subject = mend(subject, behind)
    opening = read_opening(text, lead, quantity.span.start)
    first = quantity.span.start
    if text[first - 1] in _FOR_WHOM and lead == first - 1 and behind.stop is not None:
        first = lead  # 为260户家庭提供了住房保障
    if quantity.dimension == "money" and _is_spent(behind, lead, opening):
        return None
    return subject._replace(
        left=lead if opening.end > lead else first,
        sign=subject.sign or opening.sign,
        acts=subject.acts or opening.acts,
        scope=subject.scope or opening.scope,
        modality=opening.modality,
    )


def _counts_from(text: str, lead: int, end: int, quantity: Quantity) -> int | None:
    """From where on the noun is looked for; None where a number of this kind counts nothing."""
    after = quantity.span.end
    if quantity.dimension in ("percent", "fraction"):
        if text.startswith("的", after):
            return after + 1
        if after + 1 >= end or read_opening(text, lead, quantity.span.start).end < quantity.span.start:
            return None  # 70%村集体经济组织收入超 opens its clause; 增长5%左右 does not
        return after
    return after if quantity.dimension in ("count", "physical", "money", "bare") else None


def _behind(text: str, after: int, end: int, quantity: Quantity) -> _Behind | None:
    """The noun behind the number and where it ends; None where none stands there."""
    if text.startswith("（", after) and (bracket := _BRACKET.match(text, after, end)):
        after = bracket.end()
    begin = after
    after, sized = _past_sizes(text, after, end)
    found = _QUOTED.match(text, after, end) or _NOUN.match(text, after, end)
    if found is None or step_end(text, after) > after or text.startswith(_NO_NOUN, after):
        return None
    if text[after] in "前第首" and _PLACE.match(text, after, end):
        return None
    noun = found[0]
    if "（" in noun and quantity.unit == "个" and noun[noun.index("（") - 1] in _DISTRICTS:
        noun = noun[: noun.index("）") + 1]  # 14个县（市）|供水一体化; but 2所县（区）医院
    kind = _KIND_OF.match(noun)
    stop, length = _noun_ends(noun, kind)
    if stop is None:
        length = _list_ends(text, after, length, end)
    return _Behind(text, end, quantity, begin, sized, after, noun, length, stop, kind)


def _past_sizes(text: str, after: int, end: int) -> tuple[int, bool]:
    """Past words that say how large or how old the things are, and whether any do: 50个|亿元以上|项目, 120名|60岁以上|老人."""
    sized = False
    if text[after : after + 1].isdigit():
        for pattern in (_CLASSED, _AGED):
            if size := pattern.match(text, after, end):
                after, sized = size.end(), True
    if text[after : after + 1] in _SIZE_FIRST and (amount := _OF_A_SIZE.match(text, after, end)):
        after, sized = amount.end(), True
    if text.startswith("长", after) and (lasting := _LASTING.match(text, after, end)):
        after = lasting.end()
    return after, sized


def _noun_ends(noun: str, kind: re.Match[str] | None) -> tuple[re.Match[str] | None, int]:
    """The predicate that begins in the words of ``noun`` (None: all of them are the noun), and how long the noun is."""
    stop = _stop(noun, kind.end() if kind else 0)
    if stop and (named := _IN_THE_NAME.match(noun, stop.start())):
        stop = _stop(noun, named.end())
    length = stop.start() if stop else len(noun)
    if noun.endswith("”", 0, length) and (said := _SAID_OF.search(noun, 0, length)):
        stop = stop or said
        length = said.start()
    if not _DID_CHARS.isdisjoint(noun) and (did := _DID.search(noun, 0, length)):
        return did, did.start()
    return stop, length


def _list_ends(text: str, after: int, length: int, end: int) -> int:
    """How long the noun is with what is listed behind it: 12件|议案、建议."""
    if text.startswith("、", after + length) and (several := _LIST_OF.match(text, after + length, end)):
        return several.end() - after
    if (more := _LIST_ON.match(text, after + length, end)) and _nouns(more[0]):
        return more.end() - after
    return length


def _first_reading(behind: _Behind, places: tuple[str, ...]) -> Subject | None:
    text, after, length = behind.text, behind.after, behind.length
    subject = read_subject(text, after, after + length, places, behind=True) if length else None
    if subject is None and _FIRMS.fullmatch(behind.noun, 0, length) is not None:
        return Subject(after, after + length, after, behind.noun[:length], None)
    return subject


def _sums_up(subject: Subject, behind: _Behind) -> Subject:
    """12项|主要经济指标增速: so many indicators, and no indicator itself."""
    if subject.indicator is None and subject.start > behind.after and behind.noun.startswith(_INDICATORS):
        return subject._replace(start=behind.after, text=behind.text[behind.after : subject.end])
    return subject


def _has_a_name(subject: Subject, behind: _Behind) -> Subject:
    """30项|整改任务: of a thing that has a name the verb is a part of it."""
    if not subject.acts or subject.indicator is not None or behind.quantity.unit not in _NAMED_THINGS:
        return subject
    stop = behind.after + behind.length
    name = read_opening(behind.text, behind.after, stop, named=True)
    return subject._replace(
        start=name.end, text=behind.text[name.end : stop], scope=name.scope, sign=None, acts=False
    )


def _of_its_size(subject: Subject, behind: _Behind) -> Subject:
    """50个|亿元以上项目: the size is a part of what is counted."""
    if not behind.sized or subject.indicator is not None:
        return subject
    return subject._replace(start=behind.begin, text=behind.text[behind.begin : subject.end], partial=False)


def _of_its_kind(subject: Subject, behind: _Behind) -> Subject:
    """What begins with a kind of thing loses nothing at its head."""
    if behind.kind is None or subject.start <= behind.after or subject.indicator is not None:
        return subject
    return subject._replace(start=behind.after, text=behind.noun[: behind.length], sign=None, acts=False)


def _of_a_level(subject: Subject, behind: _Behind) -> Subject:
    """43个省重大、468个市重点项目, 4名处级和15名科级干部: the noun stands behind the last of the list."""
    text, after, noun = behind.text, behind.after, behind.noun
    alone = behind.length - 1 if noun.endswith("和") else behind.length
    stop = after + alone
    if text[stop : stop + 1] not in "、和" or _LEVEL_ALONE.fullmatch(text, after, stop) is None:
        return subject
    shared = _LISTED_LEVEL.match(text, stop, behind.end)
    return (
        subject
        if shared is None
        else subject._replace(start=after, scope=None, text=noun[:alone] + shared[1])
    )


def _that_is_built(subject: Subject, behind: _Behind) -> Subject:
    """13条道路|建设: the roads are so many."""
    if behind.quantity.unit not in _PLACES or subject.indicator is not None:
        return subject
    built = _BUILT.search(subject.text)
    return subject if built is None else subject._replace(text=subject.text[: built.start()])


def _that_has_it(subject: Subject, behind: _Behind) -> Subject:
    """20条重点产业链|营业收入增长6%: so many chains, and the next number is what they have."""
    stop = behind.after + behind.length
    has = _HAS.search(subject.text) if subject.indicator is None and subject.end == stop else None
    if has is None or _NEXT_VALUE.match(behind.text, stop, behind.end) is None:
        return subject
    owner = subject.scope if subject.partial and subject.scope else ""
    name = owner + subject.text[: has.start()]
    return (
        subject._replace(text=name, end=subject.end - len(has[0]), scope=None, partial=False)
        if len(name) > 1
        else subject
    )


_MENDS: tuple[Callable[[Subject, _Behind], Subject], ...] = (
    _sums_up,
    _has_a_name,
    _of_its_size,
    _of_its_kind,
    _of_a_level,
    _that_is_built,
    _that_has_it,
)
"""What a noun behind a number is, beyond what a noun before its value is; each looks at what those before it made."""


def _is_spent(behind: _Behind, lead: int, opening: Opening) -> bool:
    """投资1200万元改造老旧小区|12个, 投资9500万元建设保障性住房: what a sum was spent on is no name of it."""
    if not _SPENT_ON.match(behind.noun) or behind.noun.endswith(_FUNDS):
        return False
    start, stop = behind.quantity.span.start, behind.after + behind.length
    return bool(
        (opening.acts and opening.end >= start)
        or _PUT_IN.search(behind.text, lead, start)
        or behind.text[stop : stop + 1].isdigit()
    )


def _stop(noun: str, begin: int) -> re.Match[str] | None:
    """Where the noun ends and its predicate begins; nothing ends it inside quotation marks (“云上山居图样板区”)."""
    if "“" not in noun:
        return noun_end().search(noun, begin)
    for stop in noun_end().finditer(noun, begin):
        if noun.count("“", 0, stop.start()) == noun.count("”", 0, stop.start()):
            return stop
    return None


_DOES_FIRST = frozenset("创抢拓搬走逆达登")  # 3枚金牌、创历史最好成绩


def _nouns(listed: str) -> bool:
    """Whether the pieces of ``、议案、建议`` are nouns: none a deed, none with a predicate."""
    verbs = task_verbs()
    return not any(
        piece[0] in _DOES_FIRST
        or verbs.at(piece, 0, verb=True)
        or noun_end().search(piece)
        or read_opening(piece, 0, len(piece)).end
        for piece in listed[1:].split("、")
    )


# 8%左右的增长目标, 10%的税率: a rate that the noun itself is
_IS_RATE = late("率|增速|速度|幅度|目标|预期|水平|增长|涨幅|比例|比重|要求|指标|数量")
_UNITS_OF = late(
    r"(?:行政村|自然村|[村社]区|乡镇|村庄|农户|家庭|学校|企业|群众|市民|居民|村)[\u4e00-\u9fff]"
)  # 90%以上|行政村通公交车


def shares(text: str, subject: Subject | None, quantity: Quantity) -> bool:
    """Whether a rate says how many of what stands behind it are so: 85%以上的|行政村建有超市."""
    return (
        subject is not None
        and subject.indicator is None
        and quantity.dimension in ("percent", "fraction")
        and (text.startswith("的", quantity.span.end) or _UNITS_OF.match(text, quantity.span.end) is not None)
        and subject.start >= quantity.span.end
        and _IS_RATE.search(subject.text) is None
    )


def read_pair(
    text: str, lead: int, end: int, quantity: Quantity, following: Quantity, places: tuple[str, ...]
) -> Subject | None:
    """What two numbers count together: 754户3735人脱贫, 15宗95栋违建别墅; but 5家100张床位以上的机构 has its beds described."""
    counts = quantity.unit in _GROUPS and following.dimension == "count"
    counts = counts or (quantity.unit in _PIECES and following.unit in _LENGTHS)
    between = text[quantity.span.end : following.span.start]
    if between[:1] == "、" and quantity.unit == following.unit and _only_acts(text, lead, quantity):
        # 新建30个、修缮12个村级养老站: two deeds done to what stands behind the second
        if not _DEED.fullmatch(text, quantity.span.end + 1, following.span.start):
            return None
        counted = read_counted(text, quantity.span.end, end, following, places)
        return counted and counted._replace(left=min(lead, counted.left))
    people = quantity.unit == "户" and following.unit == "人"  # 实现914户、2377人稳定脱贫
    joined = not between or (people and between == "、")
    if not counts or not joined or not quantity.bound == following.bound == "exact":
        return None
    counted = read_counted(text, lead, end, following, places)
    return counted and counted._replace(left=min(counted.left, quantity.span.start))


def _only_acts(text: str, start: int, quantity: Quantity) -> bool:
    """Whether nothing but a deed stands between ``start`` and the number."""
    opening = read_opening(text, start, quantity.span.start)
    counts = quantity.dimension in ("count", "physical")
    return opening.acts and opening.end >= quantity.span.start and counts


def step_end(text: str, start: int) -> int:
    """Where the milestone that stands at ``start`` ends (突破10亿元|大关), ``start`` itself where none does."""
    if text[start : start + 1] not in _STEP_FIRST:
        return start
    step = _STEP.match(text, start)
    return step.end() if step else start


def place_end(text: str, start: int) -> int:
    """Behind the place that so many have (其中6项|前三), ``start`` itself where none stands there."""
    place = _PLACE.match(text, start) if text[start : start + 1] == "前" else None
    return place.end() if place else start
