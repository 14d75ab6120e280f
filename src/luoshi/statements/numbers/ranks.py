"""The predicate before a number, ranks among them: 排全区第2位, 总量和增速均居全国第5位."""

from luoshi.quantities.quantity import Quantity
from luoshi.statements.words.predicates import Predicate, read_predicate
from luoshi.text.late import late

# 总量和增速均居全国第5位: heads that stand for the subject before.
GENERIC = frozenset(
    [
        "总额",
        "保有量",
        "存量",
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
    ]
)
OF_GROWTH = frozenset({"增速", "增幅", "增长率"})  # those of them that are told of how it moved
# 排全区第2位, 居全省地级市第一, 居沿海省市第6位: the verb of a rank and those among whom it counts
_VERB = r"(?:均|都|分别|继续|分(?=居))*(?:排名?在?|稳?位?居|[位名]列|列|蝉联|保持|跃居|跃升至?|升至|前移至|上升至|达到|实现|成为)"
_ALL = r"(?:全[国省市区州县盟]|全自治区)?(?:\d{1,3}个)?"
_KIND = "(?:城市|地区|县区|省份|省市|省区|示范区|开发区|高新区|经开区|地级市|设区市|县市|区县)"
_PLACED = r"(?:各[市县区])?[中内]?(?:排名|排|位次|[位]列|位居|居|列)?(?:并列)?"
_RANKED = late(
    # 进出口总额|居省会城市第7位: without a verb, or 在, nothing tells where those begin among whom it counts
    rf"{_VERB}在?{_ALL}(?:[\u4e00-\u9fff]{{0,6}}{_KIND})?{_PLACED}$|在{_ALL}(?:[\u4e00-\u9fff]{{0,6}}{_KIND})?{_PLACED}$"
    rf"|(?:均|都|分别|继续|分(?=居))*{_ALL}(?:(?:省会|沿海|同类|副省级|(?<=、)[\u4e00-\u9fff]{{1,4}}?)?{_KIND})?{_PLACED}$"
    # 考评排名云岭|第二: among those of a province that the sentence names
    r"|(?:排名|位居|位列)[\u4e00-\u9fff]{2,3}$"
)
# 货运量|连续4年排全国沿海第一, 河东区经济运行|3次全省第一: for how long or how often opens the predicate
_RUN = late(
    r"(?:连续(?:\d{1,2}|[一二两三四五六七八九十])(?:年|个月|个?季度|次|届|轮)|(?<![\d第])\d{1,2}次)[^，。；、：\d]{0,14}$"
)
_LONGEST_RUN = 24
_RATES = ("percent", "points", "fraction", "multiple")


def predicate_before(text: str, lead: int, quantity: Quantity) -> Predicate:
    """The predicate that ends at the number, in the clause from ``lead`` on; a rank's verb may name those it is among."""
    stop = quantity.span.start
    if quantity.dimension == "rank":
        return _of_rank(text, lead, stop)
    rate = quantity.dimension in _RATES or quantity.unit == "位"  # 较上年提升2位
    predicate = read_predicate(text, lead, stop, rate=rate)
    of = text[stop - 1] == "的" and not predicate.share and not predicate.origin
    of = of and quantity.dimension in ("percent", "fraction")  # but 是上年的2.5倍
    if rate and predicate.sense is None and of:
        return predicate._replace(share=True, whole="")  # 总发电量的31.8%
    return predicate


def _of_rank(text: str, lead: int, stop: int) -> Predicate:
    end = stop
    ranked = _RANKED.search(text, lead, stop)
    if ranked:
        stop = ranked.start()
    if run := _RUN.search(text, max(lead, end - _LONGEST_RUN), end):
        stop = min(stop, run.start())
    generic = text[lead:stop] in GENERIC
    predicate = read_predicate(text, stop if generic else lead, stop)
    if ranked and ranked[0].startswith(("均", "都")):
        predicate = predicate._replace(flags=predicate.flags | {"all"})  # 开工率、竣工率均居全省第一
    return predicate._replace(sense="level") if generic or not predicate.sense else predicate
