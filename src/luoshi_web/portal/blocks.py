"""What others add to a page: comments under a line, a report's letters. The portal knows them by their dotted paths alone.

``settings.PORTAL_BLOCKS`` names objects with ``version(kind, id) -> str``, which changes when the block does, and ``html(kind, id,
request) -> str``. ``kind`` is ``line`` or ``report``; ``id`` a line's id, or ``KEY/YEAR``. At the foot of every page ``kind`` is ``site``: what stands there is the same
for everybody and has no version.
"""

from collections.abc import Sequence
from typing import Protocol, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe


class Block(Protocol):
    def version(self, kind: str, name: str) -> str: ...

    def html(self, kind: str, name: str, request: HttpRequest) -> str: ...


def _blocks() -> Sequence[Block]:
    return [cast(Block, import_string(path)) for path in getattr(settings, "PORTAL_BLOCKS", ())]


def versions(kind: str, name: str) -> str:
    return "|".join(block.version(kind, name) for block in _blocks()) if kind else ""


def html(kind: str, name: str, request: HttpRequest) -> SafeString:
    """The blocks of a page, one after another; each has escaped its own words."""
    return mark_safe("".join(block.html(kind, name, request) for block in _blocks()))


def moved(kind: str, old: str, new: str) -> None:
    """What hangs on ``old`` hangs on ``new`` from now on, for those blocks that keep something; in the transaction of who says so."""
    for block in _blocks():
        if (follow := getattr(block, "moved", None)) is not None:
            follow(kind, old, new)
