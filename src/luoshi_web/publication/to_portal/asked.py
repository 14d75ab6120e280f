"""What the office asks the portal, outside of its own transactions: which lines are public and under which address, and which of its releases are still there."""

from collections.abc import Iterable, Sequence

from luoshi_web.portal.models import Item, Line, Report, Sheet
from luoshi_web.publication.models import Release
from luoshi_web.publication.to_portal.others import portal_key


def public_lines(names: Iterable[str]) -> dict[str, str]:
    """The name of a line in its copy → its address, of those that are public: that of an earlier copy where it kept it."""
    wanted = [name for name in dict.fromkeys(names) if name]
    kept = dict(Line.objects.filter(copy_name__in=wanted).values_list("copy_name", "pk"))
    own = set(Line.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return {name: kept.get(name, name) for name in wanted if name in kept or name in own}


def gone(standing: Sequence[Release]) -> list[Release]:
    """Of releases that count as public those that the portal has not (any more)."""
    keys = [portal_key(one) for one in standing]
    there = {
        *Item.objects.filter(pk__in=keys).values_list("pk", flat=True),
        *Sheet.objects.filter(pk__in=keys).values_list("pk", flat=True),
    }
    there |= {
        f"{key}/{year}"
        for key, year in Report.objects.filter(place__in={r.place_key for r in standing}).values_list(
            "place_id", "year"
        )
    }
    return [one for one, key in zip(standing, keys, strict=True) if key not in there]
