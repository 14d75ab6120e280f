"""What a reader of the log learns of the things in it: the log is one chain for everybody who reads it, the titles in it are not."""

from collections.abc import Callable, Iterable

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.selectors.papers import papers_for

Opens = Callable[[Actor, set[int]], set[int]]
"""Which of some things an actor may know by their names."""
_FURTHER: dict[str, Opens] = {}


def opens(kind: str, asked: Opens) -> None:
    """What an app above keeps and the log names: said once, when the app is loaded."""
    _FURTHER[kind] = asked


def named(acts: Iterable[Act], actor: Actor) -> list[tuple[Act, str]]:
    """Each act with the name of what it was done to, as this reader may know it. Two queries, and one for each kind of
    an app above that is there.

    An item or a paper that the reader may not see stands by its number alone, as in letters. Of a row that was taken out of its draft nobody
    knows any more how secret it was: its words are for those who are cleared for everything.
    """
    found = list(acts)
    items, papers = _keys(found, "item"), _keys(found, "paper")
    open_items = set(visible_to(actor).filter(pk__in=items).values_list("pk", flat=True))
    if actor.clearance >= Secrecy.SECRET and actor.role == "supervision":
        open_items |= items - set(Item.objects.filter(pk__in=items).values_list("pk", flat=True))
    open_papers = set(papers_for(actor).filter(pk__in=papers).values_list("pk", flat=True))
    open_to = {"item": open_items, "paper": open_papers}
    for kind, asked in _FURTHER.items():
        keys = _keys(found, kind)
        open_to[kind] = asked(actor, keys) if keys else set()
    return [(act, _name(act, open_to)) for act in found]


def _keys(acts: Iterable[Act], kind: str) -> set[int]:
    return {act.object_id for act in acts if act.object_kind == kind and act.object_id is not None}


def _name(act: Act, open_to: dict[str, set[int]]) -> str:
    if act.object_kind not in open_to or act.object_id in open_to[act.object_kind]:
        return act.object_name
    return act.object_name.partition(" ")[0]
