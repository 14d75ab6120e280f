"""The later report clause by clause: what is searched for a promised thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from luoshi.text import Span

Part = Literal["past", "plans", "problems"]

_CLAUSE = re.compile(r"[^，,：:。；;！!？?\r\n]+")
# What changes no name: quotation marks, brackets, the dot inside a foreign name, blanks, note marks.
_MARKS = re.compile(r"〔\d+〕|\[\d+\]|［\d+］|[“”‘’\"'《》〈〉（）()〔〕［］\[\]【】·•\s]")
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


def clauses_of(sentences: Iterable[Stretch]) -> tuple[Clause, ...]:
    """The clauses of a report's own parts; thanks, greetings and appendices say nothing of what became of a promise."""
    found = []
    for number, sentence in enumerate(sentences):
        part = _PARTS.get(sentence.role)
        if part is None:
            continue
        for clause in _CLAUSE.finditer(sentence.text):
            text = clause.group()
            start = sentence.span.start + clause.start() + len(text) - len(text.lstrip())
            text = text.strip()
            if len(text) > 1:
                found.append(Clause(text, Span(start, start + len(text)), part, number, bare(text)))
    return tuple(found)
