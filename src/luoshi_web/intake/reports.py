"""What a file is that shall hold a report, decided as evidence is: each document in it is parsed, and what is not known to be harmless is refused.

Taken is what the library reads: PDF, OFD, Word (DOCX, DOC), OpenDocument (ODT), RTF, saved pages (HTML, MHT), text, and a ZIP of these, beside
which a saved page brings its pictures, fonts and scripts. Whether it holds a report is the library's to say.
"""

import re
from email import message_from_bytes
from email.message import Message
from io import BytesIO
from zipfile import is_zipfile

from luoshi.sources.formats.detect import format_of, is_mhtml
from luoshi.sources.readers import OPENERS
from luoshi_web.intake import compound, layout, opendocument, openxml, pdf, richtext
from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import EXECUTABLES, OLE, Checked, type_of
from luoshi_web.intake.names import ending_of

LARGEST = 32 << 20
"""Bytes. A report as PDF with pictures has five million; the library reads up to 64 MiB, a request should not carry them."""
PARTS = 3000
"""Of a web archive."""

_DOC = "application/msword"
_PDF = b"%PDF-"
_RICH = re.compile(rb"(?:\xef\xbb\xbf)?\s*" + re.escape(richtext.BEGINS))
"""What Word opens as RTF, and the library takes for a text."""
_PROGRAM = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|sh|py|lnk|apk|app|iso|img)$",
    re.IGNORECASE,
)
_MACRO_NAME = re.compile(r"\.(?:docm|dotm|xlsm|xltm|pptm|potm)$", re.IGNORECASE)
_OF_PAGES = frozenset(
    [
        "html",
        "htm",
        "xhtml",
        "shtml",
        "asp",
        "aspx",
        "jsp",
        "php",
        "txt",
        "md",
        "css",
        "js",
        "json",
        "xml",
        "svg",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "bmp",
        "ico",
        "webp",
        "tif",
        "tiff",
        "woff",
        "woff2",
        "ttf",
        "otf",
        "eot",
        "mht",
        "mhtml",
    ]
) | {""}
"""Endings of what a page is saved with."""
_OF_A_MAC = (b"\x00\x05\x16\x07", b"\x00\x00\x00\x01Bud1")
"""What a Mac puts beside each file of an archive."""
_MAIL = re.compile(
    r"multipart/[\w.-]+|text/(?:html|plain|css|xml|javascript)|image/[\w.+-]+|font/[\w.+-]+"
    r"|application/(?:(?:x-)?javascript|font-[\w.-]+|x-font[\w.-]*|vnd\.ms-fontobject|octet-stream|xml|xhtml\+xml|json)"
)
_LOOKED_AT = frozenset({opendocument.ODT, layout.OFD, richtext.RTF})
"""What is looked at in an archive as it would be alone."""
_THEME = "application/vnd.ms-officetheme"


def check_report(name: str, content: bytes) -> Checked:
    """The media type by the bytes; the name may only speak against a file. Raises :class:`FileFault`."""
    if not content:
        raise FileFault("empty")
    if len(content) > LARGEST:
        raise FileFault("too_large")
    if _PROGRAM.search(name) or content.startswith(EXECUTABLES):
        raise FileFault("executable")
    if _MACRO_NAME.search(name):
        raise FileFault("macros")
    form = format_of(content)
    if form is None:
        return Checked(name, _text(content))
    if form.media_type not in OPENERS:
        raise FileFault("unknown_type")
    _look(form.media_type, content)
    return Checked(name, form.media_type)


def _look(media_type: str, content: bytes) -> None:
    if media_type == "application/pdf":
        pdf.look_at(content[content.index(_PDF) :])  # some servers put line ends before it
    elif media_type == _DOC:
        if compound.look_at(content) != _DOC:
            raise FileFault("unknown_type", "XLS")
    elif media_type == openxml.DOCX:
        if openxml.look_into(content) != openxml.DOCX:
            raise FileFault("unknown_type", "XLSX")
    elif media_type == opendocument.ODT:
        opendocument.look_into(content)
    elif media_type == layout.OFD:
        layout.look_into(content)
    elif media_type == richtext.RTF:
        richtext.look_at(content)
    elif media_type == "application/zip":
        _archive(content)
    elif media_type == "multipart/related":
        _mail(content)
    else:  # a format that the library has learnt since, and nobody has taught this door
        raise FileFault("unknown_type")


def _text(content: bytes) -> str:
    """A text or a page is run by nothing here: it is decoded, and handed out as a file. It is no cover for something else."""
    if _PDF in content[:1024] or is_zipfile(BytesIO(content)) or _RICH.match(content):
        raise FileFault("two_in_one")
    return "text/plain"


def _archive(content: bytes) -> None:
    for name, data in unpacked(content, of_pages=True).items():
        ending = ending_of(name)
        form = format_of(data)
        if form is not None and form.media_type in _LOOKED_AT:
            _look(form.media_type, data)
        elif data.startswith((b"PK", OLE, _PDF)):
            type_of(data, ending, 1)
        elif is_mhtml(data):
            _mail(data)
        elif data and not data.startswith(_OF_A_MAC) and ending not in _OF_PAGES:
            raise FileFault("unknown_part", name.rpartition("/")[2])
        elif is_zipfile(BytesIO(data)) or _RICH.match(data):
            raise FileFault("two_in_one", name.rpartition("/")[2])


def _mail(content: bytes) -> None:
    """A page with what it shows, as parts of a mail."""
    for count, part in enumerate(message_from_bytes(content).walk(), 1):
        if count > PARTS:
            raise FileFault("bomb")
        _part(part)


def _part(part: Message) -> None:
    kind = part.get_content_type()
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if kind == "application/x-mso" or data.startswith(b"ActiveMime"):
        raise FileFault("macros")
    if data.startswith(EXECUTABLES) or _PROGRAM.search(part.get_filename() or ""):
        raise FileFault("executable")
    if kind == _THEME:
        unpacked(data)
    elif not _MAIL.fullmatch(kind):
        raise FileFault("unknown_part", kind)
    elif data.startswith((b"PK\x03\x04", OLE, _PDF)):
        raise FileFault("two_in_one", kind)
