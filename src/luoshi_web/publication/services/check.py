"""保密审查: somebody looks through all that would go out, says what does not and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.publication.models import Redaction, Release, State
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.redacting import Cut, stands
from luoshi_web.publication.services.hold import demand_state, hold_release, save
from luoshi_web.publication.text import text_of


class Away(NamedTuple):
    """What is not to go out: some words, wherever they stand or in one part, or the whole of a part."""

    words: str
    part: str
    reason: Redacted


@transaction.atomic
def check(
    *, actor: Actor, release_id: int, version: int, away: Sequence[Away] = (), words: str = "", at: datetime
) -> Release:
    """Say that the release was looked through. ``away`` takes the place of what an earlier check said; ``words`` is a remark for the office.

    A check after a check begins anew what comes after it. Raises :class:`Refusal`: ``words_not_there``, ``redaction_needs_words``,
    ``release_state`` once it is approved.
    """
    held = hold_release(release_id, version=version)
    demand_state(held, State.PROPOSED, State.CHECKED)
    for one in away:
        _demand_there(held, one)
    held.redactions.all().delete()
    Redaction.objects.bulk_create(
        Redaction(
            release=held, part=one.part, words=one.words, reason=one.reason, by_id=actor.person_id, at=at
        )
        for one in away
    )
    held.checked_by_id, held.checked_at, held.check_words = actor.person_id, at, words[:300]
    save(held)
    details = {"redactions": [one.reason for one in away], "words": held.check_words}
    record(actor=actor, verb="release.check", target=held, details=details, at=at)
    return held


def _demand_there(held: Release, away: Away) -> None:
    if held.kind == Release.Kind.REPORT:
        if not away.words.strip() or away.part:
            raise Refusal("redaction_needs_words")
        there = away.words in text_of(held)
    else:
        if not away.words.strip() and not away.part:
            raise Refusal("redaction_needs_words")
        there = stands(held.content, Cut(away.part, away.words, away.reason))
    if not there:
        raise Refusal("words_not_there", words=(away.words or away.part)[:60])
