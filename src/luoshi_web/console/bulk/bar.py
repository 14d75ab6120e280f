"""What a list shows so that its rows can be acted on together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi_web.console.bulk.chosen import packed
from luoshi_web.console.bulk.lists import LISTS
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.bulk.act import BulkAct


@dataclass(frozen=True, slots=True)
class Bar:
    """``acts`` are the buttons of the post; ``shown`` the rows of this page as they are; ``count`` how many match in all; ``form`` names the form where a
    page has two lists."""

    list: str
    of: int
    acts: tuple[BulkAct, ...]
    shown: str
    here: int
    count: int
    query: str
    form: str = "bulk"


def bar_for(
    request: OfficeRequest, name: str, *, rows: Iterable[Any], count: int, of: int = 0, only: Sequence[BulkAct] | None = None,
    form: str = "bulk",
) -> Bar | None:  # fmt: skip
    """The bar of a list; None where the post can do nothing with many of its rows, or there is none. ``only`` are acts where not all fit."""
    acts = tuple(act for act in only or LISTS[name].acts if request.actor.role in act.roles)
    here = list(rows)
    if not acts or not here:
        return None
    return Bar(name, of, acts, packed(here), len(here), count, request.GET.urlencode(), form)
