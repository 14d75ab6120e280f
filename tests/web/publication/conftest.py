"""The invented district's report of a year, reviewed, with items drafted from its lines; nothing of it is public until a test releases it."""

from collections.abc import Callable
from typing import Any

import pytest

from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.publication.models import Release
from luoshi_web.publication.services.approve import approve
from luoshi_web.publication.services.check import check
from luoshi_web.publication.services.propose import propose
from luoshi_web.supervision.models import Item
from tests.web.conftest import NOW, District
from tests.web.review_reports import SHORT, entry_with, reported

LAST_YEAR = (
    SHORT.replace("2026", "2024+1").replace("2025", "2024").replace("2024+1", "2025").replace("8000", "7600")
)


def reviewed(district: District, text: str = SHORT) -> Report:
    """The report that a text becomes, every entry accepted."""
    report = reported(district, text)
    Entry.objects.filter(report=report).update(review="accepted")
    return report


def released(
    district: District, subject: Any, *, away: tuple[Any, ...] = (), at: Any = NOW, **said: Any
) -> Release:
    """Proposed and checked by one, approved by another."""
    made = propose(actor=district.actor("supervisor"), subject=subject, at=at, **said)
    held = check(
        actor=district.actor("supervisor"), release_id=made.pk, version=made.version, away=away, at=at
    )
    return approve(actor=district.actor("supervisor2"), release_id=made.pk, version=held.version, at=at)


@pytest.fixture
def report(district: District) -> Report:
    return reviewed(district)


@pytest.fixture
def public(district: District, report: Report) -> Release:
    """The report of 2026, released."""
    return released(district, report)


@pytest.fixture
def item_of(report: Report, make_item: Callable[..., Item]) -> Callable[..., Item]:
    """``item_of("老旧小区")``: an item drafted from the entry with these words."""

    def make(words: str, **columns: Any) -> Item:
        entry = entry_with(report, words)
        return make_item(entry=entry, title=entry.quote, quote=entry.quote, **columns)

    return make
