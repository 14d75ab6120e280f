"""The view cut into paragraphs: one per line, with lines mended that a copy broke inside a sentence.

Copies break lines where they should not. A page's links stand on lines of their own::

    贯彻新的\\n发展条例\\n，完善配套办法。

and a label may stand alone before its text (``一是\\n做好衔接``). Such pieces are one paragraph here. Nothing is
copied or moved: a paragraph is a stretch of the view, and every offset counts into the view.
"""

import re
from dataclasses import dataclass

_ENDED = tuple("。！？；：”》）…】")
_STOPS = tuple("。！？；：）…】")  # `》` and `”` may close a name inside a sentence
_GOES_ON = tuple("，。；、：》”")
_HEADED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}(?:、|\.(?!\d))|[—―─]|第[一二三四五六七八九十]{1,2}[，、]"
)
# A label that lost its text to the next line: `一是` `第一，` `5、民主`.
_BARE_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、是要]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.]|第[一二三四五六七八九十]{1,2}[，、：]?)"
    r"[\u4e00-\u9fff]{0,3}"
)
# `一、综合⏎全年…`: a chapter of a communiqué, whose heading is that short.
_CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}、(?:综合|农业|工业|建筑业|服务业|人口|金融|财政|交通|旅游|教育|就业|价格)"
)
_SHARD = re.compile(r"[\u4e00-\u9fff《》“”、·]+")
_OPENS_ANEW = (
    "各位",
    "现在",
    "今年",
    "过去",
    "我们",
    "要",
    "按照",
    "根据",
    "坚持",
    "全年",
    "全市",
    "全省",
    "全县",
)
# No title: `这五年，是打基础的五年，也是我们进入⏎…`, `…，关系全局的⏎…`.
_RUNNING = re.compile(r"，(?:也是|是)|[的和与及、，对在是将把从以]$")
# A line that ends so is never whole: `城镇是` `在` `推进农村的`; but `普及` `应对` `实事求是` are.
_OPEN = re.compile(
    r"(?:[的把将从以，]|(?<!求)是|(?<![存所实潜])在|(?<![祥温平缓])和|(?<!参)与|(?<!普)及|(?<![应面])对)$"
)
# Words that a link may tear in two: a line ends with the first character, the next begins with the second.
_WORDS = {"发展", "建设", "经济", "改革", "企业", "社会", "政府"}
_LINE = re.compile(r"[^\n]+")
_PART = re.compile(r"[^\s]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The stretch ``[start, end)`` of a view. ``text`` has it, line breaks as blanks, character for character."""

    start: int
    end: int
    text: str

    def __len__(self) -> int:
        return self.end - self.start


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a view's ``text``, blank lines dropped, broken lines mended."""
    lines = _lines(text)
    merged: list[tuple[int, int]] = []
    index, count = 0, len(lines)
    while index < count:
        start, end = lines[index]
        index += 1
        crumb = False
        while index < count:
            half = 0 if crumb else _torn(text, start, end, lines, index)
            if half:
                index = half
            elif crumb or _runs_on(text, start, end, lines, index):
                crumb = not crumb and _is_crumb(text, end, lines, index)
            else:
                break
            end = lines[index][1]
            index += 1
        merged.append((start, end))
    return [Paragraph(start, end, text[start:end].replace("\n", " ")) for start, end in merged]


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(stripped)))
    return found


def _is_crumb(text: str, end: int, lines: list[tuple[int, int]], index: int) -> bool:
    """A link's words, with the other half of the sentence on the next line."""
    start, stop = lines[index]
    open_ended = text[end - 1] not in _STOPS and text[stop - 1] not in _STOPS
    return open_ended and stop - start <= 12 and _goes_on(text, lines, index + 1)


def _goes_on(text: str, lines: list[tuple[int, int]], index: int, least: int = 13) -> bool:
    """Is the line at ``index`` running text, as it is behind a link's words?"""
    if index >= len(lines):
        return False
    piece = text[slice(*lines[index])]
    return _HEADED.match(piece) is None and ("。" in piece or ("，" in piece and len(piece) >= least))


def _torn(text: str, start: int, end: int, lines: list[tuple[int, int]], index: int) -> int:
    """The line on which a sentence goes on that a link's words at ``index`` tore apart, or 0.

    `切实加强民主⏎法制⏎建设。健全…` and `把“三农”⏎工作⏎为重中之重，…` are torn; `贯彻⏎《档案条例》⏎，完善…` plainly so.
    """
    first, last = lines[index]
    if last - first > 12 or end - start > 4000 or text[end - 1] in _STOPS or not _is_shard(text, first, last):
        return 0
    half, furthest = index + 1, min(index + 3, len(lines) - 1)
    while half < furthest and lines[half][1] - lines[half][0] <= 4 and _is_shard(text, *lines[half]):
        half += 1
    if half >= len(lines):
        return 0
    after = text[slice(*lines[half])]
    if after.startswith(_GOES_ON):
        return half if end - start > 3 else 0
    if _OPEN.search(text, max(start, end - 2), end) is not None and _HEADED.match(after) is None:
        return half  # `城镇是⏎经济社会发⏎展的载体。`
    if last - first > 4 or after.startswith(_OPENS_ANEW) or not _goes_on(text, lines, half, 8):
        return 0
    running = text.find("，", start, end) >= 0 or _HEADED.match(text, start, end) is not None
    follows = text[max(0, start - 8) : start].rstrip().endswith("。")
    return half if running or (end - start <= 16 and follows) else 0


def _is_shard(text: str, start: int, end: int) -> bool:
    return _SHARD.fullmatch(text, start, end) is not None and _HEADED.match(text, start, end) is None


def _runs_on(text: str, start: int, end: int, lines: list[tuple[int, int]], index: int) -> bool:
    """Does the line at ``index`` go on with the sentence that ``text[start:end]`` left open?"""
    if text[start:end] == "内容摘要：":
        return True  # a portal's summary is one piece, whatever it repeats
    if text[end - 1] in _ENDED or end - start > 4000 or text.endswith("...", start, end):
        return False
    following = lines[index]
    piece = text[following[0] : following[1]]
    if _HEADED.match(piece) or piece.startswith("各位"):
        return False
    if piece[0] in "，。；、》的":
        return True
    if text[end - 1] == "，" or (end - start <= 12 and text[end - 1] + piece[0] in _WORDS):
        return True
    if _OPEN.search(text, max(start, end - 2), end) is not None and (
        _goes_on(text, lines, index) or _is_crumb(text, end, lines, index)
    ):
        return True
    if len(piece) == 1 and "\u4e00" <= piece <= "\u9fff":
        return True  # `政府工作报\\n告`
    head = text[start : min(end, start + 80)]
    if end - start <= 8 and _BARE_LABEL.fullmatch(head):
        return _CHAPTER.fullmatch(head) is None
    if text.find("。", start, end) >= 0:
        return True
    if "，" in head and (end - start > 60 or piece[0] == "《"):
        return True
    if _HEADED.match(head):
        return False
    if "，" in head and end - start > 12 and _RUNNING.search(head) is not None:
        return True
    # A link's words between two halves of a sentence; a bare title is followed by a paragraph, not by a crumb.
    return "，" in head and len(piece) <= 10 and _goes_on(text, lines, index + 1)
