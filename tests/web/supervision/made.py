"""Facts for the tests of papers and of the first page, as if they had come there by acts."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from luoshi_web.supervision.bulk.act import carry_out
from luoshi_web.supervision.bulk.rows import LEAD
from luoshi_web.supervision.models import Item, Ladder, Urge
from luoshi_web.supervision.urging.ladder import default


def urged(item: Item, *, on: date, rung: int = 2, **columns: Any) -> Urge:
    """An urge that went out."""
    ladder, _ = Ladder.objects.get_or_create(
        in_force=date(2026, 1, 1), defaults={"name": "督促规则", "terms": default()["terms"]}
    )
    values: dict[str, Any] = {
        "occasion": f"{on}:{rung}",
        "code": "by_hand",
        "reason": "进度滞后",
        "by_hand": True,
    } | columns
    return Urge.objects.create(
        item=item, rung=rung, ladder=ladder, office=item.office, post=item.lead, on=on, **values
    )


def issued_table(client: Client, make_item: Callable[..., Item]) -> tuple[dict[str, str], str]:
    """A paper that a browser has looked at: what its form says, and the digest of what was shown."""
    make_item(lead="head")
    shown = client.get("/papers/make/?kind=bulletin&year=2026")
    return dict(shown.context["asked"]) | {"kind": "bulletin"}, shown.context["digest"]


def assign_rows(*, actor, split_id, item_ids, lead, at):
    """One lead for many rows of a draft, as the list of its rows does it. Returns how many rows changed."""
    rows = Item.objects.filter(split=split_id, pk__in=item_ids).values_list("pk", "version")
    outcome = carry_out(LEAD, actor=actor, chosen=list(rows), values={"lead": lead}, at=at)
    return len(outcome.done)
