"""The entries and lines of a ledger as JSON text, without a dictionary for each: thirty thousand values in a report, most of them of a few words.

The text is that of :func:`luoshi.ledger.json_text.dumps` for their ``to_dict()``, byte for byte.
"""

from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring

from luoshi.ledger.entry import Entry
from luoshi.ledger.json_text import WORDS, Written, dumps, frame
from luoshi.ledger.line import Line, Member
from luoshi.statements.statement import Period

# A row stands in a list that stands in the whole: its braces are two steps in.
_LEVEL = 2


class _Texts(dict[str | bool | None, str]):
    """What a text, a truth value or nothing is in JSON, each worked out once. Never asked for a number: 1 would be true."""

    def __missing__(self, value: str | bool | None) -> str:
        found = WORDS[value] if value is None or value is True or value is False else encode_basestring(value)
        self[value] = found
        return found


class Rows:
    """Writes the rows of one ledger, each level ``indent`` blanks further in. Of a report without pages: those have spans of another form."""

    def __init__(self, indent: int) -> None:
        self._indent = indent
        self._texts = _Texts()
        self._periods: dict[Period, str] = {}
        self._entry = self._frame(Entry._fields[:-2])
        self._line = self._frame(Line._fields)

    def entries(self, entries: Iterable[Entry]) -> list[Written]:
        """What :meth:`Entry.to_dict` gives, written."""
        return [Written(self._of_entry(entry)) for entry in entries]

    def lines(self, lines: Iterable[Line]) -> list[Written]:
        """What :meth:`Line.to_dict` gives, written."""
        return [Written(self._of_line(line)) for line in lines]

    def _of_entry(self, entry: Entry) -> str:
        if entry.notices or entry.read_as is not None:  # keys that few entries have
            return self._dumps(entry.to_dict(), _LEVEL)
        text = self._texts.__getitem__
        period = entry.period
        values = (
            encode_basestring(entry.id),
            *map(text, entry[1:14]),
            self._dumps(entry.relation.to_dict(), _LEVEL + 1) if entry.relation else "null",
            "null" if period is None else self._periods.get(period) or self._of_period(period),
            text(entry.modality),
            encode_basestring(entry.quote),
            *entry.span,
            *map(text, entry[19:23]),
            self._members(entry.members),
            _number(entry.certainty),
        )
        return self._entry % values

    def _of_line(self, line: Line) -> str:
        text = self._texts.__getitem__
        values = (
            encode_basestring(line.id),
            *map(text, line[1:5]),
            self._members(line.members),
            text(line.stage),
            _number(line.certainty),
            encode_basestring(line.quote),
            *line.span,
        )
        return self._line % values

    def _of_period(self, period: Period) -> str:
        written = self._periods[period] = self._dumps(period.to_dict(), _LEVEL + 1)
        return written

    def _members(self, members: Sequence[Member]) -> str:
        return self._dumps([member.to_dict() for member in members], _LEVEL + 1) if members else "null"

    def _frame(self, keys: tuple[str, ...]) -> str:
        """A row with a place for each value, and two for its span."""
        span = self._dumps([Written("%d"), Written("%d")], _LEVEL + 1)
        places = tuple(span if key == "span" else "%s" for key in keys)
        return frame(keys, "\n" + " " * self._indent * _LEVEL, " " * self._indent) % places

    def _dumps(self, value: object, level: int) -> str:
        return dumps(value, self._indent, level)


def _number(value: float | None) -> str:
    return "null" if value is None else float.__repr__(value)
