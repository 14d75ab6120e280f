"""Lateness where it is looked for: late signing on first pages, what is behind within the tolerance, the matrix of lights by severity."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from luoshi_web.audit.actor import MACHINE
from luoshi_web.supervision.lights.run import run_day
from luoshi_web.supervision.models import Light, Limit, Update
from luoshi_web.supervision.selectors.signing import unsigned_by_office
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

EN = {"accept-language": "en"}


def to_sign(item, due, state=Limit.State.RUNNING, settled=None):
    return Limit.objects.create(
        item=item, kind=Limit.Kind.SIGN, began=due - timedelta(days=7), count=5, days=Limit.Days.WORKING, due=due, edition="t",
        sentence="", state=state, settled_on=settled,
    )  # fmt: skip


@pytest.fixture
def waiting(make_item):
    """Three items to sign for: one three days late, one due today, one of another unit a day late."""
    late, today, other = (make_item(state=State.ASSIGNED, lead=lead) for lead in ("head", "head", "head2"))
    to_sign(late, TODAY - timedelta(days=3))
    to_sign(today, TODAY)
    to_sign(other, TODAY - timedelta(days=1))
    make_item(lead="head")  # signed for
    return late, today, other


def desk(district, key):
    return district.client(key).get("/", headers=EN).context["desk"]


def tile(desk, words):
    return next(tile for tile in (*desk.waiting, *desk.year) if str(tile.words) == words)


@pytest.mark.parametrize(
    ("key", "late"), [("supervisor", 2), ("head", 1), ("officer", 1), ("head2", 1), ("head3", 0)]
)
def test_late_signing_stands_on_the_first_page(district, waiting, key, late):
    found = tile(desk(district, key), "not signed for in time")
    assert found.number == late
    page = district.client(key).get(found.url, headers=EN)
    assert page.context["page"].paginator.count == late


def test_a_unit_reads_how_late_each_is(district, waiting):
    (panel,) = (panel for panel in desk(district, "head").panels if str(panel.title) == "To sign for")
    assert [(line.note, line.light) for line in panel.lines] == [
        (f"to be signed for by {TODAY - timedelta(days=3)}: 3 days late", "red"),
        (f"sign by {TODAY}", ""),
    ]


def test_the_supervision_office_reads_who_is_late(district, waiting):
    (panel,) = (
        panel
        for panel in desk(district, "supervisor").panels
        if str(panel.title) == "Offices late in signing for items"
    )
    assert [(line.text, line.note) for line in panel.lines] == [("发改局", "1 item"), ("住建局", "1 item")]


def test_late_signing_of_a_past_day_is_what_it_was_then(district, make_item):
    item = make_item()
    due = date(2026, 2, 10)
    to_sign(item, due, Limit.State.MISSED, date(2026, 2, 20))
    office = district.offices["发改局"].pk
    assert [
        unsigned_by_office(district.actor("supervisor"), day)[office]
        for day in (due, date(2026, 2, 11), date(2026, 2, 19), date(2026, 2, 20))
    ] == [0, 1, 1, 0]


@pytest.fixture
def lit(district, make_item):
    """Items reported for February: two on schedule, one slightly below, one far behind of another unit; the lights run."""
    found = []
    for lead, value in (("head", 200), ("head", 240), ("head", 130), ("head2", 0), ("head3", 150)):
        item = make_item(lead=lead, kind="target", low=1200, unit="个", bound="at_least")
        Update.objects.create(
            item=item, period=date(2026, 2, 28), value=value, words="推进中", post=item.lead, by=district.people["head"], at=NOW
        )  # fmt: skip
        found.append(item)
    run_day(actor=MACHINE, day=TODAY, at=NOW)
    return found


def test_within_the_tolerance_is_not_on_schedule(district, lit):
    near = lit[2]
    light = Light.objects.get(item=near, kind="gap")
    assert (light.colour, light.reason) == ("green", "near_schedule")
    found = desk(district, "head")
    assert tile(found, "on schedule").number == 2
    slightly = tile(found, "slightly below schedule, within the tolerance")
    assert slightly.number == 1
    client = district.client("head")
    assert [item.pk for item in client.get(slightly.url).context["page"].object_list] == [near.pk]
    assert client.get(tile(found, "on schedule").url).context["page"].paginator.count == 2
    words = client.get(f"/lights/items/{near.pk}/", headers={"accept-language": "zh-Hans"}).content.decode()
    assert "略低于序时进度" in words
    assert "达到序时进度" not in words


def test_lights_of_before_are_told_apart_by_their_numbers(district, lit):
    migration = import_module("luoshi_web.supervision.migrations.0003_near_schedule")
    before = list(Light.objects.order_by("pk").values_list("pk", "colour", "reason", "since"))
    migration.tell_alike(apps, None)
    assert not Light.objects.filter(reason="near_schedule").exists()
    migration.tell_apart(apps, None)
    assert list(Light.objects.order_by("pk").values_list("pk", "colour", "reason", "since")) == before


def test_the_matrix_begins_with_the_gravest(district, lit, make_item):
    late = make_item(state=State.ASSIGNED, lead="head3", year=2027)
    to_sign(late, TODAY - timedelta(days=1))
    page = district.client("supervisor").get("/lights/", headers=EN)
    assert [str(row.office) for row in page.context["offices"]] == ["住建局", "教体局", "发改局"]
    assert {kind: colours for kind, _label, colours in page.context["columns"]} == {
        "time": ["green"],
        "gap": ["yellow", "green"],
        "hope": ["grey"],
    }
