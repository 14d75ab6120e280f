"""Many at once: each by the service of one, with its own record and its own refusal; nothing is skipped in silence."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Revision
from luoshi_web.supervision.bulk.act import carry_out, weigh
from luoshi_web.supervision.bulk.entries import ACCEPT, DROP
from luoshi_web.supervision.bulk.items import ANSWER, AS_BEFORE, SIGN
from luoshi_web.supervision.bulk.rows import DUE, HELPERS, LEAD, LEADER, MERGE, TAKE_OUT
from luoshi_web.supervision.lights.run import run_day as run_lights
from luoshi_web.supervision.models import Item, Limit, Update, Urge
from luoshi_web.supervision.services.assign import sign
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.progress import Report, report
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.run import run_day as run_urging
from luoshi_web.supervision.urging.services import urge_by_hand
from tests.web.conftest import NOW, TODAY
from tests.web.report_for_split import more_offices, store

FEBRUARY, JANUARY = date(2026, 2, 28), date(2026, 1, 31)
WINTER = datetime(2026, 1, 20, 2, 0, tzinfo=UTC)


def chosen(*things):
    return [(thing.pk, type(thing).objects.get(pk=thing.pk).version) for thing in things]


def reasons(outcome):
    """Sentence → how many were left for it."""
    said = [left.why for left in outcome.left]
    return {why: said.count(why) for why in said}


@pytest.fixture
def assigned(district, make_item):
    def made(**columns):
        item = make_item(state=State.ASSIGNED, **columns)
        start_limits(item=item, actor=district.actor("supervisor"), at=NOW)
        return item

    return made


def test_each_is_signed_for_by_an_act_of_its_own_and_the_rest_is_named(district, assigned, make_item):
    fresh, signed, theirs, hidden = (
        [assigned(), assigned()], make_item(), assigned(lead="head2", helpers=("head",)), assigned(lead="head3")
    )  # fmt: skip
    moved = assigned()
    shown = chosen(*fresh, signed, theirs, hidden, moved)
    Item.objects.filter(pk=moved.pk).update(version=7)
    outcome = carry_out(SIGN, actor=district.actor("officer"), chosen=shown, values={}, at=NOW)
    assert set(outcome.done) == {item.pk for item in fresh}
    assert {left.thing.pk for left in outcome.left} == {signed.pk, theirs.pk, moved.pk}
    assert outcome.gone == 1  # what the post may not see is not told apart from what is not there
    assert len(reasons(outcome)) == 3
    assert list(Act.objects.values_list("verb", "object_id")) == [("item.sign", item.pk) for item in fresh]
    assert Item.objects.filter(state=State.ACTIVE, signed_at=NOW).count() == 2


def test_what_would_be_left_is_known_before_anything_is_done(district, assigned, make_item):
    one, other = assigned(), make_item()
    weighed = weigh(SIGN, actor=district.actor("head"), chosen=chosen(one, other))
    assert [item.pk for item in weighed.fit] == [one.pk]
    assert [left.thing.pk for left in weighed.left] == [other.pk]
    assert not Act.objects.exists()
    theirs = weigh(SIGN, actor=district.actor("head2"), chosen=chosen(assigned(helpers=("head2",))))
    assert theirs.nothing_is_yours


@pytest.fixture
def urged_to_sign(district, assigned):
    """Assigned a fortnight ago, urged by the nights since."""

    def made(**columns):
        item = assigned(**columns)
        day = TODAY
        while day <= TODAY + timedelta(days=14):
            run_urging(day, at=datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC))
            day += timedelta(days=1)
        return item

    return made


def test_signing_late_settles_what_urged_to_sign(district, urged_to_sign):
    item = urged_to_sign()
    later = NOW + timedelta(days=15)
    sent = item.urges.filter(state=Urge.State.SENT)
    assert sent.filter(answer_due__isnull=False).exists(), "the ladder asks for an answer on some rung"
    running = item.limits.filter(kind=Limit.Kind.URGED, state=Limit.State.RUNNING)
    assert running.exists()
    words = urge_by_hand(
        actor=district.actor("supervisor"), item_id=item.pk, version=item.version, rung=2, reason="请说明原因",
        although="迟迟未签收", at=later,
    )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    sign(actor=district.actor("officer"), item_id=item.pk, version=item.version, at=later)
    told = item.urges.filter(by_hand=False)
    assert not told.filter(answered_at=None).exists()
    assert set(told.values_list("settled", "answered_by", "answer")) == {
        (True, district.people["officer"].pk, "")
    }
    assert not told.filter(state=Urge.State.PROPOSED).exists()
    assert Urge.objects.get(pk=words.pk).answered_at is None  # a person asked for words
    assert running.get().pk == words.limit_id
    act = json.loads(Act.objects.filter(verb="item.sign").get().details)
    assert set(act["settled"]) == set(told.values_list("pk", flat=True))


def test_what_waits_on_the_desk_for_the_signature_is_gone(district, urged_to_sign):
    item = urged_to_sign()
    occasion = item.urges.first().occasion
    common = {"item": item, "ladder": item.urges.first().ladder, "office": item.office, "post": item.lead, "on": TODAY, "code": "sign_missed", "inputs": {}}  # fmt: skip
    Urge.objects.filter(item=item, rung__in=(3, 4)).delete()
    Urge.objects.create(rung=3, occasion=occasion, state="proposed", **common)
    Urge.objects.create(
        rung=4, occasion=occasion, state="asked", asked_by=district.people["supervisor"], **common
    )
    other = Urge.objects.create(rung=3, occasion="finish:x", state="proposed", **common)
    sign(actor=district.actor("head"), item_id=item.pk, version=item.version, at=NOW + timedelta(days=15))
    left = Urge.objects.filter(item=item).exclude(state=Urge.State.SENT)
    assert set(left.values_list("pk", "state")) == {
        (other.pk, "proposed"), (left.get(rung=4).pk, "lapsed"),
    }  # fmt: skip


def test_one_answer_for_many_items(district, make_item):
    items = [make_item(), make_item(), make_item()]
    for item in items[:2]:
        urge_by_hand(
            actor=district.actor("supervisor"), item_id=item.pk, version=0, rung=2, reason="进度滞后", although="不同事项", at=NOW
        )  # fmt: skip
    outcome = carry_out(
        ANSWER, actor=district.actor("officer"), chosen=chosen(*items), values={"text": "已增派人手"}, at=NOW
    )
    assert set(outcome.done) == {item.pk for item in items[:2]}
    assert [left.thing.pk for left in outcome.left] == [items[2].pk]
    assert set(Urge.objects.values_list("answer", flat=True)) == {"已增派人手"}
    assert Act.objects.filter(verb="urge.answer").count() == 2


def test_reported_as_the_month_before_with_value_words_and_lights(district, make_item):
    target = make_item(assigned_at=WINTER, kind="target", low=40, unit="个", original_low=40)
    task = make_item(assigned_at=WINTER)
    silent = make_item(assigned_at=WINTER)
    officer = district.actor("officer")
    january = datetime(2026, 2, 2, 2, 0, tzinfo=UTC)
    said = Report(
        value="7个", words="已建成7个", problems="征地慢", next_steps="加快", data_source="区统计局"
    )
    report(actor=officer, item_id=target.pk, period=JANUARY, said=said, at=january)
    report(
        actor=officer, item_id=task.pk, period=JANUARY, said=Report(share=20, words="完成两成"), at=january
    )
    run_lights(actor=district.actor("supervisor"), day=TODAY, at=NOW)
    before = Item.objects.get(pk=target.pk).gap_light
    outcome = carry_out(
        AS_BEFORE, actor=officer, chosen=chosen(target, task, silent), values={"period": FEBRUARY}, at=NOW
    )
    assert set(outcome.done) == {target.pk, task.pk}
    assert [left.thing.pk for left in outcome.left] == [silent.pk]
    one = Update.objects.get(item=target, period=FEBRUARY)
    assert (one.value, one.words, one.problems, one.next_steps, one.data_source) == (
        7, "已建成7个", "征地慢", "加快", "区统计局",
    )  # fmt: skip
    assert Update.objects.get(item=task, period=FEBRUARY).share == 20
    assert (before, Item.objects.get(pk=target.pk).gap_light) != (before, before)  # no longer unreported
    again = carry_out(
        AS_BEFORE, actor=officer, chosen=chosen(target), values={"period": FEBRUARY}, at=NOW
    )  # fmt: skip
    assert (again.done, len(again.left)) == ((), 1)


def test_the_first_month_is_said_in_words_or_as_not_yet_published(district, make_item):
    target = make_item(assigned_at=WINTER, kind="target", low=40, unit="个", original_low=40)
    task = make_item(assigned_at=WINTER)
    both, officer = chosen(target, task), district.actor("officer")
    words = {"period": FEBRUARY, "words": "按计划推进"}
    outcome = carry_out(AS_BEFORE, actor=officer, chosen=both, values=words, at=NOW)
    assert outcome.done == (task.pk,)  # a target in numbers asks for its number
    outcome = carry_out(
        AS_BEFORE, actor=officer, chosen=chosen(target), values=words | {"state": "no_data"}, at=NOW
    )
    assert outcome.done == (target.pk,)
    assert Update.objects.get(item=target).state == "no_data"


@pytest.fixture
def rows(district):
    more_offices(district)
    split = draft_split(
        actor=district.actor("supervisor"), report=store(district=district), kind="tasks", at=NOW
    )
    return split, list(split.items.order_by("order", "pk"))


@pytest.mark.parametrize(
    ("act", "values", "column"),
    [(LEAD, "head2", "lead"), (LEADER, "leader2", "leader"), (DUE, date(2026, 11, 30), "due")],
)
def test_one_column_of_many_rows(district, rows, act, values, column):
    split, found = rows
    value = district.posts.get(values, values)
    done = carry_out(
        act, actor=district.actor("supervisor"), chosen=chosen(*found), values={column: value}, at=NOW
    )
    assert {getattr(item, column) for item in split.items.all()} == {value}
    assert Act.objects.filter(verb="item.edit").count() == len(done.done) == len(found) - len(done.left)
    if column == "lead":
        assert set(split.items.values_list("leader", "office")) == {
            (district.posts["leader"].pk, district.offices["住建局"].pk)
        }
        assert not split.items.filter(co_units__post__office=district.offices["住建局"]).exists()
    again = carry_out(
        act, actor=district.actor("supervisor"), chosen=chosen(*found), values={column: value}, at=NOW
    )
    assert (again.done, len(again.left)) == ((), len(found))


def test_units_that_help_stand_beside_others_or_in_their_place(district, rows):
    split, found = rows
    carry_out(LEAD, actor=district.actor("supervisor"), chosen=chosen(*found), values={"lead": district.posts["head"]}, at=NOW)  # fmt: skip
    for beside, names in ((False, {"住建局"}), (True, {"住建局", "教体局"})):
        helper = district.posts["head3" if beside else "head2"]
        values = {"helpers": [helper, district.posts["head"]], "beside": beside}
        carry_out(HELPERS, actor=district.actor("supervisor"), chosen=chosen(*found), values=values, at=NOW)
        for item in split.items.all():
            assert {str(co.post.office) for co in item.co_units.all()} == names


def test_rows_leave_the_draft_one_by_one_and_can_come_back(district, rows):
    split, found = rows
    outcome = carry_out(
        TAKE_OUT, actor=district.actor("supervisor"), chosen=chosen(*found[:3]), values={}, at=NOW
    )
    assert (len(outcome.done), split.items.count(), split.left_out.count()) == (3, len(found) - 3, 3)
    assert Act.objects.filter(verb="item.remove").count() == 3


def test_rows_become_one(district, rows):
    split, found = rows
    first, second = found[0], found[1]
    outcome = carry_out(
        MERGE, actor=district.actor("supervisor"), chosen=chosen(second, first), values={}, at=NOW
    )
    assert len(outcome.done) == 2
    whole = split.items.get(pk=first.pk)
    assert whole.quote.startswith(first.quote)
    assert whole.quote.endswith(second.quote)
    assert list(whole.further.all()) == [second.entry]
    assert not split.items.filter(pk=second.pk).exists()
    assert Act.objects.filter(verb="item.merge", object_id=second.pk).count() == 1
    again = draft_split(
        actor=district.actor("supervisor"), report=split.report, kind="tasks", at=NOW
    )  # fmt: skip
    assert again.items.count() == len(found) - 1


def test_a_single_row_is_merged_with_nothing(district, rows):
    _split, found = rows
    with pytest.raises(Refusal) as refused:
        carry_out(MERGE, actor=district.actor("supervisor"), chosen=chosen(found[0]), values={}, at=NOW)
    assert refused.value.code == "merge_two"


def test_entries_are_accepted_or_dropped_with_a_revision_each(district):
    made = store(district=district)
    actor = district.actor("supervisor")
    first, second, *rest = made.entries.order_by("order")
    carry_out(DROP, actor=actor, chosen=chosen(first, second), values={"reason": "非任务"}, at=NOW)
    outcome = carry_out(ACCEPT, actor=actor, chosen=chosen(first, second, *rest), values={}, at=NOW)
    assert len(outcome.done) == len(rest)
    assert {left.thing.pk for left in outcome.left} == {first.pk, second.pk}
    assert set(Entry.objects.values_list("review", flat=True)) == {"dropped", "accepted"}
    assert Revision.objects.count() == Act.objects.filter(verb__startswith="entry.").count() == len(rest) + 2
