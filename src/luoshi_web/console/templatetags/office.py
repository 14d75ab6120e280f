"""Words and marks that templates need: acts in words, numbers as people write them, addresses with another page."""

import json
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.verbs import VERBS
from luoshi_web.console.items import marks
from luoshi_web.supervision.models import Change
from luoshi_web.supervision.progress.values import write_value
from luoshi_web.supervision.promise import write_promise

register = template.Library()
register.simple_tag(marks.light)
register.simple_tag(marks.number)
register.simple_tag(marks.state)
register.simple_tag(marks.target)


@register.filter
def in_words(verb: str) -> StrOrPromise:
    """``item.sign`` → what people read."""
    return VERBS.get(verb, verb)


@register.filter
def from_json(text: str) -> Any:
    """The details of an act as a value."""
    return json.loads(text)


@register.filter
def plain(value: Decimal | None) -> str:
    """A decimal without the noughts that the column adds: ``5.500000`` → ``5.5``; an empty text for None."""
    return "" if value is None else f"{value.normalize():f}"


@register.filter
def yuan(value: Decimal | None) -> str:
    """An amount in 元 with its thousands apart, noughts of the cents left out: ``1200000.00`` → ``1,200,000``; an empty text for None."""
    return "" if value is None else f"{value:,.2f}".removesuffix(".00")


@register.filter
def amount(value: Decimal | None, unit: str = "") -> str:
    """``{{ update.value|amount:item.unit }}`` → 3.2亿元; an empty text for None."""
    return write_value(value, unit)


@register.filter
def changed_value(text: str, change: Change) -> str:
    """What a change says stood before or stands after it: a target with its unit, everything else as it is. ``{{ change.before|changed_value:change }}``."""
    return write_promise(text, change.item.unit) if change.field == Change.Field.TARGET else text


@register.simple_tag
def can(actor: Actor | None, right: str, thing: Any = None) -> bool:
    """``{% can actor "item.sign" item as signable %}``."""
    return may(actor, right, thing)


@register.simple_tag(takes_context=True)
def here_with(context: dict[str, Any], **changes: Any) -> str:
    """This page's query with some values changed: ``<a href="{% here_with page=2 %}">``. None takes one away."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
