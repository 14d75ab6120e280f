"""The printed numbers of headings: ``一、`` ``（一）`` ``1.`` ``——`` ``一是`` ``第一，`` and their kin."""

import re
from dataclasses import dataclass

NUMERALS = "一二三四五六七八九十"
_ONES = NUMERALS[:-1]
# `三`, `十`, `十二`, `二十一`; not the days of `五一、端午等假期` and `三八、五四`, nor the years of `一二、一三两年`.
_N = f"(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}](?![{NUMERALS}]))"

# `一、2025年工作回顾`, `（三）稳就业`, `1.稳就业`, `——经济向好`, `一是经济向好`, `第二，稳住就业`.
# Not `一、二、三产业分别增长`, not `2.5%`, not `10月`. A private-use character is a `、` that a copy lost.
_LABEL = re.compile(
    rf"(?P<part>第{_N}(?:部分|章)[、：\s]*)"
    rf"|(?P<cn>{_N}、)(?!{_N}[、产次]|[二三]产)"
    rf"|(?P<lost>{_N}[\ue000-\uf8ff])"
    rf"|(?P<paren>（{_N}）)[、，]?"
    r"|(?P<pnum>（\d{1,2}）)"
    r"|(?P<num>\d{1,2}(?:、|\.(?!\d)|．))"
    r"|(?P<dash>[—―─–]{1,4}|-{2,4})(?![\d\s]*[—―─–-])"
    rf"|(?P<shi>{_N}(?:是|要(?![素点求道件闻领])))"
    rf"|(?P<di>第{_N}[，、：])"
    r"|(?P<bullet>[●◆■▲★◎•▪□])"
)
#: The styles whose order is the same in every report, from parts down.
FIXED = {"part": 0, "cn": 1, "lost": 2, "paren": 2, "num": 3, "pnum": 4, "item": 5}


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number at the start of a text: its ``style``, its ``number`` (0 for a dash), its ``length``."""

    style: str
    number: int
    length: int


def read_label(text: str) -> Label | None:
    """The label at the start of ``text``, if one stands there."""
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    return Label(match.lastgroup, _number(match.group()), match.end())


def _number(label: str) -> int:
    digits = "".join(c for c in label if c.isdigit() and c.isascii())
    if digits:
        return int(digits)
    value = 0
    for character in label:
        if character == "十":
            value = value * 10 if value else 10
        elif character in NUMERALS:
            value = value + NUMERALS.index(character) + 1 if value in (0, 10) or value % 10 == 0 else value
    return value
