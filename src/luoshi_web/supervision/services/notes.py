"""Writing on an item: a leader's instruction, which its unit is told of; an annotation, which it is not."""

from datetime import datetime

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Note
from luoshi_web.supervision.services.hold import hold
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.decisions import Decision

RIGHT = {Note.Kind.INSTRUCTION: "note.instruct", Note.Kind.ANNOTATION: "note.annotate"}


@transaction.atomic
def write_note(*, actor: Actor, item_id: int, kind: str, words: str, at: datetime) -> Note:
    """Kept for good: a note is never changed, another is written.

    Raises :class:`Refusal`: ``not_yours``; ``no_words``; ``wrong_state`` for an item that was not given out yet.
    """
    item = hold(item_id)
    if not may(actor, RIGHT[Note.Kind(kind)], item):
        raise Refusal("not_yours")
    if item.state == State.DRAFT:
        raise Refusal("wrong_state", state=item.get_state_display())
    note = Note.objects.create(  # type: ignore[misc]  # whoever has the right has a post
        item=item, kind=kind, words=said(words), post_id=actor.post_id, by_id=actor.person_id, at=at
    )
    record(actor=actor, verb=f"note.{kind}", target=item, details={"note": note.pk}, at=at)
    if kind == Note.Kind.INSTRUCTION:
        tell_of_item(item, Decision("instructed", note.words), by=actor, at=at)
    return note
