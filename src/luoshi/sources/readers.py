"""From a media type to the function that reads it. A new format is one function and one line here."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from luoshi.sources.html import read_page
from luoshi.sources.main_text import MainText, main_text
from luoshi.sources.refusal import refuse


@dataclass(frozen=True, slots=True)
class Raw:
    """What a reader is given: the bytes, and for a text format those decoded."""

    data: bytes
    name: str | None
    text: str


# Word's own web pages have a tag for every word, some 40,000 a report; 300,000 take six seconds.
_MOST_TAGS = 300_000

Reader = Callable[[Raw], MainText]


def _read_plain(raw: Raw) -> MainText:
    return MainText(raw.text, ())


def _read_html(raw: Raw) -> MainText:
    if raw.text.count("<") > _MOST_TAGS:
        raise refuse("tangled", raw.name, limit=f"{_MOST_TAGS:,}")
    found = main_text(read_page(raw.text))
    if not found.text:
        raise refuse("no_text", raw.name)
    return found


READERS: Mapping[str, Reader] = MappingProxyType({"text/plain": _read_plain, "text/html": _read_html})


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is told by its first bytes, and its name for a sentence."""

    media_type: str
    starts: tuple[bytes, ...]
    en: str
    zh: str


@cache
def known_formats() -> tuple[Format, ...]:
    """``data/formats.toml``."""
    rows = tomllib.loads(files("luoshi.sources").joinpath("data/formats.toml").read_text(encoding="utf-8"))
    return tuple(
        Format(row["media_type"], tuple(map(bytes.fromhex, row["starts"])), row["en"], row["zh"])
        for row in rows["format"]
    )


def format_of(data: bytes) -> Format | None:
    """The format that the first bytes tell, None for text. Some web servers put line ends before a PDF."""
    head = data[:64].lstrip(b"\r\n\t ")
    return next((f for f in known_formats() if head.startswith(f.starts)), None)


_PAGE = re.compile(
    r"\s{0,99}[\"'“]?\s{0,99}(?:<!doctype\s+html|<html|<head\b|<body\b|<\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+)?html)",
    re.I,
)
_TAG = re.compile(
    r"</?(?:p|div|br|td|tr|table|li|ul|span|font|center|h[1-6])(?=[\s/>]|class=|id=|style=|align=)", re.I
)
_HTML_NAME = re.compile(r"\.(?:s?html?|xhtml|aspx?|jspx?|php)$", re.I)
# A page's source has a tag every few dozen characters; a text that quotes two or three tags is a text.
_TAGS_AT_LEAST = 5
_TEXT_PER_TAG = 1500


def text_media_type(text: str, name: str | None) -> str:
    """``text/html`` for a page or a piece of one, else ``text/plain``: by what is in it, not by its name."""
    if _PAGE.match(text):
        return "text/html"
    sample = text[: 1 << 20]
    tags = sum(1 for _ in _TAG.finditer(sample))
    named = bool(name and _HTML_NAME.search(name))
    if tags >= (1 if named else _TAGS_AT_LEAST) and (named or tags * _TEXT_PER_TAG >= len(sample)):
        return "text/html"
    return "text/plain"
