"""A page that is one picture and one table: most views of the portal are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from luoshi_web.portal.answers import Shown, Table
from luoshi_web.portal.signs import Sign


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words (``chinese`` where they are a report's), a sign, or both; ``path`` is from the root of the pages."""

    text: str = ""
    path: str = ""
    chinese: bool = False
    number: bool = False
    sign: Sign | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A way from here: another year, another view. ``here`` is the one that is open."""

    text: str
    path: str = ""
    here: bool = False
    chinese: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The words around picture and table. ``keys`` name the columns of the CSV, in the order of ``head`` where both show the same."""

    title: str
    lead: str = ""
    caption: str = ""
    head: Sequence[str] = ()
    body: Sequence[Sequence[Cell]] = ()
    doors: Sequence[Door] = ()
    notes: Sequence[str] = ()
    empty: str = ""
    legend: Sequence[Sign] = ()
    more: dict[str, Any] = field(default_factory=dict)


def shown(
    listing: Listing,
    table: Table | None,
    picture: str = "",
    *,
    template: str = "portal/listing.html",
    **context: Any,
) -> Shown:
    """``context`` is for the breadcrumb: ``place``, ``above``, ``year``."""
    return Shown(template, context | {"listing": listing, "title": listing.title}, table, picture)
