"""The later report clause by clause: what is searched for a promised thing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from luoshi.reconcile.line import Line
from luoshi.text import Span

Part = Literal["past", "plans", "problems"]

_CLAUSE = re.compile(r"[^，,：:。；;！!？?\r\n]+")
# What changes no name: quotation marks, brackets, the dot inside a foreign name, blanks, note marks.
_MARKS = re.compile(r"〔\d+〕|\[\d+\]|［\d+］|[“”‘’\"'《》〈〉（）()〔〕［］\[\]【】·•\s]")
# From this on a line's kind is taken before its section's role.
_CERTAIN = 0.8
_KINDS: dict[str, Part] = {"task": "plans", "target": "plans", "result": "past", "problem": "problems"}
# 今年我们将建成滨江路: a review may promise. 即将建成 tells how far the thing has come.
_PROMISES = re.compile(r"(?:今年|明年|年内|下一步|新的一年)[^以]{0,6}[将要]")
_PARTS: dict[str, Part] = {
    "review": "past",
    "problems": "problems",
    "outlook": "plans",
    "requirements": "plans",
    "targets": "plans",
    "tasks": "plans",
    "government": "plans",
}


class Stretch(Protocol):
    """A stretch of a report and the role of its section, which is what clauses are made of."""

    @property
    def text(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Clause:
    """``bare`` is the text without marks, in which names are compared; ``sentence`` numbers the sentence that it stands in."""

    text: str
    span: Span
    part: Part
    sentence: int
    bare: str


def bare(text: str) -> str:
    """``text`` without the marks that change no name."""
    return _MARKS.sub("", text)


def clauses_of(sentences: Iterable[Stretch], lines: Sequence[Line] = ()) -> tuple[Clause, ...]:
    """The clauses of a report's own parts; thanks, greetings and appendices say nothing of what became of a promise.

    A line that is certain tells better than its section whether a clause reports or promises: 去年已建成 in the plans. What
    promises in so many words (今年我们将建成) does, whatever else is said of it.
    """
    found = []
    kinds = _Kinds(lines)
    for number, sentence in enumerate(sentences):
        part = _PARTS.get(sentence.role)
        if part is None:
            continue
        promised = False
        for clause in _CLAUSE.finditer(sentence.text):
            text = clause.group()
            start = sentence.span.start + clause.start() + len(text) - len(text.lstrip())
            text = text.strip()
            if len(text) > 1:
                if part == "past" and _PROMISES.match(text):
                    part, promised = "plans", True  # to the end of the sentence
                span = Span(start, start + len(text))
                found.append(
                    Clause(text, span, part if promised else kinds.part(span, part), number, bare(text))
                )
    return tuple(found)


class _Kinds:
    """What the lines of a report say of a stretch."""

    def __init__(self, lines: Sequence[Line]) -> None:
        certain = [line for line in lines if line.certainty is None or line.certainty >= _CERTAIN]
        self._lines = sorted(certain, key=lambda line: line.span)
        self._starts = [line.span.start for line in self._lines]

    def part(self, span: Span, part: Part) -> Part:
        """The part that the clause at ``span`` belongs to, given its section's."""
        at = bisect_right(self._starts, span.start + 1) - 1
        for line in self._lines[max(at, 0) : at + 2]:
            shared = min(line.span.end, span.end) - max(line.span.start, span.start)
            if 2 * shared > span.end - span.start:
                return _KINDS.get(line.kind, part)
        return part
