"""Writing the lights of a day: what changed, what was made good, and the colours on the items for lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from luoshi_web.supervision.lights.judge import LATE, MADE_GOOD, Colouring, as_json
from luoshi_web.supervision.lights.rules import KINDS, Kind, Rule
from luoshi_web.supervision.models import Item, Light
from luoshi_web.supervision.models.light import Colour, LightKind
from luoshi_web.supervision.states import State

Lights = Mapping[int, Mapping[Kind, Colouring]]
"""Item → its lights of a day."""
_MANY = 5000
"""Keys named in one statement."""


class Kept(NamedTuple):
    """How much changed: items with another light, lights made good, items whose columns were written."""

    changed: int
    made_good: int
    shown: int


class _Shows(NamedTuple):
    """What a light shows, and what it was computed from."""

    colour: str
    reason: str
    rule: int
    inputs: dict[str, Any]

    def is_as(self, other: "_Shows") -> bool:
        """Whether two show the same for the same reason. The days that are left, or over, count on by themselves."""
        return self[:3] == other[:3] and _settled(self.inputs) == _settled(other.inputs)


class _Row(NamedTuple):
    pk: int
    since: date
    shows: _Shows


def _settled(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if name != "days"}


def keep_lights(
    day: date, judged: Lights, rules: Mapping[Kind, Rule], *, only: Collection[int] | None = None
) -> Kept:
    """Write a day's lights; of the items ``only`` where they are given. The same lights again change nothing."""
    rows = Light.objects.order_by() if only is None else Light.objects.filter(item__in=only).order_by()
    items = Item.objects.order_by() if only is None else Item.objects.filter(pk__in=only).order_by()
    return Kept(_turn(day, judged, rules, rows), _make_good(day, judged, rows), _show(day, judged, items))


def _turn(day: date, judged: Lights, rules: Mapping[Kind, Rule], rows: QuerySet[Light]) -> int:
    """Close lights that ended and begin those that changed; how many items were touched.

    A light that began on this very day is replaced; where it then is as it was the day before, that light simply goes on.
    """
    standing = _by_item(rows.filter(until__isnull=True))
    before = _by_item(rows.filter(until=day))
    ends: list[int] = []
    replaced: list[int] = []
    goes_on: list[int] = []
    begins: list[Light] = []
    touched: set[int] = set()
    for item, lights in judged.items():
        for kind, light in lights.items():
            now = _Shows(light.colour, light.reason, rules[kind].row, as_json(light.inputs))
            old = standing.pop((item, kind), None)
            if old is not None and old.shows.is_as(now):
                continue
            touched.add(item)
            if old is not None:
                (replaced if old.since >= day else ends).append(old.pk)
            last = before.get((item, kind))
            if last is not None and last.shows.is_as(now):
                goes_on.append(last.pk)
            else:
                begins.append(_light(item, kind, now, day))
    for (item, _), old in standing.items():  # of items that ended
        (replaced if old.since >= day else ends).append(old.pk)
        touched.add(item)
    for part in _parts(replaced):
        Light.objects.filter(pk__in=part).delete()
    for part in _parts(ends):
        Light.objects.filter(pk__in=part).update(until=day)
    for part in _parts(goes_on):
        Light.objects.filter(pk__in=part).update(until=None, made_good=None)
    Light.objects.bulk_create(begins, batch_size=_MANY)
    return len(touched)


def _by_item(rows: QuerySet[Light]) -> dict[tuple[int, str], _Row]:
    columns = ("item_id", "kind", "pk", "since", "colour", "reason", "rule_id", "inputs")
    found = rows.values_list(*columns).iterator(chunk_size=_MANY)
    return {(item, kind): _Row(pk, since, _Shows(*shows)) for item, kind, pk, since, *shows in found}


def _light(item: int, kind: Kind, shows: _Shows, day: date) -> Light:
    return Light(
        item_id=item, kind=kind, colour=shows.colour, reason=shows.reason, since=day, rule_id=shows.rule, inputs=shows.inputs
    )  # fmt: skip


def _make_good(day: date, judged: Lights, rows: QuerySet[Light]) -> int:
    """Mark the late lights of the gap whose gap is closed today; how many marks changed.

    It is closed where the item is on schedule again by a report, or was closed as done (瓯海 2020). Grey closes nothing.
    """
    late = rows.filter(
        kind=LightKind.GAP, reason__in=LATE, colour__in=(Colour.YELLOW, Colour.RED), until__isnull=False
    )
    waiting = late.filter(Q(made_good__isnull=True) | Q(made_good=day)).values_list(
        "pk", "item_id", "made_good"
    )
    found: list[tuple[int, int, Any]] = list(waiting.iterator(chunk_size=_MANY))
    done: set[int] = set()
    for part in _parts({item for _, item, _ in found if item not in judged}):
        done.update(Item.objects.filter(pk__in=part, state=State.CLOSED_DONE).values_list("pk", flat=True))
    kept = {item for item, lights in judged.items() if lights["gap"].reason in MADE_GOOD}
    marked = [pk for pk, item, mark in found if mark is None and (item in kept or item in done)]
    undone = [pk for pk, item, mark in found if mark is not None and item not in kept and item not in done]
    for part in _parts(marked):
        Light.objects.filter(pk__in=part).update(made_good=day)
    for part in _parts(undone):
        Light.objects.filter(pk__in=part).update(made_good=None)
    return len(marked) + len(undone)


def _show(day: date, judged: Lights, items: QuerySet[Item]) -> int:
    """Repeat the colours on the items, for lists; how many items had others. Ended items show none.

    An item that shows what it showed is not written: a night that wrote all of them left lists slow until the database had tidied up.
    """
    lit = items.exclude(time_light="", gap_light="", hope_light="")
    rows = lit.values_list("pk", "time_light", "gap_light", "hope_light").iterator(chunk_size=_MANY)
    shown: dict[int, tuple[str, ...]] = {pk: tuple(colours) for pk, *colours in rows}
    by_colours: dict[tuple[str, ...], list[int]] = defaultdict(list)
    none = ("", "", "")
    for item in judged.keys() | shown.keys():
        colours = tuple(judged[item][kind].colour for kind in KINDS) if item in judged else none
        if colours != shown.get(item, none):
            by_colours[colours].append(item)
    for colours, keys in by_colours.items():
        time, gap, hope = colours
        since = {} if colours == none else {"lights_on": day}
        for part in _parts(keys):
            Item.objects.filter(pk__in=part).update(time_light=time, gap_light=gap, hope_light=hope, **since)
    for part in _parts(judged):
        Item.objects.filter(pk__in=part, lights_on=None).update(lights_on=day)
    return sum(len(keys) for keys in by_colours.values())


def tidy_after(kept: Kept) -> None:
    """Where a run wrote thousands of items, PostgreSQL tidies them once the run is committed: until it has, it counts a list by going to every row,
    old and new. It would do so by itself, some minutes later.
    """
    if kept.shown >= _MANY and connection.vendor == "postgresql":
        transaction.on_commit(_tidy, robust=True)


def _tidy() -> None:
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in (Item, Light))
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {tables}")


def _parts(keys: Iterable[int]) -> Iterable[list[int]]:
    """Keys in lists of bounded length."""
    held = list(keys)
    return (held[start : start + _MANY] for start in range(0, len(held), _MANY))
