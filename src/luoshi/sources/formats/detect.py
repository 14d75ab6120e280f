"""Which format a file is in: by its first bytes, and for ZIP by what lies in it; its name is the last resort."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is no text by itself, and its name for a sentence.

    ``starts`` are its first bytes; ``holds`` is a file that a ZIP of this format has in it, None for any ZIP.
    """

    media_type: str
    starts: tuple[bytes, ...]
    holds: str | None
    en: str
    zh: str


@cache
def known_formats() -> tuple[Format, ...]:
    """``data/formats.toml``."""
    rows = tomllib.loads(files("luoshi.sources").joinpath("data/formats.toml").read_text(encoding="utf-8"))
    return tuple(
        Format(
            row["media_type"],
            tuple(map(bytes.fromhex, row["starts"])),
            row.get("holds"),
            row["en"],
            row["zh"],
        )
        for row in rows["format"]
    )


# The mail header of a saved page: `From: <Saved by Blink>`, `MIME-Version: 1.0`, `Content-Type: multipart/related;`
_HEADER = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,20}\r?\n){1,40}"
)
_MULTIPART = re.compile(
    rb"^content-type:\s{0,9}(?:multipart/(?:related|mixed|alternative)|text/html)\b", re.I | re.M
)
_MIME = re.compile(rb"^mime-version:", re.I | re.M)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MHTML = "multipart/related"
# Some web servers put line ends or a few hundred bytes of their own before a PDF; PDF readers allow 1,024.
_PDF = re.compile(rb"[\r\n]%PDF-\d\.\d\s")
_PDF_WITHIN = 1024


def format_of(data: bytes) -> Format | None:
    """The format of ``data``, None for text."""
    head = data[:64].lstrip(b"\r\n\t ")
    if head.startswith(_ZIP):
        from luoshi.sources.formats.archive import names

        held = names(BytesIO(data))
        return next(f for f in known_formats() if head.startswith(f.starts) and _holds(f, held))
    found = next((f for f in known_formats() if head.startswith(f.starts)), None)
    if found is not None:
        return found
    if _PDF.search(data, 0, _PDF_WITHIN):
        return _by_type("application/pdf")
    return _by_type(_MHTML) if is_mhtml(data) else None


def _by_type(media_type: str) -> Format:
    return next(f for f in known_formats() if f.media_type == media_type)


def _holds(form: Format, held: frozenset[str]) -> bool:
    return form.holds is None or form.holds in held


def is_mhtml(data: bytes) -> bool:
    """Whether a file opens with the header of a mail that carries a web page."""
    header = _HEADER.match(data[:16384].lstrip(b"\r\n"))
    return bool(header and _MIME.search(header.group()) and _MULTIPART.search(header.group()))
