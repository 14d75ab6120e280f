"""What an uploaded file is by its bytes, and why it is not taken. Pure: a name and bytes in, a media type or a fault out.

Taken are papers and pictures: PDF, OFD (GB/T 33190), Word and Excel without macros, JPEG, PNG, plain text and CSV. What the bytes show
decides; the name must fit it. Whatever could run on the machine of whoever opens it is refused.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import is_zipfile

from luoshi_web.supervision.progress.archives import ArchiveFault, look_into
from luoshi_web.supervision.progress.names import clean_name, ending_of

LARGEST = 20 << 20
"""Bytes of one file."""
MOST = 10
"""Files of one upload."""
Fault = Literal[
    "empty", "too_large", "unknown_type", "wrong_ending", "macros", "executable", "encrypted", "active", "bomb", "archive", "damaged",
    "two_in_one",
]  # fmt: skip

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    "application/pdf": ("pdf",),
    "application/ofd": ("ofd",),
    _DOCX: ("docx",),
    _XLSX: ("xlsx",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "text/plain": ("txt",),
    "text/csv": ("csv",),
}
"""Media type → the endings that fit it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXECUTABLES = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",
)
_MARKUP = re.compile(rb"^\s*(<\?php|<\?xml|<!doctype|<html|<svg|<script|<hta|\{\\rtf)", re.IGNORECASE)
_MACRO_NAMES = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA", "Macros", "_xlm"))
_SHEET_OF_MACROS = re.compile(rb"\x85\x00[\x08-\x48]\x00.{4}[\x00-\x02]\x01", re.DOTALL)
"""BOUNDSHEET of a BIFF workbook whose kind is 1: a sheet of Excel 4.0 macros."""
_PDF_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_PDF_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DDE = re.compile(r"^[\"']?[=+@-][^,;\t\n]*\|", re.MULTILINE)


class FileFault(ValueError):
    """Why a file is not taken. ``code`` names it, ``detail`` says what was found."""

    def __init__(self, code: Fault, detail: str = "") -> None:
        super().__init__(code)
        self.code: Fault = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be stored: the cleaned name, what its bytes show."""

    name: str
    media_type: str


def check_file(name: str, content: bytes) -> Checked:
    """The file's cleaned name and media type. Raises :class:`FileFault`."""
    named = clean_name(name)
    if not content:
        raise FileFault("empty")
    if len(content) > LARGEST:
        raise FileFault("too_large")
    media_type = _type_of(content, ending_of(named))
    if ending_of(named) not in ENDINGS[media_type]:
        raise FileFault("wrong_ending", ENDINGS[media_type][0])
    return Checked(named, media_type)


def _type_of(content: bytes, ending: str) -> str:
    """By the first bytes, then by all of them. The ending only tells plain text from CSV."""
    if content.startswith(_EXECUTABLES):
        raise FileFault("executable")
    if content.startswith(b"PK"):
        return _archive(content)
    if is_zipfile(BytesIO(content)):  # a picture or paper with an archive behind it
        raise FileFault("two_in_one")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[2:]:
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and b"IEND" in content[-64:]:
        return "image/png"
    if content.startswith(_OLE):
        return _compound(content)
    return _text(content, ending)


def _archive(content: bytes) -> str:
    try:
        return look_into(content)
    except ArchiveFault as fault:
        raise FileFault(fault.code, fault.detail) from fault


def _pdf(content: bytes) -> str:
    """A PDF without scripts, programs to start or files inside. Names may be written with escapes: ``/J#53``."""
    if b"%%EOF" not in content[-2048:]:
        raise FileFault("damaged")
    plain = _PDF_ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)
    if found := _PDF_ACTIVE.search(plain):
        raise FileFault("active", found.group(1).decode())
    return "application/pdf"


def _compound(content: bytes) -> str:
    """A compound file (CFB) of Word or Excel 97. Names of its streams lie in it as UTF-16; a stream of macros is never wanted."""
    entries = _entries(content)
    if any("encrypt" in entry.lower() for entry in entries):
        raise FileFault("encrypted")
    if any(name in content for name in _MACRO_NAMES[:1]) or {"VBA", "Macros", "_VBA_PROJECT_CUR"} & entries:
        raise FileFault("macros")
    if "WordDocument" in entries:
        return "application/msword"
    if {"Workbook", "Book"} & entries:
        if _SHEET_OF_MACROS.search(content):
            raise FileFault("macros", "Excel 4.0")
        return "application/vnd.ms-excel"
    raise FileFault("unknown_type")


def _entries(content: bytes) -> set[str]:
    """Names of the entries of a compound file: every 128 bytes a directory entry may begin, its name's length at byte 64."""
    found = set()
    for start in range(512, len(content) - 127, 128):
        size = int.from_bytes(content[start + 64 : start + 66], "little")
        if 4 <= size <= 64 and size % 2 == 0 and content[start + 66] in (1, 2, 5):
            name = content[start : start + size - 2]
            if content[start + size - 2 : start + size] == b"\0\0":
                found.add(name.decode("utf-16-le", "replace").lstrip("\x01\x05"))
    return found


def _text(content: bytes, ending: str) -> str:
    """Plain text in UTF-8 or GB 18030 without control characters, markup or cells that start a program."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise FileFault("unknown_type") from None
    if any(sign < " " and sign not in "\t\r\n\f" for sign in text):
        raise FileFault("unknown_type")
    if _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise FileFault("active", "markup")
    if _DDE.search(text):
        raise FileFault("active", "DDE")
    return "text/csv" if ending == "csv" else "text/plain"
