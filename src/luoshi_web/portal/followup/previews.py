"""A page of evidence, small: what a reader's first view of the file loads. The page itself is one click away."""

from io import BytesIO
from typing import NamedTuple

SIDE = 480
MOST = 24_000
"""Bytes. Of pages below each other a browser loads some three before anybody scrolls, and a first view may have 150 kB with its text and style."""

_QUALITIES = (70, 55, 40, 25)


class Preview(NamedTuple):
    """``picture`` is a JPEG of at most :data:`SIDE` pixels a side, or nothing where the page is no picture that can be read."""

    picture: bytes
    width: int
    height: int


def preview(picture: bytes) -> Preview:
    """Of a page that the office drew itself: at most :data:`MOST` bytes, first by its quality, then by its size."""
    from PIL import Image

    try:
        with Image.open(BytesIO(picture), formats=("JPEG",)) as opened:
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            shown = opened.convert("RGB")
    except OSError:
        return Preview(b"", 0, 0)
    side = SIDE
    while True:
        shown.thumbnail((side, side))
        for quality in _QUALITIES:
            made = BytesIO()
            shown.save(made, "JPEG", quality=quality, optimize=True)
            if made.tell() <= MOST:
                return Preview(made.getvalue(), *shown.size)
        side = side * 3 // 4
