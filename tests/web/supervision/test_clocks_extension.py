"""More time: asked for before the due date, screened, decided; a moved date stays in the open."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.clocks.services import set_limit
from luoshi_web.supervision.models import Change, Ending, Extension, Item
from luoshi_web.supervision.selectors.changes import extensions_waiting
from luoshi_web.supervision.services.extension import (
    ask_extension,
    decide_extension,
    screen_extension,
    withdraw_extension,
)
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

DUE = date(2026, 6, 30)
LATER = date(2026, 9, 30)


@pytest.fixture
def item(make_item):
    return make_item(lead="head", due=DUE, original_due=DUE)


@pytest.fixture
def acts(district):
    """``acts.ask(item)``, ``acts.screen(extension)``, ``acts.decide(extension)``, by whoever may, or by another."""

    class Acts:
        @staticmethod
        def ask(item, by="head", at=NOW, **said):
            words = {"new_due": LATER, "reason": "征地手续未完成", "progress": "已完成施工图设计"} | said
            return ask_extension(actor=district.actor(by), item_id=item.pk, at=at, **words)

        @staticmethod
        def screen(extension, by="supervisor", opinion="情况属实，建议同意", **said):
            return screen_extension(
                actor=district.actor(by), extension_id=extension.pk, opinion=opinion, at=NOW, **said
            )

        @staticmethod
        def decide(extension, by="leader", granted=True, answer="同意", **said):
            return decide_extension(
                actor=district.actor(by), extension_id=extension.pk, granted=granted, answer=answer, at=NOW, **said
            )  # fmt: skip

        @staticmethod
        def withdraw(extension, by="head"):
            return withdraw_extension(actor=district.actor(by), extension_id=extension.pk, at=NOW)

    return Acts


def refused(code, act, *args, **kwargs):
    """The act is refused with this code, and nothing is recorded."""
    before = (Act.objects.count(), list(Item.objects.values()), list(Extension.objects.values()))
    with pytest.raises(Refusal) as said:
        act(*args, **kwargs)
    assert said.value.code == code
    assert str(said.value)
    assert (Act.objects.count(), list(Item.objects.values()), list(Extension.objects.values())) == before


def test_a_granted_extension_moves_the_date_and_stays_in_the_open(district, item, acts):
    limit = set_limit(
        item=item, kind="finish", began=TODAY, due=DUE, actor=district.actor("supervisor"), at=NOW
    )
    extension = acts.ask(item)
    acts.screen(extension)
    item = Item.objects.get(pk=item.pk)
    assert item.due == DUE
    acts.decide(extension)
    item = Item.objects.get(pk=item.pk)
    limit.refresh_from_db()
    assert (item.due, item.original_due, item.days_slipped, item.times_changed) == (LATER, DUE, 92, 1)
    assert limit.due == LATER
    change = Change.objects.get()
    assert (change.original, change.before, change.after) == ("2026-06-30", "2026-06-30", "2026-09-30")
    assert (change.days_slipped, change.state, change.field) == (92, "approved", "due")
    assert change.asked_by == district.people["head"]
    assert change.approved_by == district.people["leader"]
    assert change.reason == "征地手续未完成"
    assert change.extension == extension
    assert list(Act.objects.values_list("verb", flat=True)) == [
        "extension.ask", "extension.screen", "extension.decide",
    ]  # fmt: skip


def test_a_second_extension_keeps_the_first_date(item, acts):
    for new_due in (date(2026, 7, 10), date(2026, 7, 20)):
        extension = acts.ask(item, new_due=new_due)
        acts.screen(extension)
        acts.decide(extension)
    item = Item.objects.get(pk=item.pk)
    assert (item.original_due, item.due, item.days_slipped, item.times_changed) == (
        DUE, date(2026, 7, 20), 20, 2,
    )  # fmt: skip
    assert [(c.original, c.before, c.days_slipped) for c in Change.objects.order_by("id")] == [
        ("2026-06-30", "2026-06-30", 10), ("2026-06-30", "2026-07-10", 10),
    ]  # fmt: skip


def test_a_refused_extension_answers_and_moves_nothing(item, acts):
    extension = acts.ask(item)
    acts.screen(extension, opinion="理由不充分，建议不同意")
    acts.decide(extension, granted=False, answer="按原时限办理")
    item = Item.objects.get(pk=item.pk)
    extension.refresh_from_db()
    assert (item.due, item.times_changed) == (DUE, 0)
    assert (extension.state, extension.answer) == ("refused", "按原时限办理")
    assert not Change.objects.exists()
    assert acts.ask(item).state == "asked"  # once more is not forbidden


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        ("2026-06-29T23:59", True),
        ("2026-06-30T00:00", False),
        ("2026-06-30T09:00", False),
        ("2026-07-01T09:00", False),
    ],
)
def test_it_is_asked_for_before_the_due_date(item, acts, moment, in_time):
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    if in_time:
        assert acts.ask(item, at=at).old_due == DUE
    else:
        refused("extension_late", acts.ask, item, at=at)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"new_due": DUE}, "extension_not_later"),
        ({"new_due": date(2026, 6, 1)}, "extension_not_later"),
        ({"reason": "  "}, "extension_words"),
        ({"progress": ""}, "extension_words"),
        ({"by": "officer"}, "not_yours"),
        ({"by": "head2"}, "not_yours"),
        ({"by": "supervisor"}, "not_yours"),
        ({"by": "leader"}, "not_yours"),
        ({"version": 99}, "changed_meanwhile"),
    ],
)
def test_what_cannot_be_asked_for(item, acts, said, code):
    refused(code, acts.ask, item, **said)


@pytest.mark.parametrize("state", [State.ASSIGNED, State.REPORTED, State.CLOSED_DONE, State.DRAFT])
def test_only_an_item_under_way_is_extended(make_item, acts, state):
    refused("wrong_state", acts.ask, make_item(state=state, due=DUE))


def test_one_request_at_a_time(item, acts):
    extension = acts.ask(item)
    refused("extension_waits", acts.ask, item)
    acts.screen(extension)
    refused("extension_waits", acts.ask, item)


def test_a_withdrawn_request_is_neither_screened_nor_decided(item, acts):
    extension = acts.ask(item)
    refused("not_yours", acts.withdraw, extension, by="head2")
    assert acts.withdraw(extension).withdrawn_at == NOW
    refused("extension_withdrawn", acts.screen, extension)
    refused("extension_withdrawn", acts.decide, extension)
    refused("extension_withdrawn", acts.withdraw, extension)
    assert acts.ask(item).state == "asked"


def test_screening_is_the_supervision_offices_and_comes_first(item, acts):
    extension = acts.ask(item)
    refused("extension_not_screened", acts.decide, extension)
    refused("not_yours", acts.screen, extension, by="leader")
    refused("not_yours", acts.screen, extension, by="head")
    refused("extension_opinion", acts.screen, extension, opinion=" ")
    acts.screen(extension)
    refused("extension_screened", acts.screen, extension)


def test_the_leader_in_charge_decides_once(item, acts):
    extension = acts.ask(item)
    acts.screen(extension)
    refused("not_yours", acts.decide, extension, by="leader2")
    refused("not_yours", acts.decide, extension, by="supervisor")
    refused("extension_answer", acts.decide, extension, granted=False, answer="")
    refused("changed_meanwhile", acts.decide, extension, version=0)
    acts.decide(extension)
    refused("extension_decided", acts.decide, extension)
    refused("extension_decided", acts.withdraw, extension)


def test_nobody_decides_what_they_asked_for_or_screened(district, item, acts):
    extension = acts.ask(item)
    Extension.objects.update(asked_by=district.people["supervisor"])
    refused("own_request", acts.screen, extension)
    acts.screen(extension, by="supervisor2")
    Extension.objects.update(asked_by=district.people["leader"])
    refused("own_request", acts.decide, extension)
    Extension.objects.update(asked_by=district.people["head"], screened_by=district.people["leader"])
    refused("own_screening", acts.decide, extension)


def test_a_date_that_moved_meanwhile_is_not_moved_again(item, acts):
    extension = acts.ask(item)
    acts.screen(extension)
    Item.objects.update(due=date(2026, 7, 15))
    refused("extension_date_moved", acts.decide, extension)
    assert not Change.objects.exists()


def test_an_item_that_ended_meanwhile_is_not_moved(make_item, acts, item):
    extension = acts.ask(item)
    acts.screen(extension)
    Item.objects.update(state=State.CLOSED_DONE, public_reason="已办结")
    refused("wrong_state", acts.decide, extension)


def test_a_request_waits_for_whoever_is_next(district, item, acts):
    def waiting(key):
        return extensions_waiting(district.actor(key)).count()

    extension = acts.ask(item)
    assert [waiting(key) for key in ("supervisor", "leader", "leader2", "head")] == [1, 0, 0, 0]
    acts.screen(extension)
    assert [waiting(key) for key in ("supervisor", "leader", "leader2", "head")] == [0, 1, 0, 0]
    acts.decide(extension)
    assert [waiting(key) for key in ("supervisor", "leader")] == [0, 0]
    acts.ask(item, new_due=date(2026, 12, 31))
    assert waiting("supervisor") == 1
    Item.objects.update(state=State.CLOSED_DONE, public_reason="已办结")
    assert waiting("supervisor") == 0, "the date of an item that has ended moves no more"


def test_an_item_that_was_reopened_over_its_date_gets_another_one(district, make_item, acts):
    """Nobody could have asked in time: the way is the same, and the days slipped count from the old date."""
    due = TODAY - timedelta(days=10)
    item = make_item(due=due, original_due=due, assigned_at=NOW - timedelta(days=30))
    refused("extension_late", acts.ask, item)
    Ending.objects.create(
        item=item, kind="closed_done", stage="in_force", reason="已建成", asked_by=district.people["supervisor"], asked_at=NOW,
        decided_by=district.people["supervisor2"], decided_at=NOW, reopened_at=NOW, reopened_for="再次停用",
        reopened_by=district.people["supervisor"],
    )  # fmt: skip
    refused("extension_not_later", acts.ask, item, new_due=TODAY)
    extension = acts.ask(item, new_due=TODAY + timedelta(days=20))
    acts.screen(extension)
    acts.decide(extension)
    item = Item.objects.get(pk=item.pk)
    assert (item.due, item.days_slipped) == (TODAY + timedelta(days=20), 30)
    assert item.limits.get(kind="finish", state="running").due == item.due
    refused("extension_late", acts.ask, item, at=NOW + timedelta(days=20), new_due=TODAY + timedelta(days=40))


def test_an_item_that_changed_hands_over_its_date_gets_another_one(make_item, acts):
    late = make_item(due=TODAY - timedelta(days=10), assigned_at=NOW - timedelta(days=1))
    assert acts.ask(late).state == "asked"
