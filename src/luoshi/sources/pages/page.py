"""One page: its lines, which of them are the report's, and what it says of itself."""

import re
from dataclasses import dataclass
from functools import cached_property

from luoshi.text import SourceText
from luoshi.vocabulary.furniture import anywhere, at_the_edge
from luoshi.vocabulary.page_numbers import numeral_value, page_in_words

_SENTENCE_END = re.compile(r"(?:[。！？；：…!?;:]|[。！？…][”）】』」])$")
# `2026年青川区政府工作报告（2）`, `政府工作报告`.
TITLE = re.compile(
    r"^[^，。；]{0,40}?(?<!作)(?:政府工作(?:的)?报告|工作报告|纲要的报告)(?=$|[\s（(—―─_\-\d第])"
)
# `（2026年1月20日在青川区第六届人民代表大会第五次会议上）`
_DATELINE = re.compile(
    r"(?:人民代表大会|人大)[^，。]{0,14}次会议|^[（(]?[\d〇一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月"
)
# `各位代表：` `现在，我代表青川区人民政府，向大会报告工作，请予审议`
OPENING = re.compile(
    r"我(?:现在)?(?:代表|受)(?P<place>[^，。]{0,20}?)(?:人民)?(?:政府|国务院)[^。！]{0,60}?(?:报告|说明|建议)"
)
_ASKS = re.compile(r"审议|审查|提出意见|指正")
_CLOSING = re.compile(r"让我们|而(?:努力|不懈|共同|团结)?奋斗|努力奋斗|贡献[！。!]|新篇章")
_LABEL = re.compile(
    r"(?P<cn>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]{1,3}[、产])|[（(](?P<paren>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<num>\d{1,2})(?:、|\.(?!\d)|．)|(?P<shi>[一二三四五六七八九十]{1,2})是|第(?P<di>[一二三四五六七八九十]{1,2})[，、]"
)
_BREAK = re.compile(r"\n|\\r\\n")
_EDGE, _SURE = 60, 300
_NEAR = 6
_TOTAL = re.compile(r"共\s*(\d{1,2})\s*页|\d{1,2}\s*/\s*(\d{1,2})\s*页")


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside the page's furniture, blank ends cut off: ``[start, end)`` of the page's text."""

    start: int
    end: int
    text: str
    indented: bool

    @property
    def label(self) -> tuple[str, int] | None:
        """``("paren", 2)`` for `（二）…`."""
        return read_label(self.text)


def read_label(text: str) -> tuple[str, int] | None:
    """The style and number of the label at the start of ``text``."""
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup, numeral_value(match[match.lastgroup])


class Page:
    """A page of a report, seen from outside: nothing of it is changed."""

    def __init__(self, source: SourceText, given: int) -> None:
        self.source = source
        self.given = given

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that the page's structure does not show to be the site's, the blank ones left out."""
        text, found, start = self.source.text, [], 0
        furniture = self.source.furniture
        next_one = 0
        edges = [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]
        for end, after in edges:
            words = text[start:end]
            while next_one < len(furniture) and furniture[next_one].end <= start:
                next_one += 1
            covered = (
                next_one < len(furniture)
                and furniture[next_one].start <= start + len(words) - len(words.lstrip())
                and furniture[next_one].end >= start + len(words.rstrip())
            )
            if words.strip() and not covered:
                first = start + len(words) - len(words.lstrip())
                found.append(Line(first, start + len(words.rstrip()), words.strip(), first > start))
            start = after
        return found

    @cached_property
    def labels(self) -> list[tuple[str, int]]:
        """The labels of its lines, in order."""
        return [label for line in self.lines[: self.last] if (label := line.label) is not None]

    @cached_property
    def last(self) -> int:
        """One more than the index of the last line that is the report's: pagers and disclaimers below it are not."""
        lines = self.lines
        index = len(lines)
        while index > 0 and (is_site_line(lines[index - 1].text) or self._among_site_lines(index - 1)):
            index -= 1
        if index == 0:
            return len(lines)
        return index

    def _among_site_lines(self, index: int) -> bool:
        """A short line without a stop, with a sure line of the site close above it: an entry of a list of other articles."""
        text = self.lines[index].text
        if (
            len(text) >= _EDGE
            or read_label(text)
            or re.search("[，。；：、%]", text)
            or text.startswith("各位")
        ):
            return False
        for before in range(index - 1, max(index - 1 - _NEAR, -1), -1):
            if is_site_line(self.lines[before].text):
                return True
            if re.search("[。；]", self.lines[before].text):
                return False
        return False

    def first(self, heads: frozenset[str]) -> int:
        """The index of the first line that is the report's own; ``heads`` are the first page's first lines, blanks aside."""
        index = 0
        while index < self.last and (
            is_site_line(self.lines[index].text)
            or bare(self.lines[index].text) in heads
            or is_front_line(self.lines[index].text)
        ):
            index += 1
        return index

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first lines, blanks aside: other pages may repeat them."""
        return frozenset(bare(line.text) for line in self.lines[:15] if len(line.text) > 3)

    @cached_property
    def body(self) -> str:
        """The lines that are the report's, the page's own title included."""
        return "\n".join(line.text for line in self.lines[: self.last])

    @cached_property
    def title(self) -> str | None:
        return next(
            (
                line.text
                for line in self.lines[:20]
                if len(line.text) <= 70 and TITLE.search(line.text) and not is_site_line(line.text)
            ),
            None,
        )

    @cached_property
    def opens(self) -> bool:
        """Whether the opening formula stands on it."""
        match = OPENING.search(self.body[:3000])
        return match is not None and _ASKS.search(self.body, match.start(), match.end() + 160) is not None

    @cached_property
    def closes(self) -> bool:
        """Whether it ends as a report does."""
        return _CLOSING.search(self.body[-160:]) is not None and self.body.endswith(("！", "。", "!"))

    @cached_property
    def worded_number(self) -> int | None:
        """The page number that a title or a pager prints (`第2页`); None where none or several are printed."""
        lines = [line.strip() for line in self.source.text.split("\n") if 1 < len(line.strip()) <= 60]
        found = {n for line in (*lines[:40], *lines[-40:]) if (n := page_in_words(line)) is not None}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def total(self) -> int | None:
        """How many pages a pager says there are (`共5页`)."""
        lines = [line.strip() for line in self.source.text.split("\n") if 1 < len(line.strip()) <= 60]
        found = [int(m[1] or m[2]) for line in lines if (m := _TOTAL.search(line))]
        return max(found, default=None)


def bare(text: str) -> str:
    """A line without blanks and without the number of its page: a title is the same on every page."""
    text = re.sub(r"\s+", "", text)
    return re.sub(
        r"(?:[（(](?:第?\d{1,2}页?|[一二三四五六七八九十]{1,2})[）)]|第[\d一二三四五六七八九十]{1,2}页|[_-]\d{1,2})$",
        "",
        text,
    )


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end so: `…“三公”` and `…（以下简称条例）` may not."""
    return _SENTENCE_END.search(text) is not None


def is_site_line(text: str) -> bool:
    """A line that a site prints at the head or foot of a page; `信访举报…` inside a long sentence is none."""
    if len(text) <= _EDGE and not re.search("[，；。]", text) and at_the_edge().stand_in(text):
        return True
    return len(text) <= _SURE and anywhere().stand_in(text)


def is_front_line(text: str) -> bool:
    """The title or the dateline, which a site repeats on every page."""
    return (
        len(text) <= 70
        and not re.search("[，；。]", text)
        and bool(TITLE.search(text) or _DATELINE.search(text))
    )
