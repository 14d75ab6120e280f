"""Among whom a thing stands, before its rank: 空气质量指数|稳居都市圈|首位, 农民收入|保持苏北|第一, 锡产量|全球|第一."""

import re

from luoshi.statements.words.openings import read_opening
from luoshi.text.late import late

_ADVERB = r"(?:在?全[国省市区州县]|继续|仍|均|都|首次|成功|分别|一直|[连持]续[^，。；、]{1,5}(?:年|季度|个月)|多年)*"
# 居民, 系列, 排水 and 保持稳定 are no verbs of standing
_STANDS = late(
    rf"{_ADVERB}(?:跃居|位居|稳居|雄居|高居|(?<![定宜旧寡民新故])居(?![民家住委所])|位列|名列|(?<![系序行专陈班并])列(?![车入为])|跻身|保持(?!稳)|蝉联"
    r"|升至|跃升[至到]|晋升[至到]|荣登|领跑(?!者)|排名|排位|(?<!减)排(?![水放污名位量])|[从由](?:上年|去年)?居|[从由](?=全球|世界|全国))"
    r"(?P<among>[^，。；：、“”\d第]{0,18})$"
)
_REGION = (
    r"(?:[苏皖浙鲁豫冀晋粤桂川渝黔滇湘鄂赣闽琼陕甘青宁新蒙辽吉黑]{1,2}[东西南北中]{1,2}(?:[苏皖][东西南北中])?"
    r"|世界|全球|东北|西北|西南|华[东北南中]|中南|[东中西]{1,2}部|长三角|珠三角|京津冀|成渝)"
)
_AMONG = late(
    rf"(?:{_REGION}(?:地区|(?:[一二三四五六七八九十\d]+)?[省市区县]+)?|(?:同类|同批|沿海|副省级|省会|地级|县级|大中)城市|(?<![级辖])地级市)$"
)
# 位列|中国百强县|第79位, 蝉联|全国生态产品总值|首位: what was won, where nobody is named who won it
_CONTEST = late(r"(?:强|榜|名单|测评|评估|评价|考核)[^，]{0,3}$")
_LONGEST_AMONG = 9
# 在全国满意度测评|中: where it was ranked
_RANKED_IN = late(
    r"(?:我[市县区省州旗])?(?:连续[^，]{1,4}年)?在(?P<what>[^，]{4,40}?(?:测评|评估|评价|考核|考评|监测|调查|评选|大赛|比赛))中?$"
)
_IN_FIRST = ("在", "连", "我")


def without_standing(text: str, start: int, end: int, *, goes_on: bool) -> tuple[int, int]:
    """The thing in ``text[start:end]`` whose rank follows, without the words of its standing.

    Where these are all, nothing is left if it ``goes_on`` with a thing named before: ，居世界|首位.
    """
    stands = _STANDS.search(text, start, end)
    if stands is None:
        among = _AMONG.search(text, start, end)
        before = end if among is None else among.start()
    else:
        before = stands.start()
        if read_opening(text, start, before).end >= before and _is_won(stands):
            return stands.start("among"), end
    if before == start and not goes_on:
        return start, end
    return _ranked_in(text, start, before)


def _ranked_in(text: str, start: int, end: int) -> tuple[int, int]:
    """The contest itself: 在|全国满意度测评|中排名第一."""
    found = _RANKED_IN.match(text, start, end) if text[start : start + 1] in _IN_FIRST else None
    return found.span("what") if found is not None and found.end() == end else (start, end)


def _is_won(stands: re.Match[str]) -> bool:
    """Whether the words of standing name a list or a title rather than others: 位列|中国百强县."""
    among = stands["among"]
    return stands[0].startswith("蝉联") or len(among) > _LONGEST_AMONG or _CONTEST.search(among) is not None
