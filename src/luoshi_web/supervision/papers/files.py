"""The two files of a paper."""

import hashlib

from luoshi_web.supervision.papers import docx, xlsx
from luoshi_web.supervision.papers.content import Content

FORMATS = {"docx": (docx.make, docx.MEDIA_TYPE), "xlsx": (xlsx.make, xlsx.MEDIA_TYPE)}
"""Ending → how the file is made, and its media type."""


def file_of(content: Content, ending: str) -> bytes:
    """The bytes of one format. Raises :class:`KeyError` for an ending that is none."""
    return FORMATS[ending][0](content)


def sha256_of(content: Content, ending: str) -> str:
    """The digest of those bytes."""
    return hashlib.sha256(file_of(content, ending)).hexdigest()
