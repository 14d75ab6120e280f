"""What becomes of the time limits of an item that ends."""

from datetime import date

from luoshi_web.supervision.models import Item, Limit, Suspension

_OPEN = (Limit.State.RUNNING, Limit.State.SUSPENDED)


def settle_limits(item: Item, *, on: date, finished_on: date | None) -> None:
    """Settle every limit of the item that still runs or stands still.

    Whatever was due before the item ended was missed. The limit to finish was kept where the item was done (``finished_on``, the day of the
    claim that held) by its last day; the rest is lifted: nothing is owed any more.
    """
    running = item.limits.filter(state__in=_OPEN)
    finish = running.filter(kind=Limit.Kind.FINISH)
    Suspension.objects.filter(limit__in=running, until__isnull=True).update(until=on)
    if finished_on is not None:
        finish.filter(due__gte=finished_on).update(state=Limit.State.MET, settled_on=finished_on)
        finish.update(state=Limit.State.MISSED, settled_on=finished_on)
    running.filter(due__lt=on, state=Limit.State.RUNNING).update(state=Limit.State.MISSED, settled_on=on)
    running.update(state=Limit.State.LIFTED, settled_on=on)
