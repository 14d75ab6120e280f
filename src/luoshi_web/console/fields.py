"""Fields that forms of several places share, how a list of names is typed, and how words are looked for."""

import re
from typing import Any

from django import forms
from django.db.models import Q


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def names_in(typed: str) -> list[str]:
    """The names of a list as papers print it, divided by 、 or what people type for it."""
    return [name for name in re.split(r"[、，,;；\s]+", typed) if name]


def holding(column: str, words: str) -> Q:
    """Rows whose column holds the words, in small letters or capitals. What has neither is compared as it stands: in half the time, and most words are Chinese."""
    how = "contains" if words.upper() == words.lower() else "icontains"
    return Q((f"{column}__{how}", words))
