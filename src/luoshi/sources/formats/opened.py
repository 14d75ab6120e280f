"""What opening a file gives, whatever its format."""

from dataclasses import dataclass

from luoshi.text import Notice, Span


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file. ``encoding`` is that of its characters, None where the format settles it; ``url`` is
    where a saved page says it came from. ``furniture`` are a page's own words and ``undone`` a wrong decoding that was
    taken back, ``notices`` what was found wrong on the way, as in :class:`~luoshi.text.SourceText`."""

    text: str
    encoding: str | None
    media_type: str
    url: str | None = None
    furniture: tuple[Span, ...] = ()
    undone: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class MainText:
    """The page's lines, each ended by a line feed, and the stretches of them that are the site's."""

    text: str
    furniture: tuple[Span, ...]
