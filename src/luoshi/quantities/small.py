"""One character that counts: 建成科技小院两家."""

from luoshi.quantities.page import Page
from luoshi.text.late import late
from luoshi.vocabulary.units import Unit

# 建成科技小院两家, 新增省级企业三家
_MADE = late(
    r"(?<![\u4e00-\u9fff]的)(?:新增|新建|建成|建立|引进|培育|创建|打造|成立|设立|获批|修建|新认定|竣工|签约|组建)了?[^，。；、：\d“]{3,20}$"
)
_MADE_UNITS = frozenset("家个所座处条项名辆台套件场支")
_NO_THING = frozenset("第这那等共的上下前后各为有出分以")
_CLAUSE_ENDS = frozenset("，。；、\n") | {""}


def so_many(page: Page, start: int, hit: tuple[Unit, int]) -> bool:
    """A small count behind what was made: 建成科技小院|两家，; but not 分为两类, 办好这三件, 共五项."""
    text, stop = page.text, hit[1]
    if text[stop : stop + 1] not in _CLAUSE_ENDS or hit[0].canonical not in _MADE_UNITS:
        return False
    made = text[start - 1] not in _NO_THING and _MADE.search(text, max(0, start - 26), start)
    return bool(made)
