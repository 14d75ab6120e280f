"""A page saved whole (MHTML, .mht): the page is taken out, its pictures and frames are left."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from luoshi.sources.refusal import refuse

# A saved page has a part for every picture, some hundreds. Parts within parts are two or three deep.
_MOST_PARTS = 10_000
_DEEPEST = 20
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
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return SavedPage(content, part.get_content_charset(), _address(part) or _address(message))
    raise refuse("no_page", name)


def _address(part: Message) -> str | None:
    for field in ("Content-Location", "Snapshot-Content-Location"):
        value = str(part.get(field, "")).strip()
        if value.startswith(("http://", "https://")):
            return value
    return None
