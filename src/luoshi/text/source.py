"""The text of a source as decoded, before any cleaning, and where it came from."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """What was read. Every offset of a ledger counts into ``text``.

    ``sha256`` is that of the bytes that were read (for a string given directly: of its UTF-8 form).
    ``undone`` names a wrong decoding that was taken back (``utf-8 read as gb18030``), None where there was none.
    ``encoding`` and ``media_type`` are as detected (``utf-8``, ``gb18030`` …; ``text/plain``, ``text/html``).
    """

    text: str
    path: str | None
    url: str | None
    sha256: str
    encoding: str | None
    media_type: str
    undone: str | None = None

    @classmethod
    def from_string(cls, text: str, *, path: str | None = None, url: str | None = None) -> "SourceText":
        """A source made of a string that is already at hand."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text, path, url, digest, None, "text/plain")
