"""A remark on the copy: what is wrong, where, and what may have stood there."""

from dataclasses import dataclass

from luoshi.text.span import Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Something wrong with the copy of a report.

    ``quote`` is the source between ``span.start`` and ``span.end``; ``suggestion`` is a remedy in words or
    characters, or None. A suggestion never changes what an entry quotes.
    """

    kind: str
    span: Span
    quote: str
    suggestion: str | None = None
