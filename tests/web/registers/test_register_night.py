"""The nightly run over the limits of registers: each end by its lapse, once; in batches that a killed run leaves whole; taken back by a person."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.clocks import Lapse
from luoshi_web.registers.engine.clocks import clocks as table
from luoshi_web.registers.matters import lapses, night
from luoshi_web.registers.matters.lapses import on_lapse, undo_lapse
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.models import Clock, Matter, Proposal, Rating
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.services import after, filing, handling
from luoshi_web.registers.proposals.services.receipts import late_receipt, remind
from tests.web.registers import proposal_steps as steps
from tests.web.registers.proposal_steps import at, version

pytestmark = pytest.mark.django_db
LATE = date(2026, 6, 1)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def ended(day):
    """What a night ended, without whom it told."""
    counts = dict(run_night(day, at=at(day)))
    counts.pop("told", None)
    return counts


def clock(matter, code):
    return Clock.objects.filter(matter=matter.pk, code=code).latest("pk")


def acts(verb):
    return list(Act.objects.filter(verb=verb).order_by("number"))


def said(act):
    return json.loads(act.details)


def acting(district, proposal, who="supervisor", on=LATE, **more):
    return {
        "actor": district.actor(who),
        "matter_id": proposal.pk,
        "version": version(proposal),
        "at": at(on),
    } | more


def bare(district, register, code, *, due=date(2026, 5, 29)):
    """A matter of any register with one clock of its table."""
    matter = Matter.objects.create(
        register=register, number=f"{register}-{code}", year=2026, title="案卷", state="any", opened_on=date(2026, 1, 5),
        entered_by=district.people["supervisor"], due=due,
    )  # fmt: skip
    row = table()[register][code]
    Clock.objects.create(
        matter=matter, code=code, began=date(2026, 1, 5), count=1, unit="working", due=due, first_due=due, right=row.right, law="某法", edition="x"
    )  # fmt: skip
    return matter


def test_what_is_late_is_missed_once_and_still_waited_for(district):
    proposal = steps.handled(district)  # 重庆: contact by 11 March, opinion by 25 March, reply by 6 May
    counts = ended(date(2026, 3, 26))
    assert counts == {"late": 2}
    assert (clock(proposal, "contact").state, clock(proposal, "contact").owed) == ("missed", True)
    assert clock(proposal, "reply").state == "running"
    assert Matter.objects.get(pk=proposal.pk).due == date(2026, 3, 11)  # the list still shows what is over
    assert [(act.object_id, act.person, said(act)["clock"]) for act in acts("matter.late")] == [
        (proposal.pk, "系统", "contact"), (proposal.pk, "系统", "co_opinion"),
    ]  # fmt: skip
    seen = version(proposal)
    assert ended(date(2026, 3, 27)) == {}  # run again: nothing more
    assert (version(proposal), len(acts("matter.late"))) == (seen, 2)


def test_on_the_last_day_itself_nothing_is_late(district):
    proposal = steps.handled(district)
    ended(date(2026, 3, 11))
    assert clock(proposal, "contact").state == "running"


def test_done_afterwards_it_is_late_and_owed_no_more(district):
    proposal = steps.handled(district)
    ended(LATE)
    steps.talk(district, proposal, on=LATE)
    kept = clock(proposal, "contact")
    assert (kept.state, kept.owed, kept.settled_on) == ("missed", False, LATE)


def test_a_fact_of_a_day_in_time_takes_the_night_back(district):
    proposal = steps.handled(district)
    ended(LATE)
    handling.contact(
        **acting(district, proposal, "officer"), signatory_id=proposal.signatories.get(order=1).pk, on=date(2026, 3, 10), means="visit", words="当面听取"
    )  # fmt: skip
    assert (clock(proposal, "contact").state, clock(proposal, "contact").owed) == ("met", False)


def test_consent_given_in_time_widens_what_the_night_ended(district):
    proposal = steps.handled(district)
    ended(LATE)
    handling.widen(**acting(district, proposal), reason="涉及面广", consented_on=date(2026, 5, 6))
    kept = clock(proposal, "reply")
    assert (kept.state, kept.owed, kept.due) == ("running", False, date(2026, 8, 5))


def test_a_right_that_ran_out_is_lost_and_not_missed(district):
    proposal = steps.assigned(district)
    ended(date(2026, 2, 27))
    kept = clock(proposal, "return")
    assert (kept.state, kept.owed) == ("lapsed", False)
    with refused("return_over"):
        filing.send_back(**acting(district, proposal, "head", on=date(2026, 2, 27)), reason="不属本单位职责")


def test_a_receipt_is_left_out_only_after_a_reminder(district):
    proposal = steps.replied(district)
    steps.arrive(district, proposal, on=date(2026, 4, 24))  # rate by 26 May
    with refused("remind_early"):
        remind(**acting(district, proposal, on=date(2026, 5, 26)), on=date(2026, 5, 26))
    ended(date(2026, 5, 27))
    assert not Rating.objects.exists()
    assert (clock(proposal, "rate").state, clock(proposal, "rate").owed) == ("lapsed", True)
    assert said(acts("matter.lapsed")[-1]) == {"clock": "rate", "due": "2026-05-26", "lapse": "left_out", "owed": "reminder"}  # fmt: skip
    assert ended(date(2026, 5, 28)) == {}  # told once
    remind(**acting(district, proposal, on=date(2026, 5, 28)), on=date(2026, 5, 28))
    assert clock(proposal, "receipt").due == date(2026, 6, 4)
    with refused("reminded_already"):
        remind(**acting(district, proposal, on=LATE), on=LATE)
    assert ended(date(2026, 6, 4)) == {}
    ended(date(2026, 6, 5))
    left = Rating.objects.get()
    assert (left.value, left.given_on, left.reminded_on, left.entered_by) == ("left_out", date(2026, 6, 5), date(2026, 5, 28), None)  # fmt: skip
    assert said(acts("matter.lapsed")[-1])["value"] == "left_out"
    after.settle(**acting(district, proposal, on=date(2026, 6, 8)))
    assert Matter.objects.get(pk=proposal.pk).state == "settled"


def test_a_person_takes_back_what_was_left_out(district):
    proposal = steps.replied(district)
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    remind(**acting(district, proposal, on=date(2026, 5, 28)), on=date(2026, 5, 28))
    ended(date(2026, 6, 5))
    slip = {"value": "satisfied", "signatory": proposal.signatories.get(order=1).pk}
    on = date(2026, 6, 9)
    with refused("no_words"):
        late_receipt(
            **acting(district, proposal, on=on),
            receipt=after.Receipt(given_on=date(2026, 6, 4), **slip),
            reason=" ",
        )
    with refused("not_in_time"):
        late_receipt(
            **acting(district, proposal, on=on),
            receipt=after.Receipt(given_on=date(2026, 6, 5), **slip),
            reason="补录",
        )
    late_receipt(
        **acting(district, proposal, on=on), receipt=after.Receipt(given_on=date(2026, 6, 4), **slip), reason="信件6月4日寄达收发室，未及时移交"
    )  # fmt: skip
    kept = Rating.objects.get()
    assert (kept.value, kept.given_on, kept.entered_by) == ("satisfied", date(2026, 6, 4), district.people["supervisor"])  # fmt: skip
    assert clock(proposal, "receipt").state == "met"
    assert "收发室" in said(acts("proposals.late_receipt")[0])["reason"]
    with refused("not_left_out"):
        late_receipt(
            **acting(district, proposal, on=on),
            receipt=after.Receipt(given_on=date(2026, 6, 4), **slip),
            reason="又一次",
        )


def test_what_a_limit_waited_for_had_come_in_time(district):
    proposal = steps.handled(district)
    ended(date(2026, 3, 26))
    over = clock(proposal, "co_opinion")
    now = lambda **more: acting(district, proposal, on=date(2026, 3, 30), clock_id=over.pk) | more  # noqa: E731
    with refused("not_in_time"):
        undo_lapse(PROPOSALS, **now(), on=date(2026, 3, 26), reason="书面意见已收")
    with refused("no_words"):
        undo_lapse(PROPOSALS, **now(), on=date(2026, 3, 25), reason="")
    with refused("not_yours"):
        undo_lapse(
            PROPOSALS, **now(actor=district.actor("head")), on=date(2026, 3, 25), reason="书面意见已收"
        )
    undo_lapse(PROPOSALS, **now(), on=date(2026, 3, 25), reason="书面意见3月25日送达")
    over.refresh_from_db()
    assert (over.state, over.owed, over.settled_on) == ("met", False, date(2026, 3, 25))
    with refused("nothing_lapsed"):
        undo_lapse(PROPOSALS, **now(), on=date(2026, 3, 25), reason="又一次")
    assert said(acts("matter.undo_lapse")[0])["reason"] == "书面意见3月25日送达"


ENDS = {
    Lapse.LATE: ("missed", True), Lapse.INFORMS: ("lapsed", True), Lapse.RIGHT_LOST: ("lapsed", False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("register", "code"),
    [(register, code) for register, rows in table().items() for code in rows if (register, code) not in {("proposals", "rate"), ("proposals", "receipt"), ("documents", "span")}],
)  # fmt: skip
def test_every_clock_of_every_register_ends_as_its_row_says(district, register, code):
    matter = bare(district, register, code)
    kind = table()[register][code].lapse
    assert ended(LATE) == {kind.value: 1}
    kept = Clock.objects.get()
    state, owed = ENDS.get(kind, ("lapsed", False))
    assert (kept.state, kept.owed, kept.settled_on) == (state, owed, LATE)
    matter.refresh_from_db()
    assert matter.due == (kept.due if owed else None)
    act = Act.objects.get(object_id=matter.pk)
    assert (act.verb, said(act)["lapse"]) == (
        "matter.late" if kind is Lapse.LATE else "matter.lapsed",
        kind.value,
    )


def many(district, count):
    for number in range(count):
        bare(district, "funds", next(iter(table()["funds"])), due=LATE - timedelta(days=1 + number % 3))
        Matter.objects.filter(number__startswith="funds-").exclude(number__startswith="funds-n").update(number=f"funds-n{number}")  # fmt: skip


def test_killed_between_batches_nothing_is_half_done(district, monkeypatch):
    monkeypatch.setattr(night, "BATCH", 4)
    many(district, 10)
    done = night._end
    rounds = []

    def dies(keys, **said):
        if len(rounds) == 1:
            done(keys, **said)
            raise SystemExit
        rounds.append(keys)
        return done(keys, **said)

    monkeypatch.setattr(night, "_end", dies)
    with pytest.raises(SystemExit):
        ended(LATE)
    over, logged = Clock.objects.exclude(state="running").count(), Act.objects.count()
    assert over == logged == 8
    monkeypatch.setattr(night, "_end", done)
    assert sum(ended(LATE).values()) == 2
    assert Clock.objects.exclude(state="running").count() == Act.objects.count() == 10
    assert set(Matter.objects.values_list("version", flat=True)) == {1}


def test_a_batch_that_fails_leaves_nothing_of_itself(district, monkeypatch):
    many(district, 3)

    def breaks(keys):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(night, "_keep", breaks)
    with pytest.raises(RuntimeError):
        ended(LATE)
    assert not Act.objects.exists()
    assert set(Clock.objects.values_list("state", flat=True)) == {"running"}


def test_batches_ask_the_same_however_many_clocks_they_hold(
    district, monkeypatch, django_assert_max_num_queries
):
    many(district, 60)
    monkeypatch.setattr(night, "tell_night", lambda day, **said: 0)
    with django_assert_max_num_queries(16):
        assert sum(ended(LATE).values()) == 60


def test_a_register_says_once_what_else_follows(district, monkeypatch):
    monkeypatch.setattr(lapses, "_EFFECTS", {})
    on_lapse("cases", "accept", lambda clock, on: {"accepted": str(on)})
    with pytest.raises(ValueError, match=r"cases\.accept"):
        on_lapse("cases", "accept", lambda clock, on: {})
    bare(district, "cases", "accept")
    ended(LATE)
    assert said(acts("matter.lapsed")[0])["accepted"] == str(LATE)


def test_by_hand(district, capsys):
    steps.handled(district)
    call_command("register_clocks", day=date(2026, 3, 10))
    assert "nothing" in capsys.readouterr().out
    call_command("nightly", step=["registers"])
    assert "registers: late" not in capsys.readouterr().out  # 10 March: the talk is due tomorrow


def test_the_page_says_how_late_and_offers_what_takes_it_back(district):
    proposal = steps.handled(district, filed_on=date(2025, 10, 9))
    Clock.objects.filter(matter=proposal.pk, code="co_opinion").update(due=date(2026, 3, 3), first_due=date(2026, 3, 3))  # fmt: skip
    ended(date(2026, 3, 10))
    page = district.client("supervisor").get(reverse("proposals:show", args=[proposal.pk]), headers={"accept-language": "en"})  # fmt: skip
    words = page.content.decode()
    assert "7 days over" in words
    assert reverse("proposals:undo_lapse", args=[proposal.pk]) in words
    assert Proposal.objects.count() == 1
