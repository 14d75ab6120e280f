"""An item's state, its lights and its target as every page shows them. Functions and no templates: a list shows two hundred and fifty a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.models import Item
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.progress.values import write_ends
from luoshi_web.supervision.states import State

_LIGHTS: Mapping[str, StrOrPromise] = dict(Colour.choices)
_STATES: Mapping[str, StrOrPromise] = dict(State.choices)
_BADGES: Mapping[str, str] = {
    State.ASSIGNED: "warn",
    State.RETURNED: "bad",
    State.ACTIVE: "calm",
    State.REPORTED: "warn",
    State.CLOSED_DONE: "good",
    State.CLOSED_NOT_DONE: "bad",
}
_BOUNDS: Mapping[str, StrOrPromise] = {
    "at_least": _("or more"),
    "more_than": _("or more"),
    "at_most": _("or less"),
    "nearly": _("or less"),
    "about": pgettext_lazy("bound", "(about)"),
}

_LETTERS: Mapping[str, StrOrPromise] = {
    "M": _("target"),
    "R": _("task"),
    "L": pgettext_lazy("number of an item", "established"),
}
"""What the letter of a number stands for: targets and tasks of a report, items that were established besides."""


def number(said: str) -> SafeString:
    """A number with the word for its letter: ``2026-M-0003 目标``."""
    _year, _dash, rest = said.partition("-")
    words = _LETTERS.get(rest[:1], "")
    return format_html("{} <small>{}</small>", said, words) if words else format_html("{}", said)


def light(colour: str) -> SafeString | str:
    """A light with its colour in words; nothing where none was ever lit."""
    if not colour:
        return ""
    return format_html('<span class="light {}">{}</span>', colour, _LIGHTS.get(colour, _LIGHTS[Colour.GREY]))


def state(item: Item) -> SafeString:
    """The state as a badge."""
    return format_html('<span class="badge {}">{}</span>', _BADGES.get(item.state, ""), _STATES[item.state])


def target(item: Item | Mapping[str, Any]) -> str:
    """What is to be reached, with its unit and bound: ``4.5%—5% or more``. Of an item, or of the four values alone."""
    if isinstance(item, Mapping):
        low, high, unit, bound = (item[name] for name in ("low", "high", "unit", "bound"))
    else:
        low, high, unit, bound = item.low, item.high, item.unit, item.bound
    said = write_ends(low, high, unit)
    return f"{said} {_BOUNDS[bound]}" if bound in _BOUNDS else said
