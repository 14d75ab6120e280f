"""Claim, verdict, signing off, the other endings, reopening: what each does, and what it refuses without leaving a trace."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from luoshi_web.accounts.models import Holding
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Check, Completion, Ending, Item, Limit, Suspension, Update, Verdict
from luoshi_web.supervision.selectors.verification import (
    claims_to_judge,
    claims_to_sign_off,
    endings_to_decide,
)
from luoshi_web.supervision.services.closing import (
    close_done,
    decide_ending,
    propose_ending,
    refuse_signing_off,
    reopen,
)
from luoshi_web.supervision.services.completion import report_completion, withdraw_completion
from luoshi_web.supervision.states import State
from tests.web.closing_steps import claim, judge, prove, sign_off, to_done
from tests.web.conftest import NOW, SINCE, TODAY

LATER = NOW + timedelta(days=1)


@contextmanager
def refused(code: str, item: Item | None = None):
    """The act is refused with this code; nothing is recorded and the item stays as it was."""
    before = Act.objects.count()
    kept = Item.objects.filter(pk=item.pk).values().get() if item else None
    with pytest.raises(Refusal) as caught, transaction.atomic():
        yield
    assert caught.value.code == code
    assert str(caught.value), "the refusal has its sentence"
    assert Act.objects.count() == before
    if item:
        assert Item.objects.filter(pk=item.pk).values().get() == kept


def verbs() -> list[str]:
    return list(Act.objects.values_list("verb", flat=True))


def test_the_way_from_claim_to_closing_is_three_acts_by_three_people(district, make_item):
    item = make_item()
    ending = to_done(district, item)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.public_reason, item.version) == (State.CLOSED_DONE, "已建成。", 3)
    assert item.ended_at == NOW + timedelta(minutes=2)
    assert verbs() == ["completion.report", "verdict.give", "item.close"]
    assert len(set(Act.objects.values_list("person_id", flat=True))) == 3
    assert (ending.kind, ending.stage) == (Ending.Kind.DONE, Ending.Stage.IN_FORCE)
    assert ending.asked_by == district.people["supervisor"], "who verified answers for it"


# --- the claim


def test_a_claim_rests_on_words_evidence_and_a_value(district, make_item):
    task = make_item()
    with refused("no_evidence", task):
        claim(district, task)
    prove(district, task)
    with refused("no_words", task):
        claim(district, task, words="   ")
    target = make_item(kind=Item.Kind.TARGET, low=Decimal("5.5"), unit="%")
    prove(district, target)
    with refused("value_missing", target):
        claim(district, target)
    assert claim(district, target, value=Decimal("5.6")).value == Decimal("5.6")
    qualitative = make_item(kind=Item.Kind.TARGET)
    prove(district, qualitative)
    claim(district, qualitative)


def test_a_claim_waits_for_the_parts(district, make_item):
    whole = make_item()
    prove(district, whole)
    part = make_item(parent=whole)
    with refused("parts_open", whole):
        claim(district, whole)
    Item.objects.filter(pk=part.pk).update(state=State.CLOSED_DONE, public_reason="已建成。")
    claim(district, whole)


@pytest.mark.parametrize("state", [State.ASSIGNED, State.RETURNED, State.REPORTED, State.CLOSED_DONE])
def test_only_what_is_under_way_is_reported_as_done(district, make_item, state):
    item = make_item(state=state)
    prove(district, item)
    with pytest.raises(TransitionNotAllowed), transaction.atomic():
        claim(district, item)
    assert not Act.objects.exists()
    assert not Completion.objects.exists()


def test_a_claim_can_be_taken_back_until_it_is_judged(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    withdraw_completion(actor=district.actor("head"), item_id=item.pk, version=1, at=NOW)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.reported_at) == (State.ACTIVE, None)
    assert item.completions.get().withdrawn_at == NOW
    claim(district, item)
    judge(district, item)
    with refused("verdict_stands", item):
        withdraw_completion(actor=district.actor("head"), item_id=item.pk, version=4, at=NOW)


def test_what_was_sent_back_needs_new_evidence(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    judge(district, item, finding="unfit", at=LATER)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.reported_at) == (State.ACTIVE, None)
    with refused("no_new_evidence", item):
        claim(district, item, at=LATER)
    prove(district, item, at=LATER + timedelta(hours=1))
    claim(district, item, at=LATER + timedelta(hours=2))


# --- the verdict: a second person


def test_a_verdict_needs_a_claim_and_is_given_once(district, make_item):
    item = make_item()
    with refused("wrong_state", item):
        judge(district, item)
    prove(district, item)
    claim(district, item)
    judge(district, item)
    with refused("verdict_stands", item):
        judge(district, item, by="supervisor2", finding="unfit")


def test_a_verdict_says_why(district, make_item):
    from luoshi_web.supervision.services.verdict import give_verdict

    item = make_item()
    prove(district, item)
    claim(district, item)
    item = Item.objects.get(pk=item.pk)
    for finding in Verdict.Finding:
        with refused("no_words", item):
            give_verdict(
                actor=district.actor("supervisor"), item_id=item.pk, version=1, finding=finding, words=" ", at=NOW
            )  # fmt: skip


def _also_holds(district, person: str, post: str):
    """The person moves to another post, as happens: what they did before stays theirs."""
    Holding.objects.filter(post=district.posts[post]).update(until=TODAY)
    Holding.objects.create(person=district.people[person], post=district.posts[post], since=TODAY)
    return actor_for(district.people[person], district.posts[post], at=TODAY)


@pytest.mark.parametrize(("person", "code"), [("head", "not_the_claimant"), ("officer", "not_the_reporter")])
def test_nobody_judges_or_signs_off_what_was_their_own_in_another_post(district, make_item, person, code):
    from luoshi_web.supervision.services.verdict import give_verdict

    item = make_item()
    prove(district, item)
    Update.objects.create(
        item=item, period=date(2026, 2, 28), words="进度过半", post=district.posts["officer"],
        by=district.people["officer"], at=NOW,
    )  # fmt: skip
    claim(district, item)
    moved = _also_holds(district, person, "supervisor2")
    with refused(code, item):
        give_verdict(actor=moved, item_id=item.pk, version=1, finding="fit", words="属实", at=NOW)
    judge(district, item)
    with refused(code, item):
        close_done(actor=moved, item_id=item.pk, version=2, public_reason="已建成", at=NOW)


def test_who_verified_does_not_sign_off(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    with refused("verdict_missing", item):
        sign_off(district, item)
    judge(district, item)
    with refused("not_the_verifier", item):
        sign_off(district, item, by="supervisor")
    sign_off(district, item)


def test_a_check_that_found_otherwise_stands_against_the_claim(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    found = {"item": item, "method": "on_site", "on": TODAY, "by": district.people["supervisor"]}
    Check.objects.create(**found, finding="false", words="现场未开工", at=NOW + timedelta(hours=1))
    with refused("check_speaks_against", item):
        judge(district, item, at=NOW + timedelta(hours=2))
    Check.objects.create(**found, finding="as_reported", words="看错了地方", at=NOW + timedelta(hours=3))
    judge(district, item, at=NOW + timedelta(hours=4))


def test_signing_off_can_be_refused_and_needs_new_evidence_then(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    judge(district, item)
    act = {"item_id": item.pk, "version": 2, "at": LATER}
    with refused("not_the_verifier", item):
        refuse_signing_off(actor=district.actor("supervisor"), answer="不够", **act)
    with refused("no_words", item):
        refuse_signing_off(actor=district.actor("supervisor2"), answer="", **act)
    refuse_signing_off(actor=district.actor("supervisor2"), answer="缺验收单", **act)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.version) == (State.ACTIVE, 3)
    assert verbs()[-1] == "closing.refuse"
    with refused("no_new_evidence", item):
        claim(district, item, at=LATER)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("  ", "no_public_reason"),
        ("已建成，详询13800138000", "personal_data"),
        ("找a@example.test", "personal_data"),
    ],
)
def test_the_public_reason_is_looked_at(district, make_item, reason, code):
    item = make_item()
    prove(district, item)
    claim(district, item)
    judge(district, item)
    with refused(code, item):
        sign_off(district, item, reason=reason)
    with refused(code, item):
        _propose(district, item, "withdrawn", reason=reason)


# --- the other endings: proposed, then decided by the leader in charge


def _propose(district, item, kind, *, by="supervisor", into=None, reason="因规划调整不再实施。", at=NOW):
    item = Item.objects.get(pk=item.pk)
    return propose_ending(
        actor=district.actor(by), item_id=item.pk, version=item.version, kind=kind, reason=reason,
        into_id=into.pk if into else None, at=at,
    )  # fmt: skip


def _decide(district, ending, *, by="leader", approve=True, answer="", at=NOW):
    version = Item.objects.get(pk=ending.item_id).version
    return decide_ending(
        actor=district.actor(by), ending_id=ending.pk, version=version, approve=approve, answer=answer, at=at
    )


@pytest.mark.parametrize(
    ("kind", "verb"),
    [("closed_not_done", "item.close"), ("merged", "item.merge"), ("withdrawn", "item.withdraw")],
)
def test_another_end_is_proposed_and_decided(district, make_item, kind, verb):
    item, other = make_item(), make_item()
    ending = _propose(district, item, kind, into=other)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.version) == (State.ACTIVE, 1), "nothing has ended yet"
    _decide(district, ending)
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.public_reason, item.version) == (kind, "因规划调整不再实施。", 2)
    assert item.merged_into == (other if kind == "merged" else None)
    assert verbs() == ["closing.propose", verb]
    ending.refresh_from_db()
    assert (ending.stage, ending.decided_by) == (Ending.Stage.IN_FORCE, district.people["leader"])


def test_the_leader_may_say_no_and_says_why(district, make_item):
    item = make_item()
    ending = _propose(district, item, "withdrawn")
    with refused("no_words", item):
        _decide(district, ending, approve=False)
    _decide(district, ending, approve=False, answer="仍须完成")
    item = Item.objects.get(pk=item.pk)
    assert item.state == State.ACTIVE
    with refused("proposal_decided", item):
        _decide(district, ending)
    _propose(district, item, "withdrawn")  # may be proposed anew


def test_nobody_decides_their_own_proposal(district, make_item):
    item = make_item()
    ending = _propose(district, item, "withdrawn")
    with refused("not_yours", item):
        _decide(district, ending, by="leader2")
    moved = _also_holds(district, "supervisor", "leader")
    with refused("not_the_proposer", item):
        decide_ending(actor=moved, ending_id=ending.pk, version=1, approve=True, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor can the database be told so
        Ending.objects.filter(pk=ending.pk).update(decided_by=ending.asked_by)


@pytest.mark.parametrize(
    ("state", "kind", "goes"),
    [
        (State.ASSIGNED, "closed_not_done", False),
        (State.ACTIVE, "closed_not_done", True),
        (State.REPORTED, "closed_not_done", True),
        (State.ASSIGNED, "merged", True),
        (State.RETURNED, "withdrawn", True),
        (State.REPORTED, "withdrawn", True),
        (State.DRAFT, "withdrawn", False),
        (State.CLOSED_DONE, "withdrawn", False),
        (State.WITHDRAWN, "merged", False),
    ],
)
def test_from_where_an_item_may_end_otherwise(district, make_item, state, kind, goes):
    item, other = make_item(state=state), make_item()
    if goes:
        _decide(district, _propose(district, item, kind, into=other))
        return
    with refused("wrong_state", item):
        _propose(district, item, kind, into=other)


def test_one_proposal_at_a_time(district, make_item):
    item = make_item()
    _propose(district, item, "withdrawn")
    with refused("proposal_open", item):
        _propose(district, item, "closed_not_done")


def test_a_closing_as_done_overtakes_a_proposal(district, make_item):
    item = make_item()
    ending = _propose(district, item, "closed_not_done")
    to_done(district, item)
    with refused("proposal_decided", item):
        _decide(district, ending)
    assert Ending.objects.get(pk=ending.pk).stage == Ending.Stage.LAPSED


def test_what_may_take_an_item_over(district, make_item):
    item = make_item(secrecy=1)
    part = make_item(parent=item, state=State.CLOSED_DONE)
    for into, code in (
        (None, "into_missing"),
        (item, "into_itself"),
        (part, "into_itself"),
        (make_item(state=State.WITHDRAWN, secrecy=1), "into_not_open"),
        (make_item(state=State.DRAFT, secrecy=1), "into_not_open"),
        (make_item(secrecy=0), "into_less_secret"),
    ):
        with refused(code, item):
            _propose(district, item, "merged", into=into)
    taker = make_item(secrecy=1)
    ending = _propose(district, item, "merged", into=taker)
    Item.objects.filter(pk=taker.pk).update(state=State.WITHDRAWN, public_reason="不再实施")
    with refused("into_not_open", item):
        _decide(district, ending)


# --- reopening


@pytest.mark.parametrize(
    ("days", "came_back", "relapses"), [(30, True, 1), (365, True, 1), (366, True, 0), (30, False, 0)]
)
def test_a_reopening_is_counted_and_a_relapse_too(district, make_item, days, came_back, relapses):
    item = make_item()
    ending = to_done(district, item)
    item = Item.objects.get(pk=item.pk)
    at = NOW + timedelta(days=days, hours=1)
    reopen(
        actor=district.actor("supervisor"), item_id=item.pk, version=item.version, reason="设施再次停用",
        came_back=came_back, at=at,
    )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.times_reopened, item.times_relapsed) == (State.ACTIVE, 1, relapses)
    assert (item.public_reason, item.ended_at, item.reported_at) == ("", None, None)
    assert item.limits.filter(kind="finish", state="running").exists() is (item.due > timezone.localdate(at))
    ending.refresh_from_db()
    assert (ending.reason, ending.reopened_for, ending.relapsed) == (
        "已建成。",
        "设施再次停用",
        bool(relapses),
    )
    with refused("no_new_evidence", item):
        claim(district, item, at=at)
    to_done(district, item, at=at + timedelta(hours=1))
    assert item.endings.filter(stage=Ending.Stage.IN_FORCE, reopened_at__isnull=True).count() == 1


def test_only_a_closing_as_done_relapses(district, make_item):
    item = make_item()
    _decide(district, _propose(district, item, "closed_not_done"))
    reopen(
        actor=district.actor("supervisor"),
        item_id=item.pk,
        version=2,
        reason="条件具备",
        came_back=True,
        at=LATER,
    )
    item = Item.objects.get(pk=item.pk)
    assert (item.times_reopened, item.times_relapsed) == (1, 0)


def test_a_reopening_says_why_and_needs_somebody_who_holds_the_item(district, make_item):
    item = make_item(state=State.WITHDRAWN)
    with refused("no_words", item):
        reopen(
            actor=district.actor("supervisor"), item_id=item.pk, version=0, reason="", came_back=True, at=NOW
        )
    orphan = make_item(state=State.MERGED, lead=None, due=None)
    with refused("nobody_holds_it", orphan):
        reopen(
            actor=district.actor("supervisor"),
            item_id=orphan.pk,
            version=0,
            reason="误并",
            came_back=False,
            at=NOW,
        )


# --- what goes with an ending


def _limit(item, kind, due, state="running"):
    return Limit.objects.create(
        item=item,
        kind=kind,
        began=SINCE,
        count=5,
        days="working",
        due=due,
        edition="e",
        sentence="s",
        state=state,
    )


def test_the_limits_of_what_is_done_are_settled_by_the_day_of_the_claim(district, make_item):
    item = make_item()
    kept = _limit(item, "finish", TODAY)
    late = _limit(item, "report", date(2026, 2, 28))
    free = _limit(item, "report", date(2026, 3, 31), state="suspended")
    pause = Suspension.objects.create(
        limit=free, since=SINCE, reason="等批复", by=district.people["supervisor"]
    )
    settled = _limit(item, "sign", date(2026, 1, 5), state="met")
    prove(district, item)
    claim(district, item)
    judge(district, item, at=LATER)
    sign_off(district, item, at=LATER + timedelta(days=9))
    states = {pk: Limit.objects.get(pk=pk).state for pk in (kept.pk, late.pk, free.pk, settled.pk)}
    assert states == {kept.pk: "met", late.pk: "missed", free.pk: "lifted", settled.pk: "met"}
    assert Limit.objects.get(pk=kept.pk).settled_on == TODAY
    pause.refresh_from_db()
    assert pause.until == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("due", "state"),
    [(date(2026, 3, 9), "missed"), (date(2026, 3, 10), "lifted"), (date(2026, 6, 1), "lifted")],
)
def test_the_limits_of_what_ends_otherwise(district, make_item, due, state):
    item = make_item()
    limit = _limit(item, "finish", due)
    _decide(district, _propose(district, item, "closed_not_done"))
    limit.refresh_from_db()
    assert limit.state == state


def test_a_claim_that_came_too_late_misses_the_limit(district, make_item):
    item = make_item()
    limit = _limit(item, "finish", date(2026, 3, 9))
    to_done(district, item)
    limit.refresh_from_db()
    assert limit.state == "missed"


def test_a_stale_page_changes_nothing(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    with refused("changed_meanwhile", item):
        report_completion(actor=district.actor("head"), item_id=item.pk, version=0, words="再报", at=NOW)
    judge(district, item)
    with refused("changed_meanwhile", item):
        close_done(
            actor=district.actor("supervisor2"), item_id=item.pk, version=1, public_reason="已建成", at=NOW
        )


# --- what waits on the desk


def test_what_waits_for_whom(district, make_item):
    first, second, secret = make_item(), make_item(), make_item()
    for hours, item in ((2, first), (1, second), (0, secret)):
        prove(district, item)
        claim(district, item, at=NOW + timedelta(hours=hours))
    Item.objects.filter(pk=secret.pk).update(secrecy=3)
    desk = district.actor("supervisor")
    assert [c.item for c in claims_to_judge(desk)] == [secret, second, first], "oldest first"
    judge(district, second, at=LATER)
    judge(district, first, finding="unfit", at=LATER)
    assert [c.item for c in claims_to_judge(desk)] == [secret]
    assert [c.item for c in claims_to_sign_off(desk)] == [second]
    assert [c.item for c in claims_to_judge(district.actor("auditor"))] == [], (
        "the secret one is above the clearance"
    )
    mine, other = (
        _propose(district, first, "withdrawn"),
        _propose(district, make_item(lead="head3", leader=None), "withdrawn"),
    )
    assert list(endings_to_decide(district.actor("leader"))) == [mine]
    assert list(endings_to_decide(district.actor("leader2"))) == [other]
    assert list(endings_to_decide(desk)) == [mine, other]


def test_a_claim_that_an_ending_overtook_does_not_come_back(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    _decide(district, _propose(district, item, "closed_not_done"))
    reopen(
        actor=district.actor("supervisor"),
        item_id=item.pk,
        version=3,
        reason="继续",
        came_back=False,
        at=LATER,
    )
    prove(district, item, at=LATER + timedelta(hours=1))
    newest = claim(district, item, at=LATER + timedelta(hours=1))
    assert list(claims_to_judge(district.actor("supervisor"))) == [newest]
