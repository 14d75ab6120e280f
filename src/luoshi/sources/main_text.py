"""The report on a web page: which of the page's lines are its text.

From the page's body one goes down as long as a single child holds nearly all of the page's weight (the weight of a
line being its ideographs outside links) and no paragraph stands outside that child. What stands before that block
(the title, the session, the speaker) is kept where it is a heading or speaks as reports do; lists of links,
breadcrumbs and share bars are not.
"""

import re
from collections import defaultdict
from itertools import accumulate

from luoshi.sources.html import Block, Line, Page

# A block with this share of the page's weight is the page without its margins.
_NEARLY_ALL = 0.9
# A form, a footer or a hidden block with this share of the page is the page.
_GOOD_PART = 0.3
# The words that a report opens with, of a report's headings and of its last lines.
_REPORT = re.compile(
    r"各位代表|政府工作报告|[一二三四五六七八九十]、|（[一二三四五六七八九十]）|人民代表大会"
)
_REPORT_BONUS = 20
# `政府工作报告`, `——2026年1月8日在临河市第八届人民代表大会第六次会议上`,
# `临河市市长 李明`, `时间：2004-03-25`
_FRONT = re.compile(
    r"工作报告|人民代表大会|人大.{0,6}次会议|[省市县区州盟旗镇乡]长\s*[\u4e00-\u9fff·\s]{2,8}$"
    r"|\d{4}\s?[-年/.]\s?\d{1,2}"
)
# `当前位置：首页 > 政务公开 > 政府工作报告`, `【字体：大 中 小】`
_CRUMB = re.compile(
    r"位置\s*[：:]|[>»›]\s*[\u4e00-\u9fff]|首页|字体\s*[：:]|打印|分享|扫一扫|上一篇|下一篇|浏览次数"
)
_FRONT_LENGTH = 80
# A title stands among the first lines; further down its words are part of a sentence.
_TITLE_AMONG = 8
_WORD = re.compile(r"\w")
# Ideographs outside links; a page's own lines have fewer.
_SENTENCE = 40


def main_text(page: Page) -> str:
    """The report's lines, each ended by a line feed; an empty string where the page has none."""
    lines = page.lines
    dropped = _dropped(page)
    block = _main_block(page, dropped)
    kept = [n for n in range(block.first) if n not in dropped and _is_front(lines[n])]
    body = _body(lines, block)
    kept += [
        n
        for n in range(block.first, block.last)
        if n not in dropped and not _is_menu(lines[n]) and (n in body or not _is_furniture(lines[n]))
    ]
    texts = _without_repeats([lines[n].text for n in kept])
    title = _report_title(page.title)
    if texts and title and not any(_says(text, title) for text in texts[:_TITLE_AMONG]):
        texts.insert(0, title)
    return "".join(f"{text}\n" for text in texts)


def _weight(line: Line) -> int:
    outside = max(line.weight - line.linked, 0)
    return outside + _REPORT_BONUS if outside and _REPORT.search(line.text) else outside


def _dropped(page: Page) -> set[int]:
    """The lines of forms, footers and hidden blocks, except of those that hold a good part of the page."""
    sums = list(accumulate(map(_weight, page.lines), initial=0))
    dropped: set[int] = set()
    for block in page.blocks:
        if block.doubtful and block.first < block.last:
            if block.first in dropped and block.last - 1 in dropped:
                continue  # inside one that was dropped
            if sums[block.last] - sums[block.first] < _GOOD_PART * sums[-1]:
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

    def margin_speaks(outer: Block, inner: Block) -> bool:
        """Whether going down would lose a paragraph: an opening in a block of its own, a last page's few lines."""
        margin = (*range(outer.first, inner.first), *range(inner.last, outer.last))
        return any(n not in dropped and _is_paragraph(page.lines[n]) for n in margin)

    here = page.blocks[0]
    number = 0
    while children[number]:
        number = max(children[number], key=weight)
        block = page.blocks[number]
        if block.tag == "p" or weight(number) < max(1, _NEARLY_ALL * sums[-1]) or margin_speaks(here, block):
            break
        here = block
    return here


def _body(lines: list[Line], block: Block) -> range:
    """From the first line to the last that only a report has: a page's own words stand before and after these."""
    body = [n for n in range(block.first, block.last) if _is_body(lines[n])]
    return range(body[0], body[-1] + 1) if body else range(block.first, block.last)


def _is_body(line: Line) -> bool:
    return line.weight - line.linked >= _SENTENCE or "各位代表" in line.text


def _is_paragraph(line: Line) -> bool:
    return _is_body(line) and ("。" in line.text or "各位代表" in line.text)


def _is_furniture(line: Line) -> bool:
    """A breadcrumb, a share bar, a stray quotation mark."""
    return (len(line.text) <= _FRONT_LENGTH and bool(_CRUMB.search(line.text))) or not _WORD.search(line.text)


def _is_front(line: Line) -> bool:
    if line.linked * 2 > line.weight or len(line.text) > _FRONT_LENGTH or _is_furniture(line):
        return False
    return bool(_FRONT.search(line.text)) or (line.heading and line.weight >= 4)


def _is_menu(line: Line) -> bool:
    """A line of links: most of it leads elsewhere."""
    return line.linked > 0 and line.linked * 5 > line.weight * 3 and len(line.text) <= _FRONT_LENGTH


def _without_repeats(texts: list[str]) -> list[str]:
    """Without a title that repeats the line before: a page's own stands above the report's."""
    return [t for n, t in enumerate(texts) if n == 0 or "报告" not in t or _bare(t) != _bare(texts[n - 1])]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _report_title(title: str | None) -> str | None:
    """The report's part of a page's title: `临河市2026年政府工作报告 - 政府信息公开 - 临河市人民政府`."""
    parts = re.split(r"\s*[-_|—–·>»]+\s*", title or "")
    return next((part for part in parts if "报告" in part), None)


def _says(text: str, title: str) -> bool:
    """Whether a line says what the title says, be it shorter or longer."""
    text, title = _bare(text), _bare(title)
    return "报告" in text and (title in text or (len(text) >= 6 and text in title))
