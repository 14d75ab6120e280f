"""A file that shall hold a report, before anything reads it: its name, what it is, and why it is not kept. What it is: ``luoshi_web.intake``."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from luoshi.sources.formats.detect import format_of
from luoshi_web.intake.apart import check_report_apart
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.reports import LARGEST

_NAME_LENGTH = 120
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Found:
    """What the content is. ``suffix`` is what it is kept under, whatever it was called."""

    media_type: str
    suffix: str


class NotTaken(ValueError):
    """Why a file is not kept: ``code`` is a refusal's, ``values`` fill its sentence in both languages (``_zh``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/ofd": ".ofd",
    "application/rtf": ".rtf",
    "multipart/related": ".mht",
    "application/zip": ".zip",
}


def clean_name(name: str) -> str:
    """A file's name without folders, control and direction marks; short, with its suffix. ``报告`` where nothing is left.

    >>> clean_name("../../etc/2026年\\u202e报告.docx")
    '2026年报告.docx'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    bare = _FORBIDDEN.sub("", last).strip(" .")
    if not bare:
        return "报告"
    suffix = PurePosixPath(bare).suffix[:12]
    return bare if len(bare) <= _NAME_LENGTH else bare[: _NAME_LENGTH - len(suffix)] + suffix


def inspect(name: str, data: bytes) -> Found:
    """What ``data`` is, by its bytes. Raises :class:`NotTaken` for what an office does not keep."""
    try:
        media_type = check_report_apart(name, data).media_type
    except FileFault as fault:
        raise _not_taken(data, fault) from None
    return Found(media_type, _SUFFIXES.get(media_type, ".txt"))


def _not_taken(data: bytes, fault: FileFault) -> NotTaken:
    values = {"detail": fault.detail}
    if fault.code == "too_large":
        values = {"limit": str(LARGEST >> 20)}
    elif fault.code == "unknown_type":
        form = None if fault.detail else format_of(data)
        values = {
            "format": form.en if form else fault.detail,
            "format_zh": form.zh.strip() if form else fault.detail,
        }
    return NotTaken(f"copy_{fault.code}", **values)
