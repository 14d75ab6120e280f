"""What a part of a paper is by its first bytes: a picture, a font. What is neither has no place beside the text."""

from io import BytesIO
from zipfile import is_zipfile

_PICTURES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM",
    b"\x97JB2\r\n\x1a\n", b"\xd7\xcd\xc6\x9a",  # JBIG2; a Windows metafile (WMF) that says its size
)  # fmt: skip
_WMF = (b"\x01\0\x09\0\0\x03", b"\x02\0\x09\0\0\x03", b"\x01\0\x09\0\0\x01")
_FONTS = (b"\0\x01\0\0", b"true", b"OTTO", b"ttcf", b"\x01\0\x04", b"wOFF", b"wOF2")


def is_picture(data: bytes) -> bool:
    """PNG, JPEG, GIF, TIFF, BMP, JBIG2, WebP or a metafile of Windows, and no archive behind it."""
    known = (
        data.startswith(_PICTURES + _WMF)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF")
    )
    return known and not is_zipfile(BytesIO(data))


def is_font(data: bytes) -> bool:
    """TrueType, OpenType, CFF or a font of the web, and no archive behind it."""
    return data.startswith(_FONTS) and not is_zipfile(BytesIO(data))


def is_bitmap(data: bytes) -> bool:
    """A bitmap without the head of a file, as RTF has it: the size of its header comes first."""
    return data[:4] in {b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0"}
