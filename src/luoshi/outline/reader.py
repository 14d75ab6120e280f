"""The outline of a source: every character of the text in exactly one section of level 1."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from luoshi.outline import passages
from luoshi.outline.behind_the_list import name_the_work
from luoshi.outline.bounds import (
    Bounds,
    breaks_off,
    find_bounds,
    formula_end,
    is_above_the_text,
    is_injected,
)
from luoshi.outline.build import Draft, build_parts
from luoshi.outline.furniture import set_aside
from luoshi.outline.headings import Heading, find_headings, split_run_ons
from luoshi.outline.kinds import Titled, title_lines, titled
from luoshi.outline.labels import read_label
from luoshi.outline.paragraphs import Paragraph, paragraphs
from luoshi.outline.section import Section
from luoshi.outline.tables import table_stretches, with_tables
from luoshi.text import SourceText, Span, View, reading_view, united


def read_outline(source: SourceText, view: View | None = None) -> tuple[Section, ...]:
    """The sections of a report in reading order, parents before their children, offsets into ``source.text``.

    ``view`` is the source's reading view where the caller has it already.
    """
    view = view or reading_view(source.text, source.furniture)
    told = titled(view.text)
    pieces, bounds = _bounded(view.text, told)
    if not pieces:
        return set_aside((), source)
    drafts = _furniture(pieces, 0, bounds.opening)
    if bounds.body > bounds.opening:
        drafts.append(Draft(1, "opening", pieces[bounds.opening].start, None, pieces[bounds.body - 1].end))
    body = [p for p in pieces[bounds.body : bounds.end] if not is_injected(p.text)]
    closing = _closing(body)
    headings = find_headings(body[:closing])
    tables = table_stretches(source.text, view) if told.kind != "work_report" else []
    headings = [h for h in headings if not any(start <= h.start < end for start, end in tables)]
    parts = build_parts(body[:closing], headings, begun=bounds.addressed, past=told.kind == "communique")
    with_tables(parts, tables)
    name_the_work(parts)
    drafts += parts
    if closing < len(body):
        drafts.append(_closing_part(body[closing:]))
    if bounds.tail > bounds.end:
        drafts.append(Draft(1, "other", pieces[bounds.end].start, None, pieces[bounds.tail - 1].end))
    drafts += _furniture(pieces, bounds.tail, len(pieces))
    return set_aside(tuple(_sections(drafts, view)), source, _within(pieces, bounds, view))


def with_injected_lines(source: SourceText) -> SourceText:
    """``source`` with the site's lines between the report's own among its furniture, so that a repair of broken lines
    does not join an advertisement to the heading below it: `看房热线：0000-0000000⏎二、2026年工作安排`."""
    view = reading_view(source.text, source.furniture)
    lines = [(a, b) for a, b in _lines(view.text) if _is_site_line(view.text[a:b].strip())]
    if not lines:
        return source
    pieces, bounds = _bounded(view.text, titled(view.text))
    if bounds.body >= bounds.end:
        return source
    first, last = pieces[bounds.body].start, pieces[bounds.end - 1].end
    found = [
        Span(view.origin(start), view.origin(end + 1))
        for start, end in lines
        if first <= start and end <= last
    ]
    if not found:
        return source
    return replace(source, furniture=united((*source.furniture, *found)))


def _is_site_line(text: str) -> bool:
    """A page's number is left to the repair, which joins the sentence that it stands in: `推进乡村⏎第3页⏎振兴`."""
    return is_injected(text) and _PAGE_NUMBER.fullmatch(text) is None


_PAGE_NUMBER = re.compile(r"[\W\d]{0,9}(?:第?\s?\d{1,3}\s?页)?[\W\d]{0,9}(?:共?\s?\d{1,3}\s?页)?[\W\d]{0,9}")


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Where the lines of ``text`` begin and end that are not empty."""
    return (match.span() for match in _LINE.finditer(text))


_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=2)
def _bounded(text: str, told: Titled) -> tuple[tuple[Paragraph, ...], Bounds]:
    """Paragraphs, and where among them the report stands, which begins with its title where that is known.

    Those of the last texts are kept: the site's lines are sought before the copy is repaired, the outline after.
    """
    pieces = _pieces(text)
    bounds = find_bounds(pieces)
    if told.title is not None:
        lines = title_lines(told.title, [piece.text for piece in pieces[: bounds.body]])
        if lines is not None:
            bounds = replace(bounds, opening=lines[0])
    return pieces, bounds


def _pieces(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs, with an opening sentence and a run-on page foot cut from the report's own text."""
    found: list[Paragraph] = []
    for piece in split_run_ons(paragraphs(text)):
        end = formula_end(piece.text) if len(found) < 60 and not breaks_off(piece.text) else None
        if end is not None and end < len(piece.text):
            found.append(Paragraph(piece.start, piece.start + end, piece.text[:end].rstrip()))
            rest = piece.text[end:]
            blank = len(rest) - len(rest.lstrip())
            found.append(Paragraph(piece.start + end + blank, piece.end, rest.strip()))
        else:
            found.append(piece)
    return tuple(part for piece in found for part in _without_foot(piece))


