"""The title of a drafted row: a line that can be read by itself in a list. Pure."""

import re

MOST = 300
"""Characters of a title, as its column holds them."""

_NARROW = {
    ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％－～", "0123456789.%-~", strict=True)
}
# 其中超10亿元18个 / 该项目全长23.5公里 / 超50亿元2个 / 改造提升1.3万亩: a number whose noun stands before it.
# Not 组建5支专业招商小分队, whose noun follows, nor 新增学位3600个.
_LEANS = re.compile(
    r"^(?:其中|该|其(?!他)|上述|超(?=\d)|(?:新建|新增|改造|提升|改建|扩建|建成|完成|达到)+\d[\d.]*[万亿]?[一-鿿]{1,2}$)"
)
_ENDS = "，。；、 \n"


def title_of(quote: str, before: str) -> str:
    """The quote with numbers in one width; where it leans on what stands before it in its sentence, with as many clauses of that as it takes."""
    before, own = plain(before), plain(quote).strip(_ENDS)
    clauses = re.split(r"(?<=，)", before)
    said = own if not _LEANS.match(own) else clauses.pop() + own
    while clauses and _LEANS.match(said.strip(_ENDS)):
        said = clauses.pop() + said
    said = said.strip(_ENDS)
    return (said if len(said) <= MOST else own)[:MOST]


def plain(text: str) -> str:
    """Full-width digits as digits, a comma between Chinese characters as a Chinese one: ５．５％左右,到２０３０年 → 5.5%左右，到2030年."""
    return re.sub(r"(?<=[一-鿿%])\s*,\s*(?=[一-鿿])", "，", text.translate(_NARROW))
