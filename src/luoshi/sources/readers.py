"""From a media type to the function that reads it. A new format is one function and one line here.

:data:`OPENERS` are for the formats that are no text by themselves, :data:`READERS` for what is decoded first.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from luoshi.sources.decode import decode
from luoshi.sources.formats.detect import format_of
from luoshi.sources.formats.opened import MainText, Opened
from luoshi.sources.mojibake import undone
from luoshi.sources.refusal import refuse
from luoshi.text.late import late


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
    from luoshi.sources.html import read_page  # here: a text needs none of what pages need
    from luoshi.sources.main_text import main_text

    if raw.text.count("<") > _MOST_TAGS:
        raise refuse("tangled", raw.name, limit=f"{_MOST_TAGS:,}")
    found = main_text(read_page(raw.text))
    if not found.text:
        raise refuse("no_text", raw.name)
    return found


READERS: Mapping[str, Reader] = MappingProxyType({"text/plain": _read_plain, "text/html": _read_html})


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


Told = Callable[[int, int], None]
"""Is told, before each page of a scan, how many are read and of how many: a page takes seconds."""


def open_source(data: bytes, name: str | None, told: Told | None = None) -> Opened:
    """The text of a file in whichever format its bytes are. Raises :class:`~luoshi.errors.SourceError`."""
    form = format_of(data)
    if form is None:
        return _open_text(data, name)
    if (paged := PAGED.get(form.media_type)) is not None:
        return paged(data, name, told)
    opener = OPENERS.get(form.media_type)
    if opener is None:
        raise refuse("unsupported", name, format=form.en, format_zh=form.zh)
    return opener(data, name)


def _open_text(data: bytes, name: str | None) -> Opened:
    decoded = decode(data, name)
    taken_back = undone(decoded.text)
    text = taken_back.text if taken_back else decoded.text
    media_type = text_media_type(text, name)
    found = READERS[media_type](Raw(data, name, text))
    step = taken_back.step if taken_back else None
    return Opened(found.text, decoded.encoding, media_type, None, found.furniture, step)


def _open_pdf(data: bytes, name: str | None, told: Told | None) -> Opened:
    from luoshi.sources.formats.apart import read_pdf_apart

    read = read_pdf_apart(data, name)
    if read.pictured:
        from luoshi.sources.scans.engine import is_installed

        if is_installed():
            from luoshi.sources.scans.apart import read_scan_apart

            read = read_scan_apart(data, name, len(read.pictured), told)
        elif not read.text.strip():
            raise refuse("scan", name)
        else:
            from luoshi.sources.scans.missing import of_unread_pages

            return Opened(read.text, None, "application/pdf", notices=(of_unread_pages(read), *read.notices))
    return Opened(read.text, None, "application/pdf", notices=read.notices)


def _open_picture(data: bytes, name: str | None, told: Told | None) -> Opened:
    from luoshi.sources.scans.engine import is_installed

    if not is_installed():
        raise refuse("picture", name)
    from luoshi.sources.scans.apart import read_scan_apart

    read = read_scan_apart(data, name, 0, told)
    return Opened(read.text, None, f"image/{_kind_of_picture(data)}", notices=read.notices)


def _kind_of_picture(data: bytes) -> str:
    return "png" if data.startswith(b"\x89PNG") else "jpeg" if data.startswith(b"\xff\xd8") else "tiff"


def _open_docx(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.docx import read_docx

    return Opened(read_docx(data, name), None, _DOCX)


def _open_doc(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.doc import read_doc

    return Opened(read_doc(data, name), None, "application/msword")


def _open_odt(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.odt import read_odt

    return Opened(read_odt(data, name), None, _ODT)


def _open_ofd(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.ofd import read_ofd

    return Opened(read_ofd(data, name), None, "application/ofd")


def _open_rtf(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.rtf import read_rtf

    return Opened(read_rtf(data, name), None, "application/rtf")


def _open_mhtml(data: bytes, name: str | None) -> Opened:
    from luoshi.sources.formats.mhtml import saved_page

    page = saved_page(data, name)
    decoded = decode(page.data, name, page.charset)
    found = _read_html(Raw(page.data, name, decoded.text))
    return Opened(found.text, decoded.encoding, "multipart/related", page.url, found.furniture)


def _open_zip(data: bytes, name: str | None) -> Opened:
    """The one report of an archive; its pictures and style sheets are passed over."""
    from luoshi.sources.formats.archive import members

    found = [member for member in members(data, name) if not _ASIDE.search(member.name)]
    if not found:
        raise refuse("no_member", name)
    if len(found) > 1:
        raise refuse("several_members", name, count=len(found))
    inner = open_source(found[0].data, f"{name or '-'}/{found[0].name}")
    return replace(inner, media_type="application/zip")


_ODT = "application/vnd.oasis.opendocument.text"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What a saved page brings along, and what some packers add.
_ASIDE = late(r"\.(?:css|js|json|png|jpe?g|gif|bmp|svg|ico|webp|woff2?|ttf|url|lnk|exe|db)$", re.I)

OPENERS: Mapping[str, Callable[[bytes, str | None], Opened]] = MappingProxyType(
    {
        "application/pdf": lambda data, name: _open_pdf(data, name, None),
        _DOCX: _open_docx,
        "application/msword": _open_doc,
        _ODT: _open_odt,
        "application/ofd": _open_ofd,
        "application/rtf": _open_rtf,
        "multipart/related": _open_mhtml,
        "application/zip": _open_zip,
    }
)

# Those whose pages may be pictures, which takes long enough to tell of.
PAGED: Mapping[str, Callable[[bytes, str | None, Told | None], Opened]] = MappingProxyType(
    {"application/pdf": _open_pdf, "image/scan": _open_picture}
)
