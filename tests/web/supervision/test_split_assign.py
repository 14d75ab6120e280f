"""Signed for, returned, re-assigned, split further; and whoever follows in a post inherits."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django_fsm import TransitionNotAllowed

from luoshi_web.accounts.models import Person
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.accounts.services import appoint
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import CoUnit, Item, Limit, Return
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services.assign import (
    Part,
    reassign,
    refuse_return,
    send_back,
    sign,
    split_further,
    take_back,
)
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

IN_TIME = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)  # the last of five working days from Tuesday 10 March
TOO_LATE = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def assigned(district, make_item):
    """An item that 发改局 has to sign for, with its limits."""

    def made(**columns):
        item = make_item(state=State.ASSIGNED, **columns)
        start_limits(item=item, actor=district.actor("supervisor"), at=NOW)
        return item

    return made


def limit_states(item):
    """Kind → state, without the limit to finish, which runs with every assignment."""
    return dict(item.limits.exclude(kind="finish").order_by("pk").values_list("kind", "state"))


def refused(code, act, *args, **kwargs):
    """The act is refused with that code, and nothing is recorded."""
    acts, items = Act.objects.count(), list(Item.objects.order_by("pk").values())
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert (Act.objects.count(), list(Item.objects.order_by("pk").values())) == (acts, items)


def test_the_unit_signs(district, assigned):
    item = assigned()
    sign(actor=district.actor("officer"), item_id=item.pk, version=0, at=IN_TIME)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.signed_at, item.version) == (State.ACTIVE, IN_TIME, 1)
    assert limit_states(item) == {
        "sign": "missed",
        "return": "lifted",
    }  # three days to sign ended on the 13th
    assert [act.verb for act in Act.objects.all()] == ["item.sign"]


def test_signing_in_time_keeps_the_limit(district, assigned):
    item = assigned()
    sign(actor=district.actor("head"), item_id=item.pk, version=0, at=NOW)
    assert limit_states(item)["sign"] == "met"


@pytest.mark.parametrize("key", ["head2", "supervisor", "leader"])
def test_nobody_else_signs(district, assigned, key):
    refused("not_yours", sign, actor=district.actor(key), item_id=assigned().pk, version=0, at=NOW)


def test_of_two_who_sign_one_is_told(district, assigned):
    item = assigned()
    sign(actor=district.actor("head"), item_id=item.pk, version=0, at=NOW)
    refused("changed_meanwhile", sign, actor=district.actor("officer"), item_id=item.pk, version=0, at=NOW)


def test_an_item_is_returned_with_its_reason(district, assigned):
    item = assigned()
    made = send_back(
        actor=district.actor("head"), item_id=item.pk, version=0, reason=" 非我单位职责 ", suggested=district.posts["head2"],
        at=IN_TIME,
    )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.times_returned) == (State.RETURNED, 1)
    assert (made.reason, made.suggested, made.decision) == ("非我单位职责", district.posts["head2"], "open")
    assert limit_states(item) == {"sign": "missed", "return": "met"}
    assert [act.verb for act in Act.objects.all()] == ["item.return"]


def test_a_return_says_why_and_comes_in_time(district, assigned):
    common = {"actor": district.actor("head"), "item_id": assigned().pk, "version": 0}
    refused("say_why", send_back, reason="  ", at=NOW, **common)
    refused("return_late", send_back, reason="非我单位职责", at=TOO_LATE, **common)
    common["actor"] = district.actor("head2")
    refused("not_yours", send_back, reason="非我单位职责", at=NOW, **common)
    assert not Return.objects.exists()


def test_what_was_signed_for_is_returned_no_more(district, assigned):
    item = assigned()
    sign(actor=district.actor("head"), item_id=item.pk, version=0, at=NOW)
    with pytest.raises(TransitionNotAllowed):
        send_back(actor=district.actor("head"), item_id=item.pk, version=1, reason="非我单位职责", at=NOW)


@pytest.fixture
def returned(district, assigned):
    def made(**columns):
        item = assigned(**columns)
        send_back(actor=district.actor("head"), item_id=item.pk, version=0, reason="非我单位职责", at=NOW)
        return item

    return made


def test_a_right_return_is_taken_back_and_given_to_another(district, returned):
    item = returned(helpers=("head2",))
    take_back(
        actor=district.actor("supervisor"), item_id=item.pk, version=1, lead=district.posts["head2"], answer="同意", at=IN_TIME
    )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.lead, item.office) == (
        State.ASSIGNED, district.posts["head2"], district.offices["住建局"],
    )  # fmt: skip
    assert (item.assigned_at, item.signed_at, item.times_changed) == (IN_TIME, None, 0)
    assert not item.co_units.exists()
    made = item.returns.get()
    assert (made.decision, made.answer, made.decided_by) == ("taken", "同意", district.people["supervisor"])
    running = item.limits.filter(state=Limit.State.RUNNING)
    assert sorted(running.values_list("kind", flat=True)) == ["finish", "return", "sign"]
    assert Act.objects.last().verb == "item.reassign"


def test_a_return_is_refused_with_an_answer_and_is_not_made_again(district, returned):
    item = returned()
    common = {"actor": district.actor("supervisor"), "item_id": item.pk, "version": 1}
    refused("say_why", refuse_return, answer="", at=NOW, **common)
    refuse_return(answer="属你单位三定职责", at=NOW, **common)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.returns.get().decision) == (State.ASSIGNED, "refused")
    running = item.limits.filter(state=Limit.State.RUNNING)
    assert sorted(running.values_list("kind", flat=True)) == ["finish", "sign"]
    assert Act.objects.last().verb == "item.return_refused"
    refused(
        "return_decided", send_back, actor=district.actor("head"), item_id=item.pk, version=2, reason="再退", at=NOW
    )  # fmt: skip


def test_another_unit_may_return_what_it_got_after_a_refused_return(district, returned):
    item = returned()
    supervisor = district.actor("supervisor")
    refuse_return(actor=supervisor, item_id=item.pk, version=1, answer="属你单位职责", at=NOW)
    reassign(
        actor=supervisor, item_id=item.pk, version=2, lead=district.posts["head2"], reason="职责调整", at=NOW
    )
    send_back(actor=district.actor("head2"), item_id=item.pk, version=3, reason="非我单位职责", at=NOW)
    assert Item.objects.get(pk=item.pk).times_returned == 2


def test_only_what_was_returned_can_be_decided(district, assigned):
    common = {"actor": district.actor("supervisor"), "item_id": assigned().pk, "version": 0, "at": NOW}
    refused("wrong_state", take_back, lead=district.posts["head2"], **common)
    refused("wrong_state", refuse_return, answer="属你单位职责", **common)


def test_re_assigning_counts_and_stands_beside_who_led_first(district, make_item):
    item = make_item()
    supervisor = district.actor("supervisor")
    for version, key in enumerate(("head2", "head3")):
        reassign(
            actor=supervisor, item_id=item.pk, version=version, lead=district.posts[key], reason="职责调整", at=NOW
        )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    assert (item.lead, item.state, item.times_changed) == (district.posts["head3"], State.ASSIGNED, 2)
    assert item.leader == district.posts["leader2"]
    changes = list(item.changes.order_by("pk").values_list("original", "before", "after"))
    assert changes == [
        ("发改局 局长", "发改局 局长", "住建局 局长"), ("发改局 局长", "住建局 局长", "教体局 局长"),
    ]  # fmt: skip
    assert list(Act.objects.values_list("verb", flat=True)) == ["item.reassign", "item.reassign"]


@pytest.mark.parametrize(
    ("code", "key", "reason", "columns"),
    [
        ("same_lead", "officer", "职责调整", {}),
        ("say_why", "head2", " ", {}),
        ("lead_not_cleared", "head2", "职责调整", {"secrecy": 3}),
        ("wrong_state", "head2", "职责调整", {"state": State.RETURNED}),
        ("wrong_state", "head2", "职责调整", {"state": State.DRAFT}),
    ],
)
def test_re_assigning_is_refused(district, make_item, code, key, reason, columns):
    item = make_item(**columns)
    refused(
        code, reassign, actor=district.actor("supervisor"), item_id=item.pk, version=0, lead=district.posts[key],
        reason=reason, at=NOW,
    )  # fmt: skip


def test_an_ended_item_is_not_re_assigned(district, make_item):
    item = make_item(state=State.CLOSED_DONE)
    with pytest.raises(TransitionNotAllowed):
        reassign(
            actor=district.actor("supervisor"), item_id=item.pk, version=0, lead=district.posts["head2"], reason="职责调整",
            at=NOW,
        )  # fmt: skip


def test_the_receiver_hands_parts_to_its_own_and_to_those_who_help(district, make_item):
    item = make_item(
        helpers=("head2",), kind="target", low=Decimal(40), high=Decimal(40), unit="个", bound="exact"
    )
    parts = [
        Part("南片区", district.posts["officer"], date(2026, 9, 30), value=Decimal(25)),
        Part("北片区", district.posts["head2"], date(2026, 12, 31), value=Decimal(15)),
        Part("档案整理", district.posts["officer"], date(2026, 12, 31)),
    ]
    made = split_further(actor=district.actor("head"), item_id=item.pk, version=0, parts=parts, at=NOW)
    assert [child.number for child in made] == [f"{item.number}-{n}" for n in (1, 2, 3)]
    first, second, third = Item.objects.filter(parent=item).order_by("pk")
    assert (first.low, first.high, first.unit, first.kind) == (Decimal(25), Decimal(25), "个", "target")
    assert (second.office, second.state, second.leader) == (
        district.offices["住建局"], State.ASSIGNED, item.leader,
    )  # fmt: skip
    assert (third.low, third.unit, third.kind) == (None, "", "task")
    assert limit_states(second) == {"sign": "running"}
    assert Item.objects.get(pk=item.pk).state == State.ACTIVE
    assert [act.verb for act in Act.objects.all()] == ["item.split"]
    again = split_further(actor=district.actor("head"), item_id=item.pk, version=1, parts=parts[2:], at=NOW)
    assert again[0].number == f"{item.number}-4"
    sign(actor=district.actor("head2"), item_id=second.pk, version=second.version, at=NOW)
    assert visible_to(district.actor("head")).filter(pk=second.pk).exists()
    refused(
        "return_not_above", send_back, actor=district.actor("officer"), item_id=first.pk, version=first.version, reason="忙", at=NOW
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "part", "columns"),
    [
        ("no_parts", None, {}),
        ("part_elsewhere", {"lead": "head3"}, {}),
        ("part_too_late", {"due": date(2027, 1, 1)}, {}),
        ("part_too_late", {"due": date(2026, 3, 9)}, {}),
        ("rate_not_divided", {"value": Decimal(2)}, {"is_rate": True, "unit": "%"}),
        ("part_without_unit", {"value": Decimal(2)}, {}),
        ("wrong_state", {}, {"state": State.ASSIGNED}),
    ],
)
def test_parts_that_are_refused(district, make_item, code, part, columns):
    item = make_item(**columns)
    values = {"title": "一部分", "lead": "officer", "due": date(2026, 6, 30)} | (part or {})
    values["lead"] = district.posts[values["lead"]]
    parts = [] if part is None else [Part(**values)]
    refused(
        code, split_further, actor=district.actor("head"), item_id=item.pk, version=0, parts=parts, at=NOW
    )  # fmt: skip


def test_who_only_helps_does_not_split(district, make_item):
    item = make_item(helpers=("head2",))
    part = Part("一部分", district.posts["head2"], date(2026, 6, 30))
    refused(
        "not_yours", split_further, actor=district.actor("head2"), item_id=item.pk, version=0, parts=[part], at=NOW
    )  # fmt: skip


def test_the_successor_in_a_post_inherits(district, assigned, client):
    """ "the successor in that post inherits, no new notice" (银川兴庆区 2018)."""
    item = assigned()
    post, before = district.posts["head"], district.people["head"]
    after = Person.objects.create_user(username="next", password="x", name="继任者")
    appoint(actor=district.actor("administrator"), person=after, post=post, since=TODAY, at=NOW)
    actor = actor_for(after, post, at=TODAY)
    assert list(visible_to(actor)) == [item]
    client.force_login(after, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert item.title in client.get("/items/").content.decode()
    gone = district.client("head")
    assert gone.get("/items/").status_code == 403
    assert gone.post(f"/split/items/{item.pk}/sign/", {"version": 0}).status_code == 403
    assert client.post(f"/split/items/{item.pk}/sign/", {"version": 0}).status_code == 302
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.lead, item.version) == (State.ACTIVE, post, 1)
    act = Act.objects.get(verb="item.sign")
    assert (act.person, act.post) == ("继任者", "局长")
    assert before.holdings.get().until == TODAY


def test_helpers_and_units_above_see_an_item(district, make_item):
    item = make_item(helpers=("head2",))
    assert CoUnit.objects.filter(item=item).count() == 1
    assert visible_to(district.actor("officer2")).filter(pk=item.pk).exists()
    assert not visible_to(district.actor("head3")).filter(pk=item.pk).exists()
