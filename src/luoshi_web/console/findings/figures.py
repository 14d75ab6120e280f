"""What the page of figures shows: each rate by every definition, money by kind, and the same of each source and each unit."""

from typing import Any

from django.db.models import QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.console.registers.shown import rate
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.years import year_asked
from luoshi_web.registers.engine.figures import shown
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.selectors import Figures, figures_by, figures_of, repeated_of, visible_to
from luoshi_web.registers.findings.words import RATES
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter


def figures(request: OfficeRequest) -> dict[str, Any]:
    """Over the findings of a year that the post may see: as they stood at the year's end, or with ``?until=today`` as they stand now. ``?source=`` narrows to
    what one kind of body found. Seven queries.
    """
    year, source = year_asked(request), request.GET.get("source", "")
    until_today = request.GET.get("until") == "today"
    on = request.today if until_today else day_of(year, request.today)
    all_years = visible_to(request.actor)
    if source in Finding.Source.values:
        all_years = all_years.filter(finding__source=source)
    matters = all_years.filter(year=year)
    found = figures_of(matters, on=on)
    again = repeated_of(all_years, year=year, on=on)
    names = dict(Finding.Source.choices)
    return {
        "every": [*found.rates, again, found.by_money], "year": year, "on": on, "until": "today" if until_today else "", "source": source, "found": found,
        "rows": [rate(each, RATES) for each in (*found.rates, again)], "money": _money(found), "kinds": _kinds(found),
        "by_source": [_part(names[key], each) for key, each in _in_order(matters, on)],
        "by_unit": _by_unit(matters, on),
    }  # fmt: skip


def _money(found: Figures) -> dict[str, Any]:
    name, above, below = RATES["closed", "money"]
    ratio = found.by_money
    return {"name": name, "above": above, "below": below, "figure": ratio, "share": shown(ratio.value)}


def _kinds(found: Figures) -> list[dict[str, Any]]:
    names = dict(FindingMoney.Kind.choices)
    return [{"name": names[kind.value], "amount": amount} for kind, amount in found.money.items() if amount]


def _in_order(matters: QuerySet[Matter], on: Any) -> list[tuple[str, Figures]]:
    held = figures_by(matters, "source", on=on)
    return [(source, held[source]) for source in Finding.Source.values if source in held]


def _by_unit(matters: QuerySet[Matter], on: Any) -> list[dict[str, Any]]:
    """The units with most that is not closed first; what is assigned to nobody last."""
    held = figures_by(matters, "matter__office", on=on)
    names = dict(Office.objects.filter(pk__in=[key for key in held if key]).values_list("pk", "name"))
    order = sorted(held.items(), key=lambda pair: (pair[0] is None, pair[1].closed - pair[1].found, names.get(pair[0], "")))  # fmt: skip
    return [_part(names.get(key, ""), each) for key, each in order]


def _part(name: Any, found: Figures) -> dict[str, Any]:
    """One line: how many, how many closed, each share."""
    closed, due, in_time, _relapsed = (shown(each.value) for each in found.rates)
    return {
        "name": name, "found": found.found, "closed": found.closed, "share": closed, "due": due, "in_time": in_time,
        "money_found": found.by_money.denominator, "put_right": found.put_right, "by_money": shown(found.by_money.value),
    }  # fmt: skip
