"""The text of a source as decoded, before any cleaning, and where it came from."""

import hashlib
from dataclasses import dataclass

from luoshi.text.notice import Notice
from luoshi.text.page_part import PagePart
from luoshi.text.span import Span


@dataclass(frozen=True, slots=True)
class SourceText:
    """What was read. Every offset of a ledger counts into ``text``.

    ``sha256`` is that of the bytes that were read (for a string given directly: of its UTF-8 form).
    ``encoding`` and ``media_type`` are as detected (``utf-8``, ``gb18030`` …; ``text/plain``, ``text/html``).
    ``undone`` names a wrong decoding that was taken back (``utf-8 read as gb18030``), None where there was none.
    ``furniture`` are the stretches of ``text``, in order and apart, that the page's structure shows to be the site's
    and not the report's (``首页 > 政务公开``, ``分享到：微信``): whole lines with their line ends, or hidden words in a line.
    They stay in ``text``, so that nothing of the page is lost, and nothing is read from them.
    ``pages`` are the pages that ``text`` was joined from, none where it is one file's. ``notices`` is what was found wrong
    while the text was made, spans counting into it (``page_gap`` between two pages).
    """

    text: str
    path: str | None
    url: str | None
    sha256: str
    encoding: str | None
    media_type: str
    furniture: tuple[Span, ...] = ()
    pages: tuple[PagePart, ...] = ()
    notices: tuple[Notice, ...] = ()
    undone: str | None = None

    @property
    def own_text(self) -> str:
        """``text`` without ``furniture``."""
        return without(self.text, self.furniture)

    @classmethod
    def from_string(cls, text: str, *, path: str | None = None, url: str | None = None) -> "SourceText":
        """A source made of a string that is already at hand."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text, path, url, digest, None, "text/plain")


def without(text: str, spans: tuple[Span, ...]) -> str:
    """``text`` without the stretches ``spans``, which are in order and apart."""
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
