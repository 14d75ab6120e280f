"""Ranks and ordinals: ``第7位``, ``居全国第三``, ``首位``, ``前十``; ``第二批``, ``第一时间``."""

from decimal import Decimal

from luoshi.quantities.measure import Found, number_at
from luoshi.quantities.page import Page
from luoshi.quantities.quantity import Quantity
from luoshi.text import Span
from luoshi.text.late import late

# What says in the same clause that places are being counted: 居全国第3、列中部六省第一、增速第二.
_CUE = late(
    r"居|列|排名|排位|排第|位次|名次|升至|升到|跃升|跃居|前移|保持|进入|跻身|全国|全省|全市|全区|全州|全县|世界|全球|国内|省内|"
    r"西部|中部|东部|[苏皖浙鲁豫冀晋粤桂川渝黔滇湘鄂赣闽琼陕甘][东西南北中]|沿海|同类|直辖市|地级市|城市|[省市区州县盟]第|蝉联|获|得分|综合|总量|增速|规模|数量|均|分别"
)
_WINDOW = late(r"[^。；！？\n]*$")
# What may follow a rank: the clause ends or goes on. After anything else 第一 is an ordinal: 第一大市, 第二批.
_CLOSES = late(
    r"(?:位|名(?![单优牌额校师]))|(?=[，。；、：（）”！？\n,;]|和|及|与|并|且|$)"
)  # 居全省第7（上升3位）
_BEFORE_IDIOM = late(r"(?:放|摆|排|挺|抓|作为|当作|视为)(?:在|到)?(?:了)?$")
_DATE = late(r"(?:[一二三四1-4])?(?:个)?(?:季度|年|月|天)")
_DOCUMENT = late(r"号|条|章|款|页")


def ordinal(page: Page, sign: int) -> Found | None:
    """What begins with the 第 at ``sign``."""
    text = page.text
    number = number_at(text, sign + 1)
    if number is None:
        return None
    value, _, end = number
    closing = _CLOSES.match(text, end)
    if closing and value >= 1 and value == value.to_integral_value():
        listed = closing[0] in ("位", "名")
        idle = _BEFORE_IDIOM.search(text, max(0, sign - 5), sign)
        if idle and text[sign - 1] == "排" and (value > 1 or text[sign + 1].isascii()):
            idle = None  # 在168个重点城市中排第16位
        window = text[max(0, sign - 24) : sign]
        tail = _WINDOW.search(window)
        if not idle and (listed or (tail and _CUE.search(tail[0]))):
            span = Span(sign, closing.end())
            return Quantity(span, span, value, value, "exact", "位", "rank")
    if page.plain:
        span = Span(sign, end)
        return Quantity(span, span, value, value, "exact", "", "rank")
    if date := _DATE.match(text, end):
        return page.other(sign, date.end(), "date")
    if word := _DOCUMENT.match(text, end):
        return page.other(sign, word.end(), "document")
    return page.other(sign, end, "ordinal")


_TOP_CUE = late(
    r"居|列|位|入|身|进|省|国|市|区|州|县|界|球|部|排名|保持|稳定在|到|名|其|量|速|冲刺|争|比|海|内|业"
)
_STANDS = late(r"(?:跻身|进入|位居|位列|名列|稳居|保持|排名|跃居|居)[^，。；、\d]{0,16}$")
_TOP_CLOSES = late(
    r"(?:位|名(?![单优牌额校师])|强(?!化|[省市县]))|(?=[，。；、：）”！？\n]|$|的|行列|和|之列)"
)
_TOP_SHARE = frozenset("国省市区州县界球入列居、")
_TOP_DATE = late(r"(?:个)?(?:季度|月|年|天|日|期|次|届|批|半|排)|[-—至到][0-9]{1,2}个?月")


def top(page: Page, sign: int) -> Found | None:
    """What begins with the 前 at ``sign``: ``前10位``, ``全国前三`` (at most that place); ``前三季度``; None else."""
    text = page.text
    number = number_at(text, sign + 1)
    if number is None:
        return None
    value, places, end = number
    date = _TOP_DATE.match(text, end)
    if date:
        return page.other(sign, date.end(), "date")
    if text[end : end + 1] in ("%", "‰") and text[sign - 1] in _TOP_SHARE:
        return page.other(sign, end + 1, "ordinal")  # 进入全国前30%、前40%
    closing = _TOP_CLOSES.match(text, end)
    if closing is None or places or value > 1000 or value < 1:
        return None
    cued = _TOP_CUE.match(text[sign - 1 : sign]) or _STANDS.search(text, max(0, sign - 20), sign)
    if not closing[0] and not cued:
        return None
    span = Span(sign, closing.end())
    return Quantity(span, span, None, value, "at_most", "位", "rank")


_FIRST_CUE = late(
    r"居|列|占|获|全国|全省|全市|全区|全州|世界|全球|各省|地市|中部|西部|东部|城市|[省市区县]|第|升至|蝉联|保持|稳居"
)
_TOP_OF_LIST = late(r"[居列登领占夺](?:[\u4e00-\u9fff]{0,6})$|蝉联$")
_FIRST_IDLE = late(r"(?:放|摆|挺|作为|突出)(?:在|到|于)?(?:了)?(?:[\u4e00-\u9fff]{0,4}的?)$")


def first(page: Page, start: int) -> Found | None:
    """``位居全省首位``, ``位列榜首`` are rank 1; ``摆在首位``, ``首位度``, ``首批`` are not."""
    text = page.text
    if text[start - 1 : start] == "榜" and _TOP_OF_LIST.search(text, max(0, start - 9), start - 1):
        span = Span(start - 1, start + 1)
        return Quantity(span, span, Decimal(1), Decimal(1), "exact", "位", "rank")
    if text[start : start + 2] != "首位" or text[start + 2 : start + 3] in ("度", "产", "城", "的"):
        return None
    if _FIRST_IDLE.search(text, max(0, start - 8), start):
        return None
    if not _FIRST_CUE.search(text, max(0, start - 8), start):
        return None
    span = Span(start, start + 2)
    return Quantity(span, span, Decimal(1), Decimal(1), "exact", "位", "rank")
