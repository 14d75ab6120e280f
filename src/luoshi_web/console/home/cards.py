"""What the first page is made of: numbers that lead into lists, and short lists of what waits."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.models import Item


@dataclass(frozen=True, slots=True)
class Tile:
    """A number and what it counts. ``light`` puts a coloured mark before the words."""

    words: StrOrPromise
    number: int
    url: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: where it leads, and what is said behind it."""

    text: str
    url: str = ""
    note: StrOrPromise = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A short list under a heading. ``more`` leads to the whole; ``empty`` is said where nothing waits."""

    title: StrOrPromise
    lines: tuple[Line, ...]
    empty: StrOrPromise
    more: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The first page of a post: what waits, then the year in numbers, then lists."""

    waiting: tuple[Tile, ...]
    year: tuple[Tile, ...]
    panels: tuple[Panel, ...]


def items_url(**narrowed: object) -> str:
    """The list of items, narrowed: ``items_url(state="active", gap_light="red")``."""
    return f"{reverse('items:list')}?{urlencode(narrowed)}"


def item_line(item: Item, note: StrOrPromise = "", light: str = "") -> Line:
    """An item by number and title."""
    return Line(f"{item.number} {item.title}", reverse("items:show", args=[item.pk]), note, light)
