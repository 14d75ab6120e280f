"""Where a copy begins or ends in the middle of its report: ``page_gap``.

A page of a report-collection site is one of several: it begins with ``六是自身建设…``, whose 一是 to 五是 stand on the page before,
or ends with ``（一）`` of seven chapters. A copy may also break off at some number of bytes. A gap is claimed on
evidence (numbers that do not begin with one, a sentence that does not end, an address that says ``5905_3``, a report that never
comes to its plans): many a whole report is printed without its address ``各位代表``, beginning with ``一、2025年工作回顾`` or
``2025年是…的一年``, and some without a last exhortation.
"""

import re
from collections.abc import Sequence

from luoshi.outline.labels import FIXED, read_label
from luoshi.outline.paragraphs import paragraphs
from luoshi.outline.passages import exhorts
from luoshi.outline.recognise import is_retold, matters
from luoshi.outline.section import Front, Section
from luoshi.text import Notice, SourceText, Span, View
from luoshi.text.late import late
from luoshi.vocabulary.furniture import at_the_edge
from luoshi.vocabulary.page_numbers import PageNumber, address_in, page_number

_SHOWN = 60
_RETOLD = "a newspaper tells of the report: most of its own words are missing"
# Labels are looked at this far into the copy; further on, an odd one is a slip of the report's own numbering.
_HEAD = 3000
_SENTENCE_END = tuple("。！？；”》）…】」』")
_RUNS_ON = tuple("，、；。：）”》%")
# `圆满完成今年的各项任务。`, `让人民群众生活得更加美好。`, `务期必成。`: how reports end that do not call out.
_LAST_WORDS = re.compile(
    r"圆满完成|更加(?:美好|幸福|灿烂)|务期必成|(?:不负|无愧于?)[^。]{1,12}(?:重托|期望|期待|人民|时代)|良好(?:氛围|环境)。$|交出[^。]{1,16}答卷"
)
# How the review begins where the address is missing: `2025年是…`, `过去的一年，…`, `2025年，面对…`.
_REVIEW_BEGINS = late(
    r"(?:刚刚)?过去的?(?:一年|五年|[12]\d{3}年)|(?:[12]\d{3}年以来|[12]\d{3}年(?:是|以来|，))|本届政府|第?[一二三四五六七八九十]{1,3}届(?:人民)?政府"
)
# A page of a set has some thousand characters; less is an excerpt that somebody reads on purpose.
_PAGE = 500
# Lines of a site before the report that are looked at.
_LINES = 200
_MATTERS = 6
_PLANS = ("tasks", "requirements", "targets")
_OUTSIDE = ("boilerplate", "other")
_SENTENCES = late(r"[^。！？\n]+[。！？”]*")


def notices(source: SourceText, view: View, outline: Sequence[Section], front: Front) -> list[Notice]:
    """The gaps at the two ends of the copy; none where ``front`` found both opening and closing."""
    body = [s for s in outline if s.level == 1 and s.role not in _OUTSIDE]
    if front.complete or not body or front.kind == "communique":
        return []
    start, end = body[0].span.start, max(s.span.end for s in body)
    if outline[0].role == "boilerplate" and not _of_the_site(outline[0].span.of(source.text)):
        start = outline[0].span.start  # the end of a paragraph that the page before began
    first, last = pages_of(source)
    numbered = any(page is not None and page.number is not None for page in (first, last))
    if is_retold(view.text):
        span = _first_words(source.text, start, end)
        return [Notice("page_gap", span, span.of(source.text), _RETOLD)]
    roles = [s.role for s in body]
    speaks = matters(source.text) >= _MATTERS or ("closing" in roles and "各位代表" in source.text)
    if not numbered and not (speaks and end - start >= _PAGE):
        return []
    found = []
    if "opening" not in roles and (why := _begins_inside(source.text, view, start, end, first)):
        span = _first_words(source.text, start, end)
        found.append(Notice("page_gap", span, span.of(source.text), why))
    if "closing" not in roles and (why := _ends_inside(source.text, body, end, last)):
        span = _last_words(source.text, start, end)
        found.append(Notice("page_gap", span, span.of(source.text), why))
    return found


