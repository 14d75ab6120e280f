"""Whether every file that the office keeps is still what was stored: evidence, and the copies of reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from luoshi_web.audit.actor import MACHINE
from luoshi_web.ledgerstore.kept import note, state_of
from luoshi_web.ledgerstore.models import Copy
from luoshi_web.supervision.models import Evidence, Message
from luoshi_web.supervision.safekeeping.telling import tell

KEPT: tuple[type[Evidence] | type[Copy], ...] = (Evidence, Copy)
"""Every model whose rows name a file by ``content`` and ``sha256``."""
_LARGE: dict[type[models.Model], tuple[str, ...]] = {Copy: ("text", "ledger", "diff", "layout")}
"""Columns that are not needed for it, and weigh a mebibyte a row."""
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Looked:
    """A kept file: ``state`` is ``whole``, ``changed`` or ``gone``."""

    thing: models.Model
    name: str
    place: str
    sha256: str
    state: str


def look_through() -> Iterator[Looked]:
    """All kept files, one after the other, read whole."""
    for kind in KEPT:
        for row in kind.objects.order_by("pk").defer(*_LARGE.get(kind, ())).iterator(chunk_size=500):
            place = row.content.name or ""
            yield Looked(row, str(row), place, row.sha256, state_of(place, row.sha256))


def verify_night(day: date, *, at: datetime) -> Mapping[str, int]:
    """A step of the night: an act for every file that is not whole, and the administrators are told. Returns counts."""
    counts = {"whole": 0, "changed": 0, "gone": 0}
    named: list[str] = []
    for one in look_through():
        counts[one.state] += 1
        if one.state != "whole":
            note(actor=MACHINE, thing=one.thing, state=one.state, sha256=one.sha256, name=one.name, at=at)
            named.append(one.place)
    if named:
        line = {
            "day": day.isoformat(), "changed": str(counts["changed"]), "gone": str(counts["gone"]),
            "places": ", ".join(named[:_NAMED]),
        }  # fmt: skip
        tell("administrator", Message.Kind.FILES, line, day=day, at=at)
    return counts
