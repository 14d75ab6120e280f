"""What already asks an office for the same, before it is asked again: for urges, and for new items of supervision."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi_web.supervision.models import Item, Urge
from luoshi_web.supervision.models.told import aside
from luoshi_web.supervision.states import OPEN
from luoshi_web.supervision.urging.ladder import Terms
from luoshi_web.supervision.urging.likeness import Matter, why_alike


@dataclass(frozen=True, slots=True)
class Found:
    """Another item that asks the same; ``why`` as :func:`why_alike`, ``urged_on`` where it was urged within the days that count."""

    item: Item
    why: str
    urged_on: date | None = None


def matter_of(item: Item) -> Matter:
    """What an item asks of its office: words that are compared, and shown to nobody."""
    with aside():
        return Matter(item.pk, item.office_id or 0, item.title, item.entry_id, item.indicator)


class Urged:
    """The matters for which offices were urged lately, in one query; what is urged meanwhile is added."""

    def __init__(self, day: date, terms: Terms) -> None:
        self.percent = terms.alike
        self.by_office: dict[int, dict[int, tuple[Item, Matter, date]]] = defaultdict(dict)
        since = day - timedelta(days=terms.alike_within)
        waits_or_sent = [Urge.State.PROPOSED, Urge.State.HELD, Urge.State.ASKED, Urge.State.SENT]
        for urge in (
            Urge.objects.filter(on__gte=since, state__in=waits_or_sent).select_related("item").order_by("on")
        ):
            self.add(urge.item, urge.on)

    def add(self, item: Item, on: date) -> None:
        """From now on an urge that counts."""
        self.by_office[item.office_id or 0][item.pk] = (item, matter_of(item), on)

    def like(self, item: Item) -> list[Found]:
        """Other items of the same office that ask the same and were urged already."""
        mine = matter_of(item)
        others = self.by_office.get(item.office_id or 0, {}).values()
        return [
            Found(other, why, on)
            for other, matter, on in others
            if (why := why_alike(mine, matter, percent=self.percent)) is not None
        ]


def items_like(matter: Matter, *, percent: int, within: Iterable[Item] | None = None) -> list[Found]:
    """Open items of the same office that ask the same, for whoever is about to ask again: before an item is assigned or urged."""
    items = within
    if items is None:
        items = Item.objects.filter(office=matter.office, state__in=OPEN)
    found = ((item, why_alike(matter, matter_of(item), percent=percent)) for item in items)
    return [Found(item, why) for item, why in found if why is not None]