def _of_the_site(text: str) -> bool:
    return any(at_the_edge().stand_in(line.strip()) for line in text.split("\n")[:_LINES])


def pages_of(source: SourceText) -> tuple[PageNumber | None, PageNumber | None]:
    """Which page of which set the copy begins with, and which it ends with: the same but for joined pages."""
    if source.pages:
        ends = (source.pages[0], source.pages[-1])
        first, last = (PageNumber(page.set or "", page.printed) if page.printed else None for page in ends)
        return first, last
    page = page_of(source)
    return page, page


def page_of(source: SourceText) -> PageNumber | None:
    """Which page of which set the copy is, by its address, the address line in its text, or its file's name.

    The number may come from one of them and the set's name from another: ``青川区-2026-p3.txt`` with ``本文地址:/5905.html``.
    """
    pages = [page_number(a) for a in (source.url, address_in(source.text), source.path) if a]
    if not pages:
        return None
    number = next((page.number for page in pages if page.number is not None), None)
    return PageNumber(pages[0].set, number)


def _begins_inside(text: str, view: View, start: int, end: int, page: PageNumber | None) -> str | None:
    if page is not None and page.number is not None and page.number > 1:
        return f"page {page.number} of the set {page.name}: earlier pages hold the opening"
    head = view.text[view.position(start) : view.position(min(end, start + _HEAD))]
    missing = _missing_before(head)
    if missing is not None:
        return f"the copy begins with {missing}: what comes before it, and the opening, are missing"
    if text[start:end].startswith(_RUNS_ON):
        return "the copy begins inside a sentence: what comes before it, and the opening, are missing"
    label = read_label(head)
    if (label is not None and label.style in ("cn", "part") and label.number == 1) or _REVIEW_BEGINS.match(
        head
    ):
        return None
    return "the copy begins without an opening, in the middle of the report: what comes before is missing"


def _missing_before(head: str) -> str | None:
    """The first label whose forerunners are missing: `六是` without `五是`, `三、` without `二、`."""
    seen: set[str] = set()
    for piece in paragraphs(head):
        label = read_label(piece.text)
        if label is None or label.number == 0:
            continue
        if label.style not in seen and label.number > 1 and not (label.style in ("num", "pnum") and seen):
            return piece.text[: label.length].strip()
        seen.add(label.style)
        if label.style in FIXED:
            return None  # a chapter that is numbered from one: the copy begins before or with it
    return None


def _ends_inside(text: str, body: Sequence[Section], end: int, page: PageNumber | None) -> str | None:
    where = ""
    if page is not None and page.number is not None:
        where = f"page {page.number} of the set {page.name}: "
    last = text[max(0, end - 200) : end].rstrip()
    if not last.endswith(_SENTENCE_END):
        return f"{where}the copy breaks off inside a sentence: the rest, and the closing, are missing"
    tone = "".join(_SENTENCES.findall(last)[-2:])
    if exhorts(tone) or _LAST_WORDS.search(tone) or body[-1].role == "government":
        return None
    roles = {s.role for s in body}
    if not roles & set(_PLANS):
        return f"{where}the copy ends before the plans for the year: later pages hold them and the closing"
    return f"{where}the copy ends inside its plans: later pages hold the rest and the closing"


def _first_words(text: str, start: int, end: int) -> Span:
    """The first clause or line, at most 60 characters."""
    stop = min(end, start + _SHOWN)
    cut = re.compile(r"[。！？\n]").search(text, start, stop)
    return Span(start, cut.end() if cut and cut.start() > start else stop)


def _last_words(text: str, start: int, end: int) -> Span:
    """The last clause or line, at most 60 characters."""
    first = max(start, end - _SHOWN)
    cuts = [m.end() for m in re.compile(r"[。！？\n]").finditer(text, first, max(first, end - 2))]
    return Span(cuts[-1] if cuts else first, end)
