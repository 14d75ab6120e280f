"""Milestones after a date or a target was changed: for the lights of any day, for pages and papers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.supervision.lights.run import replay
from luoshi_web.supervision.models import Change, Item, Milestone, Update
from luoshi_web.supervision.papers.rows import rows_of
from luoshi_web.supervision.progress.steps import Terms, steps_on
from tests.web.conftest import NOW, TODAY

YEAR_END, NEXT = date(2026, 12, 31), date(2027, 3, 31)
JUNE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("first", "now", "value", "becomes"),
    [
        ("2400", "1200", "1800", "900"),
        ("6", "5", "6", "5"),  # a rate is itself at each
        ("7", "5", "4", "3"),  # whole things are rounded up
        ("3.5", "3", "1.75", "1.50"),
        ("0", "5", "3", "3"),  # nothing to scale by
        ("10", "12", "5", "6"),
    ],
)
def test_a_value_keeps_its_part_of_the_target(first, now, value, becomes):
    terms = [Terms(YEAR_END, Decimal(number), None) for number in (first, now)]
    assert steps_on([(JUNE, Decimal(value))], first=terms[0], now=terms[1]) == [(JUNE, Decimal(becomes))]


def test_the_last_one_goes_with_the_date_and_the_others_stay():
    first, now = Terms(YEAR_END, None, None), Terms(NEXT, None, None)
    assert steps_on([(JUNE, Decimal(50)), (YEAR_END, None)], first=first, now=now) == [
        (JUNE, Decimal(50)), (NEXT, None)
    ]  # fmt: skip


@pytest.fixture
def lowered(district, make_item):
    """2,400 places were promised, 1,200 of them by June; since 1 July 1,200 in all."""
    columns = {"original_low": Decimal(2400), "low": Decimal(1200), "unit": "个", "kind": "target"}
    item = make_item(assigned_at=NOW - timedelta(days=30), **columns)
    for due, value in ((JUNE, 1200), (YEAR_END, 2400)):
        Milestone.objects.create(item=item, due=due, value=Decimal(value))
    Change.objects.create(
        item=item, field="target", original="2400", before="2400", after="1200", lowers=True, reason="生源减少", state="approved",
        asked_by=district.people["head"], asked_at=NOW, approved_by=district.people["leader"],
        approved_at=NOW + (date(2026, 7, 10) - TODAY),
    )  # fmt: skip
    Update.objects.create(
        item=item, period=JUNE, value=Decimal(700), words="推进中", post=item.lead, by=district.people["head"],
        at=NOW + (date(2026, 7, 2) - TODAY),
    )  # fmt: skip
    return item


def test_a_lowered_target_lowers_its_milestones_from_the_day_of_its_approval(lowered):
    before = replay(date(2026, 7, 9))[lowered.pk]["gap"]
    after = replay(date(2026, 7, 10))[lowered.pk]["gap"]
    assert (before.colour, before.inputs["reached"], before.inputs["asked"]) == ("yellow", 29.17, 50.0)
    assert (after.colour, after.inputs["reached"], after.inputs["asked"]) == ("green", 58.33, 50.0)
    assert [row.texts["milestones"] for row in rows_of(Item.objects.all(), TODAY)] == [
        "6月底：600个\n12月底：1200个"
    ]


def test_pages_show_the_milestones_that_hold(district, lowered):
    Item.objects.update(due=NEXT)
    page = district.client("head").get(f"/items/{lowered.pk}/").content.decode()
    assert "2027-03-31" in page
    assert "600" in page
    assert "2,400" not in page.split("<h2>")[-1]
    assert district.client("head").get(f"/progress/items/{lowered.pk}/").status_code == 200
