"""The files of a ZIP or TAR: where they lie in it, so that each can be read without the others.

A compressed TAR is unpacked once into a plain one beside the dataset: else every shard would have to read it from its start.
"""

import bz2
import gzip
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple, cast

from luoshi.corpus.keys import shown
from luoshi.corpus.shard import Item, Kind, digest_of, refused
from luoshi.errors import SourceError
from luoshi.sources import LIMIT, refuse
from luoshi.sources.formats.archive import TAIL, directory_size, is_set_aside, name_of

MIB = 1 << 20
_ZIP = (".zip",)
_TAR = (".tar",)
_PACKED_TAR = {
    ".tar.gz": "gz", ".tgz": "gz", ".tar.xz": "xz", ".txz": "xz", ".tar.bz2": "bz2", ".tbz2": "bz2",
}  # fmt: skip
_ARCHIVES = (*_ZIP, *_TAR, *_PACKED_TAR, ".rar", ".7z", ".gz", ".xz", ".bz2", ".jar")
# Pages shrink to a tenth, a thousand pages of one site together to a fiftieth; more than a hundredth is a bomb.
_MOST_TIMES = 100
_ALWAYS = 256 * MIB
# Some 500,000 files; zipfile takes 600 bytes of memory for each.
_LARGEST_DIRECTORY = 64 * MIB
_LOCAL = struct.Struct("<4s5H3L2H")
_CHUNK = MIB


class Found(NamedTuple):
    """A file in an archive: its name there, and its place as in :class:`~luoshi.corpus.shard.Item`."""

    name: str
    path: str
    kind: Kind
    size: int
    place: tuple[int, ...] = ()
    refusal: SourceError | None = None
    stamp: str | None = None  # of its bytes, where the archive has one; else the archive's

    def item(self, key: str, stamp: str) -> Item:
        if self.refusal is not None:
            return refused(key, self.path, self.refusal, stamp)
        return Item(key, self.path, self.kind, self.size, self.stamp or stamp, self.place)


def archive_kind(path: str) -> str | None:
    """``zip``, ``tar``, or how a TAR is packed (``gz``, ``xz``, ``bz2``); None for what is no archive of documents."""
    name = path.lower()
    if name.endswith(_ZIP):
        return "zip"
    if name.endswith(_TAR):
        return "tar"
    return next((packed for suffix, packed in _PACKED_TAR.items() if name.endswith(suffix)), None)


def in_archive(path: str, name: str, stamp: str, unpacked: str) -> Iterator[Found]:
    """The files of an archive in the order in which it lists them; folders are none.

    ``name`` is what refusals call it; ``unpacked`` the folder for a compressed TAR's plain form.

    :raises luoshi.errors.SourceError: where it is broken, or unpacks to more than 100 times its size.
    """
    kind = archive_kind(path)
    if kind == "zip":
        return _in_zip(path, name)
    if kind == "tar":
        return _in_tar(path, name)
    return _in_tar(_unpack(path, str(kind), name, stamp, unpacked), name)


def _in_zip(path: str, name: str) -> Iterator[Found]:
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        file.seek(max(size - TAIL, 0))
        declared = directory_size(file.read())
    if declared > _LARGEST_DIRECTORY and declared != 1 << 63:  # a ZIP64 does not say it there; size bounds it
        raise refuse("bomb", name)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not is_set_aside(info)]
    except (zipfile.BadZipFile, ValueError, EOFError, UnicodeError, struct.error, NotImplementedError):
        raise refuse("broken", name, format="ZIP") from None
    if sum(info.file_size for info in infos) > max(_MOST_TIMES * size, _ALWAYS):
        raise refuse("bomb", name)
    for info in infos:
        yield _of_zip(info, path, name)


