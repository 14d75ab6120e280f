"""Posts and who holds them: a successor inherits, the past stays."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from luoshi_web.accounts.models import Charge, Holding, Person, Post
from luoshi_web.accounts.proposals import confirm, propose
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import (
    actor_for,
    holder,
    leader_in_charge,
    leaders_in_charge,
    offices_by_name,
    posts_of,
    posts_to_act_from,
)
from luoshi_web.accounts.services import appoint, open_office, put_in_charge, vacate
from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from tests.web.conftest import NOW, TODAY


def test_a_successor_holds_the_post_from_that_day_on(district):
    post, former = district.posts["head"], district.people["head"]
    follower = Person.objects.create_user(username="follower", name="接任者")
    appoint(actor=district.actor("administrator"), person=follower, post=post, since=date(2026, 7, 1), at=NOW)
    assert holder(post, at=date(2026, 6, 30)) == former
    assert holder(post, at=date(2026, 7, 1)) == follower
    assert posts_of(former, at=date(2026, 7, 1)) == []
    assert Act.objects.get().verb == "post.appoint"


def test_a_successor_cannot_begin_before_the_holder(district):
    with pytest.raises(Refusal) as refused:
        appoint(
            actor=MACHINE, person=district.people["officer"], post=district.posts["head"], since=date(2023, 1, 1), at=NOW,
        )  # fmt: skip
    assert refused.value.code == "held_since"
    assert not Act.objects.exists()


def test_two_cannot_hold_a_post_at_a_time(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(person=district.people["officer"], post=district.posts["head"], since=TODAY)


def test_a_vacated_post_has_no_holder(district):
    vacate(actor=district.actor("administrator"), post=district.posts["officer"], until=TODAY, at=NOW)
    assert holder(district.posts["officer"], at=TODAY) is None
    with pytest.raises(Refusal):
        vacate(actor=district.actor("administrator"), post=district.posts["officer"], until=TODAY, at=NOW)


def test_a_leader_is_in_charge_from_a_day_on(district):
    office, other = district.offices["发改局"], district.posts["leader2"]
    put_in_charge(
        actor=district.actor("administrator"), post=other, offices=(office,), since=date(2026, 5, 1), at=NOW
    )
    assert leader_in_charge(office, at=date(2026, 4, 30)) == district.posts["leader"]
    assert leader_in_charge(office, at=date(2026, 5, 1)) == other
    assert office.pk in actor_for(district.people["leader2"], other, at=date(2026, 5, 1)).offices


def test_being_in_charge_of_a_past_day_asks_for_a_second_person(district):
    office, other, back = district.offices["发改局"], district.posts["leader2"], date(2026, 1, 1)
    with pytest.raises(Refusal) as refused:
        put_in_charge(
            actor=district.actor("administrator"), post=other, offices=(office,), since=back, at=NOW
        )
    assert refused.value.code == "second_person"
    asked = propose(
        actor=district.actor("administrator"), kind="charge", values={"offices": [office.pk], "since": str(back)}, post=other, at=NOW
    )  # fmt: skip
    assert leader_in_charge(office, at=back) == district.posts["leader"], (
        "nothing is done before it is confirmed"
    )
    confirm(actor=district.actor("auditor"), proposal=asked, at=NOW)
    assert leader_in_charge(office, at=back) == other
    act = Act.objects.get(verb="post.change")
    assert (act.person_id, "proposed_by" in act.details) == (district.people["auditor"].pk, True)


def test_who_is_in_charge_of_a_past_day_takes_the_place_of_whoever_was_then(district):
    """One leader until September, another from then on; then it is said that a third has been in charge since June."""
    office, third = (
        district.offices["发改局"],
        Post.objects.create(
            office=district.offices["区政府"], title="副区长（三）", role="leader", clearance=3
        ),
    )
    put_in_charge(
        actor=district.actor("administrator"), post=district.posts["leader2"], offices=(office,), since=date(2026, 9, 1), at=NOW
    )  # fmt: skip
    later = NOW.replace(month=10)
    asked = propose(
        actor=district.actor("administrator"), kind="charge", values={"offices": [office.pk], "since": "2026-06-01"}, post=third, at=later
    )  # fmt: skip
    confirm(actor=district.actor("auditor"), proposal=asked, at=later)
    for day, leader in (
        (date(2026, 5, 31), district.posts["leader"]), (date(2026, 6, 1), third), (date(2026, 7, 15), third), (date(2026, 10, 1), third)
    ):  # fmt: skip
        assert leaders_in_charge(at=day)[office.pk] == leader_in_charge(office, at=day) == leader
        assert Charge.objects.filter(office=office, since__lte=day).exclude(until__lte=day).count() == 1


def test_nobody_puts_themselves_in_charge_of_a_past_day(district):
    own = district.posts["leader2"]
    Holding.objects.filter(post=own).delete()
    Holding.objects.create(person=district.people["administrator"], post=own, since=date(2025, 1, 1))
    values = {"offices": [district.offices["发改局"].pk], "since": "2026-01-01"}
    with pytest.raises(Refusal) as refused:
        propose(actor=district.actor("administrator"), kind="charge", values=values, post=own, at=NOW)
    assert refused.value.code == "not_yourself"


def test_an_office_is_known_by_every_name_that_papers_use(district):
    named = offices_by_name()
    assert named["区发展和改革局"] == named["发改局"] == named["发改委"] == district.offices["发改局"]
    with pytest.raises(Refusal, match="发改委"):
        open_office(actor=district.actor("administrator"), code="x", name="发改委", at=NOW)


def test_a_right_that_is_not_known_is_a_bug(district):
    with pytest.raises(KeyError):
        may(district.actor("head"), "item.devour")
    assert not may(None, "accounts.manage")


def test_posts_to_act_from_come_with_the_offices_in_charge_by_one_query(district, django_assert_num_queries):
    leader, post = district.people["leader"], district.posts["leader"]
    offices = {charge.office_id for charge in Charge.objects.filter(post=post)}
    assert len(offices) > 1
    gone, coming = district.offices["教体局"], district.offices["审计局"]
    Charge.objects.create(post=post, office=gone, since=TODAY - timedelta(days=9), until=TODAY)
    Charge.objects.create(post=post, office=coming, since=TODAY + timedelta(days=1))
    Holding.objects.filter(post=district.posts["officer"]).delete()
    officer = Holding.objects.create(person=leader, post=district.posts["officer"], since=TODAY)
    with django_assert_num_queries(1):
        found = posts_to_act_from(leader, at=TODAY)
        actors = [actor_for(leader, each, at=TODAY, charged=charged) for each, charged in found]
    assert [each.pk for each, _charged in found] == [each.pk for each in posts_of(leader, at=TODAY)]
    assert {actor.post_id: actor.offices for actor in actors} == {
        post.pk: frozenset(offices),
        officer.post_id: frozenset(),
    }
    assert actors[[actor.post_id for actor in actors].index(post.pk)] == actor_for(leader, post, at=TODAY)


def test_a_leaders_page_asks_for_no_offices_in_charge_by_themselves(district, make_item):
    item, client = make_item(), district.client("leader")
    client.get(f"/items/{item.pk}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/items/{item.pk}/")
    statements = [query["sql"] for query in asked]
    assert not [sql for sql in statements if 'FROM "accounts_charge"' in sql]
    assert len([sql for sql in statements if 'JOIN "accounts_charge"' in sql]) == 1
