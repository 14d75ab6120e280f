"""Lists that grow with the years: each row stands on one page, all are counted, and a page takes few queries however many there are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.services import record
from luoshi_web.console import paging
from luoshi_web.supervision.models import Change, Completion, Limit, Message, Urge
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.made import urged

MANY = 110


@pytest.fixture
def year(district, make_item):
    """110 items, each reported as done, due, urged, told of and moved."""
    person, items = district.people["supervisor"], []
    for n in range(MANY):
        item = make_item(lead=("head", "head2")[n % 2], state=State.REPORTED, due=TODAY, secrecy=n % 4)
        items.append(item)
        urge = urged(
            item, on=TODAY - timedelta(days=n // 9), rung=1 + n % 3, answer_due=TODAY - timedelta(days=n % 2)
        )
        message = Message.objects.create(
            person=person, made_at=NOW, due_on=TODAY - timedelta(days=n // 9), kind="digest"
        )
        message.urges.add(urge)
        Change.objects.create(
            item=item, field="due", original="-", before="-", after="-", reason="征地", asked_by=person, asked_at=NOW, state="approved",
            approved_by=district.people["leader"], approved_at=NOW - timedelta(days=n // 9),
        )  # fmt: skip
        Completion.objects.create(
            item=item,
            post=item.lead,
            by=district.people["head"],
            at=NOW - timedelta(hours=n // 9),
            words="已完成",
        )
        Limit.objects.create(
            item=item, kind="report", began=TODAY, count=5, days="working", due=TODAY + timedelta(days=n % 5), edition="-", sentence="-"
        )  # fmt: skip
        record(actor=district.actor("supervisor"), verb="item.sign", at=NOW, target=item)
    return items


CLEARED = MANY * 3 // 4 + 1  # up to confidential
LISTS = [
    ("supervisor", "/messages/", MANY),
    ("supervisor", "/urging/history/", MANY),
    ("supervisor", "/urging/history/?office={o}", MANY // 2),
    ("supervisor", "/checks/desk/?show=verdict", MANY),
    ("auditor", "/checks/desk/?show=verdict", CLEARED),
    ("supervisor", "/limits/", MANY),
    ("supervisor", "/limits/?show=items", MANY),
    ("auditor", "/limits/?show=items", CLEARED),
    ("head", "/limits/?show=items", MANY // 4 + 1),
    ("head", "/changes/", MANY // 4 + 1),
    ("supervisor", "/changes/", MANY),
    ("auditor", "/changes/", CLEARED),
    ("auditor", "/log/", MANY),
    ("auditor", "/log/?verb=item.sign", MANY),
    ("auditor", "/log/?person=督查", MANY),
]  # fmt: skip


@pytest.mark.parametrize("near", [1000, 20])
@pytest.mark.parametrize(("role", "url", "count"), LISTS)
def test_each_row_stands_on_one_page_and_is_counted(
    district, year, monkeypatch, django_assert_max_num_queries, role, url, count, near
):
    monkeypatch.setattr(paging, "NEAR", near)
    client, url = district.client(role), url.format(o=district.offices["发改局"].pk)
    joint = "&" if "?" in url else "?"
    number = 1
    while client.get(f"{url}{joint}page={number}").context["page"].has_next():
        number += 1  # to be shown what is secret for the first time of a day is an act besides
    pages = []
    while not pages or pages[-1].has_next():
        with django_assert_max_num_queries(15):
            answer = client.get(f"{url}{joint}page={len(pages) + 1}")
        pages.append(answer.context["page"])
    if url == "/log/":
        count += Act.objects.filter(verb="secret.read").count()
    keys = [row.pk for page in pages for row in page]
    assert len(keys) == len(set(keys)) == count
    assert {page.paginator.count for page in pages} == {count}


def test_a_message_tells_how_many_urges_it_brings(district, year):
    shown = district.client("supervisor").get("/messages/").context["page"]
    assert {message.count for message in shown} == {1}


def test_the_history_counts_what_went_out_this_year(district, year):
    urged(year[0], on=date(2025, 12, 31), rung=4, approved_by=district.people["leader"])
    Urge.objects.filter(item=year[2]).update(answered_at=NOW)
    Urge.objects.filter(item=year[4]).update(state=Urge.State.SKIPPED)
    rows = {
        str(office): row
        for office, *row in district.client("supervisor").get("/urging/history/").context["rows"]
    }
    led = [n for n in range(MANY) if n % 2 == 0 and n != 4]
    assert rows["发改局"] == [[sum(n % 3 == rung for n in led) for rung in range(3)] + [0, 0], len(led), 0]
    led = [n for n in range(MANY) if n % 2]
    assert rows["住建局"] == [
        [sum(n % 3 == rung for n in led) for rung in range(3)] + [0, 0],
        len(led),
        len(led),
    ]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("since=2026-03-10", [10, 11]),
        ("until=2026-03-10", [9, 10]),
        ("since=2026-03-10&until=2026-03-10", [10]),
        ("since=0001-01-01&until=9999-12-31", [9, 10, 11]),
        ("until=0001-01-01", []),
        ("since=9999-12-31", []),
        ("since=nonsense", [9, 10, 11]),
    ],
)
def test_days_of_the_log_are_those_of_the_office(district, query, days):
    """Each day's first and last moment in Shanghai."""
    actor = district.actor("supervisor")
    for day in (9, 10, 11):
        midnight = datetime(2026, 3, day, tzinfo=UTC) - timedelta(hours=8)
        for at in (midnight, midnight + timedelta(days=1, microseconds=-1)):
            record(actor=actor, verb="item.sign", at=at)
    shown = district.client("auditor").get(f"/log/?{query}").context["page"]
    assert sorted(act.number for act in shown) == [
        n for n, day in enumerate((9, 9, 10, 10, 11, 11), 1) if day in days
    ]


@pytest.mark.parametrize(("words", "count"), [("督查室", 1), ("li Wei", 1), ("LI W", 1), ("nobody", 0)])
def test_names_in_the_log_are_found_in_small_letters_and_capitals(district, words, count):
    record(actor=district.actor("supervisor"), verb="item.sign", at=NOW)
    record(actor=replace(district.actor("supervisor"), person="Li Wei"), verb="item.sign", at=NOW)
    assert district.client("auditor").get(f"/log/?person={words}").context["page"].paginator.count == count
