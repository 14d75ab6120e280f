"""How many of a set reach what: 60%以上的村|集体收入超过50万元 is a share of the villages, and 50万元 no income of theirs."""

import re
from collections.abc import Sequence

from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Subject
from luoshi.text.late import late

_SHARES = ("percent", "fraction")
_AMOUNTS = ("money", "physical")
_REACH = r"(?:均|都|全部)?(?:达到?|超过?|突破|实现|完成)"
# 95%的|行政村实现集体经济总收入|30万元, 1/2的|村达到|50万元
_OF_A_SET = re.compile(
    rf"的?(?P<who>[^，。；、：\d]{{0,8}}?(?:村|村社|社区|乡镇|街道|县区?|企业|公司|农户|家庭|户|园区|基地|合作社))(?P<what>[^，。；、：\d]{{0,16}}?)(?P<reach>{_REACH})?"
)
_AND = late(r"(?:以上|左右)?[且并和及][^，。；、：\d]{2,8}?")
_AMOUNT = re.compile(r"(?:均|都|全部)?(?:达到?|超过?|突破)?[约近]?[\d.]+.*$")


def reached_by_so_many(
    text: str, values: Sequence[Quantity], index: int, last: Subject | None
) -> tuple[Subject, int] | None:
    """The set with what its members reach, and how many numbers say that; None where the share is told of something else."""
    share = values[index]
    if (
        share.dimension not in _SHARES
        or index + 1 >= len(values)
        or values[index + 1].dimension not in _AMOUNTS
    ):
        return None
    amount = values[index + 1]
    found = _OF_A_SET.fullmatch(text, share.span.end, amount.span.start)
    if found is None or not (
        found["reach"] or "实现" in found["what"] or amount.span.start < amount.core.start
    ):
        return None  # nothing says that the amount was reached
    start, taken = found.start("who"), 2
    while (
        index + taken < len(values)
        and values[index + taken].dimension == amount.dimension
        and _AND.fullmatch(text, values[index + taken - 1].span.end, values[index + taken].span.start)
    ):
        taken += 1  # 总收入30万元|且经营性收入15万元
    end = values[index + taken - 1].span.end
    name = text[start:end]
    if not found["what"]:
        measured = (
            _AMOUNT.sub("", last.text) if last is not None and last.text.startswith(found["who"]) else ""
        )
        if len(measured) <= len(found["who"]):
            return None  # 40%的企业达到50万元 says nothing of what
        name = measured + text[found.end("what") : end]
    return Subject(start, end, start, name, None), taken
