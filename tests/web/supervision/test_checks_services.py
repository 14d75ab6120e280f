"""Planning a check, drawing, recording what was found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.checks.draw import draw
from luoshi_web.supervision.models import Check, CheckPlan, Item
from luoshi_web.supervision.selectors.verification import (
    Scope,
    checks_shown_to,
    checks_to_make,
    false_reports,
    frame_of,
)
from luoshi_web.supervision.services.checks import Look, Terms, plan_checks, record_check
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

TERMS = Terms(
    name="一季度实地核查", year=2026, method="on_site", content="看是否建成、是否投用", scope=Scope(), sampled=3, seed="20260310",
    begins=TODAY, ends=date(2026, 3, 31),
)  # fmt: skip
LOOK = Look(method="on_site", finding="as_reported", on=TODAY, place="城东街道", words="已开门办事")


def _plan(district, **terms):
    return plan_checks(actor=district.actor("supervisor"), terms=replace(TERMS, **terms), at=NOW)


def _record(district, item, check=None, **look):
    item = Item.objects.get(pk=item.pk)
    return record_check(
        actor=district.actor("supervisor"), item_id=item.pk, version=item.version, look=replace(LOOK, **look),
        check_id=check.pk if check else None, at=NOW,
    )  # fmt: skip


def _refused(code, act):
    before = Act.objects.count(), CheckPlan.objects.count(), Check.objects.count()
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act()
    assert caught.value.code == code
    assert str(caught.value)
    assert (Act.objects.count(), CheckPlan.objects.count(), Check.objects.count()) == before


def test_a_plan_draws_from_every_office_and_anybody_can_draw_it_again(district, make_item):
    for lead, many in (("head", 6), ("head2", 3), ("head3", 1)):
        for _ in range(many):
            make_item(lead=lead)
    plan = _plan(district, sampled=4)
    drawn = [check.item.number for check in plan.checks.order_by("id").select_related("item")]
    assert len(drawn) == 4
    assert {check.item.office.short_name for check in plan.checks.all()} == {"发改局", "住建局", "教体局"}
    kept = CheckPlan.objects.get(pk=plan.pk)
    Item.objects.update(state=State.WITHDRAWN, public_reason="全部变了")  # whatever becomes of the items
    assert list(draw(kept.scope["frame"], seed=kept.seed, count=kept.sampled)) == drawn
    act = Act.objects.get()
    assert (act.verb, act.object_kind) == ("check.plan", "checkplan")
    assert all(number in act.details for number in drawn)


def test_what_a_plan_must_say(district, make_item):
    make_item()
    _refused("no_content", lambda: _plan(district, content=" "))
    _refused("no_words", lambda: _plan(district, seed=" "))
    _refused("no_words", lambda: _plan(district, name=""))
    _refused("plan_backwards", lambda: _plan(district, ends=date(2026, 3, 9)))
    _refused("draw_nothing", lambda: _plan(district, sampled=0))
    _refused("nothing_to_draw", lambda: _plan(district, year=2025))


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), {"a", "b", "c"}),
        (Scope(states=("active",)), {"a", "b"}),
        (Scope(kinds=("target",)), {"b"}),
        (Scope(offices=("o4",)), {"c"}),
        (Scope(light="red"), {"a"}),
        (Scope(states=("closed_done",)), {"d"}),
    ],
)
def test_a_scope_finds_what_it_says(district, make_item, scope, found):
    make_item(number="a", gap_light="red")
    make_item(number="b", kind="target")
    make_item(number="c", lead="head3", state=State.REPORTED)
    make_item(number="d", state=State.CLOSED_DONE)
    make_item(number="e", secrecy=3)
    make_item(number="f", state=State.DRAFT)
    frame = frame_of(scope, year=2026, clearance=2, at=TODAY)
    assert {number for numbers in frame.values() for number in numbers} == found


def test_nobody_is_looked_at_twice_in_a_row(district, make_item):
    waiting, rested, long_ago = make_item(), make_item(), make_item()
    by = {
        "by": district.people["supervisor"],
        "at": NOW,
        "words": "看过",
        "method": "papers",
        "finding": "as_reported",
    }
    Check.objects.create(item=waiting, method="papers")
    Check.objects.create(item=rested, on=TODAY - timedelta(days=29), **by)
    Check.objects.create(item=long_ago, on=TODAY - timedelta(days=30), **by)
    numbers = lambda days: sorted(  # noqa: E731
        n for o in frame_of(Scope(rest_days=days), year=2026, clearance=3, at=TODAY).values() for n in o
    )
    assert numbers(30) == [long_ago.number]
    assert numbers(0) == sorted([rested.number, long_ago.number])


def test_what_was_found_is_recorded_once(district, make_item):
    item = make_item()
    check = _plan(district).checks.get()
    assert list(checks_to_make(district.actor("supervisor"))) == [check]
    found = _record(district, item, check, finding="partly", words="仅开放一半窗口")
    assert found.pk == check.pk
    assert (found.finding, found.on, found.place, found.by) == (
        "partly",
        TODAY,
        "城东街道",
        district.people["supervisor"],
    )
    assert not checks_to_make(district.actor("supervisor")).exists()
    assert Item.objects.get(pk=item.pk).version == 1
    _refused("check_recorded", lambda: _record(district, item, check))
    _record(district, item)  # a new look by itself
    assert item.checks.count() == 2


def test_what_a_record_must_say(district, make_item):
    item = make_item()
    _refused("finding_missing", lambda: _record(district, item, finding="planned"))
    _refused("check_in_future", lambda: _record(district, item, on=TODAY + timedelta(days=1)))
    _refused("check_nowhere", lambda: _record(district, item, place=" "))
    _refused("check_nowhere", lambda: _record(district, item, method="unannounced", place=""))
    _refused("no_words", lambda: _record(district, item, words=""))
    _record(district, item, method="phone", place="")


def test_a_check_of_another_item_is_not_recorded_here(district, make_item):
    make_item()
    check = _plan(district).checks.get()
    other = make_item()
    with pytest.raises(Check.DoesNotExist), transaction.atomic():
        _record(district, other, check)


def test_false_reports_are_there_for_the_appraisal(district, make_item):
    mine, other = make_item(), make_item(lead="head2")
    _record(district, mine, finding="false", words="照片系往年旧照", on=date(2026, 3, 1))
    _record(district, other, finding="not_as_reported", words="未达到")
    found = false_reports(since=date(2026, 3, 1), until=date(2026, 3, 31))
    assert [(check.item, check.item.office.short_name) for check in found] == [(mine, "发改局")]
    assert not false_reports(since=date(2026, 3, 2), until=date(2026, 3, 31)).exists()


def test_a_department_does_not_learn_of_an_unannounced_check_before(district, make_item):
    item = make_item()
    Check.objects.create(item=item, method="unannounced")
    open_one = Check.objects.create(item=item, method="papers")
    assert list(checks_shown_to(district.actor("head"), item)) == [open_one]
    assert checks_shown_to(district.actor("supervisor"), item).count() == 2
    Check.objects.update(finding="as_reported")
    assert checks_shown_to(district.actor("officer"), item).count() == 2
