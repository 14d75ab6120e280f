"""The urging of a day, done at night: which items have come to which rung; what goes out by itself, what waits for somebody's word."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.services import start_limit
from luoshi_web.supervision.models import Item, Ladder, Limit, Urge
from luoshi_web.supervision.models.urging import APPROVED
from luoshi_web.supervision.urging.alike import Found, Urged
from luoshi_web.supervision.urging.days import is_working_day, working_days
from luoshi_web.supervision.urging.digests import post_digests
from luoshi_web.supervision.urging.facts import items_of, occasions_of, taken_of
from luoshi_web.supervision.urging.ladder import Occasion, Step, Terms, next_step, read_terms, reason_of
from luoshi_web.supervision.urging.letters import send_letters
from luoshi_web.supervision.urging.rules import ladder_on

_ALIKE = Urge.alike.through
_COLUMNS = ("number", "title", "state", "office", "lead", "leader", "entry", "indicator", "secrecy", "due")


@transaction.atomic
def run_day(day: date, *, at: datetime) -> Mapping[str, int]:
    """Urge what a working day brings; on a rest day nothing. Done again, it finds nothing more to do.

    One transaction and one act for the whole day. Returns counts: ``sent``, ``proposed`` (wait on the desk), ``repeated`` (of these:
    because another item asks the same), ``dropped`` (proposals whose reason is gone), ``messages``, ``letters``, ``untold``.
    """
    if not is_working_day(day):
        return {"rest_day": 1}
    ladder = ladder_on(day)
    ladder = Ladder.objects.select_for_update().get(pk=ladder.pk)  # two runs of a day follow one another
    terms = read_terms(ladder.terms)
    items = {item.pk: item for item in items_of(day, terms).only(*_COLUMNS).iterator(chunk_size=5000)}
    occasions = occasions_of(items.values(), day, terms)
    dropped = _tidy(items, occasions, day)
    urges, alike = _steps(items, occasions, ladder, terms, day)
    for urge in urges:
        if urge.state == Urge.State.SENT:
            ask_for_answer(urge, items[urge.item_id], terms, day=day, actor=MACHINE, at=at)
    made = _write(urges)
    _ALIKE.objects.bulk_create(
        (
            _ALIKE(urge_id=urge.pk, item_id=other.item.pk)
            for urge, others in zip(made, alike, strict=True)
            for other in others
        ),
        ignore_conflicts=True,
    )
    sent = [urge for urge in made if urge.state == Urge.State.SENT]
    told = post_digests(sent, terms=terms, day=day, at=at)
    _count({urge.item_id for urge in sent})
    counts = {
        "sent": len(sent), "proposed": len(made) - len(sent), "repeated": sum(bool(others) for others in alike), "dropped": dropped,
        **told,
    }  # fmt: skip
    if made or dropped:
        record(
            actor=MACHINE, verb="urge.run", target=ladder, details={"day": day.isoformat(), **counts}, at=at
        )
    if told["letters"]:
        send_letters.enqueue()
    return counts


def _steps(
    items: Mapping[int, Item],
    occasions: Mapping[int, list[Occasion]],
    ladder: Ladder,
    terms: Terms,
    day: date,
) -> tuple[list[Urge], list[list[Found]]]:
    """The urges of the day, each beside what asks the same already."""
    taken, urged = taken_of(), Urged(day, terms)
    urges: list[Urge] = []
    alike: list[list[Found]] = []
    for pk in sorted(items):
        step = next_step(occasions.get(pk, ()), taken.get(pk, ()), terms, day=day, working_days=working_days)
        if step is None:
            continue
        others = urged.like(items[pk])
        urges.append(_urge(items[pk], step, ladder, terms, day, by_itself=not others))
        alike.append(others)
        urged.add(items[pk], day)
    return urges, alike


def _write(urges: list[Urge]) -> list[Urge]:
    """The urges with their keys. What lapsed before a leader when its reason went is the same row again, should the reason be back."""
    lapsed = {
        (pk_of_item, rung, occasion): pk
        for pk, pk_of_item, rung, occasion in Urge.objects.filter(state=Urge.State.LAPSED).values_list(
            "pk", "item", "rung", "occasion"
        )
    }
    back = []
    for urge in urges:
        urge.pk = lapsed.get((urge.item_id, urge.rung, urge.occasion))
        if urge.pk is not None:
            back.append(urge)
    Urge.objects.bulk_update(
        back,
        ["state", "ladder", "office", "post", "on", "code", "inputs", "decided_by", "decided_at", "asked_by", "asked_at", "remark"],
    )  # fmt: skip
    Urge.objects.bulk_create([urge for urge in urges if urge.pk is None], batch_size=1000)
    return urges


def _urge(item: Item, step: Step, ladder: Ladder, terms: Terms, day: date, *, by_itself: bool) -> Urge:
    if item.office_id is None or item.lead_id is None:
        raise ValueError(f"{item} is held by nobody: facts.items_of lets no such item through")
    rung = terms.rungs[step.rung]
    sent = rung.by_itself and by_itself and step.rung not in APPROVED
    return Urge(
        item=item, rung=step.rung, occasion=step.occasion, ladder=ladder, office_id=item.office_id, post_id=item.lead_id, on=day,
        code=step.code, inputs=dict(step.inputs), state=Urge.State.SENT if sent else Urge.State.PROPOSED,
    )  # fmt: skip


def ask_for_answer(urge: Urge, item: Item, terms: Terms, *, day: date, actor: Actor, at: datetime) -> None:
    """Start the clock of the answer on a day, where the rung asks for one. The urge is saved by the caller."""
    within = terms.rungs[urge.rung].answer_within
    if within:
        limit = start_limit(
            item=item, kind=Limit.Kind.URGED, began=day, count=within, days=Limit.Days.WORKING, actor=actor, at=at
        )  # fmt: skip
        urge.limit, urge.answer_due = limit, limit.due


def _tidy(items: Mapping[int, Item], occasions: Mapping[int, list[Occasion]], day: date) -> int:
    """What waits on the desk says why as of today, and goes away where its reason is gone (reported, made good, given more time).

    What was held until today is back; what somebody put before a leader lapses and stays on record.
    """
    gone: list[int] = []
    lapsed: list[int] = []
    changed: list[Urge] = []
    waiting = [Urge.State.PROPOSED, Urge.State.HELD, Urge.State.ASKED]
    for urge in Urge.objects.filter(state__in=waiting, by_hand=False):
        calling = occasions.get(urge.item_id, ()) if urge.item_id in items else ()
        occasion = next((one for one in calling if one.key == urge.occasion), None)
        if occasion is None:
            (lapsed if urge.state == Urge.State.ASKED else gone).append(urge.pk)
        elif urge.code != "unanswered":
            urge.code, inputs = reason_of(occasion, day)
            urge.inputs = dict(inputs)
            changed.append(urge)
    Urge.objects.filter(pk__in=gone).delete()
    Urge.objects.filter(pk__in=lapsed).update(state=Urge.State.LAPSED)
    Urge.objects.bulk_update(changed, ["code", "inputs"], batch_size=200)
    Urge.objects.filter(state=Urge.State.HELD, held_until__lte=day).update(state=Urge.State.PROPOSED)
    return len(gone) + len(lapsed)


def _count(items: set[int]) -> None:
    """Lists show how often an item was urged. Its version stays: nobody's page of the item is out of date for that."""
    numbers = sorted(items)
    for start in range(0, len(numbers), 1000):
        Item.objects.filter(pk__in=numbers[start : start + 1000]).update(times_urged=F("times_urged") + 1)
