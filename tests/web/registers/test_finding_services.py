"""问题整改: acts on rows. One from the list to its closing, its bad ways, what the database itself refuses, and what it counts."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.figures import work_out
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.findings.figures import (
    CLOSED,
    CLOSED_COUNT,
    FOUND_COUNT,
    IN_TIME,
    MONEY_RATE,
    RELAPSED,
    RULES_MADE,
    MoneyKind,
    put_right,
    repeated,
)
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rows import counted
from luoshi_web.registers.findings.selectors import figures_of, over_on, repeated_of, visible_to
from luoshi_web.registers.findings.services import checking, ending, entering, proving
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.models import Clock, Finding, FindingMoney, FindingProof, Matter, Waiver
from tests.web.conftest import TODAY
from tests.web.registers import finding_steps as steps
from tests.web.registers.finding_steps import acting

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 25)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def fresh(finding):
    return Finding.objects.select_related("matter").get(pk=finding.pk)


def state(finding):
    return Matter.objects.get(pk=finding.pk).state


def clock(finding, code):
    return Clock.objects.filter(matter=finding.pk, code=code).latest("pk")


def test_one_from_the_list_to_its_closing(district):
    """R5 and R9: the list by 8 May, the check by 21 July, the notice from 16 to 24 June."""
    finding = steps.registered(district)
    assert (clock(finding, "list").due, clock(finding, "check").due) == (date(2026, 5, 8), date(2026, 7, 21))
    entering.assign(**acting(district, finding, "supervisor", steps.RECEIVED), office=district.offices["发改局"], on=steps.RECEIVED)  # fmt: skip
    with refused("matter_state"):
        proving.prove(**acting(district, finding, "officer", steps.PLANNED), kind="document", words="文件", on=steps.PLANNED)  # fmt: skip
    entering.plan(**acting(district, finding, "head", steps.PLANNED), measures="限期拨付")
    assert clock(finding, "list").state == "met"
    entering.accept_plan(**acting(district, finding, "supervisor", steps.PLANNED))
    with refused("gate_shut"):
        proving.apply(**acting(district, finding, "head", steps.APPLIED), words="申请销号")
    steps.proved(district, finding=finding)
    proving.apply(**acting(district, finding, "head", steps.APPLIED), words="申请销号", rules_made=2)
    checking.verify(**acting(district, finding, "supervisor", steps.VERIFIED), words="已拨付", on_site=True)
    assert clock(finding, "check").state == "met"
    checking.sign_off(**acting(district, finding, "supervisor2", steps.NOTICED))
    with refused("gate_shut"):
        checking.close(**acting(district, finding, "supervisor", steps.NOTICED))
    checking.announce(**acting(district, finding, "supervisor", steps.NOTICED), where="区政府网站", on=steps.NOTICED)  # fmt: skip
    assert fresh(finding).notice_to == date(2026, 6, 24)
    with refused("gate_shut"):  # the last day of the notice
        checking.close(**acting(district, finding, "supervisor", date(2026, 6, 24)))
    checking.close(**acting(district, finding, "supervisor", LATER))
    done = fresh(finding)
    assert (done.closed_on, done.matter.phase, done.matter.due, done.rules_made) == (LATER, "ended", None, 2)
    verbs = Act.objects.filter(object_kind="matter", object_id=finding.pk).order_by("number").values_list("verb", flat=True)  # fmt: skip
    assert list(verbs) == [
        f"findings.{verb}"
        for verb in ("register", "assign", "plan", "accept", "prove", "apply", "verify", "sign_off", "notice", "close")
    ]  # fmt: skip


def test_an_objection_on_the_last_day_stops_the_closing(district):
    finding = steps.noticed(district)
    last, after = date(2026, 6, 24), LATER
    with refused("notice_over"):
        checking.object_to(**acting(district, finding, "supervisor", after), words="未拨付", on=after)
    made = checking.object_to(
        **acting(district, finding, "supervisor", last), words="尚有一笔未拨付", on=last
    )
    with refused("gate_shut"):
        checking.close(**acting(district, finding, "supervisor", after))
    answer = {"objection_id": made.pk, "words": "经查已拨付"}
    checking.answer_objection(**acting(district, finding, "supervisor", after), **answer)
    with refused("no_such_objection"):
        checking.answer_objection(**acting(district, finding, "supervisor", after), **answer)
    checking.close(**acting(district, finding, "supervisor", after))
    assert state(finding) == "closed"


def test_three_persons_close_a_finding(district):
    """R14: the officer does not apply, the author of the proof does not verify, the verifier does not sign off."""
    finding = steps.proved(district)
    with refused("not_yours"):
        proving.apply(**acting(district, finding, "officer", steps.APPLIED), words="申请销号")
    FindingProof.objects.create(finding=finding, kind="statement", words="说明", on=steps.APPLIED, by=district.people["supervisor"])  # fmt: skip
    proving.apply(**acting(district, finding, "head", steps.APPLIED), words="申请销号")
    with refused("gate_shut"):
        checking.verify(
            **acting(district, finding, "supervisor", steps.VERIFIED), words="已核查", on_site=True
        )
    checking.verify(**acting(district, finding, "supervisor2", steps.VERIFIED), words="已核查", on_site=False)
    with refused("gate_shut"):
        checking.sign_off(**acting(district, finding, "supervisor2", steps.VERIFIED))
    with refused("not_yours"):
        checking.sign_off(**acting(district, finding, "head", steps.VERIFIED))
    checking.sign_off(**acting(district, finding, "supervisor", steps.VERIFIED))
    assert state(finding) == "signed_off"


def test_money_is_never_more_than_was_found(district):
    """R11: of 100万, 60 returned and 50 paid in."""
    finding = steps.rectifying(district)
    row = {"kind": "returned", "amount": Decimal(600_000), "voucher": "记账1号", "on": steps.APPLIED}
    proving.put_right(**acting(district, finding, "officer", steps.APPLIED), **row)
    with refused("voucher_taken"):
        proving.put_right(
            **acting(district, finding, "officer", steps.APPLIED), **row | {"amount": Decimal(1)}
        )
    second = row | {"kind": "paid_in", "voucher": "缴款2号", "amount": Decimal(500_000)}
    with refused("over_amount"):
        proving.put_right(**acting(district, finding, "officer", steps.APPLIED), **second)
    proving.put_right(**acting(district, finding, "officer", steps.APPLIED), **second | {"amount": Decimal(400_000)})  # fmt: skip
    assert finding.money.count() == 2
    other = steps.rectifying(district, amount=None)
    with refused("finding_no_money"):
        proving.put_right(**acting(district, other, "officer", steps.APPLIED), **row)


def test_more_time_is_asked_for_before_the_day(district):
    """R13: on the day itself it is too late."""
    finding = steps.rectifying(district)
    ask = {"until": date(2026, 9, 30), "reason": "涉及面广"}
    with refused("too_late_to_extend"):
        entering.ask_more_time(**acting(district, finding, "head", steps.DUE), **ask)
    day = date(2026, 6, 29)
    with refused("not_longer"):
        entering.ask_more_time(**acting(district, finding, "head", day), **ask | {"until": steps.DUE})
    with refused("no_extension"):
        entering.give_more_time(**acting(district, finding, "leader", day))
    entering.ask_more_time(**acting(district, finding, "head", day), **ask)
    with refused("time_asked_already"):
        entering.ask_more_time(**acting(district, finding, "head", day), **ask)
    with refused("not_yours"):
        entering.give_more_time(**acting(district, finding, "supervisor", day))
    entering.give_more_time(**acting(district, finding, "leader", steps.DUE))
    assert (fresh(finding).due, fresh(finding).first_due) == (date(2026, 9, 30), steps.DUE)
    assert clock(finding, "check").due == date(2026, 10, 27)  # fifteen working days over the National Day
    assert list(Clock.objects.filter(matter=finding.pk, code="check").order_by("pk").values_list("state", flat=True)) == ["lifted", "running"]  # fmt: skip


def test_a_relapse_is_of_twelve_months(district):
    """R12: closed on 2026-06-25, found again on 2027-06-25 and a day later."""
    finding, other = steps.closed(district), steps.closed(district)
    again = {"reason": "再次滞留", "due": date(2027, 9, 30)}
    late = date(2027, 6, 26)
    with refused("no_relapse"):
        ending.found_again(**acting(district, other, "supervisor", late), on=late, **again)
    linked = steps.registered(district, earlier=other.matter.number, issued_on=late, received_on=late, due=date(2027, 9, 30))  # fmt: skip
    assert (linked.earlier, fresh(other).reopened_on) == (other, None)
    day = date(2027, 6, 25)
    ending.found_again(**acting(district, finding, "supervisor", day), on=day, **again)
    row = fresh(finding)
    assert (row.matter.state, row.matter.ended_on, row.closed_on, row.reopened_on, row.verified_by) == ("reopened", None, LATER, day, None)  # fmt: skip
    entering.plan(**acting(district, finding, "head", day), measures="重新整改")
    assert state(finding) == "planned"
    with refused("no_such_finding"):
        steps.registered(district, earlier="没有的号")


def test_stages_let_it_go_on_and_hold_the_closing_back(district):
    finding = steps.rectifying(
        district, stages=[("完成清理", date(2026, 6, 1)), ("完成整改", date(2026, 12, 31))]
    )
    steps.proved(district, finding=finding)
    with refused("gate_shut"):
        proving.go_on(**acting(district, finding, "supervisor", LATER))
    first = finding.stages.first()
    proving.keep_stage(
        **acting(district, finding, "supervisor", LATER), stage_id=first.pk, on=date(2026, 6, 1)
    )
    with refused("no_such_stage"):
        proving.keep_stage(**acting(district, finding, "supervisor", LATER), stage_id=first.pk, on=LATER)
    proving.go_on(**acting(district, finding, "supervisor", LATER))
    assert state(finding) == "lasting"
    with refused("gate_shut"):
        proving.apply(**acting(district, finding, "head", LATER), words="申请销号")


def test_an_exception_takes_two(district):
    finding = steps.proved(district, needed=["document", "rule"])
    with refused("gate_shut"):
        proving.apply(**acting(district, finding, "head", LATER), words="申请销号")
    gate = {"gate": "apply", "condition": "proof_kind_missing", "reason": "制度由上级制定"}
    ask_exception(FINDINGS, **acting(district, finding, "supervisor", LATER), **gate)
    with refused("no_way_round"):
        ask_exception(
            FINDINGS, **acting(district, finding, "supervisor", LATER), **gate | {"condition": "money_over"}
        )
    approve_exception(FINDINGS, **acting(district, finding, "leader", LATER), waiver_id=Waiver.objects.get().pk, until=LATER)  # fmt: skip
    proving.apply(**acting(district, finding, "head", LATER), words="申请销号")
    assert state(finding) == "applied"


def test_a_site_is_seen_and_what_is_refused_is_applied_for_anew(district):
    finding = steps.applied(district, site_needed=True)
    with refused("gate_shut"):
        checking.verify(**acting(district, finding, "supervisor", LATER), words="资料齐全", on_site=False)
    checking.verify(**acting(district, finding, "supervisor", LATER), words="现场查看", on_site=True)
    checking.refuse(**acting(district, finding, "supervisor2", LATER), reason="现场与资料不符")
    row = fresh(finding)
    assert (row.matter.state, row.applied_by, row.verified_by, row.on_site) == (
        "rectifying",
        None,
        None,
        False,
    )
    proving.apply(**acting(district, finding, "head", LATER), words="再次申请")
    assert fresh(finding).refused_why == ""


def test_it_is_given_up_by_two_persons_or_goes_to_another_body(district):
    finding = steps.rectifying(district)
    with refused("no_cannot"):
        ending.give_up(**acting(district, finding, "leader", LATER))
    ending.ask_to_give_up(**acting(district, finding, "supervisor", LATER), reason="企业已注销")
    with refused("not_yours"):
        ending.give_up(**acting(district, finding, "supervisor2", LATER))
    ending.give_up(**acting(district, finding, "leader", LATER))
    assert (state(finding), clock(finding, "check").state) == ("cannot", "lifted")
    other = steps.rectifying(district)
    ending.transfer(**acting(district, other, "supervisor", LATER), to="区纪委监委", reason="涉嫌违纪")
    assert state(other) == "transferred"
    with refused("matter_state"):
        proving.prove(**acting(district, other, "officer", LATER), kind="document", words="文件", on=LATER)


def test_the_congress_hears_within_six_months(district):
    """R3: heard on 2026-04-03, again by 2026-10-08."""
    finding = steps.registered(district, heard_on=date(2026, 4, 3))
    assert clock(finding, "heard").due == date(2026, 10, 8)
    day = date(2026, 9, 28)
    ending.heard_again(**acting(district, finding, "supervisor", day), on=day)
    assert clock(finding, "heard").state == "met"
    with refused("no_hearing"):
        ending.heard_again(**acting(district, finding, "supervisor", day), on=day)


def test_what_cannot_be_kept_is_refused_with_a_sentence(district):
    with refused("day_to_come"):  # received before it was issued
        steps.registered(district, received_on=date(2026, 4, 27))
    with refused("day_before"):
        steps.registered(district, due=date(2026, 4, 1))
    with refused("finding_no_money"):
        steps.registered(district, amount=Decimal(0))
    with refused("not_yours"):
        entering.register_finding(actor=district.actor("head"), found=_found(), at=steps.at(steps.RECEIVED))
    first = steps.registered(district)
    with refused("number_taken"):
        steps.registered(district, number=first.matter.number)
    assert Finding.objects.count() == 1


def _found():
    return entering.Found("1", "题", "文", "audit", steps.ISSUED, steps.RECEIVED, "at_once")


def test_a_page_that_is_old_changes_nothing(district):
    finding = steps.planned(district)
    old = acting(district, finding, "supervisor", LATER)
    entering.accept_plan(**old)
    with refused("changed_meanwhile"):
        ending.transfer(**old, to="区纪委监委", reason="移送")


def test_the_database_itself_holds_three_persons_and_no_notice_of_the_party(district):
    finding = steps.signed_off(district)
    rows = Finding.objects.filter(pk=finding.pk)
    for change in (
        {"verified_by": finding.applied_by_id or district.people["head"].pk},
        {"signed_off_by": district.people["supervisor"].pk},
        {"signed_off_by": district.people["head"].pk},
        {"source": "patrol", "notice_from": LATER, "notice_to": date(2026, 7, 2), "notice_where": "网站"},
        {"reopened_on": LATER},
        {"amount": Decimal(0)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_unit_sees_its_own(district):
    mine = steps.assigned(district)
    for who, seen in (("officer", True), ("head", True), ("head2", False), ("supervisor", True), ("leader", True), ("auditor", True), ("administrator", False)):  # fmt: skip
        assert visible_to(district.actor(who)).filter(pk=mine.pk).exists() is seen, who
    assert not visible_to(replace(district.actor("head"), clearance=0)).filter(pk=mine.pk).exists()
    over = Matter.objects.filter(over_on(date(2026, 7, 1)))
    assert over.filter(pk=mine.pk).exists()
    assert not Matter.objects.filter(over_on(steps.DUE)).exists()


# What is counted


def test_figures_are_those_of_the_pure_rules(district):
    """Eighty findings in every shape: the database counts as the rules do, on every day."""
    chance = random.Random(11)
    for number in range(80):
        _anything(district, number, chance)
    rows = [counted(each) for each in Finding.objects.select_related("matter").prefetch_related("money")]
    for on in (date(2026, 1, 20), date(2026, 4, 1), date(2026, 9, 15), date(2027, 12, 1)):
        got = figures_of(Matter.objects.all(), on=on)
        expected = [work_out(each, rows, on) for each in (*CLOSED, IN_TIME, RELAPSED)]
        assert [(each.code, each.variant, each.numerator, each.denominator) for each in got.rates] == [
            (each.code, each.variant, each.numerator, each.denominator) for each in expected
        ]
        money = rate(MONEY_RATE, rows, on)
        assert (got.by_money.numerator, got.by_money.denominator) == (money.numerator, money.denominator)
        assert got.money == {kind: measure(put_right(kind), rows, on).value for kind in MoneyKind}
        assert got.put_right == measure(put_right(), rows, on).value
        counts = [measure(each, rows, on).value for each in (FOUND_COUNT, CLOSED_COUNT, RULES_MADE)]
        assert [got.found, got.closed, got.rules] == counts
        again = repeated_of(Matter.objects.all(), year=2026, on=on)
        assert again.numerator == len([row for row in repeated(rows, on) if row.found_on.year == 2026])
    assert 0 < again.numerator < again.denominator
    assert all(0 < each.numerator < each.denominator for each in expected)


def _anything(district, number, chance):
    """A finding as it might stand, whatever led there."""

    def later(day, most=90):
        return day + timedelta(days=chance.randint(1, most))

    person = district.people["supervisor"]
    office = district.offices[chance.choice(["发改局", "住建局", "教体局"])]
    found = later(date(chance.choice([2022, 2024, 2026, 2026]), 1, 1))
    matter = Matter.objects.create(
        register="findings", number=str(number), year=found.year, title="问题", state="rectifying", opened_on=TODAY, entered_by=person,
        office=office,
    )  # fmt: skip
    said = {"due": None, "first_due": None}
    if chance.random() < 0.9:
        said = dict.fromkeys(said, later(found, 200))
    if chance.random() < 0.7:
        said["closed_on"] = later(found, 200)
        if chance.random() < 0.5:
            said |= {"reopened_on": later(said["closed_on"], 200), "reopened_why": "反弹"}
            if chance.random() < 0.6:
                said["reclosed_on"] = later(said["reopened_on"], 60)
    amount = Decimal(chance.randint(1000, 9999)) if chance.random() < 0.7 else None
    finding = Finding.objects.create(
        matter=matter, source="audit", issued_on=found, received_on=found, text="问题", time_class="at_once", amount=amount,
        rules_made=chance.randint(0, 2), category=chance.choice(["", "资金滞留", "超概算", "未招标", "多头", "重复"]), **said,
    )  # fmt: skip
    for voucher in range(chance.randint(0, 3) if amount else 0):
        FindingMoney.objects.create(finding=finding, kind=chance.choice(list(MoneyKind)), amount=Decimal(chance.randint(1, 300)), voucher=str(voucher), on=later(found, 200), by=person)  # fmt: skip
