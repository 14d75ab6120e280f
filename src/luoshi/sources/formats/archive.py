"""ZIP archives within bounds: what they declare is checked before anything is unpacked, and again while it is.

No file of an archive is ever written to disk, so that its name leads nowhere.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from luoshi.sources.refusal import refuse

MIB = 1 << 20
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Pages shrink to a tenth; more than a twentieth is a bomb, unless all of it is small.
_MOST_TIMES = 20
_ALWAYS = 16 * MIB
_MOST = 256 * MIB
# A report's pages are dozens. A directory of 2 MiB lists some 20,000 files.
_MOST_FILES = 5_000
_LARGEST_DIRECTORY = 2 * MIB

_END = struct.Struct("<4s4H2LH")
_COMMENTED = 65_557  # the record at the end with the longest comment behind it
TAIL = _COMMENTED + 20  # and the ZIP64 record before it
_END_MARK = b"PK\x05\x06"
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z|gz|tgz|tar|bz2|xz|jar)$", re.I)
# What shows that a ZIP is a document: of Word, OFD and OpenDocument.
_DOCUMENTS = frozenset(("[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml"))
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there (with folders) and its bytes."""

    name: str
    data: bytes


def names(file: BinaryIO) -> frozenset[str]:
    """The names of all files in a ZIP; empty where its directory cannot be read. Nothing else of the file is."""
    try:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(size - TAIL, 0))
        if directory_size(file.read()) > _LARGEST_DIRECTORY:
            return frozenset()
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        EOFError,
        UnicodeError,
        struct.error,
        NotImplementedError,
    ):
        return frozenset()


def members(data: bytes, name: str | None) -> list[Member]:
    """The files of a ZIP in natural order (``page2`` before ``page10``), folders, hidden files and ``__MACOSX`` left
    out. Raises :class:`~luoshi.errors.SourceError` for an archive that is broken, encrypted, holds another archive,
    holds more than 5,000 files, or unpacks to more than 20 times its size (16 MiB are always allowed, 256 never)."""
    with opened(data, name) as archive:
        chosen = [info for info in archive.infolist() if not is_set_aside(info)]
        found = []
        for info in sorted(chosen, key=lambda i: natural(name_of(i))):
            if _ARCHIVE.search(info.filename):
                raise refuse("nested_archive", name, member=name_of(info))
            content = read_part(archive, info, name)
            if _is_archive(content):
                raise refuse("nested_archive", name, member=name_of(info))
            found.append(Member(name_of(info), content))
        return found


@contextmanager
def opened(data: bytes, name: str | None) -> Iterator[zipfile.ZipFile]:
    """A ZIP whose declared sizes are within bounds; trouble inside the block becomes a refusal."""
    if directory_size(data[-TAIL:]) > _LARGEST_DIRECTORY:
        raise refuse("bomb", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            allowed = min(max(_MOST_TIMES * len(data), _ALWAYS), _MOST)
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > allowed:
                raise refuse("bomb", name)
            yield archive
    except (
        zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, KeyError, UnicodeError, struct.error,
        NotImplementedError,
    ):  # fmt: skip
        raise refuse("broken", name, format="ZIP") from None


def read_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str | None) -> bytes:
    """The bytes of one file, never more than it declares."""
    if info.flag_bits & 0x1:
        raise refuse("encrypted", name, format="ZIP")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse("broken", name, format="ZIP")
    with archive.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise refuse("bomb", name)
    return content


def directory_size(data: bytes) -> int:
    """What ``data``, the end of an archive, says of its directory's size; a ZIP64 says more than any report needs."""
    end = len(data) - _END.size
    if not (end >= 0 and data[end : end + 4] == _END_MARK and data[-2:] == b"\0\0"):
        end = data.rfind(_END_MARK, max(len(data) - _COMMENTED, 0))
    if end < 0 or len(data) - end < _END.size:
        return 0
    size = int(_END.unpack_from(data, end)[5])
    is_64 = data[max(end - 20, 0) : end].startswith(b"PK\x06\x07")
    return 1 << 63 if is_64 else size


def is_set_aside(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder, a hidden file, or what a system puts beside the files."""
    parts = info.filename.replace("\\", "/").split("/")
    return (
        not info.filename
        or info.filename.endswith("/")
        or "__MACOSX" in parts
        or any(part.startswith(".") for part in parts if part not in (".", ".."))
        or parts[-1].lower() in ("thumbs.db", "desktop.ini")
    )


def name_of(info: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: without the UTF-8 flag, Chinese systems mean GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).split("\0")[0]
        except UnicodeDecodeError:
            continue
    return info.filename


def natural(name: str) -> list[tuple[int, int, str]]:
    """`第2页` before `第10页`."""
    return [
        (0, int(part[:18]), part) if part.isdecimal() else (1, 0, part.lower())
        for part in _DIGITS.split(name)
        if part
    ]


def _is_archive(content: bytes) -> bool:
    if content.startswith(ZIP):
        return not names(io.BytesIO(content)) & _DOCUMENTS
    return content.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"))