def _within(pieces: Sequence[Paragraph], bounds: Bounds, view: View) -> list[Span]:
    """Lines of the site between the report's own, as stretches of the source."""
    above = (p for p in pieces[bounds.opening : bounds.body] if is_above_the_text(p.text))
    injected = (p for p in pieces[bounds.body : bounds.end] if is_injected(p.text))
    return [view.span(p.start, p.end) for p in (*above, *injected)]


# `…而努力奋斗！扫一扫在手机打开当前页【关闭当前页面】`
_FOOT = re.compile(
    r"[。！](?=[^。！]{0,20}(?:扫一扫|手机打开|【(?:关闭|打印|返回)|(?:关闭|打印|返回)(?:窗口|当前|本[页文]|页面|首页|顶部|上一页)|分享到|责任编辑))"
)
_FOOT_WORD = re.compile(r"扫一扫|手机打开|关闭|打印|返回|分享到|责任编辑")  # each foot has one of these


def _without_foot(piece: Paragraph) -> list[Paragraph]:
    last = max(0, len(piece.text) - 120)
    if len(piece) <= 60 or _FOOT_WORD.search(piece.text, last) is None:
        return [piece]
    foot = _FOOT.search(piece.text, last)
    if foot is None:
        return [piece]
    cut = foot.end()
    return [
        Paragraph(piece.start, piece.start + cut, piece.text[:cut]),
        Paragraph(piece.start + cut, piece.end, piece.text[cut:]),
    ]


def _furniture(pieces: Sequence[Paragraph], start: int, end: int) -> list[Draft]:
    if end <= start:
        return []
    return [Draft(1, "boilerplate", pieces[start].start, None, pieces[end - 1].end)]


def _closing(body: Sequence[Paragraph]) -> int:
    """The index of the paragraph that begins the last exhortation, or the number of paragraphs."""
    count = len(body)
    total = sum(len(p) for p in body)
    last = body[-1].text if body else ""
    if (total < 200 and not _ADDRESSED.match(last)) or (
        passages.find_thanks(last) and not passages.exhorts(last)
    ):
        return count
    if not any(passages.exhorts(p.text) for p in body[-3:]):
        return count
    farthest = max(0.12 * total, 900)
    for index in range(count - 2, max(count - 12, 0), -1):
        if _ENDING.match(body[index].text) and sum(len(p) for p in body[index:]) <= farthest:
            return index
    reach = 0
    for index in range(count - 1, max(count - 9, 0), -1):
        text = body[index].text
        reach += len(text)
        if reach > farthest:
            break
        if _ADDRESSED.match(text):
            return index
        if read_label(text) is not None:
            break
    if read_label(last) is not None or len(last) > 700:
        return count
    return count - 1 if "让我们" in last else count


_ENDING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、)?(?:结束语|结语)$")
_ADDRESSED = re.compile(r"(?:各位代表|同志们|朋友们)[！，、：]")


def _closing_part(pieces: Sequence[Paragraph]) -> Draft:
    first = pieces[0]
    heading = (
        Heading(0, first.start, first.end, None, first.text, "part", 0)
        if len(first) < 12 and "结" in first.text
        else None
    )
    return Draft(1, "closing", first.start, heading, pieces[-1].end)


def _sections(drafts: Iterable[Draft], view: View, parent: str | None = None) -> Iterable[Section]:
    for number, draft in enumerate(drafts, 1):
        name = f"{parent}.{number}" if parent else f"s{number}"
        heading = draft.heading
        span = view.span(draft.start, _trimmed(view.text, draft.start, draft.end or draft.start))
        yield Section(
            name,
            parent,
            draft.level,
            _as_printed(view, heading) if heading else None,
            heading.title if heading else None,
            draft.role,
            span,
            view.span(heading.start, heading.end) if heading else None,
        )
        yield from _sections(draft.children, view, name)


def _as_printed(view: View, heading: Heading) -> str | None:
    """The label in the copy's own characters: `(一)`, `1．`."""
    if heading.label is None:
        return None
    return view.span(heading.start, heading.start + len(heading.label)).of(view.source)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