def _of_zip(info: zipfile.ZipInfo, path: str, archive: str) -> Found:
    name = name_of(info).replace("\\", "/")
    key = f"{archive}/{name}"
    place = (info.header_offset, info.compress_size, info.CRC)
    stamp = f"{info.file_size}.{info.CRC:08x}"
    if refusal := _refusal(name, info.file_size, key):
        return Found(name, path, "refused", 0, refusal=refusal)
    if info.flag_bits & 0x1:
        return Found(name, path, "refused", 0, refusal=refuse("encrypted", key, format="ZIP"))
    if info.compress_type == zipfile.ZIP_STORED:
        return Found(name, path, "slice", info.file_size, place, stamp=stamp)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        return Found(name, path, "deflated", info.file_size, (*place, info.file_size), stamp=stamp)
    return Found(name, path, "refused", 0, refusal=refuse("broken", key, format="ZIP"))


def _refusal(name: str, size: int, key: str) -> SourceError | None:
    if name.lower().endswith(_ARCHIVES):
        return refuse("nested_archive", key.removesuffix(f"/{name}"), member=name)
    return refuse("too_large", key, limit=LIMIT // MIB) if size > LIMIT else None


def _in_tar(path: str, name: str) -> Iterator[Found]:
    try:
        with tarfile.open(path, "r:") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps 1 kB for every file
                if not info.isfile() or info.issparse():
                    continue
                member = shown(info.name).removeprefix("./")
                if refusal := _refusal(member, info.size, f"{name}/{member}"):
                    yield Found(member, path, "refused", 0, refusal=refusal)
                else:
                    yield Found(member, path, "slice", info.size, (info.offset_data, info.size, -1))
    except (tarfile.TarError, ValueError, EOFError):
        raise refuse("broken", name, format="TAR") from None


def _unpack(path: str, packed: str, name: str, stamp: str, folder: str) -> str:
    """The plain form of a compressed TAR, written once: all of it or nothing."""
    target = os.path.join(folder, f"{digest_of((path, stamp))}.tar")
    if os.path.exists(target):
        return target
    os.makedirs(folder, exist_ok=True)
    allowed = max(_MOST_TIMES * os.path.getsize(path), _ALWAYS)
    try:
        with _opened(path, packed) as source, open(f"{target}.part", "wb") as plain:
            while chunk := source.read(_CHUNK):
                if plain.tell() + len(chunk) > allowed:
                    raise refuse("bomb", name)
                plain.write(chunk)
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile):
        raise refuse("broken", name, format="TAR") from None
    except OSError as error:  # bz2 says only this of a broken file
        if error.errno is None:
            raise refuse("broken", name, format="TAR") from None
        raise
    os.replace(f"{target}.part", target)
    return target


def _opened(path: str, packed: str) -> IO[bytes]:
    if packed == "gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return lzma.open(path, "rb") if packed == "xz" else bz2.open(path, "rb")


def read_slice(file: IO[bytes], item: Item) -> bytes:
    """The bytes of a file in an archive that is open. Raises :class:`~luoshi.errors.SourceError` where they are not
    those that the archive promises."""
    offset, length, checksum, *unpacked = item.place
    if checksum != -1:  # in a ZIP a header with the name stands before the bytes
        offset = _behind_header(file, offset, item)
    file.seek(offset)
    data = file.read(length)
    if unpacked:
        data = _inflated(data, unpacked[0], item)
    if len(data) != item.size or (checksum != -1 and zlib.crc32(data) != checksum):
        raise refuse("broken", item.key, format="ZIP" if checksum != -1 else "TAR")
    return data


def _behind_header(file: IO[bytes], offset: int, item: Item) -> int:
    file.seek(offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise refuse("broken", item.key, format="ZIP")
    *_, name, extra = _LOCAL.unpack(header)
    return offset + _LOCAL.size + int(name) + int(extra)


def _inflated(data: bytes, size: int, item: Item) -> bytes:
    """Never more than the archive declares."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, size + 1)
    except zlib.error:
        raise refuse("broken", item.key, format="ZIP") from None
