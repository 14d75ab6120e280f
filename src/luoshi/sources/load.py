"""Opening a source."""

import hashlib
import os
from typing import BinaryIO

from luoshi.sources.readers import Told, open_source
from luoshi.sources.refusal import refuse
from luoshi.text import SourceText

MIB = 1 << 20
# In bytes: a page with pictures inside it may have fifty million, a report 200,000.
LIMIT = 64 * MIB
# In characters of text: the longest report has 60,000. Beyond that, noise would only be slow to read.
_LONGEST = 2_000_000


def load(path: str | os.PathLike[str], *, told: Told | None = None) -> SourceText:
    """The text of a file. Raises :class:`~luoshi.errors.SourceError` where there is none to be had. ``told`` is told of the pages of a scan."""
    name = os.fspath(path)
    return load_bytes(read_bytes(name), path=name, told=told)


def read_bytes(path: str | os.PathLike[str], *, name: str | None = None) -> bytes:
    """All bytes of a file that may be a report. Raises :class:`~luoshi.errors.SourceError`.

    ``name`` is what a refusal calls the file, its path where none is given.
    """
    place = os.fspath(path)
    name = place if name is None else name
    try:
        with open(place, "rb") as file:
            return read_limited(file, name)
    except FileNotFoundError:
        raise refuse("missing", name) from None
    except IsADirectoryError:
        raise refuse("directory", name) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        if os.path.isdir(place):  # what Windows says of a folder is "permission denied"
            raise refuse("directory", name) from None
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse("forbidden", name, reason=reason) from None


def read_limited(file: BinaryIO, name: str | None) -> bytes:
    """All bytes of an open file, or a refusal after ``LIMIT`` of them."""
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise refuse("too_large", name, limit=LIMIT // MIB)
    return data


def load_bytes(data: bytes, *, path: str | None = None, told: Told | None = None) -> SourceText:
    """The text of bytes at hand; ``path`` is only named, not opened."""
    if len(data) > LIMIT:
        raise refuse("too_large", path, limit=LIMIT // MIB)
    if not data:
        raise refuse("empty", path)
    opened = open_source(data, path, told)
    text = opened.text
    if not text.strip(" \t\r\n\x0b\x0c\u00a0\u3000\u200b\ufeff"):
        raise refuse("blank", path)
    if len(text) > _LONGEST:
        raise refuse("too_long", path, limit=f"{_LONGEST:,}")
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(
        text,
        path,
        opened.url,
        digest,
        opened.encoding,
        opened.media_type,
        opened.furniture,
        notices=opened.notices,
        undone=opened.undone,
    )
