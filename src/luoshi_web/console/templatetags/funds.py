"""Amounts of public money in templates: in the unit that the page says in its head."""

from decimal import Decimal

from django import template

from luoshi_web.console.funds.amounts import Written

register = template.Library()


@register.filter
def money(value: Decimal | None, written: Written) -> str:
    """``{{ row.sums.spent|money:written }}`` → ``1,200.5``; an empty text for None."""
    return written.write(value)
