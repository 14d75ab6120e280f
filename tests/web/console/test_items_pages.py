"""The list of items over all its pages: the count is the number of rows, each of them stands there once, and they are the right ones."""

from datetime import date, timedelta

import pytest

from luoshi_web.accounts.rights import may
from luoshi_web.console import paging
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.states import ENDED, OPEN, State

STATES = (
    State.ACTIVE,
    State.ASSIGNED,
    State.CLOSED_DONE,
    State.DRAFT,
    State.REPORTED,
    State.ACTIVE,
    State.MERGED,
)
LIGHTS = ("", "green", "yellow", "red")
WORDS = ("新建学校", "建设5G基站", "修路", "老旧小区改造")
ROLES = ("supervisor", "leader", "leader2", "auditor", "head", "officer", "head2", "head3")


@pytest.fixture
def many(district, make_item):
    """130 items of every kind, many of them alike in each column."""
    leads, made = ("head", "head2", "head3", "officer"), []
    for n in range(130):
        state, parent = STATES[n % 7], made[n - 9] if n % 11 == 10 else None
        made.append(
            make_item(
                state=state, lead=None if state == State.DRAFT and n % 2 else leads[n % 4], helpers=("head2",) if n % 5 == 1 else (),
                leader=district.posts[("leader", "leader2")[n % 3 == 0]], parent=parent, year=2025 + n % 2, order=n // 3 % 10,
                number=f"{2025 + n % 2}-{'AB'[n % 2]}-{(n * 37) % 130:04d}", title=f"{WORDS[n % 4]}{n // 4}",
                kind=("task", "target")[n % 3 == 0], source=("report", "decision")[n % 6 == 5], secrecy=(0, 0, 1, 2, 3)[n % 5],
                due=None if state == State.DRAFT else date(2026, 3, 31) + timedelta(days=91 * (n % 3)),
                time_light=LIGHTS[n % 4], gap_light=LIGHTS[n // 2 % 4], hope_light=LIGHTS[n // 3 % 4],
                last_reported_on=None if n % 4 == 0 else date(2026, 1, 1 + n % 9),
            )
        )  # fmt: skip
    return list(Item.objects.select_related("parent", "office").prefetch_related("co_units__post"))


def _helps(item, office):
    return any(helper.post.office_id == office for helper in item.co_units.all())


NARROWED = {
    "": lambda item, post: True,
    "whose=all": lambda item, post: True,
    "whose=lead": lambda item, post: item.office_id == post.office_id if post.role != "leader" else None,
    "whose=help": lambda item, post: _helps(item, post.office_id),
    "whose=post": lambda item, post: post.pk in (item.lead_id, item.leader_id),
    "state=open": lambda item, post: item.state in OPEN,
    "state=ended": lambda item, post: item.state in ENDED,
    "state=draft": lambda item, post: item.state == State.DRAFT,
    "year=2025": lambda item, post: item.year == 2025,
    "kind=target": lambda item, post: item.kind == "target",
    "source=decision": lambda item, post: item.source == "decision",
    "due_from=2026-06-30": lambda item, post: item.due is not None and item.due >= date(2026, 6, 30),
    "due_to=2026-06-30": lambda item, post: item.due is not None and item.due <= date(2026, 6, 30),
    "gap_light=red&time_light=green": lambda item, post: (item.gap_light, item.time_light) == ("red", "green"),
    "hope_light=yellow": lambda item, post: item.hope_light == "yellow",
    "words=学校": lambda item, post: "学校" in item.title,
    "words=5g基": lambda item, post: "5G基" in item.title,
    "words=a-00": lambda item, post: "A-00" in item.number,
    "words=没有": lambda item, post: False,
    "state=open&kind=task&words=1&gap_light=green": lambda item, post: (
        item.state in OPEN and item.kind == "task" and item.gap_light == "green" and "1" in item.title + item.number
    ),
}  # fmt: skip


def _walk(client, query):
    """The keys of every page, and what the first page says of their number."""
    first = client.get(f"/items/?{query}").context["page"]
    pages = [client.get(f"/items/?{query}&page={n}").context["page"] for n in first.paginator.page_range]
    assert {page.paginator.count for page in pages} == {first.paginator.count}
    return [item.pk for page in pages for item in page], first.paginator.count


@pytest.mark.parametrize("near", [1000, 60, 0])
@pytest.mark.parametrize("role", ROLES)
def test_each_item_stands_on_one_page_and_is_counted(district, many, monkeypatch, role, near):
    monkeypatch.setattr(paging, "NEAR", near)
    client, actor, post = district.client(role), district.actor(role), district.posts[role]
    read = [item for item in many if may(actor, "item.read", item)]
    read = [item for item in read if actor.role == "supervision" or item.state != State.DRAFT]
    mine = [item for item in read if item.office_id == actor.office_id or _helps(item, actor.office_id)]
    for query, holds in NARROWED.items():
        there = mine if actor.role in {"head", "officer"} and "whose" not in query else read
        expected = {item.pk for item in there if holds(item, post)}
        if query == "whose=lead" and actor.role == "leader":
            expected = {
                item.pk for item in read if post.pk == item.leader_id or item.office_id in actor.offices
            }
        found, count = _walk(client, query)
        assert len(found) == count == len(expected), query
        assert set(found) == expected, query


LAST = date(9999, 1, 1)
ORDERS = {
    "": lambda item: (-item.year, item.order, item.pk),
    "sort=number": lambda item: item.number,
    "sort=due": lambda item: (item.due or LAST, item.pk),
    "sort=-due": lambda item: (item.due is None, -(item.due or LAST).toordinal(), item.pk),
    "sort=office": lambda item: (item.office.order if item.office else 99, item.pk),
    "sort=-office": lambda item: (item.office is None, -(item.office.order if item.office else 0), item.pk),
    "sort=reported": lambda item: (item.last_reported_on or date.min, item.pk),
    "sort=-reported": lambda item: (-(item.last_reported_on or date.min).toordinal(), item.pk),
}


@pytest.mark.parametrize("near", [1000, 60, 0])
@pytest.mark.parametrize("query", ORDERS)
def test_pages_follow_on_each_other_in_one_order(district, many, monkeypatch, query, near):
    monkeypatch.setattr(paging, "NEAR", near)
    assert _walk(district.client("supervisor"), query)[0] == [
        item.pk for item in sorted(many, key=ORDERS[query])
    ]


@pytest.mark.parametrize("role", ["supervisor", "leader", "head"])
@pytest.mark.parametrize("query", ["", "page=2", "page=99", "whose=all&state=open&words=学校&sort=-due"])
def test_a_page_takes_few_queries_however_many_rows_it_shows(
    district, many, django_assert_max_num_queries, role, query
):
    client = district.client(role)
    client.get(f"/items/?{query}")  # to be shown what is secret for the first time of a day is an act besides
    with django_assert_max_num_queries(11):
        assert client.get(f"/items/?{query}").context["page"]


@pytest.mark.parametrize(("page", "number"), [("x", 1), ("0", 3), ("-1", 3), ("²", 1), ("3", 3), ("9" * 40, 3), ("", 1)])  # fmt: skip
def test_a_number_that_is_no_page_shows_the_nearest(district, many, page, number):
    assert district.client("supervisor").get(f"/items/?page={page}").context["page"].number == number
