"""The report on a web page: which of the page's lines are its text, and which are the site's.

From the page's body one goes down into the child that holds most of the page's weight (the weight of a line being its
ideographs outside links), as long as no line outside that child speaks as a report does: `各位代表`, `（一）…`, a paragraph
full of numbers. What stands before that block (the title, the session, the speaker) is kept where it is a heading or
speaks as reports do. Lists of links, breadcrumbs, share bars, boxes that the page's maker named after their purpose
and what the page hides are furniture: they stay in the text, and are marked there.
"""

import re
from collections import defaultdict
from itertools import accumulate

from luoshi.sources.formats.opened import MainText
from luoshi.sources.html import Block, Line, Page
from luoshi.text import Span
from luoshi.vocabulary.furniture import stands_anywhere, stands_at_the_edge

# A child with this share of its parent's weight is the parent without its margins.
_MOST = 0.5
# A form, a footer, a hidden or a named box with this share of the page is the page.
_GOOD_PART = 0.3
# The words that a report opens with, of a report's headings and of its last lines.
_REPORT = re.compile(
    r"各位代表|政府工作报告|[一二三四五六七八九十]、|（[一二三四五六七八九十]）|人民代表大会"
)
_REPORT_BONUS = 20
# How much more a report's own paragraph weighs than another: a last page of three is shorter than the column beside it.
_REPORT_FACTOR = 4
# What only the report says: the house addressed, a numbered heading or item.
_SPEAKS = re.compile(
    r"各位(?:代表|委员)|^[（(]?[一二三四五六七八九十]{1,3}[、）)是]|^第[一二三四五六七八九十]{1,2}[，、]|^\d{1,2}[.、．]\s*[\u4e00-\u9fff]"
    r"|我(?:代表|受)[^。]{2,30}(?:报告|说明)|^[—―─]{1,2}[\u4e00-\u9fff]"
)
# `增长5.6%`, `120亿元`, `3.2万人`: a paragraph with some of these reports or promises.
_FIGURE = re.compile(r"\d[\d.]*\s*(?:%|％|个百分点|[万亿]|公里|平方|家|个|户|项|所|人)")
_FIGURES = 3
# Ideographs to a figure: a report has 10 to 50.
_SPARSE = 60
_CUT_OFF = re.compile(r"(?:…|\.{3})$")
# `政府工作报告`, `——2026年1月8日在临河市第八届人民代表大会第六次会议上`,
# `临河市市长 李明`, `时间：2004-03-25`
_FRONT = re.compile(
    r"工作报告|人民代表大会|人大.{0,6}次会议|[省市县区州盟旗镇乡]长\s*[\u4e00-\u9fff·\s]{2,8}$"
    r"|\d{4}\s?[-年/.]\s?\d{1,2}"
)
_FRONT_LENGTH = 80
# The longest line that one row of the table of furniture decides on: a disclaimer.
_FURNITURE_LENGTH = 240
# A title stands among the first lines; further down its words are part of a sentence.
_TITLE_AMONG = 8
_TITLE = re.compile(r"政府工作(?:的)?报告|.{4}工作报告")
# `历年政府工作报告`, `政府工作报告范文大全`: a place where many are kept.
_MANY = re.compile(r"历年|范文|大全|汇编|汇总|专题|栏目")
# A line without any of these is a stray mark of the page; `！` alone may be the end of a sentence that a copy broke.
_WORD = re.compile(r"[\w。！？；，、：”）》]")
_EDIT = re.compile(r" ?[\[［【] ?编辑(?: ?\| ?编辑源代码)? ?[\]］】]")
_LATIN = re.compile(r"[A-Za-z]{3}")
# Ideographs outside links; a page's own lines have fewer.
_SENTENCE = 40


