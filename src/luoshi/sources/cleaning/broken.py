"""Sentences that a copy cut: by a hard line break, by a page's number, by the mark of a footnote.

``固定资产投资增长⏎6%以上`` is one sentence, and so is ``推进乡村⏎- 12 -⏎振兴``. A title has no full stop either, so a break
counts only where something says that the sentence goes on: a mark, an open bracket, a number without its unit, a line
that holds a whole sentence before, or a word that stands unbroken elsewhere in the copy.
"""

import re
from collections.abc import Iterator

from luoshi.sources.cleaning.damage import Damage
from luoshi.text import GONE

_BREAK = re.compile(
    # the break, lines with nothing but a page's number, and the next line's first character
    r"[ \t\r\u3000\u200b]*\n(?:\s*(?P<page>(?:[-—–－·]{1,2}\s?[0-9０-９]{1,3}\s?[-—–－·]{1,2}|第\s?[0-9]{1,3}\s?页(?:[，,\s]?共\s?[0-9]{1,3}\s?页)?|[0-9]{1,3}\s?/\s?[0-9]{1,3}|[0-9]{1,3})[ \t\r\u3000\u200b]*\n)\s*)?(?P<indent>(?:[ \t\u3000]|\u200b\n?)*)(?=\S)"
)
_ENDED = frozenset("。！？；：…!?;:")
_CLOSED = frozenset("”）》】)'")
_OPENED = frozenset("（“《，、,(")
_GOES_ON = frozenset("，。；、）”》%％,;)")
_HEADED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:、|[.．](?!\d))|[—―─]|第[一二三四五六七八九十]{1,2}[，、]"
)
_OPENS = ("各位", "同志们", "现在")
# How the lines of a title end: they stand unbroken in a page's summary and in no sentence.
_FRONT = ("会议上", "报告", "政府", "省长", "市长", "县长", "区长", "主席", "州长", "旗长", "盟长", "日")
_NUMBER_CUT = re.compile(r"[\d０-９.．]$")
_UNIT = re.compile(r"[\d０-９.．%％]|[万亿]|个百分点|[元亩吨公]")
# No line of a report begins with the ones, or ends with the others.
_NEVER_FIRST = frozenset("的和与及等了之化性率量度者们")
_NEVER_LAST = frozenset("的和与及把将从以对向被其各约最更很较不未已仍并且或但而若")
_TITLE = 45  # characters; a line of more is no title
_SESSION = re.compile(r"第[一二三四五六七八九十]{1,3}届[^，。\n会]{0,8}$")  # 第六届人民⏎代表大会第三次会议
_PAIRS = ("（）", "“”", "《》", "()")
_SEARCHES = 100  # as dear as noting all threes
_LONGEST = 2000  # characters of a line that are looked at
_FOOTNOTE = re.compile(
    r"[\[［【〔①-⑳](?<=[\u4e00-\u9fff”》）].)"
    r"(?:(?<=[\[［【〔])[0-9０-９]{1,2}[\]］】〕](?=[\u4e00-\u9fff，。；、：“])|(?<=[①-⑳])(?=[，。；、]))"
)


def find(source: str) -> Iterator[Damage]:
    """The breaks and marks inside the sentences of ``source``; the text is read without them."""
    at = source.find("\n")
    line = 0
    words = _Words(source)
    while at >= 0:
        start = at
        while start > line and source[start - 1] in " \t\r\u3000\u200b":
            start -= 1
        following = at + 1
        if start == line or (source[start - 1] in _ENDED and source[at + 1 : at + 2] != "\n"):
            line = at + 1
            at = source.find("\n", line)
            continue
        found = _BREAK.match(source, start)
        if found is not None and _cuts(source, line, start, found, words):
            remedy = (
                "join the lines" if found["page"] is None else "join the lines, without the page's number"
            )
            yield Damage("broken_line", start, found.end(), remedy, GONE * (found.end() - start))
            following = found.end()
        else:
            line = at + 1
        at = source.find("\n", following)
    for mark in _FOOTNOTE.finditer(source):
        yield Damage(
            "broken_line", mark.start(), mark.end(), "a footnote's mark", GONE * (mark.end() - mark.start())
        )


def _cuts(source: str, line: int, end: int, found: re.Match[str], words: "_Words") -> bool:
    """Whether the break ``found`` behind ``source[line:end]`` stands inside a sentence."""
    last, behind = source[end - 1], found.end()
    first = source[behind]
    if (found["page"] or "").strip().isdigit() and last.isascii():
        return False  # M⏎2⏎: a link's own line
    if last in _ENDED or source.startswith(_OPENS, behind) or source.endswith("..", line, end):
        return False
    if first in _GOES_ON or last in _OPENED:
        return True
    if _HEADED.match(source, behind):
        return bool(_NUMBER_CUT.match(last) and _UNIT.match(source, behind))  # 达到12⏎1.5亿元
    if found["indent"].strip("\u200b\n") and found["page"] is None:
        return False
    if _NUMBER_CUT.match(last) and _UNIT.match(source, behind):
        return True
    start = max(line, end - _LONGEST)
    if _is_open(source, start, end):
        return True
    if last in _CLOSED and found["page"] is None:
        return False
    if source.find("。", start, end - 1) >= 0:
        return True
    if first in _NEVER_FIRST or last in _NEVER_LAST or end - start > _TITLE:
        return True
    if source.startswith(_OPENS, start) or _SESSION.search(source, max(start, end - 16), end):
        return True
    if source.find("，", start + 2, end - 2) >= 0 and not _HEADED.match(source, start) and end - start >= 16:
        return True
    if found["page"] is not None and end - start >= 4 and not _HEADED.match(source, start):
        return True
    if _HEADED.match(source, start) or end - start < 2 or source.endswith(_FRONT, line, end):
        return False
    return words.stand_unbroken(end, behind)


def _is_open(source: str, start: int, end: int) -> bool:
    """A bracket or quotation mark that the line opens and does not close."""
    return any(source.rfind(pair[0], start, end) > source.rfind(pair[1], start, end) for pair in _PAIRS)


class _Words:
    """Tells whether the characters on both sides of a break stand together elsewhere: a word was cut.

    The first questions search the copy; a copy with many breaks has all its threes of characters noted, once.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._asked = 0
        self._threes: set[str] | None = None

    def stand_unbroken(self, end: int, behind: int) -> bool:
        source = self._source
        left, right = source[end - 2 : end], source[behind : behind + 2]
        if len(right) < 2 or not all("\u4e00" <= char <= "\u9fff" for char in left + right):
            return False
        self._asked += 1
        if self._asked <= _SEARCHES:
            return left + right[0] in source or left[1] + right in source
        if self._threes is None:
            self._threes = {source[n : n + 3] for n in range(len(source) - 2)}
        return left + right[0] in self._threes or left[1] + right in self._threes
