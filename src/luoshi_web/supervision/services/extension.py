"""More time for an item: asked for before the due date, screened by the supervision office, decided by the leader in charge.

"延期应当在期限届满前提出，说明理由、新的时限和进展" is common local practice; the supervision office screens first, then a leader decides.
A granted extension moves the item's date and stands among its changes, with the first date, for everybody to read.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.services import move_finish, set_limit
from luoshi_web.supervision.models import Change, Extension, Item, Limit
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.decisions import Decision


@transaction.atomic
def ask_extension(
    *, actor: Actor, item_id: int, version: int | None = None, new_due: date, reason: str, progress: str, at: datetime
) -> Extension:  # fmt: skip
    """The head of the lead office asks, before the due date; of an item that came to it when that was over already, at any time.

    Raises :class:`Refusal`: another post, an item that is not under way, on or after the due date, a date that is not later, no reason or
    progress, a request that still waits.
    """
    item = hold(item_id, version=version)
    if not may(actor, "extension.ask", item):
        raise Refusal("not_yours")
    if item.state != State.ACTIVE or item.due is None:
        raise Refusal("wrong_state", state=item.get_state_display())
    today = timezone.localdate(at)
    over = today >= item.due
    if over and not came_over_due(item):
        raise Refusal("extension_late", due=item.due)
    if new_due <= (earliest := today if over else item.due):
        raise Refusal("extension_not_later", due=earliest)
    if not reason.strip() or not progress.strip():
        raise Refusal("extension_words")
    if item.extensions.filter(state__in=(Extension.State.ASKED, Extension.State.SCREENED)).exists():
        raise Refusal("extension_waits")
    extension = Extension.objects.create(
        item=item, asked_by_id=actor.person_id, asked_at=at, reason=reason.strip(), progress=progress.strip(),
        old_due=item.due, new_due=new_due,
    )  # fmt: skip
    keep(item)
    _record(actor, "extension.ask", extension, at, reason=extension.reason)
    return extension


def came_over_due(item: Item) -> bool:
    """Whether the item was given to its present office after its due date, or reopened on that day or later: nobody there could ask in time."""
    if item.due is None or item.assigned_at is None:
        return False
    reopened = item.endings.filter(reopened_at__isnull=False).values_list("reopened_at", flat=True)
    given = timezone.localdate(item.assigned_at) > item.due
    return given or any(timezone.localdate(at) >= item.due for at in reopened if at)


@transaction.atomic
def withdraw_extension(
    *, actor: Actor, extension_id: int, version: int | None = None, at: datetime
) -> Extension:
    """The office takes its request back while nobody has decided it."""
    extension = _hold(extension_id, version)
    if not may(actor, "extension.ask", extension.item):
        raise Refusal("not_yours")
    _refuse_ended(extension)
    extension.state, extension.withdrawn_at = Extension.State.WITHDRAWN, at
    extension.save(update_fields=["state", "withdrawn_at"])
    keep(extension.item)
    _record(actor, "extension.withdraw", extension, at)
    return extension


@transaction.atomic
def screen_extension(
    *, actor: Actor, extension_id: int, version: int | None = None, opinion: str, at: datetime
) -> Extension:
    """The supervision office gives its opinion, before the leader sees the request.

    Raises :class:`Refusal`: one's own request, a request that was withdrawn, screened or decided, no opinion.
    """
    extension = _hold(extension_id, version)
    if not may(actor, "extension.screen", extension.item):
        raise Refusal("not_yours")
    _refuse_ended(extension)
    if extension.state != Extension.State.ASKED:
        raise Refusal("extension_screened")
    if extension.asked_by_id == actor.person_id:
        raise Refusal("own_request")
    if not opinion.strip():
        raise Refusal("extension_opinion")
    extension.state = Extension.State.SCREENED
    extension.screened_by_id, extension.screened_at, extension.opinion = actor.person_id, at, opinion.strip()
    extension.save(update_fields=["state", "screened_by", "screened_at", "opinion"])
    keep(extension.item)
    _record(actor, "extension.screen", extension, at, opinion=extension.opinion)
    return extension


@transaction.atomic
def decide_extension(
    *, actor: Actor, extension_id: int, version: int | None = None, granted: bool, answer: str = "", at: datetime
) -> Extension:  # fmt: skip
    """The leader in charge grants or refuses it. Granted, the item's date and its limits to finish move, and the change is in the open.

    Raises :class:`Refusal`: another leader, one's own request or screening, a request that is not screened or has ended, an item that has
    ended or whose date moved meanwhile, a refusal without an answer.
    """
    extension = _hold(extension_id, version)
    item = extension.item
    if not may(actor, "extension.decide", item):
        raise Refusal("not_yours")
    _refuse_ended(extension)
    if extension.asked_by_id == actor.person_id:
        raise Refusal("own_request")
    if extension.state != Extension.State.SCREENED:
        raise Refusal("extension_not_screened")
    if extension.screened_by_id == actor.person_id:
        raise Refusal("own_screening")
    if not granted and not answer.strip():
        raise Refusal("extension_answer")
    extension.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
    extension.decided_by_id, extension.decided_at, extension.answer = actor.person_id, at, answer.strip()
    extension.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    if granted:
        _move(extension, actor, at)
    else:
        keep(item)
    slipped = (extension.new_due - extension.old_due).days if granted else 0
    _record(
        actor,
        "extension.decide",
        extension,
        at,
        granted=granted,
        answer=extension.answer,
        days_slipped=slipped,
    )
    code = "extension_granted" if granted else "extension_refused"
    tell_of_item(item, Decision(code, extension.answer, {"day": f"{item.due}"}), by=actor, at=at)
    return extension


def _move(extension: Extension, actor: Actor, at: datetime) -> None:
    """The item's date, with what is told of it for ever."""
    item = extension.item
    if item.state not in (State.ACTIVE, State.REPORTED):
        raise Refusal("wrong_state", state=item.get_state_display())
    if item.due != extension.old_due:
        raise Refusal("extension_date_moved")
    slipped = (extension.new_due - extension.old_due).days
    item.original_due = item.original_due or extension.old_due
    Change.objects.create(
        item=item, field=Change.Field.DUE, original=str(item.original_due), before=str(extension.old_due),
        after=str(extension.new_due), days_slipped=slipped, reason=extension.reason, asked_by_id=extension.asked_by_id,
        asked_at=extension.asked_at, state=Change.State.APPROVED, approved_by_id=actor.person_id, approved_at=at,
        answer=extension.answer, extension=extension,
    )  # fmt: skip
    item.due = extension.new_due
    item.days_slipped += slipped
    item.times_changed += 1
    if not move_finish(
        item=item, due=item.due, actor=actor, at=at
    ):  # it was reopened: the one before has ended
        set_limit(
            item=item, kind=Limit.Kind.FINISH, began=timezone.localdate(at), due=item.due, actor=actor, at=at
        )
    keep(item, "due", "original_due", "days_slipped", "times_changed")


def _hold(extension_id: int, version: int | None) -> Extension:
    """The request and its item, both locked; the item first, as every act on it does."""
    item_id = Extension.objects.values_list("item_id", flat=True).get(pk=extension_id)
    item: Item = hold(item_id, version=version)
    extension = Extension.objects.select_for_update(of=("self",)).get(pk=extension_id)
    extension.item = item
    return extension


def _refuse_ended(extension: Extension) -> None:
    if extension.state == Extension.State.WITHDRAWN:
        raise Refusal("extension_withdrawn")
    if extension.state in (Extension.State.GRANTED, Extension.State.REFUSED):
        raise Refusal("extension_decided")


def _record(actor: Actor, verb: str, extension: Extension, at: datetime, **details: object) -> None:
    known = {
        "extension": extension.pk,
        "old_due": str(extension.old_due),
        "new_due": str(extension.new_due),
    }
    record(actor=actor, verb=verb, target=extension.item, details=known | details, at=at)
