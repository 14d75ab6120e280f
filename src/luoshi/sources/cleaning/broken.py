"""Sentences that a copy cut: by a hard line break, by a page's number, by the mark of a footnote.

``固定资产投资增长⏎6%以上`` is one sentence, and so is ``推进乡村⏎- 12 -⏎振兴``. A title has no full stop either, so a break
counts only where something says that the sentence goes on: a mark, an open bracket, a number without its unit, a line
that holds a whole sentence before, or a word that stands unbroken elsewhere in the copy.
"""

import re
from collections.abc import Iterator

from luoshi.sources.cleaning.damage import Damage
from luoshi.sources.cleaning.lines import habit_of
from luoshi.text import GONE
from luoshi.text.late import late

_BREAK = re.compile(
    # the break, lines with nothing but a page's number, and the next line's first character
    r"[ \t\r\u3000\u200b]*\n(?:\s*(?P<page>(?:[-—–－·]{1,2}\s?[0-9０-９]{1,3}\s?[-—–－·]{1,2}|第\s?[0-9]{1,3}\s?页(?:[，,\s]?共\s?[0-9]{1,3}\s?页)?|[0-9]{1,3}\s?/\s?[0-9]{1,3}|[0-9]{1,3})[ \t\r\u3000\u200b]*\n)\s*)?(?P<indent>(?:[ \t\u3000]|\u200b\n?)*)(?=\S)"
)
_BLANK_LINES = re.compile(r"[ \t\r\u3000\u200b]*(?P<page>(?!))?\n(?:[ \t\r\u3000\u200b]*\n)+(?=\S)")
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
_NUMBER_CUT = late(r"[\d０-９.．]$")
_UNIT = late(r"[\d０-９.．%％]|[万亿]|个百分点|[元亩吨公]")
# No line of a report begins with the ones, or ends with the others.
_NEVER_FIRST = frozenset("的和与及等了之化性率量度者们")
_NEVER_LAST = frozenset("的和与及把将从以对向被其各约最更很较不未已仍并且或但而若")
# Words whose first character ends no line, and whose second begins none: 增长5%左⏎⏎右, 社会发⏎展
_TORN = frozenset(
    ("左右", "以上", "以内", "以下", "百分", "发展", "建设", "经济", "改革", "企业", "社会", "政府")
)
_SHORTEST, _TITLE = 5, 45  # characters; a line of fewer or more is no title
_SESSION = late(r"第[一二三四五六七八九十]{1,3}届[^，。\n会]{0,8}$")  # 第六届人民⏎代表大会第三次会议
_PAIRS = ("（）", "“”", "《》", "()")
_SEARCHES = 100  # as dear as noting all threes
_LONGEST = 2000  # characters of a line that are looked at
_FOOTNOTE = re.compile(
    r"[\[［【〔①-⑳](?<=[\u4e00-\u9fff”》）].)"
    r"(?:(?<=[\[［【〔])[0-9０-９]{1,2}[\]］】〕](?=[\u4e00-\u9fff，。；、：“]|(?<=[\]］])[0-9０-９])|(?<=[①-⑳])(?=[，。；、]))"
)


def find(source: str) -> Iterator[Damage]:
    """The breaks and marks inside the sentences of ``source``; the text is read without them."""
    at = source.find("\n")
    line = printed = 0  # where the sentence's line begins, and the printed line that is its last piece
    words, habit = _Words(source), habit_of(source)
    while at >= 0:
        start = at
        while start > line and source[start - 1] in " \t\r\u3000\u200b":
            start -= 1
        following = at + 1
        if start == line or (source[start - 1] in _ENDED and source[at + 1 : at + 2] != "\n"):
            line = printed = at + 1
            at = source.find("\n", line)
            continue
        found = _BREAK.match(source, start)
        full = habit.fills(start - printed)
        if found is None:
            found = _BLANK_LINES.match(source, start)
            cut = found is not None and _cuts_by_blank_lines(source, line, start, found.end(), full, words)
        else:
            cut = _cuts(source, line, start, found, words, full=full, whole=habit.whole)
        if found is not None and cut:
            remedy = "join the lines, without the page's number" if found["page"] else "join the lines"
            yield Damage("broken_line", start, found.end(), remedy, GONE * (found.end() - start))
            following = printed = found.end()
        else:
            line = printed = at + 1
        at = source.find("\n", following)
    for mark in _FOOTNOTE.finditer(source):
        yield Damage(
            "broken_line", mark.start(), mark.end(), "a footnote's mark", GONE * (mark.end() - mark.start())
        )


def _cuts_by_blank_lines(source: str, line: int, end: int, behind: int, full: bool, words: "_Words") -> bool:
    """Whether blank lines stand inside a sentence: `增长5%左⏎⏎右`, or every full line of a copy that was set to a width."""
    last, first = source[end - 1], source[behind]
    if last in _ENDED or source.startswith(_OPENS, behind) or _HEADED.match(source, behind):
        return False
    if full:
        return True
    start = max(line, end - _LONGEST)
    running = end - start > _TITLE or source.find("，", start, end) >= 0 or source.find("%", start, end) >= 0
    if last + first in _TORN:
        return True
    if not running or _HEADED.match(source, start):
        return False
    surely = first in _NEVER_FIRST or last in _NEVER_LAST
    return surely or words.stand_unbroken(end, behind, both=_may_be_title(source, start, end, behind))


def _cuts(
    source: str, line: int, end: int, found: re.Match[str], words: "_Words", *, full: bool, whole: bool
) -> bool:
    """Whether the break ``found`` behind ``source[line:end]`` stands inside a sentence. ``full``: its line was full, in a copy that was
    set to a width; ``whole``: the copy's paragraphs are one line each, so that one without a stop is a title."""
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
    if full or last + first in _TORN:
        return True
    return _reads_on(source, start, line, end, found, words, whole=whole)


def _reads_on(
    source: str, start: int, line: int, end: int, found: re.Match[str], words: "_Words", *, whole: bool
) -> bool:
    """Whether the words before and behind the break ``found`` make one sentence, where no mark says so."""
    behind = found.end()
    title = whole and _may_be_title(source, start, end, behind)
    headed = _HEADED.match(source, start) is not None
    comma = source.find("，", start + 2, end - 2) >= 0 and not headed and end - start >= 16
    if comma and not title:
        return True
    if found["page"] is not None and end - start >= 4 and not headed:
        return True
    if headed or end - start < 2 or source.endswith(_FRONT, line, end):
        return False
    return words.stand_unbroken(end, behind, both=title)


def _may_be_title(source: str, start: int, end: int, behind: int) -> bool:
    """Whether a whole paragraph follows a short line: `我们始终盯住项目，发展后劲持续增强⏎`, and then what was done."""
    stop = source.find("\n", behind)
    following = source[behind : stop if stop >= 0 else len(source)].rstrip()
    return _SHORTEST <= end - start <= _TITLE and len(following) >= _TITLE and following[-1] in _ENDED


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

    def stand_unbroken(self, end: int, behind: int, *, both: bool = False) -> bool:
        """Whether two characters before and one behind stand together elsewhere, or one and two; ``both`` of them."""
        source = self._source
        left, right = source[end - 2 : end], source[behind : behind + 2]
        if len(right) < 2 or not all("\u4e00" <= char <= "\u9fff" for char in left + right):
            return False
        self._asked += 1
        if self._asked > _SEARCHES and self._threes is None:
            self._threes = {source[n : n + 3] for n in range(len(source) - 2)}
        among: str | set[str] = source if self._threes is None else self._threes
        needed = all if both else any
        return needed(three in among for three in (left + right[0], left[1] + right))
