"""How long something has waited."""

from datetime import date, datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def days_since(at: datetime, today: date) -> int:
    """Whole days of the office's zone from a moment to the day of the page."""
    return (today - timezone.localdate(at)).days
