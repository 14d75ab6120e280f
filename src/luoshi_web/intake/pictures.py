"""JPEG and PNG: decoded whole, within bounds, and nothing of another kind in front, inside the remarks or behind."""

import re
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from luoshi_web.intake.faults import FileFault

PIXELS = 120_000_000
"""The largest that telephones take is 200 million; those are refused, and 108 million is what most call their best."""
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
_FOREIGN = re.compile(
    rb"<\?php|<script|<html|<svg|<!doctype|%PDF-|PK\x03\x04|\x7fELF|\xd0\xcf\x11\xe0\xa1\xb1|MZ.{58,60}PE\0\0",
    re.IGNORECASE | re.DOTALL,
)
_SAMSUNG = b"SEFT"


def look_at(content: bytes) -> str:
    """The media type. Raises :class:`FileFault`."""
    end = _end_of_jpeg(content) if content.startswith(b"\xff\xd8") else _end_of_png(content)
    _decoded(content)
    _behind(content[end:])
    return "image/jpeg" if content.startswith(b"\xff\xd8") else "image/png"


def _decoded(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > PIXELS:
                    raise FileFault("bomb")
                if picture.format not in _TYPES:
                    raise FileFault("unknown_type")
                picture.draft("RGB", (picture.width // 8, picture.height // 8))
                picture.load()
    except FileFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise FileFault("bomb") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, EOFError) as error:
        raise FileFault("damaged") from error


Image.MAX_IMAGE_PIXELS = PIXELS


def _end_of_png(content: bytes) -> int:
    """Where the last chunk ends; words in its remarks must not be a page's or a program's."""
    at = 8
    while at + 12 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind in {b"tEXt", b"iTXt", b"zTXt", b"eXIf"}:
            _no_page(content[at + 8 : at + 8 + size])
        at += 12 + size
        if kind == b"IEND":
            return at
    raise FileFault("damaged")


def _end_of_jpeg(content: bytes) -> int:
    """Behind the end of the image; remarks and application segments are looked into on the way."""
    at = 2
    while at + 2 <= len(content):
        if content[at] != 0xFF:
            raise FileFault("damaged")
        mark = content[at + 1]
        if mark == 0xFF or mark == 0x01 or 0xD0 <= mark <= 0xD7:
            at += 1 if mark == 0xFF else 2
            continue
        if mark == 0xD9:
            return at + 2
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xFE or 0xE0 <= mark <= 0xEF:
            _no_page(content[at + 4 : at + 2 + size])
        at += 2 + size
        if mark == 0xDA:  # what is scanned: to the next mark that is one
            found = _MARK.search(content, at)
            if found is None:
                break
            at = found.start()
    raise FileFault("damaged")


_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _no_page(words: bytes) -> None:
    if _FOREIGN.search(words):
        raise FileFault("active", "remark")


def _behind(rest: bytes) -> None:
    """Telephones put a second picture or their own notes behind the first; nothing else may stand there."""
    if not rest.strip(b"\0\r\n "):
        return
    if _FOREIGN.search(rest):
        raise FileFault("two_in_one")
    if not rest.startswith(b"\xff\xd8\xff") and not rest.endswith(_SAMSUNG):
        raise FileFault("two_in_one")
