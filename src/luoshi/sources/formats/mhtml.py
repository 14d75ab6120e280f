"""A page saved whole (MHTML, .mht): the page is taken out, its pictures and frames are left.

Parts are sought by their boundary, one after the other, until the page is found: a mail parser reads line by line and
takes forty times the memory of the file.
"""

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice

from luoshi.sources.refusal import refuse

# Parts within parts are two deep: alternatives of a text among the files of a page.
_DEEPEST = 4
# A saved page has a part for every picture, some hundreds.
_MOST_PARTS = 10_000
# A part's header has some hundred bytes.
_LONGEST_HEADER = 16 << 10
_END_OF_HEADER = re.compile(rb"\r?\n[ \t]*\r?\n")
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page of an MHTML file: its bytes, the encoding it is said to be in, and where it came from."""

    data: bytes
    charset: str | None
    url: str | None


def saved_page(data: bytes, name: str | None) -> SavedPage:
    """The first HTML part. Raises :class:`~luoshi.errors.SourceError` where there is none."""
    start = len(data) - len(data.lstrip(b"\r\n"))
    header, body = _header(data, start, len(data))
    for part, first, last in islice(_leaves(header, data, body, len(data), 0), _MOST_PARTS):
        if part.get_content_type() == "text/html":
            content = _content(part, data[first:last])
            if content.strip():
                return SavedPage(content, part.get_content_charset(), _address(part) or _address(header))
    raise refuse("no_page", name)


def _header(data: bytes, start: int, end: int) -> tuple[Message, int]:
    """The header of a part, and where its body begins."""
    limit = min(end, start + _LONGEST_HEADER)
    found = _END_OF_HEADER.search(data, start, limit)
    stop, body = (found.start(), found.end()) if found else (limit, limit)
    return BytesHeaderParser().parsebytes(data[start:stop]), body


def _leaves(
    part: Message, data: bytes, start: int, end: int, depth: int
) -> Iterator[tuple[Message, int, int]]:
    """The parts that are no containers, in order, with the places of their bodies."""
    boundary = part.get_boundary() if part.get_content_maintype() == "multipart" else None
    if not boundary or depth > _DEEPEST:
        yield part, start, end
        return
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    place = _next(data, mark, start, end)
    while place < end:
        after = place + len(mark)
        line = data.find(b"\n", after, end)
        if line < 0 or data.startswith(b"--", after):
            return
        following = _next(data, mark, after, end)
        inner, body = _header(data, line + 1, following)
        yield from _leaves(inner, data, body, following, depth + 1)
        place = following


def _next(data: bytes, mark: bytes, start: int, end: int) -> int:
    """Where the next boundary stands at the beginning of a line; ``end`` where there is none."""
    place = data.find(mark, start, end)
    while place > 0 and data[place - 1 : place] not in (b"\n", b"\r"):
        place = data.find(mark, place + 1, end)
    return place if place >= 0 else end


def _content(part: Message, body: bytes) -> bytes:
    """The bytes of a part. A copy that was cut off ends in the middle of four letters of base64."""
    transfer = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if transfer == "base64":
        letters = body.translate(None, _NOT_BASE64).partition(b"=")[0]
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    return quopri.decodestring(body) if transfer == "quoted-printable" else body


def _address(part: Message) -> str | None:
    for field in ("Content-Location", "Snapshot-Content-Location"):
        value = str(part.get(field, "")).strip()
        if value.startswith(("http://", "https://")):
            return value
    return None
