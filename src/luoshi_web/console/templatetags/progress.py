"""Lights that explain themselves."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.lights.forms import TERMS
from luoshi_web.supervision.drafting.rows import further_name
from luoshi_web.supervision.lights.explain import explain, explain_made_good
from luoshi_web.supervision.lights.rules import Rule, write_terms
from luoshi_web.supervision.models import Item, Light, Update
from luoshi_web.supervision.progress.values import write_value
from luoshi_web.supervision.selectors.lights import OfficeLights

register = template.Library()


@register.filter
def further_said(update: Update, item: Item) -> list[str]:
    """What was reported of the further values of an item's line, each with what was promised: ``其中超10亿元18个：12个``."""
    if not update.further:
        return []
    return [
        f"{further_name(entry.reading, entry.low, entry.high, entry.unit)}：{write_value(Decimal(value), entry.unit)}"
        for entry in item.further.all()
        if (value := update.further.get(str(entry.pk))) is not None
    ]


@register.filter
def explained(light: Light) -> str:
    """The sentence of a stored light, with the trace of a gap that was made good."""
    sentence = explain(light.reason, light.inputs)
    return f"{sentence} {made_good(light.made_good)}" if light.made_good else sentence


@register.filter
def made_good(day: date) -> str:
    """The gap was made good on that day."""
    return explain_made_good(day)


@register.simple_tag
def many(row: OfficeLights, kind: str, colour: str) -> int | str:
    """``{% many row "gap" "red" %}``: how many; nothing for none."""
    return row.counts[kind][colour] or ""


@register.simple_tag
def of_office(numbers: Mapping[int, int], row: OfficeLights) -> int | str:
    """What a count by office has for a row; nothing for none."""
    return numbers.get(row.office.pk, 0) or ""


@register.filter
def terms(rule: Rule) -> list[tuple[StrOrPromise, StrOrPromise]]:
    """The terms of a rule in words."""
    said = write_terms(rule.terms)
    shown: list[tuple[StrOrPromise, StrOrPromise]] = []
    for name, make in TERMS[rule.kind].items():
        field, value = make(), said[name]
        words = dict(getattr(field, "choices", ()))
        shown.append(
            (
                field.label,
                _("yes")
                if value is True
                else _("no")
                if value is False
                else words.get(str(value), str(value)),
            )
        )
    return shown
