"""A ZIP, read whole into memory within bounds: what its directory says, what stands in it, and nothing between or behind.

Two programs that read the same ZIP must see the same files in it. A name twice, a file that the directory does not name, bytes before the
first or behind the last: one reader shows the harmless one, another opens the other. Such an archive is none.
"""

import posixpath
import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from luoshi_web.intake.faults import FileFault

MEMBERS = 3000
UNPACKED = 200 << 20
"""Bytes of all members together."""
RATIO = 150
"""Unpacked to packed, of a member larger than a mebibyte: text packs to about a tenth, a bomb to a thousandth."""
_STEP = 1 << 16
_HEADER = b"PK\x03\x04"
_DESCRIPTOR = 24
"""Bytes that a writer which streams puts behind a member: its sum and sizes."""
_PROGRAMS = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|msi|lnk|url|zip|rar|7z|iso|img|docm|xlsm|xlsb|pptm|dotm|xltm|xlam|potm)$",
    re.IGNORECASE,
)
_RUNS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


def unpacked(content: bytes, *, of_pages: bool = False) -> dict[str, bytes]:
    """Name → bytes of every member, in their order. ``of_pages``: saved pages bring their scripts. Raises :class:`FileFault`."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _bounded(members)
            _contiguous(content, archive, members)
            names: set[str] = set()
            parts: dict[str, bytes] = {}
            for member in members:
                _named(member, of_pages)
                if member.filename.lower() in names:
                    raise FileFault("archive", posixpath.basename(member.filename))
                names.add(member.filename.lower())
                data = _read(archive, member)
                if not member.is_dir():
                    parts[member.filename] = data
            return parts
    except FileFault:
        raise
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise FileFault("damaged") from error


def _bounded(members: list[ZipInfo]) -> None:
    """How much the archive says it holds, and that it is packed in the two ways that office programs use."""
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
        raise FileFault("bomb")
    for member in members:
        if member.file_size > 1 << 20 and member.file_size > RATIO * max(member.compress_size, 1):
            raise FileFault("bomb", member.filename)
        if member.flag_bits & 1:
            raise FileFault("encrypted")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FileFault("archive", f"method {member.compress_type}")


def _contiguous(content: bytes, archive: ZipFile, members: list[ZipInfo]) -> None:
    """From the first byte to the directory one member after the other, and behind the directory nothing: no bytes that only some readers see."""
    at = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        start = member.header_offset
        if not at <= start <= at + (_DESCRIPTOR if at else 0) or content[start : start + 4] != _HEADER:
            raise FileFault("two_in_one")
        lengths = content[start + 26 : start + 30]
        at = start + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        at += member.compress_size
    if not at <= archive.start_dir <= at + _DESCRIPTOR or archive.comment:
        raise FileFault("two_in_one")
    end = content.rfind(b"PK\x05\x06")
    if end + 22 != len(content):
        raise FileFault("two_in_one")


def _named(member: ZipInfo, of_pages: bool) -> None:
    """A member's name: no way out of the folder, no program."""
    name = member.orig_filename
    if name.startswith(("/", "\\")) or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
        raise FileFault("archive", posixpath.basename(name))
    if _PROGRAMS.search(name) and not (of_pages and name.lower().endswith(".js")):
        raise FileFault("executable", posixpath.basename(name))


def _read(archive: ZipFile, member: ZipInfo) -> bytes:
    """A member whole, in steps: its size and sum must be what was said. What it holds must not be a program."""
    size, steps = 0, []
    with archive.open(member) as stream:
        while step := stream.read(_STEP):
            size += len(step)
            if size > member.file_size:
                raise FileFault("bomb", member.filename)
            steps.append(step)
    data = b"".join(steps)
    if data.startswith(_RUNS):
        raise FileFault("executable", posixpath.basename(member.filename))
    return data
