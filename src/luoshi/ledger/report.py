"""A report, read: what :func:`luoshi.read` returns."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from luoshi.ledger.entry import Entry, Unused
from luoshi.outline.section import Front, Section
from luoshi.text import Notice, SourceText


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its front matter, its outline, its entries, and what was wrong with the copy.

    All offsets count characters of ``source.text``: ``source.text[e.span.start:e.span.end] == e.quote``.
    """

    source: SourceText
    front: Front
    outline: tuple[Section, ...]
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...]
    unused: tuple[Unused, ...]

    def to_dict(self) -> dict[str, Any]:
        """The ledger as plain dictionaries and lists, in the order of the contract."""
        return {
            "report": self._report(),
            "outline": [_section(s) for s in self.outline],
            "entries": [e.to_dict() for e in self.entries],
            "unused": [
                {"reason": u.reason, "quote": u.quote, "span": [u.span.start, u.span.end]}
                for u in self.unused
            ],
        }

    def to_json(self, *, indent: int | None = 1) -> str:
        """The ledger as JSON text, the same bytes for the same source."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_frame(self, library: Literal["polars", "pandas"] | None = None) -> Any:
        """The entries as a ``polars.DataFrame`` or a ``pandas.DataFrame``, one row an entry.

        ``library`` names the one wanted; without it polars, else pandas, whichever is installed.
        Columns: :data:`luoshi.ledger.frame.COLUMNS`. Raises ``ImportError`` where the library is missing.
        """
        from luoshi.ledger.frame import to_frame  # here, so that reading a report loads no table library

        return to_frame(self, library)

    def _report(self) -> dict[str, Any]:
        front, source = self.front, self.source
        place = front.place
        return {
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
            },
            "complete": front.complete,
            "guessed": list(front.guessed),
            "notices": [
                {
                    "id": f"n{number}",
                    "kind": n.kind,
                    "span": [n.span.start, n.span.end],
                    "quote": n.quote,
                    "suggestion": n.suggestion,
                }
                for number, n in enumerate(self.notices, 1)
            ],
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
