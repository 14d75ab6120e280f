"""Pages of 三重一大: one walked through its forms, the list and its workbook, the place's rules, the auditor's view, figures, tiles."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.console.collective.acts import ACTS
from luoshi_web.registers.collective.models import CollectiveCheck, CollectiveMatter, MeetingRule, Threshold
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.services import deciding
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import collective_steps as steps
from tests.web.registers.collective_steps import act
from tests.web.registers.decision_steps import entered as decision_entered
from tests.web.registers.decision_steps import meeting

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ON = TODAY.isoformat()


def post(district, who, row, name, **said):
    data = {"version": Matter.objects.get(pk=row.pk).version} | said
    answer = district.client(who).post(reverse(f"collective:{name}", args=[row.pk]), data, headers=ENGLISH)
    return answer.content.decode() if answer.status_code != 302 else ""


def page(district, who, name="collective:list", *args, **asked):
    answer = district.client(who).get(reverse(name, args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def book(district, who, name, **asked):
    answer = district.client(who).get(reverse(name), {"as": "xlsx"} | asked, headers=ENGLISH)
    return list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))


def test_one_is_walked_through_its_forms(district):
    also = decision_entered(district, title="排涝工程规划")
    said = {
        "number": "议题9号", "title": "购置应急排涝设备", "kind": "money", "office": district.offices["发改局"].pk, "proposer": "副区长", "on": "2026-01-05",
        "amount": "1200000", "payee": "云杉公司", "project": "排涝能力提升", "contract": "on", "secrecy": "1", "also": also.pk,
    }  # fmt: skip
    entered = district.client("supervisor").post(reverse("collective:new"), said)
    row = CollectiveMatter.objects.get()
    assert entered["Location"] == reverse("collective:show", args=[row.pk])
    shown = page(district, "officer", "collective:show", row.pk)
    for words in ("1,200,000", "The place has none for it.", "The contract has no opinion on its legality", "no budget line", "排涝工程规划"):  # fmt: skip
        assert words in shown
    post(district, "supervisor", row, "send_back", on="2026-01-05", reason="缺预算依据")
    post(district, "officer", row, "again", words="补齐")
    never = post(district, "officer", row, "check", of="budget", result="not_needed", on="2026-01-06", words="无")  # fmt: skip
    assert "nobody says that it does not" in never
    post(district, "officer", row, "check", of="budget", result="passed", on="2026-01-06", words="预算第8行")
    post(district, "officer", row, "check", of="legality", result="not_needed", on="2026-01-06", words="标准合同")  # fmt: skip
    assert "not yet agreed" in page(district, "officer", "collective:show", row.pk)
    post(district, "supervisor", row, "approve_check", check=CollectiveCheck.objects.get(check_of="legality").pk)  # fmt: skip
    post(district, "supervisor", row, "clear", words="材料齐备")
    post(district, "supervisor", row, "schedule", on="2026-01-15", materials_on="2026-01-08")
    assert "购置应急排涝设备" in page(district, "supervisor", listed_for="2026-01-15")
    assert "购置应急排涝设备" not in page(district, "supervisor", listed_for="2026-01-16")
    held = meeting(district, date(2026, 1, 15))
    did = {"meeting": held.pk, "result": "passed", "way": "hands", "yes": "8", "no": "1", "abstained": "0", "words": "同意", "chair_last": "on", "order": "甲、乙、区长"}  # fmt: skip
    assert "The leader who brings it in was not there" in post(district, "supervisor", row, "discuss", dissents="乙，单价偏高", **did)  # fmt: skip
    assert Matter.objects.get(pk=row.pk).state == "listed"
    post(district, "supervisor", row, "discuss", dissents="乙，单价偏高", proposer_came="on", **did)
    assert "minutes of the meeting that passed it are not signed" in page(district, "supervisor", "collective:show", row.pk)  # fmt: skip
    steps.signed(district, held)
    unit = district.offices["住建局"].pk
    post(district, "supervisor", row, "execute", on="2026-01-22", executor=unit, due="2026-06-30")
    post(
        district, "officer2", row, "pay", on="2026-01-22", amount="700000", payee="云杉公司", proof="回单8号"
    )
    over = post(district, "officer2", row, "pay", on="2026-01-22", amount="500001", payee="云杉公司", proof="回单9号")  # fmt: skip
    assert "More than was decided" in over
    post(district, "officer2", row, "feed_back", on="2026-01-22", words="设备已到位")
    post(district, "supervisor", row, "close", words="现场已核")
    shown = page(district, "officer2", "collective:show", row.pk)
    for words in (
        "8 for, 1 against, 0 abstained",
        "单价偏高",
        "甲、乙、区长",
        "700,000",
        "设备已到位",
        "缺预算依据",
        "常务纪要8号",
    ):
        assert words in shown
    assert Matter.objects.get(pk=row.pk).state == "closed"


def test_buttons_stand_where_the_act_can_be_done(district):
    row = steps.cleared(district)
    standing = {
        who: {each.code for each in ACTS if f"/collective/{row.pk}/{each.code}/" in page(district, who, "collective:show", row.pk)}
        for who in ("supervisor", "officer", "leader", "auditor")
    }  # fmt: skip
    assert standing == {
        "supervisor": {"schedule", "send_back", "execute_below", "ask_exception"}, "officer": {"check"}, "leader": {"first"}, "auditor": set(),
    }  # fmt: skip


def test_the_threshold_of_the_day_that_counts_stands_beside_that_of_its_entry(district):
    steps.threshold(district, "1000000")
    steps.threshold(district, "500000", since=date(2026, 1, 10), includes=False)
    row = steps.listed(district, amount=Decimal(800_000))
    shown = page(district, "supervisor", "collective:show", row.pk)
    for words in ("1,000,000 yuan or more", "500,000 more than so many yuan", "A meeting decides it."):
        assert words in shown
    under = steps.entered(district, amount=Decimal(400_000))
    assert "It stays under the threshold." in page(district, "supervisor", "collective:show", under.pk)


def test_rules_are_entered_by_one_and_confirmed_by_another(district):
    def send(who, name, *args, **said):
        return district.client(who).post(reverse(f"collective:{name}", args=args), said, headers=ENGLISH)

    first = {"kind": "money", "amount": "1000000", "includes": "no", "body": "standing", "since": "2026-01-01", "source": "议事规则第8条"}  # fmt: skip
    send("supervisor", "threshold", **first)
    row = Threshold.objects.get()
    assert (row.includes, row.confirmed_by_id) == (False, None)
    assert "Another row of the same day" in send("supervisor", "threshold", **first).content.decode()
    shown = page(district, "supervisor", "collective:rules")
    assert "waits for a second person" in shown
    assert reverse("collective:confirm_threshold", args=[row.pk]) not in shown
    assert reverse("collective:confirm_threshold", args=[row.pk]) in page(district, "supervisor2", "collective:rules")  # fmt: skip
    own = district.client("supervisor").post(reverse("collective:confirm_threshold", args=[row.pk]), follow=True, headers=ENGLISH)  # fmt: skip
    assert "confirmed by another person" in own.content.decode()
    assert Threshold.objects.get().confirmed_by_id is None
    send("supervisor2", "confirm_threshold", row.pk)
    assert Threshold.objects.get().confirmed_by == district.people["supervisor2"]
    rule = {"body": "standing", "quorum": "2/3", "votes": "1/2", "votes_more": "on", "of_entitled": "on", "chair_last": "on", "since": "2026-01-01", "source": "第3条"}  # fmt: skip
    send("supervisor", "meeting_rule", **rule)
    made = MeetingRule.objects.get()
    assert (made.quorum_part, made.quorum_of, made.votes_more, made.chair_last) == (2, 3, True, True)
    shown = page(district, "auditor", "collective:rules")
    for words in ("at least two thirds", "more than a half", "of all members", "speaks last, or nothing passes", "1,000,000"):  # fmt: skip
        assert words in shown
    send("supervisor", "refuse_meeting_rule", made.pk)
    assert not MeetingRule.objects.exists()
    send("supervisor2", "refuse_threshold", row.pk)
    assert Threshold.objects.exists()  # what is confirmed is not taken back


def test_the_auditor_sees_what_was_done_without_its_steps(district):
    clean = steps.executing(district, title="养老设施采购")
    first = steps.first(district, title="抢修堤坝")
    late = steps.listed(district, title="购置应急排涝设备", materials_on=steps.MET)
    shown = page(district, "auditor", "collective:audit", year="2026")
    for words in ("抢修堤坝", "no meeting has ratified it", "购置应急排涝设备", "its papers came too late before the meeting 1"):  # fmt: skip
        assert words in shown
    assert clean.matter.title not in shown
    narrowed = page(district, "auditor", "collective:audit", year="2026", flag="unratified")
    assert ("抢修堤坝" in narrowed, "购置应急排涝设备" in narrowed) == (True, False)
    rows = book(district, "auditor", "collective:audit", year="2026")
    assert [row[1] for row in rows[1:]] == ["抢修堤坝", "购置应急排涝设备"]
    assert rows[1][5] == "done first, and no meeting has ratified it"
    assert "no meeting has ratified it" in page(district, "auditor", "collective:show", first.pk)
    assert "Decided or done without its steps" not in page(district, "officer", "collective:show", late.pk)
    assert district.client("officer").get(reverse("collective:audit")).status_code == 403


@pytest.mark.parametrize("mark", ["excepted", "asked", "dissent", "first", "outside", "late"])
def test_what_is_marked_is_found(district, mark):
    steps.passed(district, title="养老设施采购")
    if mark in {"excepted", "asked"}:
        row = steps.cleared(district, title="抢修堤坝", contract=True)
        asked = {"gate": "list", "condition": "contract_unreviewed", "reason": "防汛"}
        waiver = act(lambda **said: ask_exception(COLLECTIVE, **said), district, row, "supervisor", TODAY, **asked)  # fmt: skip
        if mark == "excepted":
            post(district, "leader", row, "except", waiver=waiver.pk, until="2026-03-31")
    elif mark == "dissent":
        steps.met(district, steps.listed(district, title="抢修堤坝"), yes=8, no=1, dissents=[("周明远", "财力不足")])  # fmt: skip
    elif mark == "first":
        steps.first(district, title="抢修堤坝")
    elif mark == "outside":
        steps.threshold(district, "5000000")
        row = steps.cleared(district, title="抢修堤坝")
        act(deciding.execute_below, district, row, "supervisor", steps.DONE, on=steps.DONE, decided_by="分管副区长", executor=None, due=None)  # fmt: skip
    else:
        row = steps.passed(district, title="抢修堤坝")
        row.matter.clocks.update(state="missed", settled_on="2026-01-23", owed=True)
    shown = page(district, "auditor", marked=mark)
    assert ("抢修堤坝" in shown, "养老设施采购" in shown) == (True, False)


def test_the_list_is_narrowed_and_leaves_as_a_workbook(district):
    steps.executing(district, title="养老设施采购")
    steps.entered(district, title="青桐水库扩建", kind="project", amount=Decimal(9_000_000))
    assert "青桐水库扩建" not in page(district, "supervisor", kind="money")
    assert "养老设施采购" not in page(district, "supervisor", least="2000000")
    assert "青桐水库扩建" not in page(district, "supervisor", state="executing")
    assert "养老设施采购" in page(district, "officer2")
    assert "青桐水库扩建" not in page(district, "officer2")
    rows = book(district, "supervisor", "collective:list")
    kept = {(row[1], row[3]) for row in rows[1:]}
    assert kept == {("青桐水库扩建", 9_000_000), ("养老设施采购", 1_200_000)}


def test_figures_of_a_year_and_its_table(district):
    steps.executing(district, title="养老设施采购")
    put_off = steps.listed(district, title="青桐水库扩建", kind="project")
    steps.met(district, put_off, on=date(2026, 1, 28), yes=3, no=6, result="put_off", dissents=[(name, "财力不足") for name in "甲乙丙丁戊己"])  # fmt: skip
    shown = page(district, "supervisor", "collective:figures", year="2026")
    for words in ("50.0%", "100.0%", "1200000"):
        assert words in shown
    rows = book(district, "supervisor", "collective:figures", year="2026")
    assert [(row[2], row[5], row[7], row[10]) for row in rows[1:]] == [
        ("养老设施采购", 11, 9, "passed (通过)"), ("青桐水库扩建", 11, 3, "put off (再次讨论)"),
    ]  # fmt: skip
    assert "甲：财力不足" in rows[2][11]
    assert "nothing to count" in page(district, "head3", "collective:figures", year="2026")


def test_an_empty_register_says_that_nothing_is_entered(district):
    assert "No matter decided collectively is entered yet." in page(district, "supervisor")
    assert "None yet: every matter goes to the meeting." in page(district, "supervisor", "collective:rules")
    assert "Nothing was decided or done without its steps." in page(district, "auditor", "collective:audit")
    steps.entered(district)
    assert "No matter decided collectively here." in page(district, "head3")


def test_an_exception_is_asked_for_what_the_next_step_needs(district):
    steps.threshold(district, "5000000")
    under = steps.cleared(district, contract=True)
    form = page(district, "supervisor", "collective:ask_exception", under.pk)
    assert "(without a meeting)" in form
    assert "not_budgeted" not in form  # no way round
    listed = steps.listed(district, amount=Decimal(9_000_000))
    form = page(district, "supervisor", "collective:ask_exception", listed.pk)
    assert "pass.no_quorum" in form
    assert "list." not in form.partition("<form method")[2]


def test_what_waits_stands_on_the_first_page(district):
    def tile(words, shown):
        return words in shown

    assert "of a meeting" not in page(district, "supervisor", "home")
    steps.entered(district)
    steps.done(district)
    steps.threshold(district, confirmed=False)
    given = steps.executing(district)
    back = steps.entered(district)
    post(district, "supervisor", back, "send_back", on=ON, reason="缺预算依据")
    keeper = page(district, "supervisor2", "home")
    for words in (
        "matters of a meeting to look through",
        "reported matters of a meeting to close",
        "rules of meetings to confirm",
    ):
        assert tile(words, keeper)
    assert not tile(
        "rules of meetings to confirm", page(district, "supervisor", "home")
    )  # entered by this one
    assert tile("sent back to you", page(district, "officer", "home"))
    assert tile("to carry out and report", page(district, "officer2", "home"))
    CollectiveMatter.objects.filter(pk=given.pk).update(due=date(2026, 3, 1))
    assert tile("not reported by their day", page(district, "officer2", "home"))


def test_the_pages_ask_little_of_the_database(district, django_assert_max_num_queries):
    steps.threshold(district)
    for _ in range(3):
        row = steps.executing(district)
    for who in ("supervisor", "officer", "auditor"):
        client = district.client(who)
        for address, most in (
            (reverse("collective:show", args=[row.pk]), 36), (reverse("collective:list"), 15), (reverse("collective:figures") + "?year=2026", 20),
        ):  # fmt: skip
            client.get(address)
            with django_assert_max_num_queries(most):
                client.get(address)
