"""Many requests, claims, ends, urges and objections at once: each by the service of one, with the second person demanded of each."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.supervision.bulk.act import carry_out, weigh
from luoshi_web.supervision.bulk.closings import FIT, LET_END, NOT_LET_END, SEND_BACK, SIGN_OFF, UNFIT
from luoshi_web.supervision.bulk.objections import REJECT, UPHOLD
from luoshi_web.supervision.bulk.requests import APPROVE_CHANGE, GRANT, REFUSE, REFUSE_CHANGE, SCREEN
from luoshi_web.supervision.bulk.returns import REFUSE_RETURN, TAKE_BACK
from luoshi_web.supervision.bulk.urges import APPROVE, HOLD, SKIP, TAKE
from luoshi_web.supervision.models import Change, Ending, Extension, Item, Limit, Objection, Urge, Verdict
from luoshi_web.supervision.services.assign import send_back
from luoshi_web.supervision.services.change import ask_target_change
from luoshi_web.supervision.services.closing import propose_ending
from luoshi_web.supervision.services.extension import ask_extension, screen_extension
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.objections import raise_objection
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.services import urge_by_hand
from tests.web.closing_steps import claim, judge, prove
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.made import Ground
from tests.web.permissions.of_appraisal import objection as raised


@pytest.fixture
def act(district):
    """Carry an act out for somebody on some things, as their page showed them."""

    def done(act, who, things, **values):
        actor, chosen = district.actor(who), []
        for thing in things:
            item = getattr(thing, "item", None)
            chosen.append((thing.pk, Item.objects.get(pk=(item or thing).pk).version))
        return carry_out(act, actor=actor, chosen=chosen, values=values, at=NOW)

    return done


@pytest.fixture
def extensions(district, make_item):
    def made(count, **columns):
        items = [make_item(**columns) for _ in range(count)]
        lead = {"head3": "head3"}.get(columns.get("lead"), "head")
        return [
            ask_extension(
                actor=district.actor(lead), item_id=item.pk, new_due=date(2027, 1, 31), reason="汛期停工", progress="过半", at=NOW
            )
            for item in items
        ]  # fmt: skip

    return made


def whys(outcome):
    return sorted(left.why for left in outcome.left)


def verbs():
    return list(Act.objects.order_by("number").values_list("verb", flat=True))


def test_requests_for_more_time_are_screened_and_decided_together(district, act, extensions):
    three, withdrawn = extensions(3), extensions(1)[0]
    Extension.objects.filter(pk=withdrawn.pk).update(state="withdrawn", withdrawn_at=NOW)
    before = len(verbs())
    outcome = act(SCREEN, "supervisor", [*three, withdrawn], opinion="情况属实，建议同意")
    assert set(outcome.done) == {one.pk for one in three}
    assert [left.thing.pk for left in outcome.left] == [withdrawn.pk]
    assert verbs()[before:] == ["extension.screen"] * 3
    granted = act(GRANT, "leader", three[:2])
    assert set(granted.done) == {one.pk for one in three[:2]}
    refused = act(REFUSE, "leader", [three[2]], answer="可通过增派人手赶上")
    assert refused.done == (three[2].pk,)
    assert list(Item.objects.filter(extensions__in=three).order_by("pk").values_list("due", "days_slipped")) == [
        (date(2027, 1, 31), 31), (date(2027, 1, 31), 31), (date(2026, 12, 31), 0),
    ]  # fmt: skip
    assert Change.objects.filter(field="due").count() == 2
    assert Limit.objects.filter(kind="finish").count() == 2


def test_who_screened_grants_none_of_them_and_is_told_before(district, act, extensions):
    own, others, theirs = (
        extensions(1)[0],
        extensions(1)[0],
        extensions(1, lead="head3", leader=district.posts["leader2"])[0],
    )
    for one, screener in ((own, "leader"), (others, "supervisor"), (theirs, "supervisor")):
        screen_extension(actor=district.actor("supervisor"), extension_id=one.pk, opinion="属实", at=NOW)
        Extension.objects.filter(pk=one.pk).update(screened_by=district.people[screener])
    chosen = [(one.pk, Item.objects.get(pk=one.item_id).version) for one in (own, others, theirs)]
    weighed = weigh(GRANT, actor=district.actor("leader"), chosen=chosen)
    assert [thing.pk for thing in weighed.fit] == [others.pk]
    assert {left.thing.pk for left in weighed.left} == {own.pk, theirs.pk}
    assert weighed.not_yours == 1  # in the charge of another leader
    outcome = act(GRANT, "leader", [own, others, theirs])
    assert outcome.done == (others.pk,)
    assert Extension.objects.get(pk=own.pk).state == "screened"


def test_an_item_that_was_changed_since_leaves_its_request(district, extensions):
    first, second = extensions(2)
    chosen = [(one.pk, Item.objects.get(pk=one.item_id).version) for one in (first, second)]
    Item.objects.filter(pk=first.item_id).update(version=9)
    values = {"opinion": "属实"}
    outcome = carry_out(SCREEN, actor=district.actor("supervisor"), chosen=chosen, values=values, at=NOW)
    assert outcome.done == (second.pk,)
    assert Extension.objects.get(pk=first.pk).state == "asked"


def test_other_targets_are_decided_together(district, act, make_item):
    numbers = {"kind": "target", "low": 5, "high": 5, "original_low": 5, "original_high": 5, "unit": "%"}
    items = [make_item(**numbers) for _ in range(3)]
    asked = [
        ask_target_change(
            actor=district.actor("head"), item_id=item.pk, low=Decimal(4), high=Decimal(4), reason="市场变化", at=NOW
        )
        for item in items
    ]  # fmt: skip
    assert act(APPROVE_CHANGE, "leader", asked[:2]).done == (asked[0].pk, asked[1].pk)
    refused = act(REFUSE_CHANGE, "leader", asked, answer="力争完成")
    assert refused.done == (asked[2].pk,)
    assert len(refused.left) == 2
    assert [Item.objects.get(pk=item.pk).low for item in items] == [4, 4, 5]


def test_claims_are_found_fit_each_with_its_evidence_and_signed_off_by_another(district, act, make_item):
    ready, bare = [make_item(), make_item()], make_item()
    for item in (*ready, bare):
        prove(district, item)
        claim(district, item)
    bare.attachments.all().delete()
    claims = [item.completions.get() for item in (*ready, bare)]
    outcome = act(FIT, "supervisor", claims, words="现场核查属实")
    assert set(outcome.done) == {one.pk for one in claims[:2]}
    assert [left.thing.pk for left in outcome.left] == [claims[2].pk]  # no evidence: a gate of each
    chosen = [(one.pk, Item.objects.get(pk=one.item_id).version) for one in claims]
    weighed = weigh(SIGN_OFF, actor=district.actor("supervisor"), chosen=chosen)
    assert not weighed.fit  # who verified signs none of them off, and is told before
    assert len({left.why for left in weighed.left}) == 2
    back = act(SEND_BACK, "supervisor2", claims[:1], answer="缺验收单")
    assert back.done == (claims[0].pk,)
    done = act(SIGN_OFF, "supervisor2", claims, public_reason="已建成并投入使用")
    assert done.done == (claims[1].pk,)
    states = [Item.objects.get(pk=item.pk).state for item in (*ready, bare)]
    assert states == [State.ACTIVE, State.CLOSED_DONE, State.REPORTED]
    assert Ending.objects.filter(stage="in_force").get().reason == "已建成并投入使用"


def test_claims_found_unfit_go_back(district, act, make_item):
    item, judged = make_item(), make_item()
    for one in (item, judged):
        prove(district, one)
        claim(district, one)
    judge(district, judged)
    claims = [one.completions.get() for one in (item, judged)]
    outcome = act(UNFIT, "supervisor", claims, words="尚未完工")
    assert outcome.done == (claims[0].pk,)
    assert Verdict.objects.filter(finding="unfit").count() == 1
    assert Item.objects.get(pk=item.pk).state == State.ACTIVE


def test_a_leader_decides_on_many_proposed_ends(district, act, make_item):
    def proposed(**columns):
        item = make_item(**columns)
        return propose_ending(
            actor=district.actor("supervisor"), item_id=item.pk, version=0, kind="withdrawn", reason="规划调整", at=NOW
        )  # fmt: skip

    endings = [proposed(), proposed()]
    theirs = proposed(lead="head3", leader=district.posts["leader2"])
    outcome = act(LET_END, "leader", [endings[0], theirs], answer="同意")
    assert outcome.done == (endings[0].pk,)
    assert act(NOT_LET_END, "leader", endings, answer="继续推进").done == (endings[1].pk,)
    assert [Item.objects.get(pk=one.item_id).state for one in (*endings, theirs)] == [
        State.WITHDRAWN, State.ACTIVE, State.ACTIVE,
    ]  # fmt: skip


@pytest.fixture
def proposal(district, make_item):
    def made(item=None, rung=3, occasion="finish:x"):
        item = item or make_item()
        return Urge.objects.create(
            item=item, ladder=ladder_on(TODAY), office=item.office, post=item.lead, rung=rung, occasion=occasion, state="proposed",
            on=TODAY, code="finish_missed", inputs={"day": "2026-03-01", "days": 9},
        )  # fmt: skip

    return made


def test_proposals_of_the_desk_are_sent_skipped_and_held_back(district, act, make_item, proposal):
    item = make_item()
    twice = [proposal(item), proposal(item, occasion="milestone:y")]  # two of one item, in one act
    grave, repeats, later, gone = proposal(rung=4), proposal(), proposal(), proposal()
    repeats.alike.add(make_item())
    outcome = act(TAKE, "supervisor", [*twice, grave, repeats], although="")
    assert set(outcome.done) == {twice[0].pk, twice[1].pk, grave.pk}
    assert [left.thing.pk for left in outcome.left] == [repeats.pk]
    assert Urge.objects.get(pk=grave.pk).state == Urge.State.ASKED  # a circular goes before the leader first
    assert Item.objects.get(pk=item.pk).times_urged == 2
    assert act(TAKE, "supervisor", [repeats], although="仍未整改").done == (repeats.pk,)
    assert act(HOLD, "supervisor", [later], until=date(2026, 3, 20), reason="等待批复").done == (later.pk,)
    assert act(SKIP, "supervisor", [later, gone, grave], reason="已当面说明").done == (later.pk, gone.pk)


def test_a_leader_lets_many_circulars_out_and_none_that_he_asked_for(district, act, make_item):
    items = [make_item() for _ in range(3)]
    urges = [
        urge_by_hand(
            actor=district.actor("supervisor"), item_id=item.pk, version=0, rung=4, reason="进度滞后", although="不同事项", at=NOW
        )
        for item in items
    ]  # fmt: skip
    Urge.objects.filter(pk=urges[0].pk).update(asked_by=district.people["leader"])
    outcome = act(APPROVE, "leader", urges, words="同意通报")
    assert set(outcome.done) == {urges[1].pk, urges[2].pk}
    assert [left.thing.pk for left in outcome.left] == [urges[0].pk]
    assert set(Urge.objects.filter(state=Urge.State.SENT).values_list("approval", flat=True)) == {"同意通报"}


def test_objections_are_rejected_by_nobody_who_had_a_hand(district, make_item):
    one = raised(Ground(district, make_item)).thing
    values = {"answer": "查无依据"}
    scored = weigh(REJECT, actor=district.actor("supervisor"), chosen=[(one.pk, 0)])
    assert not scored.fit
    assert len(scored.left) == 1
    outcome = carry_out(REJECT, actor=district.actor("leader"), chosen=[(one.pk, 0)], values=values, at=NOW)
    assert outcome.done == (one.pk,)
    assert Objection.objects.get(pk=one.pk).decision == Objection.Decision.REJECTED
    again = carry_out(REJECT, actor=district.actor("leader2"), chosen=[(one.pk, 0)], values=values, at=NOW)
    assert again.done == ()


def test_what_was_deducted_falls_away_for_many_at_once(district, make_item):
    """30 units lost points by one fault of the office: 30 objections are upheld in one act; one to the whole is said of by itself."""
    deducted = raised(Ground(district, make_item), "deducts").thing
    whole = raise_objection(
        actor=district.actor("head"), score_id=deducted.score_id, line_id=None, reason="整体偏低", at=NOW
    )
    chosen = [(deducted.pk, 0), (whole.pk, 0)]
    assert not weigh(UPHOLD, actor=district.actor("supervisor"), chosen=chosen).fit  # scored by them
    outcome = carry_out(
        UPHOLD, actor=district.actor("leader"), chosen=chosen, values={"answer": "系台账误登"}, at=NOW
    )
    assert outcome.done == (deducted.pk,)
    assert [left.thing.pk for left in outcome.left] == [whole.pk]
    assert "不涉及扣分" in outcome.left[0].why
    deducted.refresh_from_db()
    assert (deducted.decision, deducted.points, deducted.answer) == ("upheld", 0, "系台账误登")
    whole.refresh_from_db()
    assert whole.decision == "open"


def test_items_that_were_sent_back_go_elsewhere_or_stay(district, act, make_item):
    items = [make_item(state=State.ASSIGNED) for _ in range(3)]
    for item in items:
        start_limits(item=item, actor=district.actor("supervisor"), at=NOW)
    for item in items[:2]:
        send_back(actor=district.actor("head"), item_id=item.pk, version=0, reason="不属本单位职责", at=NOW)
    taken = act(
        TAKE_BACK, "supervisor", [items[0], items[2]], lead=district.posts["head3"], answer="职责在教体局"
    )
    assert taken.done == (items[0].pk,)
    assert act(REFUSE_RETURN, "supervisor", items, answer="仍由你单位牵头").done == (items[1].pk,)
    assert [str(Item.objects.get(pk=item.pk).office) for item in items] == ["教体局", "发改局", "发改局"]
    assert [left.why for left in taken.left] == whys(taken)
