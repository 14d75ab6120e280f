"""Letters where digits stood: ``1O％``, ``25l亿元``, ``l3.6％``, ``二O一三年``; ``7.8％。以内`` for ``7.8‰以内``.

A scan's reader takes 0 for O and 1 for l. Names have letters beside digits by right: SO2, O2O, ISO9001, 5G.
"""

from collections.abc import Iterator

from luoshi.sources.cleaning.damage import Damage
from luoshi.text import GONE
from luoshi.text.late import late

_ZERO = "OoＯｏΟОо○"
_ONE = "lI|ｌＩ"
_DIGIT = "0-9０-９"
_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_UNIT = r"[%％‰﹪]|[十百千万亿]|个|[公平]|[元亩吨户人家项名座条件所辆套件年月日倍斤克米头只]|美元"
_MARK = late(rf"[{_ZERO}{_ONE}]")
_RUN = frozenset(".．0123456789０１２３４５６７８９" + _ZERO + _ONE)
# 1O％, 25l亿元, 3OO个, l3.6％, l00亿元: a number with a letter in it and a unit behind it
_NUMBER = late(
    rf"(?<![{_LETTER}])(?=[{_ZERO}{_ONE}.．]*[{_DIGIT}])(?:[{_DIGIT}]|[{_ONE}])[{_DIGIT}{_ZERO}{_ONE}]*(?:[.．][{_DIGIT}{_ZERO}{_ONE}]+)?(?=\s?(?:{_UNIT}))"
)
# 二O一三年, 二0三五年
_YEAR = late(
    rf"[一二](?:[{_ZERO}0０一二三四五六七八九〇零]{{3}}(?=年)|[{_ZERO}0０][一二三四五六七八九〇零{_ZERO}0０]{{2}}(?![\u4e00-\u9fff]))"
)
# 人口自然增长率控制在7.8％。以内: the second ring of ‰ was taken for a stop
_PER_MILLE = late(r"[%％]。(?=以[内下上]|之内|左右)")
_AS_ZERO = late(rf"[{_ZERO}]")
_AS_ONE = late(rf"[{_ONE}]")
_AS_NUMERAL = late(rf"[{_ZERO}0０]")
# ○ is the numeral zero of many typefaces, no damage in 二○一三年
_PLAIN_ZERO = "○"


def find(source: str) -> Iterator[Damage]:
    """The numbers of ``source`` that hold a letter; each is one damage, the whole number long."""
    reached = 0
    for mark in _MARK.finditer(source):
        start = mark.start()
        if start < reached:
            continue
        while start > reached and source[start - 1] in _RUN:
            start -= 1
        number = _NUMBER.match(source, start)
        if number is None or number.end() <= mark.start():
            continue
        read = _AS_ONE.sub("1", _AS_ZERO.sub("0", number[0]))
        reached = number.end()
        yield Damage("ocr_confusion", number.start(), number.end(), read, read)
    if "%。" in source or "％。" in source:
        for stop in _PER_MILLE.finditer(source):
            yield Damage("ocr_confusion", stop.start(), stop.end(), "‰", "‰" + GONE)
    for year in _YEAR.finditer(source):
        read = _AS_NUMERAL.sub("〇", year[0])
        if read != year[0].replace(_PLAIN_ZERO, "〇"):
            yield Damage("ocr_confusion", year.start(), year.end(), read, read)
