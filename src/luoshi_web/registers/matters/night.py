"""The nightly run over the limits of all registers: what is over by a day and was not done ends as its clock says, an act of the log each.

In batches of one transaction each: killed between two of them nothing is half done, and begun again it goes on where it was. Run twice, the second run
finds nothing: what has ended runs no more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Min, Q

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record, recorded_together
from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.lapses import lapse
from luoshi_web.registers.matters.models import Clock, Matter

BATCH = 500


def run_night(day: date, *, at: datetime) -> Mapping[str, int]:
    """End what was due before a day and still runs. Returns how many clocks came to which end, by the codes of ``lapse``."""
    counts: Counter[str] = Counter()
    after: tuple[date, int] | None = None
    while batch := _next(day, after):
        after = batch[-1]
        counts.update(_end([key for _due, key in batch], day=day, at=at))
    return dict(counts)


def _next(day: date, after: tuple[date, int] | None) -> list[tuple[date, int]]:
    """Day and key of the next clocks, in the order of the index."""
    found = Clock.objects.filter(state=Clock.State.RUNNING, due__lt=day)
    if after is not None:
        due, key = after
        found = found.filter(due__gte=due).filter(Q(due__gt=due) | Q(pk__gt=key))
    return list(found.order_by("due", "pk").values_list("due", "pk")[:BATCH])


@transaction.atomic
def _end(keys: list[int], *, day: date, at: datetime) -> Counter[str]:
    """One batch. Matters are locked before their clocks, as every act locks them; what somebody did meanwhile is left alone."""
    wanted = Clock.objects.filter(pk__in=keys).order_by().values("matter")
    matters = Matter.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").in_bulk()
    counts: Counter[str] = Counter()
    running = Clock.objects.select_for_update(of=("self",)).filter(
        pk__in=keys, state=Clock.State.RUNNING, due__lt=day
    )
    ended = list(running.order_by("due", "pk"))
    with recorded_together():
        for clock in ended:
            clock.matter = matters[clock.matter_id]
            verb, details = lapse(clock, on=day)
            counts[details["lapse"]] += 1
            record(actor=MACHINE, verb=verb, target=clock.matter, details=details, at=at)
        alike: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        for clock in ended:
            alike[clock.state, clock.owed].append(clock.pk)
        for (state, owed), of_them in alike.items():
            Clock.objects.filter(pk__in=of_them).update(state=state, owed=owed, settled_on=day)
        _keep({clock.matter_id for clock in ended})
    return counts


def _keep(keys: Iterable[int]) -> None:
    """The nearest day of what is waited for, and one act more: the night's is one that a page did not show."""
    wanted = list(keys)
    waiting = Clock.objects.filter(WAITING, matter__in=wanted, right=False).order_by().values("matter")
    due = dict(waiting.annotate(due=Min("due")).values_list("matter", "due"))
    Matter.objects.filter(pk__in=wanted).update(version=F("version") + 1)
    changed = [
        matter for matter in Matter.objects.filter(pk__in=wanted).only("due") if matter.due != due.get(matter.pk)
    ]  # fmt: skip
    for matter in changed:
        matter.due = due.get(matter.pk)
    Matter.objects.bulk_update(changed, ["due"], batch_size=BATCH)
