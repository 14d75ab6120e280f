"""The sure rest of a report, accepted in one act after a sample of it was looked at."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.certainty import SURE, sample, seed_of
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.selectors.entries import sure_and_open
from luoshi_web.ledgerstore.services.hold import hold_entries
from luoshi_web.ledgerstore.services.review import accept_held


def drawn(report: Report, entries: Sequence[Entry]) -> tuple[str, list[Entry]]:
    """The seed of the draw and the sample that is looked at before ``entries`` are taken together, in reading order."""
    keys = [entry.key for entry in entries]
    seed = seed_of(report.pk, keys)
    chosen = set(sample(keys, seed=seed))
    return seed, [entry for entry in entries if entry.key in chosen]


@transaction.atomic
def accept_sure(
    *,
    actor: Actor,
    report: Report,
    shown: Sequence[tuple[int, int]],
    right: Collection[int],
    wrong: Collection[int],
    at: datetime,
) -> int:
    """Accept all sure open entries as a page showed them, ``(id, version)``; returns how many. One act of the log, one revision an entry.

    ``right`` and ``wrong`` are what was said of the sample. Raises :class:`Refusal`: ``none_sure``, ``changed_meanwhile`` where they are
    no longer those that were shown, ``sample_unseen`` while something of the sample was not looked at, ``sample_wrong`` where one of it
    is wrong.
    """
    if not shown:
        raise Refusal("none_sure")
    entries = hold_entries(shown)
    if set(dict(shown)) != set(sure_and_open(report).values_list("pk", flat=True)):
        raise Refusal("changed_meanwhile")
    seed, looked_at = drawn(report, entries)
    if faulty := [entry for entry in looked_at if entry.pk in wrong]:
        raise Refusal("sample_wrong", quote=str(faulty[0]), count=len(faulty), of=len(looked_at))
    if left := [entry for entry in looked_at if entry.pk not in right]:
        raise Refusal("sample_unseen", left=len(left), of=len(looked_at))
    accept_held(actor=actor, entries=entries, at=at)
    details = {
        "count": len(entries), "entries": [entry.key for entry in entries], "certainty": str(SURE), "seed": seed,
        "sample": [entry.key for entry in looked_at],
    }  # fmt: skip
    record(actor=actor, verb="entry.accept_sure", target=report, details=details, at=at)
    return len(entries)
