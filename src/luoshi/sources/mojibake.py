"""Text that was decoded in a wrong encoding at some time, and saved so: 鏀垮簻宸ヤ綔鎶ュ憡 is 政府工作报告.

What was lost by it stays lost (U+FFFD or ``?``); the rest can be undone, since each wrong step has an inverse.
"""

import re
from dataclasses import dataclass

from luoshi.sources.decode import chinese_share

# How the bytes of one encoding were read as another: (the bytes' own encoding, the one they were read in).
_STEPS = (
    ("utf-8", "gb18030"),
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("gb18030", "cp1252"),
    ("gb18030", "latin-1"),
)
_SAMPLE = 4000
_POOR = 0.35  # a share of common ideographs below this is no report's
_GOOD = 0.6
# Characters that every mojibake of its kind is full of, and a report nearly without.
_TELL = re.compile(
    "[锛鐨勫鏄鍜屽湪鈥銆涓浜€绾璁鏂]|[ÃÂäåæçèéï¼€œ¤¥§©«®°±²³´µ·¸¹º»¿ÄÅÆÇÈÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßÀÁ]"
)
_TOLD = 0.06
_LOST_SHARE = 0.2
_HALF = re.compile("\ufffd[?\ufffd]+|\\?\ufffd+")  # what a lost byte leaves: one character, in two pieces


@dataclass(frozen=True, slots=True)
class Undone:
    """The text as it was meant, and the step that was undone (``utf-8 read as gb18030``)."""

    text: str
    step: str


def undone(text: str) -> Undone | None:
    """``text`` without its wrong decoding, or None where it has none that can be undone."""
    sample = text[:_SAMPLE]
    if len(_TELL.findall(sample)) < len(sample) * _TOLD or chinese_share(sample) >= _POOR:
        return None
    best: tuple[float, str, str] | None = None
    for own, read in _STEPS:
        meant = _back(sample, own, read)
        share = chinese_share(meant)
        if meant.count("\ufffd") > len(meant) * _LOST_SHARE:
            continue
        if share >= _GOOD and (best is None or share > best[0]):
            best = (share, own, read)
    if best is None:
        return None
    _, own, read = best
    return Undone(_back(text, own, read), f"{own} read as {read}")


def _back(text: str, own: str, read: str) -> str:
    data = bytearray()
    for char in text.replace("\ufffd", "?"):
        try:
            data += char.encode(read)
        except UnicodeEncodeError:
            code = ord(char)
            data += bytes((code,)) if code < 0x100 else b"?"  # cp1252 leaves five bytes as they are
    return _HALF.sub("\ufffd", data.decode(own, "replace"))
