"""Pages of 重大行政决策: one walked through its forms, the list and the catalogue with their workbooks, figures, meetings."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.console.decisions.acts import ACTS
from luoshi_web.registers.decisions.models import Decision, Determination
from luoshi_web.registers.matters.meetings import Dissent, Meeting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import decision_steps as steps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ON = TODAY.isoformat()


def post(district, who, decision, act, **said):
    data = {"version": Matter.objects.get(pk=decision.pk).version} | said
    return district.client(who).post(reverse(f"decisions:{act}", args=[decision.pk]), data, headers=ENGLISH)


def page(district, who, name="decisions:list", *args, **asked):
    answer = district.client(who).get(reverse(name, args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def book(district, who, name, **asked):
    answer = district.client(who).get(reverse(name), {"as": "xlsx"} | asked)
    return list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))


def test_one_is_walked_through_its_forms(district):
    entered = district.client("supervisor").post(
        reverse("decisions:new"),
        {
            "number": "决策9号", "title": "青桐水库扩建", "kind": "works", "office": district.offices["发改局"].pk, "on": "2026-01-09", "secrecy": "1",
            "market": "on",
        },
    )  # fmt: skip
    decision = Decision.objects.get()
    assert entered["Location"] == reverse("decisions:show", args=[decision.pk])
    post(district, "supervisor", decision, "start", on="2026-01-12", words="第1次常务会议")
    post(district, "officer", decision, "draft", on="2026-01-13", title="扩建方案（草案）")
    shown = page(district, "officer", "decisions:show", decision.pk)
    for words in ("The public was not heard", "No expert was heard", "There is no opinion on the legality"):
        assert words in shown
    short = post(
        district, "officer", decision, "comment", on="2026-01-14", until="2026-01-14", means="政府网站"
    )
    assert "The last day for opinions comes after the first." in short.content.decode()
    post(district, "officer", decision, "comment", on="2026-01-14", until="2026-02-14", means="政府网站")
    post(
        district,
        "officer",
        decision,
        "answer_comment",
        on="2026-02-24",
        opinions="9",
        adopted="3",
        answer="采纳3条",
    )
    unsigned = post(district, "officer", decision, "expert", on="2026-02-24", name="陈晓岚", stance="against", words="坝址不稳", no_interest="on")  # fmt: skip
    assert "An expert&#x27;s opinion is signed" in unsigned.content.decode()
    post(district, "officer", decision, "leave_out", on="2026-02-24", step="expert", why="专业性不强")
    post(district, "officer", decision, "competition", on="2026-02-24", passed="on", words="不排除竞争")
    post(district, "officer", decision, "risk", on="2026-02-24", by="评估公司", level="low", points="移民", measures="补偿", controllable="on")  # fmt: skip
    assert "not yet agreed" in page(district, "officer", "decisions:show", decision.pk)
    post(district, "supervisor", decision, "agree_left_out", step=Determination.objects.get().pk)
    post(district, "head", decision, "ask_review", on="2026-02-24", as_review="on")
    given = {
        "on": "2026-03-05",
        "opinion": "legal",
        "number": "合审9号",
        "power": "on",
        "procedure": "on",
        "lawyers": "顾问",
        "words": "合法",
    }
    assert "its procedure and its content" in post(district, "supervisor", decision, "give_opinion", **given).content.decode()  # fmt: skip
    post(district, "supervisor", decision, "give_opinion", content="on", **given)
    early = post(district, "head", decision, "table", on="2026-03-04")
    assert "has not had its 7 working days" in early.content.decode()
    post(district, "head", decision, "table", on="2026-03-05")
    meeting = {
        "kind": "standing",
        "number": "第3次",
        "on": "2026-03-09",
        "entitled": "9",
        "present": "9",
        "chair": "区长",
    }
    district.client("supervisor").post(reverse("meetings:new"), meeting)
    held = Meeting.objects.get()
    did = {
        "meeting": held.pk,
        "result": "passed",
        "way": "hands",
        "yes": "8",
        "no": "1",
        "abstained": "0",
        "words": "同意",
        "chair_last": "on",
    }
    assert "stands in the record" in post(district, "supervisor", decision, "decide", **did).content.decode()
    assert "divided by a comma" in post(district, "supervisor", decision, "decide", dissents="周明远", **did).content.decode()  # fmt: skip
    post(district, "supervisor", decision, "decide", dissents="周明远，财力不足", **did)
    assert (Matter.objects.get(pk=decision.pk).state, Dissent.objects.get().words) == ("decided", "财力不足")
    shown = page(district, "officer", "decisions:show", decision.pk)
    for words in (
        "8 for, 1 against, 0 abstained",
        "财力不足",
        "合审9号",
        "30 days are full on 2026-02-13",
        "9 opinions, 3 adopted",
    ):
        assert words in shown
    assert "青桐水库扩建" in page(district, "supervisor", "meetings:list")


def test_buttons_stand_where_the_act_can_be_done(district):
    decision = steps.drafted(district)
    shown = page(district, "officer", "decisions:show", decision.pk)
    standing = {act.code for act in ACTS if f"/decisions/{decision.pk}/{act.code}/" in shown}
    assert standing == {"draft", "comment", "expert", "risk", "leave_out"}
    halted = steps.halted(district)
    chief = page(district, "leader2", "decisions:show", halted.pk)
    assert {act.code for act in ACTS if f"/decisions/{halted.pk}/{act.code}/" in chief} == {"resume"}


def test_the_list_is_narrowed_and_leaves_as_a_workbook_without_experts(district):
    steps.executing(district, title="养老设施规划")
    steps.drafted(district, title="青桐水库扩建", outside=True, why="应急后续", kind="works")
    listed = page(district, "supervisor")
    assert "养老设施规划" in listed
    assert "outside the catalogue" in listed
    assert "养老设施规划" not in page(district, "supervisor", kind="works")
    assert "青桐水库扩建" not in page(district, "supervisor", state="executing")
    assert "养老设施规划" not in page(district, "supervisor", marked="outside")
    rows = str(book(district, "supervisor", "decisions:list"))
    assert "养老设施规划" in rows
    assert "陈晓岚" not in rows
    assert "养老设施规划" not in page(district, "head3")


@pytest.mark.parametrize("mark", ["excepted", "dissent", "late", "outside"])
def test_what_the_auditor_looks_at_is_found(district, mark):
    plain = steps.executing(district, title="养老设施规划")
    marked = steps.tabled(district, title="青桐水库扩建")
    steps.met(
        district, marked, yes=8, no=1, dissents=[("周明远", "财力不足")]
    ) if mark == "dissent" else steps.met(district, marked)
    if mark == "excepted":
        Decision.objects.filter(pk=marked.pk).update(excepted=True)
    if mark == "outside":
        Decision.objects.filter(pk=marked.pk).update(listing="outside", listed_why="应急")
    if mark == "late":
        marked.matter.clocks.update(state="missed", settled_on="2026-01-09", owed=True)
        Matter.objects.filter(pk=marked.pk).update(due="2026-01-08")
    shown = page(district, "auditor", marked=mark)
    assert ("青桐水库扩建" in shown, plain.matter.title in shown) == (True, False)


def test_the_catalogue_of_a_year(district):
    steps.entered(district, title="养老设施规划", on=TODAY, hearing_planned=True)
    shown = page(district, "supervisor", "decisions:catalogue")
    assert "Not published yet" in shown
    said = {"party_agreed_on": ON, "on": ON, "where": "政府网站"}
    district.client("supervisor").post(reverse("decisions:publish_catalogue", args=[2026]), said)
    added = steps.entered(district, title="青桐水库扩建", on=TODAY, why="年中新增")
    post(district, "supervisor", added, "drop", reason="条件不成熟")
    shown = page(district, "auditor", "decisions:catalogue", year="2026")
    for words in (
        "published on 2026-03-10: 政府网站",
        "added to the catalogue",
        "条件不成熟",
        "public participation (公众参与)",
    ):
        assert words in shown
    rows = book(district, "supervisor", "decisions:catalogue", year="2026")
    assert "养老设施规划" in str(rows)
    assert "青桐水库扩建" not in str(rows)


def test_an_empty_register_says_that_nothing_is_entered(district):
    assert "No major decision is entered yet." in page(district, "supervisor")
    assert "No meeting is entered yet." in page(district, "supervisor", "meetings:list")
    steps.entered(district)
    assert "No major decision here." in page(district, "head3")


def test_figures_of_a_year(district):
    steps.executing(district)
    steps.entered(district)
    shown = page(district, "supervisor", "decisions:figures", year="2025")
    assert "50.0%" in shown  # one of two in the catalogue
    assert "100.0%" in shown
    assert "nothing to count" in page(district, "head3", "decisions:figures", year="2025")


def test_the_pages_ask_little_of_the_database(district, django_assert_max_num_queries):
    for _ in range(3):
        decision = steps.executing(district)
    for who in ("supervisor", "officer"):
        client = district.client(who)
        for address, most in (
            (reverse("decisions:show", args=[decision.pk]), 26), (reverse("decisions:list"), 15), (reverse("decisions:figures") + "?year=2025", 20),
        ):  # fmt: skip
            client.get(address)
            with django_assert_max_num_queries(most):
                client.get(address)
