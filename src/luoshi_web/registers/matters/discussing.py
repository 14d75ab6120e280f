"""A meeting is entered and gets its minutes; a matter is discussed at one. What follows of it is the register's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.engine.votes import Votes
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.meetings import Discussion, Dissent, Meeting
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Convened:
    """What is said of a meeting."""

    kind: str
    number: str
    on: date
    entitled: int
    present: int
    chair: str
    absent: str = ""
    observers: str = ""


@transaction.atomic
def convene(*, actor: Actor, convened: Convened, at: datetime) -> Meeting:
    """A meeting that was held.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``too_many_came``; ``absence_unexplained``; ``meeting_entered``.
    """
    if not may(actor, "meetings.keep"):
        raise Refusal("not_yours")
    demand_come(convened.on, at)
    if not 0 < convened.present <= convened.entitled:
        raise Refusal("too_many_came", present=str(convened.present), entitled=str(convened.entitled))
    if convened.present < convened.entitled and not convened.absent.strip():
        raise Refusal("absence_unexplained")
    number = said(convened.number)
    if Meeting.objects.filter(kind=convened.kind, on=convened.on, number=number).exists():
        raise Refusal("meeting_entered", number=number)
    made = Meeting.objects.create(
        kind=convened.kind, number=number, on=convened.on, entitled=convened.entitled, present=convened.present, chair=said(convened.chair),
        absent=convened.absent.strip(), observers=convened.observers.strip(), entered_by_id=actor.person_id,
    )  # fmt: skip
    details = {"kind": made.kind, "on": str(made.on), "entitled": made.entitled, "present": made.present}
    record(actor=actor, verb="meetings.convene", target=made, details=details, at=at)
    return made


@transaction.atomic
def sign_minutes(*, actor: Actor, meeting_id: int, number: str, on: date, at: datetime) -> Meeting:
    """Its minutes are signed. Raises :class:`Refusal`: ``not_yours``; ``minutes_signed``; ``day_to_come``; ``day_before`` the meeting; ``no_words``."""
    if not may(actor, "meetings.keep"):
        raise Refusal("not_yours")
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.minutes_on is not None:
        raise Refusal("minutes_signed", number=meeting.minutes_number)
    demand_come(on, at)
    demand_after(on, meeting.on)
    meeting.minutes_number, meeting.minutes_on = said(number), on
    meeting.save(update_fields=["minutes_number", "minutes_on"])
    details = {"number": meeting.minutes_number, "on": str(on)}
    record(actor=actor, verb="meetings.sign_minutes", target=meeting, details=details, at=at)
    return meeting


@dataclass(frozen=True, slots=True)
class Discussed:
    """What the record of a meeting says of a matter. ``dissents`` are names with their words; ``present`` None: everybody who came."""

    meeting: Meeting
    result: str
    way: str
    yes: int
    words: str
    chair_last: bool
    no: int = 0
    abstained: int = 0
    present: int | None = None
    order: str = ""
    chair_reason: str = ""
    recused: str = ""
    proposer_came: bool = True
    dissents: Sequence[tuple[str, str]] = ()

    @property
    def votes(self) -> Votes:
        """As rules see them."""
        present = self.meeting.present if self.present is None else self.present
        return Votes(self.meeting.entitled, present, self.yes, self.no, self.abstained)

    @property
    def passed(self) -> bool:
        """Whether it may be carried out."""
        return self.result in {Discussion.Result.PASSED, Discussion.Result.CHANGED}


def discuss(matter: Matter, discussed: Discussed, *, by: Actor) -> Discussion:
    """The record, as part of an act.

    Raises :class:`Refusal`: ``votes_of_others`` where not everybody present is counted once; ``room_too_full``; ``recused_unnamed`` where
    members were not in the room and nobody says who; ``discussed_already`` at this meeting; ``no_words``.
    """
    votes = discussed.votes
    if votes.present > discussed.meeting.present:
        raise Refusal("room_too_full", present=str(discussed.meeting.present))
    if not votes.complete:
        counted = votes.yes + votes.no + votes.abstained
        raise Refusal("votes_of_others", counted=str(counted), present=str(votes.present))
    if votes.present < discussed.meeting.present and not discussed.recused.strip():
        raise Refusal("recused_unnamed")
    if Discussion.objects.filter(matter=matter, meeting=discussed.meeting).exists():
        raise Refusal("discussed_already")
    made = Discussion.objects.create(
        matter=matter, meeting=discussed.meeting, present=votes.present, way=discussed.way, yes=votes.yes, no=votes.no, abstained=votes.abstained,
        result=discussed.result, words=said(discussed.words), order=discussed.order.strip(), chair_last=discussed.chair_last,
        chair_reason=discussed.chair_reason.strip(), recused=discussed.recused.strip(), proposer_came=discussed.proposer_came,
        entered_by_id=by.person_id,
    )  # fmt: skip
    for name, words in discussed.dissents:
        Dissent.objects.create(matter=matter, meeting=discussed.meeting, name=said(name), words=said(words))
    return made
