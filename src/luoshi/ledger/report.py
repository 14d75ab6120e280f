"""A report, read: what :func:`luoshi.read` returns."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from luoshi.ledger.entry import Entry, Unused
from luoshi.ledger.json_rows import Rows
from luoshi.ledger.json_text import dumps
from luoshi.ledger.line import Line
from luoshi.ledger.silent import NONE_COUNTED, Coverage, Silent
from luoshi.ledger.standing import quoted, standing
from luoshi.outline.section import Front, Section
from luoshi.text import Notice, PagePart, SourceText

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One report: its front matter, its outline, its entries, and what was wrong with the copy.

    All offsets count characters of ``source.text``: ``source.text[e.span.start:e.span.end] == e.quote``.
    """

    source: SourceText
    front: Front
    outline: tuple[Section, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...]
    unused: tuple[Unused, ...]
    silent: tuple[Silent, ...] = ()
    coverage: Coverage = NONE_COUNTED

    def __repr__(self) -> str:
        place = self.front.place.name if self.front.place else "?"
        main = sum(entry.headline for entry in self.entries)
        return (
            f"<Report {place} {self.front.year or '?'}: {len(self.entries)} entries ({main} main targets),"
            f" {len(self.lines)} lines, {len(self.notices)} notices>"
        )

    def _repr_html_(self) -> str:
        from luoshi.ledger.export.notebook import of_report

        return of_report(self)

    @property
    def name(self) -> str:
        """The title, else the name of the file (of pages, that of the first), never of a folder; empty where there is neither."""
        if self.front.title:
            return self.front.title
        path = self.source.pages[0].path if self.source.pages else self.source.path
        return os.path.basename((path or "").replace("\\", "/"))

    def to_dict(self) -> dict[str, Any]:
        """The ledger as plain dictionaries and lists, in the order of the contract."""
        lines = [
            line.to_dict() | self._standing(line) if self.source.pages else line.to_dict()
            for line in self.lines
        ]
        return self._whole(lines, self.entry_rows())

    def _whole(self, lines: Sequence[object], entries: Sequence[object]) -> dict[str, Any]:
        return {
            "report": self._report(),
            "outline": [_section(s) | {"span": standing(self.source, s.span)} for s in self.outline],
            "lines": lines,
            "entries": entries,
            "unused": [{"reason": u.reason, **self._standing(u)} for u in self.unused],
            "silent": [{"reason": s.reason, **self._standing(s)} for s in self.silent],
            "coverage": self.coverage.to_dict(),
        }

    def entry_rows(self) -> list[dict[str, Any]]:
        """The entries as dictionaries; those of a report that was joined from pages name the page."""
        if not self.source.pages:
            return [e.to_dict() for e in self.entries]
        return [e.to_dict() | self._standing(e) for e in self.entries]

    def _standing(self, line: Entry | Line | Silent | Unused | Notice) -> dict[str, Any]:
        return {
            "quote": quoted(self.source, line.span, line.quote, own=True),
            "span": standing(self.source, line.span, own=True),
        }

    def to_json(self, *, indent: int | None = 1) -> str:
        """The ledger as JSON text, the same bytes for the same source."""
        if indent is None or self.source.pages:
            return dumps(self.to_dict(), indent)
        rows = Rows(indent)
        return dumps(self._whole(rows.lines(self.lines), rows.entries(self.entries)), indent)

    @overload
    def to_frame(self, library: Literal["polars"] | None = None) -> "polars.DataFrame": ...

    @overload
    def to_frame(self, library: Literal["pandas"]) -> "pandas.DataFrame": ...

    def to_frame(
        self, library: Literal["polars", "pandas"] | None = None
    ) -> "polars.DataFrame | pandas.DataFrame":
        """The entries as a ``polars.DataFrame`` or a ``pandas.DataFrame``, one row an entry.

        ``library`` names the one wanted; without it polars, else pandas, whichever is installed.
        Columns: :data:`luoshi.ledger.frame.COLUMNS`. Raises ``ImportError`` where the library is missing.
        """
        from luoshi.ledger.frame import to_frame  # here, so that reading a report loads no table library

        return cast("polars.DataFrame | pandas.DataFrame", to_frame(self, library))

    def _report(self) -> dict[str, Any]:
        front, source = self.front, self.source
        place = front.place
        return {
            "kind": front.kind,
            "title": front.title,
            "place": place and {"name": place.name, "code": place.code, "level": place.level},
            "year": front.year,
            "session": front.session,
            "date": front.date,
            "speaker": front.speaker,
            "source": {
                "path": source.path,
                "url": source.url,
                "sha256": source.sha256,
                "encoding": source.encoding,
                "media_type": source.media_type,
                **({"pages": [_page(page) for page in source.pages]} if source.pages else {}),
            },
            "complete": front.complete,
            "guessed": list(front.guessed),
            "notices": [
                {
                    "id": f"n{number}",
                    "kind": n.kind,
                    "span": standing(self.source, n.span),
                    "quote": quoted(self.source, n.span, n.quote),
                    "suggestion": n.suggestion,
                }
                for number, n in enumerate(self.notices, 1)
            ],
        }


def _page(page: PagePart) -> dict[str, Any]:
    return {
        "page": page.page,
        "printed": page.printed,
        "path": page.path,
        "url": page.url,
        "sha256": page.sha256,
        "encoding": page.encoding,
        "media_type": page.media_type,
        "characters": page.length,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "label": section.label,
        "title": section.title,
        "role": section.role,
        "span": [section.span.start, section.span.end],
    }
