"""The site's words among the sections, and the report without them.

What a page's structure set apart (``SourceText.furniture``) is in no view that the outline is read from. Here it gets
its place: a ``boilerplate`` section of level 1 between the report's parts, or a sub-section of the part whose
paragraphs an advertisement stands between (``…增长5.6%。⏎更多范文点击下载⏎全年新增…``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from luoshi.outline.section import Section
from luoshi.text import SourceText, Span


@dataclass(slots=True)
class _Node:
    """A section with those below it."""

    section: Section
    below: list["_Node"] = field(default_factory=list)


def set_aside(
    sections: Sequence[Section], source: SourceText, within: Sequence[Span] = ()
) -> tuple[Section, ...]:
    """``sections`` with one ``boilerplate`` section for each stretch of furniture; ids counted anew.

    ``within`` are stretches between the report's lines that the words alone show to be the site's.
    """
    stretches = _joined(source.text, sorted((*source.furniture, *within)))
    if not stretches:
        return tuple(sections)
    tops = _tree(sections)
    edges = sorted({edge for node in tops for edge in node.section.span})
    for span in stretches:
        for piece in _cut(span, edges):
            _insert(tops, piece)
    return tuple(_numbered(_merged(tops), None))


def report_text(source: SourceText, sections: Sequence[Section]) -> str:
    """The report alone: the lines of ``source`` without what ``boilerplate`` sections hold of them; those of which
    nothing is left are not there. Ends with a line feed, or is empty."""
    spans = _joined(source.text, sorted(s.span for s in sections if s.role == "boilerplate"))
    lines: list[str] = []
    start = number = 0
    for line in source.text.split("\n"):
        end = start + len(line)
        left: list[str] = []
        here = start
        while number < len(spans) and spans[number].start < end:
            left.append(source.text[here : max(here, spans[number].start)])
            here = max(here, min(spans[number].end, end))
            if spans[number].end > end:
                break  # goes on in the next line
            number += 1
        left.append(source.text[here:end])
        rest = "".join(left).rstrip()
        if rest or here == start:
            lines.append(rest)
        start = end + 1
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text.strip() else ""


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The stretches of furniture without blank ends; one where only blanks stand between two."""
    joined: list[Span] = []
    for span in spans:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip()))
        if start >= end:
            continue
        if joined and not text[joined[-1].end : start].strip():
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return joined


def _cut(span: Span, edges: Sequence[int]) -> Iterable[Span]:
    """``span`` cut where a section begins or ends inside it."""
    inside = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]
    return (Span(a, b) for a, b in pairwise((span.start, *inside, span.end)))


def _tree(sections: Sequence[Section]) -> list[_Node]:
    nodes = {section.id: _Node(section) for section in sections}
    for section in sections:
        if section.parent is not None:
            nodes[section.parent].below.append(nodes[section.id])
    return [nodes[section.id] for section in sections if section.parent is None]


def _insert(siblings: list[_Node], span: Span, level: int = 1) -> None:
    """Into the innermost section around ``span``, among its sub-sections in reading order."""
    at = bisect_right(siblings, span.start, key=lambda node: node.section.span.start)
    holder = siblings[at - 1] if at else None
    if holder is not None and holder.section.span.covers(span):
        if holder.section.role != "boilerplate":
            _insert(holder.below, span, holder.section.level + 1)
        return
    siblings.insert(at, _Node(Section("", None, level, None, None, "boilerplate", span, None)))


def _merged(tops: list[_Node]) -> list[_Node]:
    """One section where boilerplate of the structure stands beside boilerplate of the text."""
    merged: list[_Node] = []
    for node in tops:
        before = merged[-1].section if merged else None
        if before is not None and before.role == node.section.role == "boilerplate":
            span = Span(before.span.start, max(before.span.end, node.section.span.end))
            merged[-1] = _Node(replace(before, span=span))
        else:
            merged.append(node)
    return merged


def _numbered(nodes: Iterable[_Node], parent: str | None) -> Iterable[Section]:
    for number, node in enumerate(nodes, 1):
        name = f"{parent}.{number}" if parent else f"s{number}"
        yield replace(node.section, id=name, parent=parent)
        yield from _numbered(node.below, name)
