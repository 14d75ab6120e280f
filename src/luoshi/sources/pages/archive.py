"""The files in a ZIP, within bounds: nothing is written, nothing inside an archive inside is opened."""

import io
import zipfile
import zlib

from luoshi.sources.refusal import refuse

_MIB = 1 << 20
# A page with its pictures has some megabytes; a bomb unpacks to a thousand times its size.
_LARGEST, _ALL, _MOST = 64 * _MIB, 128 * _MIB, 2000
# What an office document holds that a bundle of pages does not.
_OFFICE = ("[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/manifest.xml")


def holds_pages(path: str) -> bool:
    """Whether a ZIP is a bundle of files and no office document."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:_MOST]
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    return bool(names) and not any(name in names for name in _OFFICE)


def members(data: bytes, name: str | None) -> list[tuple[str, bytes]]:
    """The names and bytes of the files in a ZIP.

    :raises luoshi.errors.SourceError: on a broken, encrypted or oversized archive.
    """
    found: list[tuple[str, bytes]] = []
    left = _ALL
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MOST:
                raise refuse("too_large", name, limit=_ALL // _MIB)
            for info in infos:
                label = _readable(info)
                if label.rpartition("/")[2].startswith((".", "~$")) or label.startswith("__MACOSX/"):
                    continue
                with archive.open(info) as file:
                    content = file.read(min(_LARGEST, left) + 1)
                if len(content) > min(_LARGEST, left):
                    raise refuse("too_large", name, limit=_ALL // _MIB)
                left -= len(content)
                found.append((label, content))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise refuse("broken_archive", name) from None
    return found


def _readable(info: zipfile.ZipInfo) -> str:
    """The member's name; archivers in China write GBK where the standard has CP437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
