"""Marks and digits in the width of another keyboard: ``增长5%,`` and ``增长５％，``.

Reading folds them, so nothing is repaired; the reader is told once for the whole copy.
"""

from collections.abc import Iterator

from luoshi.sources.cleaning.damage import Damage
from luoshi.text.late import late

# 增长5%,城镇; 目标是:一; (一)全面
_HALF = late(r"[,;:!](?<=[\u4e00-\u9fff%”）》)].)(?=[\u4e00-\u9fff“（《(])")
_FULL = late(r"[\u4e00-\u9fff0-9%”）》][，；：！]")
_WIDE_DIGITS = late(r"[０-９]+(?:[．.][０-９]+)?")
_DIGITS = late("[0-9]")
_FEW = 5


def find(source: str) -> Iterator[Damage]:
    """One damage for half-width marks throughout, one for full-width digits; each stands at the first of them."""
    if "," in source or ";" in source:
        half = _HALF.findall(source)
        if len(half) >= _FEW and len(half) * 2 > len(_FULL.findall(source)):
            first = _HALF.search(source)
            assert first is not None
            full = {",": "，", ";": "；", ":": "：", "!": "！"}[first[0]]
            yield Damage("odd_width", first.start(), first.end(), f"{full} (half-width marks: {len(half)})")
    wide = sum(map(source.count, "０１２３４５６７８９"))
    if wide >= _FEW and wide * 2 > len(_DIGITS.findall(source)) and (number := _WIDE_DIGITS.search(source)):
        narrow = number[0].translate({ord("．"): ".", **{0xFF10 + n: str(n) for n in range(10)}})
        yield Damage("odd_width", number.start(), number.end(), f"{narrow} (full-width digits: {wide})")
