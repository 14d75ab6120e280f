"""Who hears what of matters of registers: units, keeper, leader; at night what is near or over, once; nothing to whom it is not open."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from luoshi_web.accounts.models import Post
from luoshi_web.registers.matters import telling_at_night
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.models import Clock, Matter
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.services import after, filing, handling
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import lines_of
from luoshi_web.supervision.urging.letters import send_due, written
from tests.web.conftest import NOW, TODAY
from tests.web.registers import proposal_steps as steps
from tests.web.registers.desk_steps import keep_at
from tests.web.registers.proposal_steps import at, version

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}


def heard(district):
    """Person → the codes of what they were told in the system, in order."""
    keys = {person.pk: key for key, person in district.people.items()}
    found = {}
    for message in Message.objects.filter(kind="matters", channel="in_app").order_by("pk"):
        found.setdefault(keys[message.person_id], []).extend(line["code"] for line in lines_of(message))
    return found


def acting(district, proposal, who="supervisor", on=TODAY, **more):
    return {
        "actor": district.actor(who),
        "matter_id": proposal.pk,
        "version": version(proposal),
        "at": at(on),
    } | more


def test_an_assignment_is_told_to_the_unit_and_to_those_that_help(district):
    steps.assigned(district)
    assert heard(district) == {
        "head": ["proposals.assigned"], "officer": ["proposals.assigned"], "head2": ["proposals.helps"], "officer2": ["proposals.helps"],
    }  # fmt: skip


def test_a_return_is_told_to_the_keeper_and_what_came_of_it_to_the_units(district):
    made = steps.assigned(district, place="")
    Message.objects.all().delete()
    filing.send_back(**acting(district, made, "head"), reason="不属本单位职责")
    assert heard(district) == {"supervisor": ["proposals.returned"], "supervisor2": ["proposals.returned"]}
    Message.objects.all().delete()
    filing.assign(**acting(district, made), lead=district.offices["教体局"], on=TODAY)
    assert heard(district) == {
        "head3": ["proposals.assigned"],
        "head": ["proposals.taken"],
        "officer": ["proposals.taken"],
    }


def test_who_keeps_the_register_hears_what_its_keeper_hears(district):
    made = steps.assigned(district, place="")
    keep_at(district, "教体局", since=TODAY)
    Message.objects.all().delete()
    filing.send_back(**acting(district, made, "head"), reason="不属本单位职责")
    assert heard(district) == {"head3": ["proposals.returned"]}


def test_opinion_reply_and_handling_again(district):
    made = steps.handled(district)
    steps.talk(district, made)
    Message.objects.all().delete()
    steps.opine(district, made)
    assert heard(district) == {"head": ["proposals.opinion"], "officer": ["proposals.opinion"]}
    handling.ask_opinion_again(**acting(district, made, "officer"), office=district.offices["住建局"])
    steps.opine(district, made, on=TODAY)
    Message.objects.all().delete()
    steps.answer(district, made, on=TODAY)
    assert heard(district) == {"supervisor": ["proposals.replied"], "supervisor2": ["proposals.replied"]}
    steps.rated(district, made, "dissatisfied", on=TODAY)
    Message.objects.all().delete()
    after.redo(**acting(district, made))
    assert heard(district) == {"head": ["proposals.redo"], "officer": ["proposals.redo"]}


def test_an_exception_goes_before_the_leader_in_charge(district):
    made = steps.handled(district)
    Message.objects.all().delete()
    waiver = ask_exception(
        PROPOSALS,
        **acting(district, made),
        gate="reply",
        condition="co_opinion_missing",
        reason="协办单位撤并",
    )
    assert heard(district) == {
        "leader": ["exception_asked"],
        "supervisor2": ["exception_asked"],
    }  # not whoever asked
    Message.objects.all().delete()
    approve_exception(PROPOSALS, **acting(district, made, "leader"), waiver_id=waiver.pk, until=TODAY)
    assert heard(district) == {
        key: ["exception_approved"] for key in ("supervisor", "supervisor2", "head", "officer")
    }


@pytest.mark.parametrize(
    ("due", "told"),
    [(TODAY, "today"), (TODAY + timedelta(days=2), "near"), (TODAY + timedelta(days=7), "near"), (TODAY + timedelta(days=1), None), (TODAY + timedelta(days=3), None)],
)  # fmt: skip
def test_a_limit_is_told_five_and_two_working_days_before_and_on_its_day(district, due, told):
    made = steps.handled(district)
    Message.objects.all().delete()
    Clock.objects.filter(matter=made.pk).exclude(code="contact").delete()
    Clock.objects.filter(matter=made.pk).update(due=due, first_due=due)
    run_night(TODAY, at=NOW)
    assert heard(district) == ({"head": [told], "officer": [told]} if told else {})
    run_night(TODAY, at=NOW)
    assert heard(district) == ({"head": [told], "officer": [told]} if told else {})


def test_on_a_rest_day_nothing_is_near(district):
    made = steps.handled(district)
    saturday = date(2026, 3, 14)
    Clock.objects.filter(matter=made.pk).exclude(code="contact").delete()
    Clock.objects.filter(matter=made.pk).update(
        due=date(2026, 3, 17), first_due=date(2026, 3, 17)
    )  # two working days on
    Message.objects.all().delete()
    run_night(saturday, at=at(saturday))
    assert heard(district) == {}


def test_what_is_over_is_told_to_whoever_owes_it(district):
    steps.handled(district)
    Message.objects.all().delete()
    late = date(2026, 3, 26)
    run_night(late, at=at(late))
    assert heard(district) == {"head": ["late"], "officer": ["late"], "head2": ["late"], "officer2": ["late"]}
    run_night(late, at=at(late))
    assert heard(district) == {"head": ["late"], "officer": ["late"], "head2": ["late"], "officer2": ["late"]}


def test_a_reminder_that_is_owed_is_told_to_the_keeper(district):
    made = steps.replied(district)
    steps.arrive(district, made, on=date(2026, 4, 24))
    Message.objects.all().delete()
    run_night(date(2026, 5, 27), at=at(date(2026, 5, 27)))
    assert heard(district) == {"supervisor": ["reminder_owed"], "supervisor2": ["reminder_owed"]}


def test_killed_while_telling_it_tells_the_rest(district, monkeypatch):
    steps.handled(district)
    Message.objects.all().delete()
    late, real, told = date(2026, 3, 26), telling_at_night.put, []

    def dies(lines, **said):
        first = next(iter(lines))
        told.append(first[0].person_id)
        real([first], **said)
        raise SystemExit

    monkeypatch.setattr(telling_at_night, "put", dies)
    with pytest.raises(SystemExit):
        run_night(late, at=at(late))
    monkeypatch.setattr(telling_at_night, "put", real)
    run_night(late, at=at(late))
    assert {who: len(codes) for who, codes in heard(district).items()} == dict.fromkeys(
        ("head", "officer", "head2", "officer2"), 1
    )


def test_more_than_fits_a_message_is_counted(district, monkeypatch):
    monkeypatch.setattr(telling_at_night, "MOST", 2)
    for _ in range(5):
        made = steps.handled(district)
        Clock.objects.filter(matter=made.pk).exclude(code="contact").delete()
    Message.objects.all().delete()
    late = date(2026, 3, 26)
    run_night(late, at=at(late))
    message = Message.objects.get(person=district.people["head"], channel="in_app")
    assert [(line["code"], line.get("count")) for line in lines_of(message)] == [
        ("late", None),
        ("late", None),
        ("more", "3"),
    ]
    run_night(late, at=at(late))
    assert len(lines_of(Message.objects.get(pk=message.pk))) == 3
    page = district.client("head").get(reverse("inbox:show", args=[message.pk]), headers=BACK)
    assert page.status_code == 404  # it is for 26 March
    message.due_on = TODAY
    message.save()
    page = (
        district.client("head").get(reverse("inbox:show", args=[message.pk]), headers=BACK).content.decode()
    )
    assert "and 3 more" in page
    assert "5 matters of registers" in page


def test_a_message_leads_to_the_matter_and_a_letter_says_it(district):
    made = steps.handled(district)
    Message.objects.all().delete()
    filing.assign(
        **acting(district, steps.filed(district, place="")), lead=district.offices["教体局"], on=TODAY
    )
    message = Message.objects.get(person=district.people["head3"], channel="in_app")
    page = (
        district.client("head3").get(reverse("inbox:show", args=[message.pk]), headers=BACK).content.decode()
    )
    told = Matter.objects.exclude(pk=made.pk).get()
    assert reverse("proposals:show", args=[told.pk]) in page
    assert "to be replied to by 2026-06-10" in page
    subject, body = written(Message.objects.get(person=district.people["head3"], channel="email"))
    assert told.number in subject
    assert told.title in body
    send_due(TODAY, at=NOW)
    assert told.number in mail.outbox[-1].subject


def test_of_what_is_not_open_to_the_reader_any_more_the_number_stands_alone(district):
    made = steps.assigned(district, on=TODAY)
    message = Message.objects.get(person=district.people["head"], channel="in_app")
    Matter.objects.filter(pk=made.pk).update(office=district.offices["教体局"])
    page = (
        district.client("head").get(reverse("inbox:show", args=[message.pk]), headers=BACK).content.decode()
    )
    assert made.matter.number in page
    assert made.matter.title not in page
    assert reverse("proposals:show", args=[made.pk]) not in page


def test_nobody_is_told_above_their_clearance(district):
    Post.objects.filter(role="officer").update(clearance=0)
    steps.assigned(district, secrecy=1)
    assert set(heard(district)) == {"head", "head2"}
