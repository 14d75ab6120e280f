"""Ladders with their dates: which one holds on a day, and putting a new one in force."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Ladder
from luoshi_web.supervision.models.urging import APPROVED
from luoshi_web.supervision.urging.ladder import BadTerms, default, read_terms


def ladder_on(day: date) -> Ladder:
    """The ladder in force on a day. An office that has put none in force has that of ``data/ladder.toml``, for every day."""
    found = put_in_force_by(day)
    if found is not None:
        return found
    said = default()
    facts = {name: said[name] for name in ("name", "terms", "source")}
    return Ladder.objects.get_or_create(in_force=min(day, said["in_force"]), defaults=facts)[0]


def put_in_force_by(day: date) -> Ladder | None:
    """The last ladder that somebody put in force by a day, None where the usual one holds. Nothing is written."""
    return Ladder.objects.filter(in_force__lte=day).order_by("-in_force").first()


@transaction.atomic
def put_in_force(
    *, actor: Actor, name: str, source: str, terms: Mapping[str, Any], since: date, on: date, at: datetime
) -> Ladder:
    """A new ladder from a coming day on: what was urged under the old one stays as it was.

    Raises :class:`Refusal`: ``not_yours``, ``ladder_past`` (today or earlier), ``ladder_taken`` (another begins that day),
    ``ladder_terms`` (with the key that will not do), ``ladder_approved`` (通报 or 约谈 would go out by itself).
    """
    if actor.role != "supervision":
        raise Refusal("not_yours")
    if since <= on:
        raise Refusal("ladder_past")
    if Ladder.objects.filter(in_force=since).exists():
        raise Refusal("ladder_taken", day=since.isoformat())
    try:
        read = read_terms(terms)
    except BadTerms as error:
        raise Refusal("ladder_terms", where=error.where) from error
    if any(read.rungs[rung].by_itself for rung in APPROVED):
        raise Refusal("ladder_approved")
    ladder_on(on)  # the one before, should nothing have asked for it yet
    made = Ladder.objects.create(name=name, source=source, terms=dict(terms), in_force=since)
    record(
        actor=actor, verb="rule.put_in_force", target=made, details={"since": since.isoformat(), "terms": dict(terms)}, at=at
    )  # fmt: skip
    return made
