"""How an act takes hold of an item: locked, and as it was when its page was shown."""

from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item


def hold(item_id: int, *, version: int | None = None) -> Item:
    """The item, locked until the transaction ends.

    ``version`` is what the page showed. Raises :class:`Refusal` (``changed_meanwhile``) where another act came between: of two people who
    close the same item one wins, the other is told.
    """
    item = (
        Item.objects.select_for_update(of=("self",)).select_related("office", "lead__office").get(pk=item_id)
    )
    if version is not None and item.version != version:
        raise Refusal("changed_meanwhile")
    return item


def keep(item: Item, *columns: str) -> None:
    """Save what an act changed, with the state, and count the act."""
    item.version += 1
    item.save(update_fields=[*columns, "state", "version"])
