"""What a page shows, so that the reading of what is secret can be recorded before it is sent (``supervision.services.secret``)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Item, Paper
from luoshi_web.supervision.services.secret import record_secret

Key = tuple[str, int]


def shows(request: HttpRequest, things: Iterable[Any]) -> None:
    """The page shows these by title: items, papers, what is about an item, or a kind and a key (``("item", 7)``).

    :func:`item_for` and :func:`paged` say it for every page that begins with them.
    """
    seen: set[Key] = getattr(request, "shows", set())
    seen.update(key for thing in things if (key := _key(thing)) is not None)
    request.shows = seen  # type: ignore[attr-defined]


def record_shown(request: Any, answer: HttpResponse) -> None:
    """Where the page was given, what it showed. A page that was refused has shown nothing."""
    seen = getattr(request, "shows", None)
    if seen and answer.status_code == 200 and request.method == "GET":
        record_secret(actor=request.actor, things=seen, at=request.now)


def _key(thing: Any) -> Key | None:
    """Kind and key of what may be secret; None for everything else, and for what is known to be none without asking for it."""
    if isinstance(thing, tuple):
        return thing[0], int(thing[1])
    if isinstance(thing, Act):
        known = thing.object_kind in {"item", "paper"} and thing.object_id is not None
        return (thing.object_kind, int(thing.object_id or 0)) if known else None
    if isinstance(thing, Item | Paper):
        return None if _open(thing) else (thing._meta.model_name or "", thing.pk)
    key = getattr(thing, "item_id", None)
    if not isinstance(key, int) or _open(thing._state.fields_cache.get("item")):
        return None
    return "item", key


def _open(thing: Any) -> bool:
    """Whether it was fetched with its secrecy, and is no secret."""
    return thing is not None and thing.__dict__.get("secrecy", Secrecy.SECRET) < Secrecy.CONFIDENTIAL
