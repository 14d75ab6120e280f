"""What speaks against taking a reading for the report of a place and a year without asking. Pure; codes, the page has the words."""

from collections.abc import Mapping
from typing import Any

Ledger = Mapping[str, Any]


def doubts(ledger: Ledger, *, meant: tuple[str, int] | None = None, known: bool = False) -> tuple[str, ...]:
    """Why a person must confirm whose report of which year it is; empty where nothing need be asked.

    ``meant`` is the place and year of the report that the uploader said it is another copy of: ``other_place`` and ``other_year``
    contradict that, a text that is silent does not. ``known`` says that there is a report of its place and year, and the uploader
    did not say that this is a copy of it.
    """
    report = ledger["report"]
    place, year, guessed = report.get("place"), report.get("year"), set(report.get("guessed") or ())
    found = []
    if report.get("kind", "work_report") != "work_report" or any(
        notice["kind"] == "not_a_report" for notice in report.get("notices") or ()
    ):
        found.append("not_a_report")
    if any(notice["kind"] == "mixed_reports" for notice in report.get("notices") or ()):
        found.append("mixed_reports")
    if meant is not None:
        if place and not same_place(place["name"], meant[0]):
            found.append("other_place")
        if year and year != meant[1]:
            found.append("other_year")
        return tuple(found)
    if place is None:
        found.append("no_place")
    elif "place" in guessed:
        found.append("place_guessed")
    if year is None:
        found.append("no_year")
    elif "year" in guessed:
        found.append("year_guessed")
    if known:
        found.append("known_report")
    return tuple(found)


def same_place(one: str, other: str) -> bool:
    """Whether two names end in the same place: 云岭省临河市青川区 and 青川区. Both as a text writes them."""
    short, long = sorted((one.strip(), other.strip()), key=len)
    return bool(short) and long.endswith(short)
