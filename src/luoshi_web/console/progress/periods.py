"""Which period a page is about."""

from datetime import date

from django.http import QueryDict

from luoshi_web.supervision.progress.periods import asked_on, is_period, month_end


def period_of(query: QueryDict, today: date) -> date:
    """The period of ``?period=``; the one that is asked for today where it is none, or lies ahead."""
    try:
        chosen = date.fromisoformat(query.get("period", ""))
    except ValueError:
        return asked_on(today)
    return chosen if is_period(chosen) and chosen <= month_end(today) else asked_on(today)
