"""Whether a path is one file or holds several: asked before every reading, so nothing that pages need is loaded for it."""

import os
from typing import BinaryIO

from luoshi.sources.load import LIMIT

# What an office document holds that a bundle of pages does not.
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/manifest.xml"))


def is_collection(path: str) -> bool:
    """Whether a path is a folder or a ZIP of pages rather than one file."""
    if os.path.isdir(path):
        return True
    try:
        if os.path.getsize(path) > LIMIT:
            return False  # refused for its size when it is opened as a file
        with open(path, "rb") as file:
            return file.read(4) == b"PK\x03\x04" and _holds_pages(file)
    except (OSError, ValueError):
        return False


def _holds_pages(file: BinaryIO) -> bool:
    """Whether a ZIP is a bundle of files and no office document."""
    from luoshi.sources.formats.archive import names

    held = names(file)
    return bool(held) and not held & _OFFICE
