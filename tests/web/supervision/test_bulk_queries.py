"""What an act on many asks of the database: a handful of statements a thing, whatever hangs on it, so that 500 take seconds and not minutes."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.bulk.act import carry_out
from luoshi_web.supervision.bulk.entries import ACCEPT, DROP
from luoshi_web.supervision.bulk.items import ANSWER, AS_BEFORE, SIGN
from luoshi_web.supervision.bulk.rows import DUE, HELPERS, LEAD, LEADER, TAKE_OUT
from luoshi_web.supervision.models import Item, Split, Update
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.progress import Report, report
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.urging.services import urge_by_hand
from tests.web.conftest import NOW
from tests.web.report_for_split import more_offices, store

FEBRUARY, JANUARY = date(2026, 2, 28), date(2026, 1, 31)
FEW, MANY = 6, 16


@pytest.fixture
def to_sign(district, make_item):
    def made(count):
        items = [make_item(state="assigned") for _ in range(count)]
        with transaction.atomic():
            for item in items:
                start_limits(item=item, actor=district.actor("supervisor"), at=NOW)
        return items

    return made


@pytest.fixture
def reported(district, make_item):
    """Each with a value of January, the target of half of them in numbers."""

    def made(count):
        january = NOW.replace(month=1, day=5)
        items = [
            make_item(assigned_at=january, **({"low": 40, "unit": "个"} if n % 2 else {}))
            for n in range(count)
        ]
        for n, item in enumerate(items):
            said = Report(value="7个" if n % 2 else "", words="已开工")
            report(
                actor=district.actor("officer"),
                item_id=item.pk,
                period=JANUARY,
                said=said,
                at=NOW.replace(month=2),
            )
        return items

    return made


@pytest.fixture
def urged(district, make_item):
    def made(count):
        items = [make_item(helpers=("head2",)) for _ in range(count)]
        for item in items:
            urge_by_hand(
                actor=district.actor("supervisor"), item_id=item.pk, version=0, rung=2, reason="进度滞后", although="不同事项", at=NOW
            )  # fmt: skip
        return items

    return made


@pytest.fixture
def drafted(district, make_item):
    more_offices(district)
    split = draft_split(
        actor=district.actor("supervisor"), report=store(district=district), kind="tasks", at=NOW
    )

    def made(count):
        return [make_item(state="draft", split=split, lead="head3", helpers=("head2",)) for _ in range(count)]

    return made


@pytest.fixture
def entries(district):
    one = store(district=district).entries.order_by("pk").first()

    def made(count):
        found = []
        for _ in range(count):
            one.pk, one.key = None, f"x{Entry.objects.count()}"
            one.save(force_insert=True)
            found.append(Entry.objects.get(pk=one.pk))
        return found

    return made


CASES = [
    (SIGN, "to_sign", 6, {}),
    (AS_BEFORE, "reported", 4, {"period": FEBRUARY}),
    (ANSWER, "urged", 5, {"text": "已增派人手"}),
    (LEAD, "drafted", 3, {"lead": "head"}),
    (LEADER, "drafted", 3, {"leader": "leader2"}),
    (DUE, "drafted", 3, {"due": date(2026, 11, 30)}),
    (HELPERS, "drafted", 5, {"helpers": ["head"], "beside": False}),
    (TAKE_OUT, "drafted", 0, {}),
    (ACCEPT, "entries", 6, {}),
    (DROP, "entries", 6, {"reason": "重复"}),
]  # fmt: skip
"""Act, things, statements that each thing more may ask."""


@pytest.mark.parametrize(("act", "things", "a_thing", "values"), CASES, ids=[case[0].name for case in CASES])
def test_a_thing_more_asks_a_handful_more(district, request, act, things, a_thing, values):
    make = request.getfixturevalue(things)
    actor = district.actor("officer" if things in {"to_sign", "reported", "urged"} else "supervisor")
    posts = district.posts
    values = {
        name: [posts[key] for key in said] if isinstance(said, list) else posts.get(said, said) if isinstance(said, str) else said
        for name, said in values.items()
    }  # fmt: skip
    asked = {}
    for count in (FEW, MANY):
        made = make(count)
        chosen = list(
            type(made[0]).objects.filter(pk__in=[each.pk for each in made]).values_list("pk", "version")
        )
        with CaptureQueriesContext(connection) as queries:
            outcome = carry_out(act, actor=actor, chosen=chosen, values=values, at=NOW)
        assert len(outcome.done) == count, outcome.left
        asked[count] = len(queries)
    assert asked[MANY] - asked[FEW] <= a_thing * (MANY - FEW)


def test_what_was_asked_once_for_many_is_right_for_each(district, make_item):
    """Of three items reported together each keeps its own last value, its own words and its own further values."""
    first = make_item(assigned_at=NOW.replace(month=1), low=40, unit="个")
    second = make_item(assigned_at=NOW.replace(month=1), low=9, unit="公里")
    for item, value in ((first, "7个"), (second, "3公里")):
        report(
            actor=district.actor("officer"), item_id=item.pk, period=JANUARY, said=Report(value=value, words=value), at=NOW.replace(month=2)
        )  # fmt: skip
    chosen = list(Item.objects.values_list("pk", "version"))
    carry_out(AS_BEFORE, actor=district.actor("officer"), chosen=chosen, values={"period": FEBRUARY}, at=NOW)
    told = Update.objects.filter(period=FEBRUARY).order_by("item").values_list("item", "value", "words")
    assert list(told) == [(first.pk, 7, "7个"), (second.pk, 3, "3公里")]
    assert list(Item.objects.order_by("pk").values_list("last_value", flat=True)) == [7, 3]


def test_a_value_of_an_earlier_period_does_not_take_the_place_of_a_later_one(district, make_item):
    item = make_item(assigned_at=NOW.replace(month=1), low=40, unit="个")
    for period, value in ((FEBRUARY, "9个"), (JANUARY, "7个")):
        report(
            actor=district.actor("officer"),
            item_id=item.pk,
            period=period,
            said=Report(value=value, words="进展"),
            at=NOW,
        )
    assert Item.objects.get(pk=item.pk).last_value == 9


def _written_under_lock(queries):
    """For each row that was written, whether the lock of its split stood then: a savepoint that is rolled back frees what was locked in it."""
    locks, found = [0], []
    names = []
    for sql in (query["sql"] for query in queries):
        if said := re.match(r"(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) (\S+)", sql):
            what, name = said.groups()
            if what == "SAVEPOINT":
                names.append(name)
                locks.append(0)
            elif what.startswith("ROLLBACK"):
                assert names[-1] == name
                locks[-1] = 0
            else:
                assert names.pop() == name
                inner = locks.pop()
                locks[-1] += inner
        elif re.match(r'SELECT .* FROM "supervision_split"', sql):
            locks[-1] += "FOR UPDATE" in sql or not connection.features.has_select_for_update
        elif sql.startswith('UPDATE "supervision_item"'):
            found.append(sum(locks) > 0)
    return found


def test_a_refusal_does_not_free_the_split_for_the_rows_behind_it(district, drafted):
    first, *others = sorted(drafted(4), key=lambda item: item.pk)
    Item.objects.filter(pk=first.pk).update(due=date(2026, 11, 30))
    chosen = list(
        Item.objects.filter(pk__in=[item.pk for item in (first, *others)]).values_list("pk", "version")
    )
    with CaptureQueriesContext(connection) as queries:
        outcome = carry_out(
            DUE, actor=district.actor("supervisor"), chosen=sorted(chosen), values={"due": date(2026, 11, 30)}, at=NOW
        )  # fmt: skip
    assert [left.thing.pk for left in outcome.left] == [first.pk]
    assert _written_under_lock(queries) == [True] * len(others)


def test_a_row_whose_notice_is_out_is_refused_by_itself(district, drafted, make_item):
    """As where the notice goes out while the page is open: each of its rows is told so, those of another draft are changed."""
    out, alone = drafted(1)[0], make_item(state="draft")
    Split.objects.filter(pk=out.split_id).update(state=Split.State.ISSUED)
    chosen = list(Item.objects.filter(pk__in=[out.pk, alone.pk]).values_list("pk", "version"))
    outcome = carry_out(
        DUE, actor=district.actor("supervisor"), chosen=chosen, values={"due": date(2026, 11, 30)}, at=NOW
    )
    assert [left.thing.pk for left in outcome.left] == [out.pk]
    assert outcome.done == (alone.pk,)
