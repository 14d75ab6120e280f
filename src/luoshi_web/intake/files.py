"""What an uploaded file is by its content, and why it is not taken. Pure: a name and bytes in, a media type or a fault out.

Taken are papers and pictures: PDF, OFD (GB/T 33190), Word and Excel without macros, JPEG, PNG, plain text and CSV. Each is parsed, not
searched for words, and what is not known to be harmless is refused; the name must fit. Parsers run apart, within bounds: ``apart``.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import is_zipfile

from luoshi_web.intake import cells, compound, ofd, openxml, pdf, pictures
from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.names import clean_name, ending_of

LARGEST = 20 << 20
"""Bytes of one file."""
MOST = 10
"""Files of one upload."""

ENDINGS = {
    "application/pdf": ("pdf",),
    ofd.OFD: ("ofd",),
    openxml.DOCX: ("docx",),
    openxml.XLSX: ("xlsx",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "text/plain": ("txt",),
    "text/csv": ("csv",),
}
"""Media type → the endings that fit it."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
EXECUTABLES = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be stored: the cleaned name, what its bytes show."""

    name: str
    media_type: str


def needs_parser(content: bytes) -> bool:
    """Whether more than reading the text is needed to know what a file is."""
    return content.startswith((b"PK", OLE, _PDF, *_PICTURES))


def check_file(name: str, content: bytes, *, depth: int = 0) -> Checked:
    """The file's cleaned name and media type. ``depth`` counts papers within papers. Raises :class:`FileFault`."""
    named = clean_name(name)
    if not content:
        raise FileFault("empty")
    if len(content) > LARGEST:
        raise FileFault("too_large")
    if depth > openxml.DEEPEST:
        raise FileFault("bomb")
    media_type = type_of(content, ending_of(named), depth)
    if ending_of(named) not in ENDINGS[media_type]:
        raise FileFault("wrong_ending", ENDINGS[media_type][0])
    return Checked(named, media_type)


def type_of(content: bytes, ending: str, depth: int) -> str:
    """By the first bytes, then by all of them. The ending only tells plain text from CSV."""
    if content.startswith(EXECUTABLES):
        raise FileFault("executable")
    if content.startswith(b"PK"):
        return _archive(content, depth)
    if is_zipfile(BytesIO(content)):  # a picture or paper with an archive behind it
        raise FileFault("two_in_one")
    if content.startswith(_PDF):
        return pdf.look_at(content)
    if _PDF in content[:1024]:  # readers look for its head that far
        raise FileFault("two_in_one")
    if content.startswith(_PICTURES):
        return pictures.look_at(content)
    if content.startswith(OLE):
        return compound.look_at(content)
    return cells.look_at(content, ending)


def _archive(content: bytes, depth: int) -> str:
    """Word or Excel, or OFD: what it is about stands at its top."""
    parts = unpacked(content)
    if ofd.MAIN in parts and openxml.TYPES not in parts:
        return ofd.look_at(parts, lambda name, data: check_file(name, data, depth=depth + 1))
    return openxml.look_at(parts, depth=depth)
