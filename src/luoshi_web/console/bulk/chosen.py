"""The rows that were chosen, as a form carries them: each with the version that its page showed."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from luoshi_web.console.bulk.lists import BulkList
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.bulk.act import Versioned

_PAIR = re.compile(r"(\d{1,18})\.(\d{1,9})")


def packed(things: Iterable[Versioned]) -> str:
    """``12.0 15.3``: key and version of each, in one field however many there are."""
    return " ".join(f"{thing.pk}.{thing.version}" for thing in things)


def unpacked(text: str) -> list[tuple[int, int]]:
    """Key and version of each, once each; what is no pair is left out."""
    return list({int(key): (int(key), int(version)) for key, version in _PAIR.findall(text)}.values())


def chosen_of(request: OfficeRequest, where: BulkList, *, of: int, most: int) -> list[tuple[int, int]]:
    """What a list's form says: the ticked rows, those of the page, or all that match its query, one more than ``most`` at the most.

    A form that asks once more carries what was chosen.
    """
    said = request.POST
    if "chosen" in said:
        return unpacked(said["chosen"])
    if said.get("scope") == "all":
        found: Any = where.matching(request, QueryDict(said.get("query", "")), of)
        return list(found.values_list("pk", "version")[: most + 1])
    if said.get("scope") == "page":
        return unpacked(said.get("shown", ""))
    return unpacked(" ".join(said.getlist("row")))
