"""Releases where they stand: proposed, checked by the first of the supervision office, public; of a report, and of an item with its secrecy."""

from collections.abc import Callable
from typing import Any

from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.portal.models import Orphan
from luoshi_web.publication.composing.items import PARTS
from luoshi_web.publication.evidence.facsimile import part_of
from luoshi_web.publication.models import Release
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.services.approve import approve
from luoshi_web.publication.services.check import check
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.settle import ask_removal
from luoshi_web.supervision.models import Item
from tests.web.conftest import NOW
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_items import file
from tests.web.review_reports import entry_with, reported


def _report(ground: Ground) -> Report:
    found = reported(ground.district)
    Entry.objects.filter(report=found).update(review="accepted")
    return found


def _brought(ground: Ground, subject: object, state: str, **said: Any) -> Release:
    by = ground.district.actor("supervisor")
    made = propose(actor=by, subject=subject, at=NOW, **said)  # type: ignore[arg-type]
    if state != "proposed":
        made = check(actor=by, release_id=made.pk, version=made.version, at=NOW)
    if state == "public":
        made = approve(
            actor=ground.district.actor("leader"), release_id=made.pk, version=made.version, at=NOW
        )
    return made


def reviewed(ground: Ground) -> Made:
    """A report that can be proposed."""
    found = _report(ground)
    return Made({"pk": found.pk, "kind": "report"}, str(found), thing=found)


def release(ground: Ground, state: str = "proposed") -> Made:
    """Of a report: ``proposed``, ``checked``, ``public``."""
    made = _brought(ground, _report(ground), state)
    return Made({"pk": made.pk}, made.name, thing=made)


def item_release(ground: Ground, state: str = "proposed") -> Made:
    """Of an item, whose report is public; its secrecy is what the item has now."""
    found = _report(ground)
    _brought(ground, found, "public")
    item = ground.item(entry=entry_with(found, "老旧小区"), title="改造老旧小区26个")
    made = _brought(ground, item, state)
    return Made({"pk": made.pk}, made.name, item, made)


def file_release(ground: Ground, state: str = "proposed") -> Made:
    """Of an item with a photograph that readers may look at."""
    made = file(ground)
    assert made.item is not None
    found = _report(ground)
    _brought(ground, found, "public")
    Item.objects.filter(pk=made.item.pk).update(entry=entry_with(found, "老旧小区"))
    item = Item.objects.get(pk=made.item.pk)
    held = _brought(ground, item, state, parts=[*PARTS, part_of(made.thing)])
    mark = held.content["evidence"][0]["file"]["mark"]
    return Made({"pk": held.pk, "mark": mark, "number": 1}, held.name, item, held)


def public_line_item(ground: Ground) -> Made:
    """An item that can be proposed: its report is public."""
    found = _report(ground)
    _brought(ground, found, "public")
    item = ground.item(entry=entry_with(found, "老旧小区"), title="改造老旧小区26个")
    return Made({"pk": item.pk}, item.title, item, item)


def stray(ground: Ground) -> Made:
    """A line that left the public copy."""
    held = _brought(ground, _report(ground), "public")
    key = "aaaaaaaaaaaaa-11111111"
    Orphan.objects.create(
        pk=key,
        place_id=held.place_key,
        year=held.year,
        quote="改造老旧小区25个",
        kind="task",
        left_on=NOW.date(),
    )
    return Made({"line": key}, "改造老旧小区25个", thing=held)


def removal(ground: Ground) -> Made:
    """One that the first of the supervision office wants taken out of the public."""
    made = stray(ground)
    made.thing = ask_removal(
        actor=ground.district.actor("supervisor"), kind="line", key=made.address["line"], reason=Withdrawn.ERROR, sentence="文本有误。", at=NOW
    )  # fmt: skip
    return made


THINGS: dict[str, Callable[..., Made]] = {
    "reviewed": reviewed,
    "release": release,
    "item_release": item_release,
    "file_release": file_release,
    "public_line_item": public_line_item,
    "stray": stray,
    "removal": removal,
}
