"""What lies in a ZIP that says it is a paper: Word, Excel, OFD. Nothing is unpacked to disk, and no more is unpacked than is bounded here."""

import posixpath
import re
import zlib
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

MEMBERS = 3000
UNPACKED = 200 << 20
"""Bytes of all members together."""
RATIO = 150
"""Unpacked to packed, of a member larger than a mebibyte: text packs to about a tenth, a bomb to a thousandth."""
DEEPEST = 2
"""Papers within papers."""
_STEP = 1 << 16
_PAPERS = (".docx", ".xlsx", ".ofd")

_OPENXML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    "word/document.xml": _OPENXML + "wordprocessingml.document",
    "xl/workbook.xml": _OPENXML + "spreadsheetml.sheet",
    "OFD.xml": "application/ofd",
}
"""The member that makes an archive a paper."""
_MACROS = re.compile(
    r"(^|/)(vbaProject\w*\.bin|vbaData\.xml)$|^xl/(macrosheets|dialogsheets)/|(^|/)activeX/", re.IGNORECASE
)
_PROGRAMS = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|msi|lnk|zip|rar|7z|docm|xlsm|xlsb|pptm|dotm)$",
    re.IGNORECASE,
)
_RUNS = (b"MZ\x90", b"\x7fELF", b"PK\x03\x04")
_REMOTE = re.compile(
    rb"<Relationship\b[^>]*attachedTemplate[^>]*TargetMode=[\"']External|TargetMode=[\"']External[\"'][^>]*attachedTemplate"
)
_VBA = "_VBA_PROJECT".encode("utf-16-le")


class ArchiveFault(ValueError):
    """Why an archive is not taken."""

    def __init__(
        self,
        code: Literal["macros", "executable", "encrypted", "active", "bomb", "archive", "damaged"],
        detail: str = "",
    ) -> None:
        super().__init__(code)
        self.code: Literal["macros", "executable", "encrypted", "active", "bomb", "archive", "damaged"] = code
        self.detail = detail


def look_into(content: bytes, *, depth: int = 0) -> str:
    """The media type of a paper that is a ZIP. A table inside a paper is looked into as well. Raises :class:`ArchiveFault`."""
    if depth > DEEPEST:
        raise ArchiveFault("bomb")
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _bounded(members)
            names = {member.filename for member in members}
            for member in members:
                _named(member)
            kinds = [kind for name, kind in _MAIN.items() if name in names]
            if len(kinds) != 1:
                raise ArchiveFault("archive")
            for member in members:
                _read(archive, member)
                if member.filename.lower().endswith(_PAPERS):
                    look_into(archive.read(member), depth=depth + 1)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, ArchiveFault):
            raise
        raise ArchiveFault("damaged") from error
    return kinds[0]


def _bounded(members: list[ZipInfo]) -> None:
    """How much the archive says it holds."""
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
        raise ArchiveFault("bomb")
    for member in members:
        if member.file_size > 1 << 20 and member.file_size > RATIO * max(member.compress_size, 1):
            raise ArchiveFault("bomb", member.filename[:60])
        if member.flag_bits & 1:
            raise ArchiveFault("encrypted")


def _named(member: ZipInfo) -> None:
    """A member's name: no way out of the folder, no macros, no program."""
    name = member.orig_filename
    if name.startswith(("/", "\\")) or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
        raise ArchiveFault("archive", posixpath.basename(name)[:60])
    if _MACROS.search(name):
        raise ArchiveFault("macros")
    if _PROGRAMS.search(name):
        raise ArchiveFault("executable", posixpath.basename(name)[:60])


def _read(archive: ZipFile, member: ZipInfo) -> None:
    """A member whole, in steps: its size and sum must be what was said. What it holds must not run."""
    size = 0
    first = b""
    tail = b""
    looked_into = member.filename.endswith((".rels", "[Content_Types].xml", ".bin"))
    with archive.open(member) as stream:
        while step := stream.read(_STEP):
            size += len(step)
            if size > member.file_size:
                raise ArchiveFault("bomb", member.filename[:60])
            first = first or step[:8]
            if looked_into:
                _words(tail + step)
                tail = step[-512:]
    if first.startswith(_RUNS) and not member.filename.lower().endswith(_PAPERS):
        raise ArchiveFault("executable", posixpath.basename(member.filename)[:60])


def _words(part: bytes) -> None:
    """Of relationships, types and embedded objects: macros, or a template that is fetched from elsewhere."""
    if b"macroEnabled" in part or b"vbaProject" in part or _VBA in part:
        raise ArchiveFault("macros")
    if _REMOTE.search(part):
        raise ArchiveFault("active", "template")
