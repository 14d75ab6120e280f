"""A person's urges of a day are one message, of which nobody gets more than the ladder allows, and none on a rest day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from luoshi_web.accounts.models import Holding, Person
from luoshi_web.supervision.models import Message, Urge
from luoshi_web.supervision.urging.days import next_working_day
from luoshi_web.supervision.urging.gathered import channels_of, gather
from luoshi_web.supervision.urging.ladder import Terms
from luoshi_web.supervision.urging.recipients import Directory

_LINKS = Message.urges.through


def post_digests(urges: Sequence[Urge], *, terms: Terms, day: date, at: datetime) -> dict[str, int]:
    """Tell everybody whom these urges concern: in the system, and by letter who has an address. Called in the urging's transaction.

    A message is for ``day``, or the first working day from it on for which the person has not had ``a_day`` messages; what is put off
    joins the one that already waits for that day. Returns counts: ``messages``, ``letters``, ``untold`` (urges that reach nobody).
    """
    directory = Directory(day)
    people: dict[int, Person] = {}
    posts: dict[int, int] = {}
    theirs: dict[int, list[Urge]] = defaultdict(list)
    untold = 0
    for urge in urges:
        told = directory.told(urge, terms)
        untold += not told
        for held in told:
            people[held.person_id] = held.person
            posts.setdefault(held.person_id, held.post_id)
            theirs[held.person_id].append(urge)
    waiting = _digests_from(day, people)
    made: list[Message] = []
    links: list[tuple[Message, list[Urge]]] = []
    for person_id, mine in theirs.items():
        due, joined = _place(waiting.get(person_id, ()), day, terms.a_day)
        if joined:
            links.extend((message, mine) for message in joined)
            continue
        for channel in channels_of(people[person_id]):
            message = Message(
                person_id=person_id, post_id=posts[person_id], channel=channel, kind=Message.Kind.DIGEST, made_at=at,
                due_on=due, sent_at=at if channel == Message.Channel.IN_APP else None,
            )  # fmt: skip
            made.append(message)
            links.append((message, mine))
    Message.objects.bulk_create(made)
    _LINKS.objects.bulk_create(
        (_LINKS(message_id=message.pk, urge_id=urge.pk) for message, mine in links for urge in mine),
        ignore_conflicts=True,
    )
    by_channel = Counter(message.channel for message in made)
    return {
        "messages": by_channel[Message.Channel.IN_APP],
        "letters": by_channel[Message.Channel.EMAIL],
        "untold": untold,
    }


def tell_of_failure(held: Holding, said: Mapping[str, str], *, a_day: int, day: date, at: datetime) -> None:
    """That a letter was given up, to a holder of the supervision office."""
    inside = Message.Channel.IN_APP
    gather(held, Message.Kind.LETTER_FAILED, said, channel=inside, a_day=a_day, day=day, at=at)


def _digests_from(day: date, people: Iterable[int]) -> dict[int, list[Message]]:
    """What each person already has for this day and later ones, of whatever kind."""
    found: dict[int, list[Message]] = defaultdict(list)
    wanted = set(people)
    for message in Message.objects.filter(due_on__gte=day).exclude(kind=Message.Kind.SECURITY):
        if message.person_id in wanted:
            found[message.person_id].append(message)
    return found


def _place(has: Iterable[Message], day: date, a_day: int) -> tuple[date, list[Message]]:
    """The day of a new message, and the messages of a coming day that take the urges instead (one a channel)."""
    by_day: dict[date, list[Message]] = defaultdict(list)
    for message in has:
        by_day[message.due_on].append(message)
    due = next_working_day(day)
    while True:
        inside = sum(message.channel == Message.Channel.IN_APP for message in by_day[due])
        digests = [message for message in by_day[due] if message.kind == Message.Kind.DIGEST]
        shown = [message for message in digests if message.channel == Message.Channel.IN_APP]
        if due > day and shown:
            letters = [m for m in digests if m.channel == Message.Channel.EMAIL and m.sent_at is None]
            return due, [max(shown, key=lambda message: message.pk), *letters[-1:]]
        if inside < a_day:
            return due, []
        due = next_working_day(due + timedelta(days=1))
