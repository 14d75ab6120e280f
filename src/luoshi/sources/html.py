"""A web page to lines of text, each with what is needed to tell the report from the page around it.

The page is walked once, without recursion, so that depth costs nothing. Comments, scripts, styles and fields to fill
in never become text. Whitespace is joined as a browser does; a block or ``<br>`` ends a line; the cells of
a table's row stand in one line, a tab between them. What the page hides (``display:none``) or keeps in a box of its
own (``<nav>``, ``class="share"``) becomes text and is marked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.text import Span
from luoshi.vocabulary.furniture import box_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# `<divclass="title">`, `<divclass="p"id="p">`: copies that lost the blanks inside their tags.
_LOST_BLANK = re.compile(
    r"<(div|span|table|td|tr|font|img|ul|li|h[1-6]|p|a)(?=(?:class|id|style|align|href|src|width|color|face)\s?=)",
    re.I,
)
_LOST_BLANK_AFTER_QUOTE = re.compile(
    r"""(<[a-z][^<>]{0,400}?["'])(?=(?:class|id|style|align|href|src|width)\s?=)""", re.I
)

# Every tag that opens or closes, but for those that need no closing (`<p>`, `<li>`, `<br>`).
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|d[td]|t[rdh]|tbody|thead|tfoot|option|br|hr|img|input|meta|link|col|area|base|wbr)\b)([a-z]\w*)",
    re.I,
)
_DEEPEST = 400

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "math",
        "audio",
        "video",
        "map",
        "select",
        "option",
        "textarea",
        "input",
        "head",
        "title",
        "link",
        "meta",
        "base",
        "datalist",
        "dialog",
        "rt",
        "rp",
    ]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "caption",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "blockquote",
        "pre",
        "center",
        "address",
        "details",
        "summary",
        "hr",
        "td",
        "th",
        "frameset",
        "hgroup",
        "menu",
        "dir",
        "noframes",
        "nav",
    ]
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_LINK = "link"
# Furniture unless they hold a good part of the page: many old sites wrap the whole page in one <form>.
_DOUBTFUL = frozenset(("form", "footer", "aside", "nav"))
# `font-size:0`, `left:-9999px`: words that only a search engine is to see.
_HIDDEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0(?![.\d])|(?:left|top|text-indent)\s?:\s?-\d{3}"
    r"|opacity\s?:\s?0(?![.\d])",
    re.I,
)
# `article-share`, `bdShareButton`, `hot_list`
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Non-characters that no page holds mark the hidden words of a line until it is whole.
_HIDE, _SHOW = "\ufdd0", "\ufdd1"
_MARKS = re.compile("[\ufdd0\ufdd1]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EDGE = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Line:
    """One line of the page: its text, how many ideographs it has, and how many of those are links or hidden.

    ``hidden`` are the stretches of ``text`` that the page does not show.
    """

    text: str
    weight: int
    linked: int
    heading: bool
    hidden: tuple[Span, ...] = ()


@dataclass(slots=True)
class Block:
    """One block element: the lines it holds, ``lines[first:last]``, and the element around it."""

    tag: str
    parent: int
    first: int
    last: int
    doubtful: bool


@dataclass(slots=True)
class Page:
    """A page, read line by line. ``blocks[0]`` is the document."""

    title: str | None
    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def read_page(markup: str) -> Page:
    """The lines and blocks of a page or of a piece of one."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_without_depth(_with_blanks(markup)))
    node = tree.css_first("title")
    title = _BLANKS.sub(" ", node.text(deep=True)).strip(_EDGE) if node is not None else ""
    walk = _Walk(Page(title or None))
    if tree.root is not None:
        walk.run(tree.root)
    return walk.page


def _with_blanks(markup: str) -> str:
    """With the blanks inside tags that a copy lost."""
    if not _LOST_BLANK.search(markup):
        return markup
    return _LOST_BLANK_AFTER_QUOTE.sub(r"\1 ", _LOST_BLANK.sub(r"<\1 ", markup))


def _without_depth(markup: str) -> str:
    """Without the tags below ``_DEEPEST``: building a tree takes time by its depth, and browsers stop there too."""
    depth = deepest = 0
    for tag in _NESTING.finditer(markup):
        depth = max(depth - 1, 0) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return markup
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        depth = max(depth - 1, 0) if tag.group(1) else depth + 1
        if depth < _DEEPEST:
            return tag.group()
        return "<br><!" if tag.group(2).lower() in _BLOCKS else "<!"  # the rest of the tag becomes a comment

    return _NESTING.sub(kept, markup)


class _Walk:
    """The state of one walk over a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.headings = 0
        self.literal = 0
        self.hidden = 0
        self.inside = -1

    def run(self, root: "LexborNode") -> None:
        self.open_block("html", doubtful=False)
        # (node, None) opens a node, (None, tag) closes one.
        stack: list[tuple[LexborNode | None, str]] = [(root, "")]
        while stack:
            node, closing = stack.pop()
            if node is None:
                self.close(closing)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.add(node.text_content or "")
            elif tag == "br":
                self.end_line()
            elif not (tag in _SKIPPED or tag.startswith(("-", "!", "_"))):
                stack.extend((None, mark) for mark in self.open(tag, node.attributes))
                stack.extend((child, "") for child in reversed(list(node.iter(include_text=True))))
        self.end_line()
        self.close_block()

    def open(self, tag: str, attributes: Mapping[str, str | None]) -> Iterable[str]:
        """Begin an element; what is to be closed behind it, the innermost last."""
        hidden = bool(attributes) and _is_hidden(attributes)
        if tag in _CELLS:
            self.pieces.append("\t")
        elif tag in _BLOCKS:
            boxed = bool(attributes) and _is_boxed(attributes)
            self.open_block(tag, doubtful=hidden or boxed or tag in _DOUBTFUL)
        elif hidden:
            self.pieces.append(_HIDE)
            self.hidden += 1
            yield _HIDE
        if tag == "button" or (tag == "a" and _leads_elsewhere(attributes)):
            self.links += 1
            yield _LINK
        if tag in _HEADINGS:
            self.headings += 1
        elif tag == "pre":
            self.literal += 1
        yield tag

    def close(self, tag: str) -> None:
        if tag == _HIDE:
            self.hidden -= 1
            self.pieces.append(_SHOW)
        if tag in _BLOCKS and tag not in _CELLS:
            self.end_line()
            self.close_block()
        if tag == _LINK:
            self.links -= 1
        elif tag in _HEADINGS:
            self.headings -= 1
        elif tag == "pre":
            self.literal -= 1

    def open_block(self, tag: str, *, doubtful: bool) -> None:
        self.end_line()
        here = len(self.page.lines)
        self.page.blocks.append(Block(tag, self.inside, here, here, doubtful))
        self.inside = len(self.page.blocks) - 1

    def close_block(self) -> None:
        block = self.page.blocks[self.inside]
        block.last = len(self.page.lines)
        self.inside = block.parent

    def add(self, text: str) -> None:
        if self.literal:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self.end_line()
                self.pieces.append(line)
        else:
            self.pieces.append(_BLANKS.sub(" ", text))
        if self.links or self.hidden:
            self.linked += len(_IDEOGRAPH.findall(text))

    def end_line(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        if self.hidden:
            self.pieces += [_HIDE] * self.hidden  # goes on below a block inside the hidden words
        text = re.sub(r" {2,}", " ", text).strip(_EDGE) if not self.literal else text.strip("\r\n")
        hidden: tuple[Span, ...] = ()
        if _HIDE in text or _SHOW in text:
            text, hidden = _without_marks(text)
        if text.strip(_EDGE):
            weight = len(_IDEOGRAPH.findall(text))
            self.page.lines.append(Line(text, weight, self.linked, self.headings > 0, hidden))
        self.linked = 0


def _without_marks(text: str) -> tuple[str, tuple[Span, ...]]:
    """The line without the marks of hidden words, and where those stand in it."""
    spans: list[Span] = []
    pieces: list[str] = []
    length = last = depth = begun = 0
    for mark in _MARKS.finditer(text):
        pieces.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark.group() == _HIDE:
            begun = length if not depth else begun
            depth += 1
        elif depth:
            depth -= 1
            if not depth and length > begun:
                spans.append(Span(begun, length))
    pieces.append(text[last:])
    length += len(text) - last
    if depth and length > begun:
        spans.append(Span(begun, length))
    return "".join(pieces), tuple(spans)


def _leads_elsewhere(attributes: Mapping[str, str | None]) -> bool:
    """Whether an ``<a>`` is a link: `<a name="top">` is a place, and old pages forget to close it."""
    return "href" in attributes or not ("name" in attributes or "id" in attributes)


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_boxed(attributes: Mapping[str, str | None]) -> bool:
    """Whether the page's maker named the box after furniture: `class="article-share"`, `id="hotList"`."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and not box_names().isdisjoint(
        word.lower() for word in (*_NAME_WORD.findall(names), *re.split(r"[\s_-]+", names))
    )
