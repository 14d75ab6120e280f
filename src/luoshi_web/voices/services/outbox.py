"""The seam to the office: what waits for it, that it was taken up, and the answer. The office's side calls this over files or HTTP.

The portal gives the words as readers see them, the line's id and its quote; never a contact, a token or a key.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi_web.voices import clock
from luoshi_web.voices.models import Comment, Forwarded
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import Actor
from luoshi_web.voices.services.hiding import Away, hidden
from luoshi_web.voices.services.record import record
from luoshi_web.voices.subjects import COMMENT, find

FORMAT = "luoshi.voices.outbox/1"
OFFICE = Actor(-2, "office")
State = Forwarded.State


def waiting(*, at: datetime) -> dict[str, Any]:
    """What the office has not answered, the oldest first, and what was taken back."""
    rows = Forwarded.objects.exclude(state=State.ANSWERED).select_related("comment").order_by("at", "id")
    return {
        "format": FORMAT,
        "at": at.isoformat(),
        "comments": _told([row for row in rows if row.state != State.RECALLED]),
        "recalled": [row.comment.number for row in rows if row.state == State.RECALLED],
    }


def _told(rows: list[Forwarded]) -> list[dict[str, Any]]:
    """Without comments that are hidden or about something secret, and without the words of a line that is hidden or gone."""
    away = hidden(COMMENT, [row.comment.number for row in rows])
    over: dict[tuple[str, str], Away | None] = {}
    there: dict[tuple[str, str], bool] = {}
    found = []
    for row in rows:
        about = (row.comment.subject_kind, row.comment.subject_key)
        if about not in over:
            over[about] = hidden(about[0], [about[1]]).get(about[1])
            there[about] = over[about] is None and find(*about) is not None
        secret = (subject := over[about]) is not None and subject.secret
        if row.comment.number not in away and not secret:
            found.append(_as_json(row, quote=row.comment.quote if there[about] else ""))
    return found


def _as_json(row: Forwarded, *, quote: str) -> dict[str, Any]:
    said = row.comment
    return {
        "number": said.number, "state": row.state, "subject": {"kind": said.subject_kind, "key": said.subject_key},
        "quote": quote, "place": said.place, "public": said.public, "text": said.text,
        "received": clock.day_of(said.received_at).isoformat(), "answer_due": row.due.isoformat(), "item": row.item,
    }  # fmt: skip


@transaction.atomic
def take(*, number: str, item: str, item_public: bool = False, at: datetime) -> Forwarded:
    """The office has taken a comment up, under the number of an item. Doing it again with the same number changes nothing."""
    row = _row(number)
    if row.state == State.TAKEN and (row.item, row.item_public) == (item, item_public):
        return row
    if row.state not in {State.WAITING, State.TAKEN}:
        raise Refusal("outbox_state")
    row.state, row.item, row.item_public = State.TAKEN, item.strip()[:40], item_public
    row.taken_at = row.taken_at or at
    row.save()
    record(OFFICE, "comment.take", row.comment, at=at)
    return row


@transaction.atomic
def answer(*, number: str, unit: str, text: str, on: date, at: datetime) -> Forwarded:
    """The unit's answer, shown beside the comment with its day and how many working days it took."""
    row = _row(number)
    if row.state not in {State.WAITING, State.TAKEN}:
        raise Refusal("outbox_state")
    if not unit.strip() or not text.strip():
        raise Refusal("words_needed")
    received = clock.day_of(row.comment.received_at)
    if not received <= on <= clock.day_of(at):
        raise Refusal("outbox_state")
    row.state, row.unit, row.answer, row.answered_on = State.ANSWERED, unit.strip()[:120], text.strip(), on
    row.days = clock.working_days_between(received, on)
    row.save()
    record(OFFICE, "comment.answer", row.comment, at=at, days=row.days)
    return row


def _row(number: str) -> Forwarded:
    Comment.objects.select_for_update().filter(number=number).first()
    row = Forwarded.objects.filter(comment__number=number).select_related("comment").first()
    if row is None:
        raise Refusal("outbox_state")
    return row


def bring(rows: Iterable[Mapping[str, Any]], *, at: datetime) -> list[tuple[str, str]]:
    """Answers and takings of a file or a request, each by itself. Returns the numbers that were refused, with the sentence.

    A row: ``number`` and either ``item`` (with ``item_public``) or ``unit``, ``text`` and ``on``.
    """
    refused: list[tuple[str, str]] = []
    for row in rows:
        number = str(row.get("number", ""))[:12]
        try:
            if "text" in row:
                on = date.fromisoformat(str(row.get("on", "")))
                answer(number=number, unit=str(row.get("unit", "")), text=str(row["text"]), on=on, at=at)
            else:
                take(
                    number=number,
                    item=str(row.get("item", "")),
                    item_public=row.get("item_public") is True,
                    at=at,
                )
        except Refusal as why:
            refused.append((number, str(why)))
        except ValueError:
            refused.append((number, str(Refusal("outbox_state"))))
    return refused
