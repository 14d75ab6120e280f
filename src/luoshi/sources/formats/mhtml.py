"""A page saved whole (MHTML, .mht): the page is taken out, its pictures and frames are left."""

import base64
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from luoshi.sources.refusal import refuse

# A saved page has a part for every picture, some hundreds. Parts within parts are two or three deep.
_MOST_PARTS = 10_000
_DEEPEST = 20
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]+")
_BOUNDARY = re.compile(rb"^content-type:\s{0,9}multipart/", re.I | re.M)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page of an MHTML file: its bytes, the encoding it is said to be in, and where it came from."""

    data: bytes
    charset: str | None
    url: str | None


def saved_page(data: bytes, name: str | None) -> SavedPage:
    """The first HTML part. Raises :class:`~luoshi.errors.SourceError` where there is none."""
    if len(_BOUNDARY.findall(data)) > _DEEPEST or data.lower().count(b"\ncontent-type:") > _MOST_PARTS:
        raise refuse("bomb", name)
    message = BytesParser(policy=compat32).parsebytes(data.lstrip(b"\r\n"))
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = _content(part)
            if content.strip():
                return SavedPage(content, part.get_content_charset(), _address(part) or _address(message))
    raise refuse("no_page", name)


def _content(part: Message) -> bytes:
    """The bytes of a part. A copy that was cut off ends in the middle of four letters of base64."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        letters = _NOT_BASE64.sub("", str(part.get_payload())).partition("=")[0]
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _address(part: Message) -> str | None:
    for field in ("Content-Location", "Snapshot-Content-Location"):
        value = str(part.get(field, "")).strip()
        if value.startswith(("http://", "https://")):
            return value
    return None
