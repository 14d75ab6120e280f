"""The parts of a report."""

from dataclasses import dataclass
from typing import Literal

from luoshi.outline.kinds import DocumentKind
from luoshi.text import Notice, Span

Role = Literal[
    "opening", "review", "problems", "outlook", "requirements", "targets", "tasks", "government", "closing",
    "boilerplate", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report. ``span`` holds the heading, the body and all sub-sections, in source offsets.

    ``label`` is the printed number (``一、``, ``（一）``, ``1.``, ``一是``, ``——``) or None where a lead sentence or a bare
    line serves as the heading; ``title`` is the heading's text without label and closing ``。``, or None where the
    section has no heading of its own (opening, problems, targets). ``heading`` is where label and title stand.
    ``level`` is 1 for ``一、`` parts, 2 for ``（一）``, 3 for ``1.`` or lead sentences below, relative to the report.
    """

    id: str
    parent: str | None
    level: int
    label: str | None
    title: str | None
    role: Role
    span: Span
    heading: Span | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the report was given. ``name`` as written, with the superiors that the text shows
    (``河北省保定市清苑区``); ``code`` of GB/T 2260, six digits; ``level`` ``national`` … ``town``."""

    name: str
    code: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter, as far as it is stated; None where it is not.

    ``kind`` is what document it is. ``year`` is the year whose work the report sets out; of a communiqué the year that it counts. ``guessed`` names the fields that only the file's name
    (never the text) gave, such as ``("place", "year")``. ``complete`` is False where the opening or the closing
    part is missing. ``notices`` tell of years that lost the vote on ``year``.
    """

    title: str | None
    place: Place | None
    year: int | None
    session: str | None
    date: str | None
    speaker: str | None
    complete: bool
    guessed: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    kind: DocumentKind = "work_report"

    @property
    def spoken_year(self) -> int | None:
        """The year in which the document speaks: its own, but the one after for a communiqué, which tells of the year that is over."""
        return self.year + 1 if self.kind == "communique" and self.year is not None else self.year