def main_text(page: Page) -> MainText:
    """All words of the page in its order, with what is not the report marked; empty where the page has none."""
    lines = page.lines
    sure = {n for n, line in enumerate(lines) if _is_furniture(line)}
    dropped = _dropped(page, sure) | sure
    block = _main_block(page, dropped)
    kept = [n for n in range(block.first) if n not in dropped and _is_front(lines[n])]
    body = _body(lines, block, dropped)
    kept += [
        n
        for n in range(block.first, block.last)
        if n not in dropped and not _is_menu(lines[n]) and (n in body or not _is_margin(lines[n]))
    ]
    kept = _without_repeats(lines, kept)
    title = _report_title(page.title)
    said = any(_says(lines[n].text, title) for n in kept[:_TITLE_AMONG]) if title else True
    return _marked(lines, frozenset(kept), None if said or not kept else title)


def _marked(lines: list[Line], kept: frozenset[int], title: str | None) -> MainText:
    """The text of all ``lines``, a title before them, and where it is not of the lines ``kept``."""
    pieces = [f"{title}\n"] if title else []
    length = len(title) + 1 if title else 0
    spans: list[Span] = []
    for number, line in enumerate(lines):
        end = length + len(line.text) + 1
        stretches = (
            [Span(length + a, length + b) for a, b in _asides(line)]
            if number in kept
            else [Span(length, end)]
        )
        for span in stretches:
            if spans and spans[-1].end == span.start:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        pieces.append(f"{line.text}\n")
        length = end
    return MainText("".join(pieces), tuple(spans))


def _asides(line: Line) -> list[Span]:
    """The words in a line that are none of its own: hidden ones, and `[编辑]` behind an encyclopedia's heading."""
    if "编辑" not in line.text:
        return list(line.hidden)
    edits = [Span(*mark.span()) for mark in _EDIT.finditer(line.text)]
    return sorted(
        span for span in (*line.hidden, *edits) if not any(s.overlaps(span) for s in line.hidden if s != span)
    )


def _weight(line: Line) -> int:
    outside = max(line.weight - line.linked, 0)
    if outside >= _SENTENCE // 2 and _speaks(line.text, figures=True):
        return _REPORT_FACTOR * outside
    return outside + _REPORT_BONUS if outside and _REPORT.search(line.text) else outside


def _dropped(page: Page, sure: set[int]) -> set[int]:
    """The lines of forms, footers, hidden and named boxes, except of those that hold a good part of the page and speak
    as a report does; those of a page that never does need only hold a good part."""
    weights = [0 if number in sure else _weight(line) for number, line in enumerate(page.lines)]
    sums = list(accumulate(weights, initial=0))
    spoken = list(
        accumulate((_is_paragraph(x) and _speaks(x.text, figures=True) for x in page.lines), initial=0)
    )
    dropped: set[int] = set()
    for block in page.blocks:
        if block.doubtful and block.first < block.last:
            if block.first in dropped and block.last - 1 in dropped:
                continue  # inside one that was dropped
            silent = spoken[-1] > 0 and spoken[block.last] == spoken[block.first]
            if silent or sums[block.last] - sums[block.first] < _GOOD_PART * sums[-1]:
                dropped.update(range(block.first, block.last))
    return dropped


def _main_block(page: Page, dropped: set[int]) -> Block:
    weights = (0 if number in dropped else _weight(line) for number, line in enumerate(page.lines))
    sums = list(accumulate(weights, initial=0))
    children: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(page.blocks):
        children[block.parent].append(number)

    def weight(number: int) -> int:
        block = page.blocks[number]
        return sums[block.last] - sums[block.first]

    def margin_speaks(outer: int, inner: int) -> bool:
        """Whether going down would lose a part of the report: an opening in a block of its own, a last page's
        few lines, paragraphs that stand beside the child as its equals."""
        around, child = page.blocks[outer], page.blocks[inner]
        boxed: set[int] = set()
        for sibling in children[outer]:
            box = page.blocks[sibling]
            if box.tag == "p" or sibling == inner:
                continue
            boxed.update(range(box.first, box.last))
            if _box_speaks([page.lines[n] for n in range(box.first, box.last) if n not in dropped]):
                return True
        margin = (*range(around.first, child.first), *range(child.last, around.last))
        return any(n not in dropped and n not in boxed and _is_paragraph(page.lines[n]) for n in margin)

    here = 0
    while children[here]:
        number = max(children[here], key=weight)
        block = page.blocks[number]
        if block.tag == "p" or weight(number) < max(1, _MOST * weight(here)) or margin_speaks(here, number):
            break
        here = number
    return page.blocks[here]


