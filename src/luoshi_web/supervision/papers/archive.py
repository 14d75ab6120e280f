"""A ZIP file of one form alone: entries in a given order, dated 1980-01-01, compressed by :mod:`deflate`.

Bytes that zlib compressed differ between editions of zlib; these do not. Papers of the first two editions were stored without compression and are made so.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from luoshi_web.supervision.papers.deflate import deflate

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAY, _CLOCK = (0 << 9) | (1 << 5) | 1, 0
_NEEDS = 20
"""Version 2.0 of the format: compression."""


def archive(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The file's bytes, the same for the same entries."""
    out, directory, count = bytearray(), bytearray(), 0
    for name, data in entries:
        packed, named = deflate(data), name.encode()
        utf8 = 0 if name.isascii() else 1 << 11
        told = struct.pack(
            "<HHHHHIIIH", _NEEDS, utf8, zipfile.ZIP_DEFLATED, _CLOCK, _DAY, zlib.crc32(data), len(packed), len(data), len(named)
        )  # fmt: skip
        place = len(out)
        out += b"PK\x03\x04" + told + b"\0\0" + named + packed
        directory += (
            b"PK\x01\x02"
            + struct.pack("<H", _NEEDS)
            + told
            + struct.pack("<HHHHII", 0, 0, 0, 0, 0, place)
            + named
        )
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + end)


def stored(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """… without compression, as papers of the first editions were made: their digests hold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            out.writestr(entry, data)
    return file.getvalue()


def entries_of(data: bytes) -> list[tuple[str, bytes]]:
    """The entries of a ZIP file, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return [(name, given.read(name)) for name in given.namelist()]
