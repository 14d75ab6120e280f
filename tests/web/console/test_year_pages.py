"""The year in pictures: what a bar and a line show is what was counted; what falls due stands on its day; nobody sees more than their items."""

import re
from datetime import UTC, date, datetime

import pytest

from luoshi_web.console.year.charts import bars, curve
from luoshi_web.supervision.models import Milestone
from luoshi_web.supervision.selectors.year import items_of_leader, months, of_reader, units
from luoshi_web.supervision.states import State
from tests.web.conftest import TODAY

ENGLISH = {"accept-language": "en"}


def test_bars_are_shares_and_say_their_numbers():
    drawn = bars([("甲局", {"done": 1, "red": 3}), ("乙局", {})], ("done", "red"))
    done, red = drawn.bars[0].parts
    assert (done.code, done.count, red.count) == ("done", 1, 3)
    assert float(red.width) == pytest.approx(3 * float(done.width), abs=0.2)
    assert float(done.x) + float(done.width) == pytest.approx(float(red.x), abs=0.1)
    assert drawn.bars[1].parts == ()


def test_the_line_of_what_was_closed_ends_today():
    drawn = curve([(month, month * 10, month) for month in range(1, 13)], until=3)
    assert len(drawn.closed.split()) == 3
    assert len(drawn.due.split()) == 12
    heights = [float(point.split(",")[1]) for point in drawn.due.split()]
    assert heights == sorted(heights, reverse=True)


def test_units_are_counted_and_the_worst_stands_first(district, make_item):
    make_item(lead="head", gap_light="green")
    make_item(lead="head", state=State.CLOSED_DONE, ended_at=datetime(2026, 2, 3, tzinfo=UTC))
    make_item(lead="head2", gap_light="red")
    make_item(lead="head2", state=State.WITHDRAWN)
    make_item(lead="head2", state=State.DRAFT)
    found = units(of_reader(district.actor("supervisor")), year=2026)
    assert [(str(unit.office), {code: n for code, n in unit.stands.items() if n}) for unit in found] == [
        ("住建局", {"red": 1, "not_done": 1}), ("发改局", {"done": 1, "green": 1}),
    ]  # fmt: skip


def test_months_are_summed(district, make_item):
    make_item(due=date(2026, 2, 28))
    make_item(
        due=date(2026, 4, 30), state=State.CLOSED_DONE, ended_at=datetime(2026, 3, 31, 17, tzinfo=UTC)
    )  # April in Shanghai
    make_item(due=date(2027, 4, 30))
    make_item(due=date(2026, 1, 31), state=State.MERGED)
    found = {
        month.number: (month.due, month.closed)
        for month in months(of_reader(district.actor("supervisor")), year=2026)
    }
    assert (found[1], found[2], found[3], found[4], found[12]) == ((0, 0), (1, 0), (1, 0), (2, 1), (2, 1))


def test_the_page_shows_chart_and_table(district, make_item):
    make_item(lead="head", gap_light="red")
    page = district.client("supervisor").get("/year/", headers=ENGLISH).content.decode()
    assert page.count('role="img"') == 2
    assert "<title>发改局: far behind schedule 1</title>" in page
    assert re.search(r"发改局</a></th>(<td class=\"number\">\d+</td>){7}", page)


def test_a_department_sees_its_own_alone(district, make_item):
    make_item(lead="head", title="甲路")
    make_item(lead="head2", title="乙桥")
    client = district.client("head")
    assert "住建局" not in client.get("/year/").content.decode()
    page = client.get("/year/calendar/?month=2026-12").content.decode()
    assert ("甲路" in page, "乙桥" in page) == (True, False)


def test_what_is_secret_is_neither_counted_nor_shown(district, make_item):
    make_item(lead="head", title="密事", secrecy=3, due=TODAY)
    for address in (
        "/year/",
        "/year/wall/",
        "/year/calendar/?month=2026-03",
        f"/year/leaders/{district.posts['leader'].pk}/",
    ):
        assert "密事" not in district.client("auditor").get(address).content.decode(), address
    assert "发改局" not in district.client("auditor").get("/year/").content.decode()


def test_the_calendar_has_items_and_milestones_on_their_days(district, make_item):
    item = make_item(title="建成甲路", due=date(2026, 3, 20))
    Milestone.objects.create(item=item, due=date(2026, 3, 12), words="路基完成")
    page = district.client("supervisor").get("/year/calendar/").content.decode()
    day = dict(re.findall(r'<time datetime="([\d-]+)">.*?</time>(.*?)</td>', page, re.S))
    assert "建成甲路" in day["2026-03-20"]
    assert "路基完成" in day["2026-03-12"]
    assert [on for on, words in day.items() if "建成甲路" in words] == ["2026-03-12", "2026-03-20"]


@pytest.mark.parametrize("asked", ["2026-13", "x", "0001-01", "2026-03-04"])
def test_no_month_is_this_month(district, asked):
    assert (
        'datetime="2026-03-10"'
        in district.client("supervisor").get(f"/year/calendar/?month={asked}").content.decode()
    )


def test_a_leaders_page_holds_what_is_in_his_charge(district, make_item):
    mine = make_item(lead="head", leader=None, gap_light="red")
    named = make_item(lead="head3", leader=district.posts["leader"])
    other = make_item(lead="head3", leader=district.posts["leader2"])
    found = items_of_leader(of_reader(district.actor("supervisor")), district.posts["leader"], day=TODAY)
    assert set(found) == {mine, named}
    page = district.client("auditor").get(f"/year/leaders/{district.posts['leader'].pk}/").content.decode()
    assert mine.title in page
    assert other.title not in page
    assert district.client("head").get(f"/year/leaders/{district.posts['leader'].pk}/").status_code == 403


def test_the_wall_has_no_menu_and_is_asked_for_anew(district, make_item):
    make_item(gap_light="red")
    page = district.client("supervisor").get("/year/wall/").content.decode()
    assert "year/wall.js" in page
    assert 'class="places"' not in page


def test_few_queries(district, make_item, django_assert_max_num_queries):
    for lead in ("head", "head2", "head3"):
        make_item(lead=lead)
    client = district.client("supervisor")
    client.get("/year/")
    with django_assert_max_num_queries(14):
        client.get("/year/")
    with django_assert_max_num_queries(14):
        client.get("/year/calendar/")
