"""Another target: asked for, decided by another, the first one kept."""

from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Change, Item
from luoshi_web.supervision.selectors.changes import (
    changes_by_office,
    changes_in_the_open,
    changes_waiting,
)
from luoshi_web.supervision.services.change import ask_target_change, decide_change, withdraw_change
from luoshi_web.supervision.services.extension import (
    ask_extension,
    decide_extension,
    screen_extension,
)
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY


@pytest.fixture
def item(make_item):
    return make_item(
        kind="target", indicator="gdp", is_rate=True, bound="at_least", low=Decimal(6), original_low=Decimal(6), unit="%"
    )  # fmt: skip


@pytest.fixture
def ask(district):
    def asked(item, by="head", low="5.5", high=None, reason="外部需求下降", **said):
        return ask_target_change(
            actor=district.actor(by), item_id=item.pk, low=low and Decimal(low), high=high and Decimal(high), reason=reason, at=NOW,
            **said,
        )  # fmt: skip

    return asked


@pytest.fixture
def decide(district):
    def decided(change, by="leader", approved=True, answer="同意", **said):
        return decide_change(
            actor=district.actor(by), change_id=change.pk, approved=approved, answer=answer, at=NOW, **said
        )

    return decided


def refused(code, act, *args, **kwargs):
    """The act is refused with this code, and nothing is recorded."""
    before = (Act.objects.count(), list(Item.objects.values()), list(Change.objects.values()))
    with pytest.raises(Refusal) as said:
        act(*args, **kwargs)
    assert said.value.code == code
    assert str(said.value)
    assert (Act.objects.count(), list(Item.objects.values()), list(Change.objects.values())) == before


def test_an_approved_change_keeps_what_was_promised(district, item, ask, decide):
    change = ask(item)
    item = Item.objects.get(pk=item.pk)
    assert (item.low, item.times_changed) == (6, 0)
    assert (change.original, change.before, change.after, change.lowers) == ("6", "6", "5.5", True)
    decide(change)
    item = Item.objects.get(pk=item.pk)
    change.refresh_from_db()
    assert (item.low, item.original_low, item.times_changed) == (Decimal("5.5"), 6, 1)
    assert (change.state, change.approved_by) == ("approved", district.people["leader"])
    again = ask(item, low="5", reason="再次调整")
    assert (again.original, again.before) == ("6", "5.5")
    assert list(Act.objects.values_list("verb", flat=True)) == [
        "change.ask",
        "change.decide",
        "change.ask",
    ]


def test_a_ceiling_that_is_raised_promises_less(make_item, ask):
    item = make_item(
        kind="target", indicator="cpi", bound="at_most", high=Decimal(3), original_high=Decimal(3), unit="%"
    )
    assert ask(item, low=None, high="3.5").lowers is True


def test_a_refused_change_touches_nothing(item, ask, decide):
    change = ask(item)
    decide(change, approved=False, answer="目标不调整")
    item = Item.objects.get(pk=item.pk)
    change.refresh_from_db()
    assert (item.low, item.times_changed) == (6, 0)
    assert (change.state, change.answer) == ("refused", "目标不调整")


def test_an_item_without_its_first_target_keeps_the_one_that_stood(item, ask, decide):
    Item.objects.update(original_low=None)
    item = Item.objects.get(pk=item.pk)
    decide(ask(item))
    item = Item.objects.get(pk=item.pk)
    assert (item.low, item.original_low) == (Decimal("5.5"), 6)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"low": "6"}, "change_same"),
        ({"low": "6.0", "high": "6"}, "change_same"),
        ({"low": None}, "change_no_number"),
        ({"low": "6", "high": "5"}, "change_order"),
        ({"reason": " "}, "change_reason"),
        ({"by": "officer"}, "not_yours"),
        ({"by": "head2"}, "not_yours"),
        ({"by": "leader"}, "not_yours"),
        ({"version": 99}, "changed_meanwhile"),
    ],
)
def test_what_cannot_be_asked_for(item, ask, said, code):
    refused(code, ask, item, **said)


def test_a_task_in_words_has_no_target_to_change(make_item, ask):
    refused("change_no_number", ask, make_item())


def test_an_item_that_has_ended_is_not_changed(make_item, ask):
    refused("wrong_state", ask, make_item(state=State.CLOSED_DONE, kind="target", low=Decimal(6)))


def test_one_request_at_a_time_and_it_can_be_withdrawn(district, item, ask, decide):
    change = ask(item, by="supervisor")
    refused("change_waits", ask, item)
    refused("not_yours", withdraw_change, actor=district.actor("head"), change_id=change.pk, at=NOW)
    withdraw_change(actor=district.actor("supervisor"), change_id=change.pk, at=NOW)
    refused("change_withdrawn", decide, change)
    assert ask(item).state == "asked"


def test_another_than_the_asker_decides_once(district, item, ask, decide):
    change = ask(item)
    refused("not_yours", decide, change, by="supervisor")
    refused("not_yours", decide, change, by="leader2")
    refused("extension_answer", decide, change, approved=False, answer=" ")
    refused("changed_meanwhile", decide, change, version=0)
    Change.objects.update(asked_by=district.people["leader"])
    refused("own_request", decide, change)
    Change.objects.update(asked_by=district.people["head"])
    decide(change)
    refused("change_decided", decide, change)


def test_a_target_that_changed_meanwhile_is_not_changed_again(item, ask, decide):
    change = ask(item)
    Item.objects.update(low=Decimal("5.8"))
    refused("change_target_moved", decide, change)


def test_it_waits_for_the_leader_in_charge(district, item, ask):
    ask(item)
    assert [changes_waiting(district.actor(key)).count() for key in ("leader", "leader2", "supervisor")] == [
        1,
        0,
        0,
    ]


# In the open


def _extend(district, item, days):
    from datetime import timedelta

    extension = ask_extension(
        actor=district.actor("head"), item_id=item.pk, new_due=item.due + timedelta(days=days), reason="雨季停工",
        progress="完成四成", at=NOW,
    )  # fmt: skip
    screen_extension(actor=district.actor("supervisor"), extension_id=extension.pk, opinion="属实", at=NOW)
    decide_extension(actor=district.actor("leader"), extension_id=extension.pk, granted=True, at=NOW)


def test_changes_are_counted_by_office(district, item, make_item, ask, decide):
    decide(ask(item))
    _extend(district, item, 10)
    other = make_item()
    _extend(district, other, 5)
    refused_one = ask(item, low="5")
    decide(refused_one, approved=False, answer="不调整")
    changes = changes_in_the_open(district.actor("head3"), year=2026)
    (row,) = changes_by_office(changes)
    assert (row.office, row.items, row.moved, row.lowered, row.others, row.days) == ("发改局", 2, 2, 1, 0, 15)
    assert not changes_in_the_open(district.actor("head3"), year=2025).exists()


@pytest.mark.parametrize(
    ("secrecy", "key", "seen"),
    [(0, "head3", True), (1, "head3", False), (1, "head", True), (2, "head", False), (2, "auditor", True)],
)
def test_a_change_is_open_as_its_item_is(district, make_item, secrecy, key, seen):
    item = make_item(secrecy=0)
    _extend(district, item, 5)
    Item.objects.update(secrecy=secrecy)
    assert changes_in_the_open(district.actor(key), year=TODAY.year).exists() is seen
