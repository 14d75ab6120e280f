"""What a file that somebody brings in is, before anything reads it: its name, its type by content, macros, tricks. Pure.

The library refuses what it cannot read; here stands what an office does not even keep: programs, macros, names that lead elsewhere.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from luoshi.errors import SourceError
from luoshi.sources.formats.archive import TAIL, directory_size, names, opened, read_part
from luoshi.sources.formats.detect import Format, format_of
from luoshi.sources.readers import OPENERS

MIB = 1 << 20
LARGEST = 32 * MIB
"""Bytes of one upload. A report as PDF with pictures has five million; the library reads up to 64 MiB, a request should not carry them."""

_NAME_LENGTH = 120
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PROGRAM = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|sh|py|lnk|apk|app|iso|img)$", re.I
)
_MACRO_NAME = re.compile(r"\.(?:docm|dotm|xlsm|xltm|pptm|potm)$", re.I)
_MACRO_PART = re.compile(r"(?:^|/)(?:vbaProject|vbaData)[^/]{0,40}\.(?:bin|xml)$", re.I)
_OFFICE = re.compile(r"\.(?:docx|docm|dotm|doc|wps)$", re.I)
_STARTS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# What an old Word file's directory calls its macros, in UTF-16 as it stands there.
_OLE_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA\0", "Macros\0"))
_TYPES = "[Content_Types].xml"
_MANY = 2_000_000  # bytes of a part that is looked into for a word


@dataclass(frozen=True, slots=True)
class Found:
    """What the content is. ``suffix`` is what it is kept under, whatever it was called."""

    media_type: str
    suffix: str


class NotTaken(ValueError):
    """Why a file is not kept: ``code`` is a refusal's, ``values`` fill its sentence in both languages (``_zh``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "multipart/related": ".mht",
    "application/zip": ".zip",
}


def clean_name(name: str) -> str:
    """A file's name without folders, control and direction marks; short, with its suffix. ``报告`` where nothing is left.

    >>> clean_name("../../etc/2026年\\u202e报告.docx")
    '2026年报告.docx'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    bare = _FORBIDDEN.sub("", last).strip(" .")
    if not bare:
        return "报告"
    suffix = PurePosixPath(bare).suffix[:12]
    return bare if len(bare) <= _NAME_LENGTH else bare[: _NAME_LENGTH - len(suffix)] + suffix


def inspect(name: str, data: bytes) -> Found:
    """What ``data`` is, by its bytes. Raises :class:`NotTaken` for what an office does not keep.

    ``name`` may only speak against a file: called a program or a document with macros, it is taken for one.
    """
    if not data:
        raise NotTaken("copy_empty")
    if len(data) > LARGEST:
        raise NotTaken("copy_too_large", limit=str(LARGEST // MIB))
    if _PROGRAM.search(name) or data.startswith(_STARTS):
        raise NotTaken("copy_program")
    if _MACRO_NAME.search(name):
        raise NotTaken("copy_macros")
    form = format_of(data)
    if form is not None and form.media_type not in OPENERS:
        raise NotTaken("copy_wrong_type", format=form.en, format_zh=form.zh.strip())
    if _has_macros(name, data, form):
        raise NotTaken("copy_macros")
    media_type = form.media_type if form else "text/plain"
    return Found(media_type, _SUFFIXES.get(media_type, ".txt"))


def _has_macros(name: str, data: bytes, form: Format | None) -> bool:
    if data.startswith(_OLE):
        return any(mark in data for mark in _OLE_MACROS)
    if form is None or not data.lstrip(b"\r\n\t ").startswith(b"PK"):
        return False
    return _archive_has_macros(name, data, depth=1)


def _archive_has_macros(name: str, data: bytes, *, depth: int) -> bool:
    """Whether a ZIP holds macros, itself or in a document inside it; raises :class:`NotTaken` for names that lead out of it."""
    held = names(io.BytesIO(data))
    if not held and directory_size(data[-TAIL:]) == 0:
        return False  # broken: the library says so in its own sentence
    for member in held:
        parts = member.replace("\\", "/").split("/")
        if (
            ".." in parts
            or member.startswith(("/", "\\"))
            or re.match(r"[A-Za-z]:", member)
            or "\0" in member
        ):
            raise NotTaken("copy_leads_away")
        if (
            depth and _PROGRAM.search(member) and not member.lower().endswith(".js")
        ):  # saved pages bring their scripts
            raise NotTaken("copy_program")
    if any(_MACRO_PART.search(member) or _MACRO_NAME.search(member) for member in held):
        return True
    return _parts_have_macros(name, data, depth=depth)


def _parts_have_macros(name: str, data: bytes, *, depth: int) -> bool:
    try:
        with opened(data, name) as archive:
            for info in archive.infolist():
                if info.filename == _TYPES and b"macroEnabled" in _read(archive, info):
                    return True
                if depth and _OFFICE.search(info.filename):
                    inner = _read(archive, info)
                    if inner.startswith(_OLE) and any(mark in inner for mark in _OLE_MACROS):
                        return True
                    if inner.startswith(b"PK") and _archive_has_macros(name, inner, depth=depth - 1):
                        return True
    except SourceError as refused:
        raise NotTaken("copy_unread", reason=str(refused), reason_zh=refused.sentence("zh")) from None
    return False


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part's bytes; of a small one whatever it declares, of a large one nothing when it is the list of types."""
    if info.filename == _TYPES and info.file_size > _MANY:
        raise NotTaken("copy_macros")  # no writer lists two million bytes of types; it hides something
    return read_part(archive, info, None)