def _box_speaks(lines: list[Line]) -> bool:
    """Whether a box beside the heaviest one holds a part of the report: numbered or addressed paragraphs, or text as
    full of figures as a report is. How other articles begin, a link above each, is none."""
    if any(_is_paragraph(line) and _speaks(line.text, figures=False) for line in lines):
        return True
    if sum(line.linked > 0 for line in lines) * 4 > len(lines):
        return False
    if any(_is_paragraph(line) and _speaks(line.text, figures=True) for line in lines):
        return True
    # a library's reader has a line of the page for each of its lines, and no paragraph
    plain = [line.text for line in lines if not line.linked and not _CUT_OFF.search(line.text)]
    figures = sum(len(_FIGURE.findall(text)) for text in plain)
    return figures >= 2 * _FIGURES and figures * _SPARSE >= sum(line.weight for line in lines)


def _speaks(text: str, *, figures: bool) -> bool:
    """Whether a paragraph is a report's, not the beginning of another: addressed, numbered, or full of figures."""
    if _CUT_OFF.search(text):
        return False
    return bool(_SPEAKS.search(text)) or (figures and len(_FIGURE.findall(text)) >= _FIGURES)


def _body(lines: list[Line], block: Block, dropped: set[int]) -> range:
    """From the first line to the last that only a report has: a page's own words stand before and after these."""
    body = [n for n in range(block.first, block.last) if n not in dropped and _is_body(lines[n])]
    return range(body[0], body[-1] + 1) if body else range(block.first, block.last)


def _is_body(line: Line) -> bool:
    return line.weight - line.linked >= _SENTENCE or "各位代表" in line.text


def _is_paragraph(line: Line) -> bool:
    return _is_body(line) and ("。" in line.text or "各位代表" in line.text)


def _is_furniture(line: Line) -> bool:
    """A breadcrumb, a share bar, a disclaimer, a stray quotation mark, wherever it stands."""
    text = line.text
    if len(text) > _FURNITURE_LENGTH:
        return False
    return not _WORD.search(text) or (stands_anywhere(text) and not _SPEAKS.search(text))


def _is_margin(line: Line) -> bool:
    """What stands above or below the text and is none of it: the site's words, a line of English."""
    return stands_at_the_edge(line.text) or (line.weight == 0 and bool(_LATIN.search(line.text)))


def _is_front(line: Line) -> bool:
    if line.linked * 2 > line.weight or len(line.text) > _FRONT_LENGTH or stands_at_the_edge(line.text):
        return False
    return bool(_FRONT.search(line.text)) or (line.heading and line.weight >= 4)


def _is_menu(line: Line) -> bool:
    """A line of links: most of it leads elsewhere."""
    return line.linked > 0 and line.linked * 5 > line.weight * 3 and len(line.text) <= _FRONT_LENGTH


def _without_repeats(lines: list[Line], kept: list[int]) -> list[int]:
    """Without a title that repeats the line before: a page's own stands above the report's."""
    bare = [_bare(lines[n].text) for n in kept]
    return [n for i, n in enumerate(kept) if i == 0 or "报告" not in bare[i] or bare[i] != bare[i - 1]]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _report_title(title: str | None) -> str | None:
    """The report's part of a page's title: `临河市2026年政府工作报告 - 政府信息公开 - 临河市人民政府`."""
    parts = re.split(r"\s*[-_|—–·>»]+\s*", title or "")
    return next((part for part in parts if _TITLE.search(part) and not _MANY.search(part)), None)


def _says(text: str, title: str) -> bool:
    """Whether a line says what the title says, be it shorter or longer."""
    text, title = _bare(text), _bare(title)
    return "报告" in text and (title in text or (len(text) >= 6 and text in title))
