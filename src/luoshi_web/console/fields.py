"""Fields that forms of several places share, and how a list of names is typed."""

import re
from typing import Any

from django import forms


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def names_in(typed: str) -> list[str]:
    """The names of a list as papers print it, divided by 、 or what people type for it."""
    return [name for name in re.split(r"[、，,;；\s]+", typed) if name]
