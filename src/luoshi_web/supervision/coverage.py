"""Which sentences of a report's tasks somebody holds. Pure: text, sections and spans in; sentences out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from luoshi_web.supervision.drafting.stretch import clauses

ROLES = frozenset({"requirements", "targets", "tasks", "government"})
"""Parts of a report that promise: the general requirement, the targets, the year's work, the government's own conduct."""

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_SHORT = 6  # 各位代表！ and headings of a few characters promise nothing


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the promising parts: its place in the text, its section's title and role, and the items that hold some of it.

    ``left`` are its clauses that nobody holds any of, ``size`` and ``held`` its characters and those that somebody holds, without what divides them.
    """

    start: int
    end: int
    text: str
    section: str
    role: str
    items: tuple[int, ...]
    left: tuple[str, ...]
    size: int
    held: int


@dataclass(frozen=True, slots=True)
class Held:
    """An item with the stretch of the report that it came from."""

    item: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sentences in reading order."""

    sentences: tuple[Sentence, ...]

    @property
    def unheld(self) -> tuple[Sentence, ...]:
        """The sentences that nobody holds."""
        return tuple(sentence for sentence in self.sentences if not sentence.items)

    @property
    def partly(self) -> tuple[Sentence, ...]:
        """The sentences of which somebody holds some clauses and nobody the others."""
        return tuple(sentence for sentence in self.sentences if sentence.items and sentence.left)

    @property
    def share(self) -> float | None:
        """Percent of the words that somebody holds, None where there are none: a sentence of five clauses of which one is held is held to a fifth."""
        whole = sum(sentence.size for sentence in self.sentences)
        return 100 * sum(sentence.held for sentence in self.sentences) / whole if whole else None


def coverage_of(text: str, outline: Sequence[Mapping[str, Any]], held: Sequence[Held]) -> Coverage:
    """The sentences of the parts that promise, each with the items whose stretch lies in it and the clauses that nobody holds.

    Headings are no sentences. Time is linear in the length of the text and the number of items.
    """
    spans = sorted(held, key=lambda each: each.start)
    found = []
    first = 0
    for start, end, section in _sentences(text, outline):
        while first < len(spans) and spans[first].end <= start:
            first += 1
        inside = []
        for each in spans[first:]:
            if each.start >= end:
                break
            if each.end > start:
                inside.append(each)
        found.append(_sentence(text, start, end, section, inside))
    return Coverage(tuple(found))


def _sentence(
    text: str, start: int, end: int, section: Mapping[str, Any], inside: Sequence[Held]
) -> Sentence:
    """A sentence with what of it is held by the items whose stretches lie in it."""
    left, size, held = [], 0, 0
    for clause in clauses(text, start, end):
        covered = {
            place for each in inside for place in range(max(each.start, clause.start), min(each.end, clause.end))
        }  # fmt: skip
        size += clause.end - clause.start
        held += len(covered)
        if not covered and clause.end - clause.start >= _SHORT:
            left.append(text[clause.start : clause.end])
    items = tuple(dict.fromkeys(each.item for each in inside))
    words = text[start:end]
    return Sentence(
        start, end, words, section.get("title") or "", section["role"], items, tuple(left), size, held
    )


def _sentences(
    text: str, outline: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Start, end and innermost section of each sentence of the promising parts, in reading order."""
    parts = [section for section in outline if section["role"] in ROLES]
    headings = {_bare(f"{s.get('label') or ''}{s.get('title') or ''}") for s in outline}
    headings |= {_bare(s.get("title") or "") for s in outline}
    tops = [s for s in parts if s.get("parent") is None or s["parent"] not in {p["id"] for p in parts}]
    inner = sorted(parts, key=lambda s: (s["span"][0], -s["span"][1]))
    for top in sorted(tops, key=lambda s: int(s["span"][0])):
        begin, stop = top["span"]
        for match in _SENTENCE.finditer(text, begin, stop):
            said = match.group().strip()
            if len(said) < _SHORT or _bare(said) in headings:
                continue
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield start, start + len(said), _innermost(inner, start) or top


def _innermost(sections: Sequence[Mapping[str, Any]], place: int) -> Mapping[str, Any] | None:
    """The last section to begin at or before a place that has not ended there."""
    found = None
    for section in sections:
        if section["span"][0] > place:
            break
        if section["span"][1] > place:
            found = section
    return found


def _bare(words: str) -> str:
    """Without marks, in one width: the outline has ２０２６年 as 2026年, and (一) as （一）."""
    return re.sub(r"[\s。：:，,]", "", normalize("NFKC", words))
