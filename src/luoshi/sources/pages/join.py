"""The pages' texts one after another, and what of them is read.

The joined text holds every page whole, in reading order, so that nothing is lost and every offset leads back to its page by
one subtraction. What is not the report's (the site's lines at head and foot, a title that every page repeats, a stretch
that two pages both print) is marked as ``furniture`` and read past, so that a sentence that a page break cut is whole again.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luoshi.sources.pages.order import Ordering, order
from luoshi.sources.pages.overlap import cut_after, overlap
from luoshi.sources.pages.page import TITLE, Line, Page, ends_sentence, read_label
from luoshi.sources.pages.reports import names_of, reports_in
from luoshi.sources.pages.strangers import Stranger, set_aside
from luoshi.sources.refusal import refuse
from luoshi.text import Notice, PagePart, SourceText, Span, united

_GOES_ON = tuple("，。；、：）”》%％,.;")
_OPENS = tuple("（“《〈(，、；,")
# A heading on a line of its own is not longer.
_HEADING = 40
_BARE_HEADING = 24
# `附件`, `名词解释`, `2026年总体要求和重点任务`, `过去五年工作回顾`, `全力做好2026年各项工作`.
_HEADS = re.compile(
    r"(?:附件|附录|附表|名词解释|注释|说明)[\d一二三]?[：:]?$"
    r"|[^，。；：！\d]{0,8}(?:[12]\d{3}年|过去|今年|今后)[^，。；：！]{2,26}(?:回顾|情况|任务|工作|要求|目标|安排|部署|打算|重点)$"
)
# So many lines that look like headings without a number are some; the first lines are title, session and speaker.
_HEADINGS = 3
_FRONT = 8
_REASONS = {
    "other_report": "it belongs to another report ({detail})",
    "no_text": "it holds no text of a report",
    "same_page": "it is the same page as {detail}",
    "unread": "{detail}",
    "format": "it is in no format of a page",
}


@dataclass(slots=True)
class _Piece:
    """A page on its way into the text: its report part ``[start, end)``, its line end after it included or not."""

    page: Page
    number: int | None
    lines: list[Line]
    start: int
    end: int
    glued: bool = False
    shared: int = 0

    @property
    def text(self) -> str:
        return self.page.source.text


def join_pages(
    sources: Sequence[SourceText], *, path: str | None = None, aside: Sequence[Stranger] = ()
) -> SourceText:
    """The text of one report's pages: :func:`join_pages_aside` without the list of strangers, which the text's notices name too.

    :raises luoshi.errors.SourceError: also where the files are several reports, or it cannot be told.
    """
    found = reports_in(sources, collection=path is not None)
    if len(found) > 1:
        named = names_of([report[0] for report in found])
        raise refuse("several_reports", path, count=len(found), reports=named)
    return join_pages_aside(sources, path=path, aside=aside)[0]


def join_pages_aside(
    sources: Sequence[SourceText], *, path: str | None = None, aside: Sequence[Stranger] = ()
) -> tuple[SourceText, tuple[Stranger, ...]]:
    """One text of the pages of one report, in whatever order they come.

    ``path`` names the folder or archive that they lie in; ``aside`` are files beside them that are none. What is set aside is
    named by notices of the kind ``page_aside``; missing pages by ``page_gap`` at the joint, an order that the text contradicts by
    ``page_order``. A single page comes back as it is. Second come the files that were set aside.

    :raises luoshi.errors.SourceError: where there is no page, or more text than any report has.
    """
    if not sources:
        raise refuse("no_pages", path)
    pages = [Page(source, number) for number, source in enumerate(sources)]
    own, strangers = set_aside(pages) if len(pages) > 1 else (pages, [])
    strangers = [*aside, *strangers]
    if not own:
        own, strangers = pages[:1], [s for s in strangers if s.path != pages[0].source.path]
    if len(own) == 1 and not strangers:
        return own[0].source, ()
    ordering = order(own)
    pieces = _pieces(ordering)
    _join(pieces)
    source = _text(pieces, ordering, path)
    notices = [_aside(stranger) for stranger in strangers] + _order_notice(ordering) + _gaps(pieces, source)
    return replace(source, notices=(*notices, *source.notices)), tuple(strangers)


def _pieces(ordering: Ordering) -> list[_Piece]:
    heads = ordering.pages[0].heads
    pieces = []
    for index, (page, number) in enumerate(zip(ordering.pages, ordering.numbers, strict=True)):
        lines = page.lines[page.first(heads) if index else 0 : page.last]
        if lines:
            start = lines[0].start if index else 0
            end = lines[-1].end
        else:
            start = end = len(page.source.text)
        pieces.append(_Piece(page, number, lines, start, end))
    return pieces


def _join(pieces: Sequence[_Piece]) -> None:
    """Cut what two neighbours both print from the later one, and tell at which joints a sentence goes on."""
    before: _Piece | None = None
    read = ""  # all that is read up to here: a short page lies inside what its neighbours share
    bare = _bare_headings(pieces)
    for piece in pieces:
        if before is not None and piece.lines:
            own = piece.text[piece.start : piece.end]
            piece.shared = overlap(read, own)
            if piece.shared:
                cut = piece.start + cut_after(own, piece.shared)
                line_ended = "\n" in piece.text[piece.start : _skip(piece.text, cut)][cut - piece.start :]
                piece.start = _skip(piece.text, cut)
                piece.lines = [line for line in piece.lines if line.end > piece.start]
                piece.glued = not line_ended
            else:
                piece.glued = _goes_on(before, piece, bare, _headed(pieces, piece))
        if piece.lines:
            before = piece
            read += piece.text[piece.start : piece.end]


def _skip(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _bare_headings(pieces: Sequence[_Piece]) -> bool:
    """Whether headings without a label stand on lines of their own in this report: `推进新型城镇化`."""
    lines = [line for piece in pieces for line in piece.lines[:-1]][_FRONT:]
    return sum(_is_bare_heading(line.text) for line in lines) >= _HEADINGS


def _is_bare_heading(text: str) -> bool:
    text = re.sub(r"[12]\d{3}年", "", text)
    return (
        len(text) <= _BARE_HEADING
        and not read_label(text)
        and not re.search(r"[，。；：！、\d%“”（）]", text)
    )


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING and not ends_sentence(text) and "。" not in text


def _headed(pieces: Sequence[_Piece], following: _Piece) -> bool:
    """Whether headings labelled as the line before ``following`` stand on lines of their own: the nearest other one tells.

    `（三）聚焦绿色发展` is one in a report with `（二）聚焦统筹协调` on its line, and the beginning of a paragraph in one with
    `（二）内需潜力持续释放。发放消费券2150万元，…`.
    """
    at = next(n for n, piece in enumerate(pieces) if piece is following)
    lines = [line for piece in pieces[:at] for line in piece.lines]
    label = lines[-1].label if lines else None
    if label is None:
        return False
    others = [line for line in reversed(lines[:-1]) if line.label]
    others += [line for piece in pieces[at:] for line in piece.lines if line.label]
    kin = next((line for line in others if line.label and line.label[0] == label[0]), None)
    return kin is None or _is_heading(kin.text)


# The page broke off behind the indent of its next paragraph, which begins the page after without one.
_INDENT_LEFT = re.compile(r"[ \t\u3000\r]*\n[ \t\u3000]+(?:\n|$)")


def _goes_on(before: _Piece, after: _Piece, bare: bool, headed: bool) -> bool:
    """Whether the page break stands inside a paragraph: `…地区生产总值增长` | `5.3%左右，…`."""
    last, first = before.lines[-1].text, after.lines[0].text
    if first.startswith(_GOES_ON) or last.endswith(_OPENS):
        return True
    if read_label(first) or first.startswith("各位代表"):
        return False
    if ends_sentence(last):
        # lines of the page are set in, the first is not: it goes on with the paragraph
        rest = after.lines[1:]
        if read_label(last) and len(last) <= _HEADING:
            return False  # `（一）坚持项目为王。` on its line
        if _INDENT_LEFT.match(before.text, before.lines[-1].end):
            return False
        return (
            bool(rest) and not after.lines[0].indented and 2 * sum(line.indented for line in rest) > len(rest)
        )
    if TITLE.search(last) or _HEADS.match(last):
        return False
    # where the page after begins with an indent, a paragraph begins there, and a short line before it is its heading
    indented = after.lines[0].indented
    if read_label(last) is not None:
        return not ((headed or indented) and _is_heading(last)) or _is_heading(first)
    return not ((bare or indented) and _is_bare_heading(last))


def _text(pieces: Sequence[_Piece], ordering: Ordering, path: str | None) -> SourceText:
    texts: list[str] = []
    parts: list[PagePart] = []
    furniture: list[Span] = []
    notices: list[Notice] = []
    length = 0
    for index, piece in enumerate(pieces):
        following = next((p for p in pieces[index + 1 :] if p.lines), None)
        text = piece.text
        end = piece.end
        if following is not None and not following.glued:
            ending = re.compile(r"\r?\n").search(text, end)
            if ending is not None and not text[end : ending.start()].strip():
                end = ending.end()
        begin = piece.start
        if (
            index
            and not piece.glued
            and not _ended(pieces, index)
            and text[:begin].rstrip(" \t\u3000").endswith("\n")
        ):
            begin = text.rindex("\n", 0, begin)
        source = piece.page.source
        own = _cut_out(source.furniture, begin, end, len(text))
        furniture += (Span(length + span.start, length + span.end) for span in own)
        notices += (replace(n, span=Span(n.span.start + length, n.span.end + length)) for n in source.notices)
        parts.append(
            PagePart(
                index + 1, piece.number, ordering.set, source.path, source.url, source.sha256, source.encoding,
                source.media_type, length, len(text), Span(begin, max(begin, end)),
            )
        )  # fmt: skip
        texts.append(text)
        length += len(text)
        if following is not None and not following.glued and end == piece.end and not _begins_line(following):
            texts.append("\n")  # two paragraphs without a line end of their own between them
            length += 1
    digest = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    first = pieces[0].page.source
    return SourceText(
        "".join(texts),
        path if path is not None else first.path,
        first.url,
        digest,
        _common([part.encoding for part in parts]),
        _common([part.media_type for part in parts]) or "multipart/mixed",
        united(furniture),
        tuple(parts),
        tuple(notices),
    )


def _ended(pieces: Sequence[_Piece], index: int) -> bool:
    """Whether the page before has a line end of its own behind its part."""
    before = next((p for p in reversed(pieces[:index]) if p.lines), None)
    if before is None:
        return True
    rest = re.compile(r"[ \t\u3000\r]*\n").match(before.text, before.end)
    return rest is not None


def _begins_line(piece: _Piece) -> bool:
    return piece.text[: piece.start].rstrip(" \t\u3000").endswith("\n")


def _cut_out(furniture: Sequence[Span], begin: int, end: int, length: int) -> list[Span]:
    """All but ``[begin, end)``, and what is furniture inside it."""
    inside = [
        Span(max(s.start, begin), min(s.end, end)) for s in furniture if s.start < end and s.end > begin
    ]
    return [s for s in (Span(0, begin), *inside, Span(max(begin, end), length)) if s.start < s.end]


def _common(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def _aside(stranger: Stranger) -> Notice:
    reason = _REASONS[stranger.key].format(detail=stranger.detail)
    return Notice("page_aside", Span(0, 0), "", f"{stranger.path or 'a page'} was set aside: {reason}")


def _order_notice(ordering: Ordering) -> list[Notice]:
    if ordering.better is None:
        return []
    names = ", ".join(page.source.path or f"page {page.given + 1}" for page in ordering.better)
    return [
        Notice(
            "page_order",
            Span(0, 0),
            "",
            f"the pages were read in the order of their addresses, but their text follows on as {names}",
        )
    ]


def _gaps(pieces: Sequence[_Piece], source: SourceText) -> list[Notice]:
    """At each joint what the numbers of the pages, or those of the chapters, show to be missing."""
    found = []
    name = source.pages[0].set
    of_set = f" of the set {name}" if name else ""
    for before, after, part in zip(pieces, pieces[1:], source.pages[1:], strict=False):
        missing = None
        if before.number is not None and after.number is not None:
            if after.number - before.number > 1:
                missing = _pages(before.number + 1, after.number - 1, of_set)
        elif not after.shared:
            missing = _missing_chapter(before.lines, after.lines)
        if missing is not None:
            at = part.start + part.part.start
            found.append(Notice("page_gap", Span(at, at), "", f"{missing} missing between these two pages"))
    last, total = pieces[-1], pieces[-1].page.total
    if last.number is not None and total is not None and total > last.number and not last.page.closes:
        end = source.pages[-1].start + source.pages[-1].part.end
        missing = _pages(last.number + 1, total, of_set)
        found.append(Notice("page_gap", Span(end, end), "", f"{missing} missing: the set has {total} pages"))
    return found


def _pages(first: int, last: int, of_set: str) -> str:
    return f"page {first}{of_set} is" if first == last else f"pages {first} to {last}{of_set} are"


def _missing_chapter(ends: Sequence[Line], begins: Sequence[Line]) -> str | None:
    """`四、` on a page that is not there: one ends in `三、`, the next begins with `五、`."""
    before = next((line.label[1] for line in reversed(ends) if line.label and line.label[0] == "cn"), None)
    after = next((line.label[1] for line in begins if line.label and line.label[0] == "cn"), None)
    if before is None or after is None or after - before < 2:
        return None
    return f"part {before + 1} is" if after - before == 2 else f"parts {before + 1} to {after - 1} are"
