"""归口: who keeps a register on which day, moved by two persons; rights, lists and messages ask it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.desks import confirm_desk, holders, offices_at, propose_desk, refuse_desk
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.rights import keeps, rates, reads, reviews
from luoshi_web.registers.models import Desk
from luoshi_web.registers.proposals.selectors import visible_to
from luoshi_web.registers.proposals.services import filing
from tests.web.conftest import NOW, TODAY
from tests.web.registers import proposal_steps as steps
from tests.web.registers.desk_steps import keep_at

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}
TOMORROW = TODAY + timedelta(days=1)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def proposing(district, **more):
    return {
        "actor": district.actor("administrator"), "register": "proposals", "part": "keep", "office": district.offices["教体局"], "since": TODAY,
        "reason": "机构改革方案第九条", "at": NOW,
    } | more  # fmt: skip


def actor_on(district, key, day):
    return actor_for(district.people[key], district.posts[key], at=day)


def test_where_no_row_says_the_supervision_office_keeps(district):
    for predicate, holds in (
        (keeps("projects"), True),
        (reviews("projects"), True),
        (rates("projects"), True),
        (reads("projects"), False),
    ):
        assert predicate.test(district.actor("supervisor")) is holds
        assert not predicate.test(district.actor("head3"))
        assert not predicate.test(district.actor("leader"))


def test_from_its_day_on_another_office_keeps(district):
    keep_at(district, "教体局", since=TODAY)
    keep_at(district, "住建局", since=TOMORROW)
    today, tomorrow = (actor_on(district, "head3", day) for day in (TODAY, TOMORROW))
    assert [keeps("proposals").test(actor) for actor in (today, tomorrow)] == [True, False]
    assert keeps("proposals").test(actor_on(district, "officer2", TOMORROW))
    assert not keeps("proposals").test(district.actor("supervisor"))
    assert keeps("findings").test(district.actor("supervisor"))  # one register moved, not all
    assert rates("proposals").test(today)  # whoever keeps, rates
    assert not keeps("proposals").test(replace(today, role="auditor"))
    assert [(desk.since, desk.until) for desk in Desk.objects.order_by("since")] == [
        (TODAY, TOMORROW),
        (TOMORROW, None),
    ]


def test_before_its_day_nothing_has_moved(district):
    keep_at(district, "教体局", since=TOMORROW, register="proposals")
    assert keeps("proposals").test(district.actor("supervisor"))
    assert offices_at("proposals", "keep", on=TODAY) == frozenset()


def test_it_takes_two(district):
    made = propose_desk(**proposing(district))
    assert keeps("proposals").test(district.actor("supervisor"))  # entered, not confirmed
    with refused("not_yours"):
        confirm_desk(actor=district.actor("administrator"), desk_id=made.pk, at=NOW)
    with refused("not_yours"):
        confirm_desk(actor=district.actor("supervisor"), desk_id=made.pk, at=NOW)
    with refused("desk_waits"):
        propose_desk(**proposing(district, office=district.offices["住建局"]))
    confirm_desk(actor=district.actor("auditor"), desk_id=made.pk, at=NOW)
    assert keeps("proposals").test(district.actor("head3"))
    assert list(Act.objects.filter(verb__startswith="desk.").order_by("number").values_list("verb", flat=True)) == ["desk.propose", "desk.confirm"]  # fmt: skip
    with refused("desk_decided"):
        confirm_desk(actor=district.actor("auditor"), desk_id=made.pk, at=NOW)
    Desk.objects.filter(pk=made.pk).update(entered_by=district.people["head"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.filter(pk=made.pk).update(entered_by=district.people["auditor"])


def test_what_cannot_be_moved(district):
    with refused("not_yours"):
        propose_desk(**proposing(district, actor=district.actor("supervisor")))
    with refused("desk_past"):
        propose_desk(**proposing(district, since=TODAY - timedelta(days=1)))
    with refused("no_words"):
        propose_desk(**proposing(district, reason="  "))
    keep_at(district, "教体局", since=TODAY)
    with refused("desk_same"):
        propose_desk(**proposing(district))
    late = propose_desk(**proposing(district, office=district.offices["住建局"]))
    with refused("desk_past"):
        confirm_desk(actor=district.actor("auditor"), desk_id=late.pk, at=NOW + timedelta(days=1))
    refuse_desk(actor=district.actor("auditor"), desk_id=late.pk, reason="方案未印发", at=NOW)
    assert Desk.objects.count() == 1


def test_the_new_keeper_files_and_sees_all_and_the_old_one_does_not_file(district):
    made = steps.assigned(district)
    keep_at(district, "教体局", since=TODAY)
    head, supervisor = district.actor("head3"), district.actor("supervisor")
    assert set(visible_to(head)) == set(Matter.objects.all())
    assert may(head, "proposals.read", made.matter)
    said = filing.Filed("9", "关于停车的建议", "proposal", TODAY, [("陈晓岚", "", "")])
    with refused("not_yours"):
        filing.file_proposal(actor=supervisor, filed=said, at=NOW)
    assert filing.file_proposal(actor=head, filed=said, at=NOW).matter.number == "9"
    assert visible_to(supervisor).count() == 2  # whoever sees everything still does


def test_who_is_told_of_a_register(district):
    names = lambda on: sorted(str(held.person) for held in holders("proposals", "rate", on=on))  # noqa: E731
    assert names(TODAY) == ["督查室主任", "督查室科员"]
    keep_at(district, "教体局", since=TODAY)
    assert names(TODAY) == ["教体局局长"]
    assert not holders("proposals", "read", on=TODAY).exists()


def test_the_administrator_moves_it_and_another_confirms_on_the_page(district):
    said = {"register": "proposals", "part": "keep", "office": district.offices["教体局"].pk, "since": "2026-03-11", "reason": "机构改革方案"}  # fmt: skip
    assert district.client("administrator").post(reverse("desks:new"), said).status_code == 302
    waits = district.client("auditor").get(reverse("desks:list"), headers=BACK).content.decode()
    assert "Waits for a second person" in waits
    assert reverse("desks:confirm", args=[Desk.objects.get().pk]) in waits
    own = district.client("administrator").get(reverse("desks:list"), headers=BACK).content.decode()
    assert "It waits for another person to confirm it." in own
    assert (
        district.client("auditor").post(reverse("desks:confirm", args=[Desk.objects.get().pk])).status_code
        == 302
    )
    page = district.client("administrator").get(reverse("desks:list"), headers=BACK).content.decode()
    assert "to come" in page
    assert "机构改革方案" in page
    past = district.client("administrator").post(
        reverse("desks:new"), said | {"since": "2026-03-01"}, headers=BACK
    )
    assert past.status_code == 409
    assert "has gone by" in past.content.decode()


def test_a_page_asks_once_whatever_acts_it_offers(district, django_assert_max_num_queries):
    made = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    client = district.client("supervisor")
    client.get(reverse("proposals:show", args=[made.pk]))
    with django_assert_max_num_queries(34):
        client.get(reverse("proposals:show", args=[made.pk]))
