"""What a row of the permission table is about, once it has been made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from luoshi_web.accounts.models import Person
from luoshi_web.supervision.models import Item
from tests.web.conftest import District

MakeItem = Callable[..., Item]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where things are made: the invented district, and how an item comes there."""

    district: District
    make_item: MakeItem

    def item(self, state: str = "active", **columns: Any) -> Item:
        """Led by 发改局, helped with by 住建局, in the charge of the first leader."""
        return self.make_item(state=state, helpers=("head2",), **columns)


@dataclass(slots=True)
class Made:
    """``address``: values of the page's address. ``sees``: words that stand on a page which shows the thing, and on no other.

    ``item`` is what its secrecy hangs on, ``thing`` the row itself. ``whose``: who asks for a role, where that is not the present holder;
    ``asker`` who asks just now.
    """

    address: dict[str, Any] = field(default_factory=dict)
    sees: str = ""
    item: Item | None = None
    thing: Any = None
    whose: dict[str, Person] = field(default_factory=dict)
    asker: Person | None = None

    @property
    def version(self) -> int:
        """The item's, as a page would show it now."""
        assert self.item is not None
        return Item.objects.get(pk=self.item.pk).version


def of_item(item: Item, thing: Any = None) -> Made:
    """Something of an item: addressed by its own key, known by the item's title."""
    return Made({"pk": (thing or item).pk}, item.title, item, thing or item)
