"""Pages of the register of normative documents: one walked through its forms by the roles that own it; lists, those in force, figures, a clean-up."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.console.documents.acts import ACTS
from luoshi_web.registers.documents.models import CleanUp, NormativeDocument
from luoshi_web.registers.documents.services import living
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import document_steps as steps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ON = TODAY.isoformat()


def post(district, who, document, act, **said):
    data = {"version": Matter.objects.get(pk=document.pk).version} | said
    return (
        district.client(who)
        .post(reverse(f"documents:{act}", args=[document.pk]), data, headers=ENGLISH)
        .content.decode()
    )


def page(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"documents:{name}", args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def book(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"documents:{name}", args=args), asked | {"as": "xlsx"})
    return str(list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True)))


def test_one_is_walked_through_its_forms(district):
    entered = district.client("officer").post(
        reverse("documents:new"),
        {
            "number": "起草9号", "title": "云杉区停车办法", "office": district.offices["发改局"].pk, "on": "2026-01-05", "maker": "department",
            "basis": "道路交通安全法", "business": "on", "duties": "on", "secrecy": "1",
        },
    )  # fmt: skip
    document = NormativeDocument.objects.get()
    assert entered["Location"] == reverse("documents:show", args=[document.pk])
    assert "was not open to comments" in page(district, "officer", "show", document.pk)
    assert "was not open to comments" in post(district, "head", document, "submit", on=ON)
    post(district, "officer", document, "comment", since="2026-01-06", until="2026-02-06", where="网站")
    assert "Say how many opinions came" in page(district, "officer", "show", document.pk)
    post(district, "officer", document, "opinions", opinions="4", adopted="1")
    post(district, "head", document, "submit", on="2026-02-09")
    post(district, "supervisor", document, "review", result="passed", on="2026-02-10", words="合审12号")
    post(district, "officer", document, "compete", result="passed", on="2026-02-10", words="审查表")
    post(district, "supervisor", document, "deliberate", passed="yes", on="2026-02-11", meeting="第9次会议")
    numbers = {"number": "GF-2026-009", "paper_number": "云发改规9号", "signed_on": "2026-02-12", "on": "2026-02-12"}  # fmt: skip
    assert "have not been told what became of it" in post(district, "supervisor", document, "register", **numbers)  # fmt: skip
    post(district, "officer", document, "tell_back", on="2026-02-11", where="网站")
    post(district, "supervisor", document, "register", **numbers)
    published = {"on": "2026-02-13", "where": "网站", "years": "5"}
    early = post(district, "supervisor2", document, "publish", effective_on="2026-02-14", **published)
    assert "Between publication and effect lie 30 days" in early
    said_twice = post(district, "supervisor2", document, "publish", effective_on="2026-05-01", ends_on="2030-05-01", **published)  # fmt: skip
    assert "Say the years or the last day, not both." in said_twice
    post(
        district, "supervisor2", document, "publish", effective_on="2026-05-01", file_up="short", **published
    )
    shown = page(district, "head3", "show", document.pk)
    for words in (
        "GF-2026-009",
        "云发改规9号",
        "2031-04-30",
        "not yet in force",
        "2030-10-30",
        "draft 起草9号",
    ):
        assert words in shown
    assert "合审12号" not in shown  # an opinion is not everybody's
    assert "合审12号" in page(district, "officer", "show", document.pk)
    assert Matter.objects.get(pk=document.pk).state == "published"


def test_buttons_stand_where_the_act_can_be_done(district):
    document = steps.registered(district)
    assert buttons(district, "supervisor2", document) == {"publish", "ask_exception"}
    assert buttons(district, "head", document) == {"opinions", "tell_back", "compete", "explain", "withdraw"}
    assert buttons(district, "head3", steps.taken_over(district)) == set()
    evaluated = steps.evaluated(district)
    assert "go_on" in buttons(district, "supervisor", evaluated)
    assert "go_on" not in buttons(district, "supervisor", steps.evaluated(district, finding="amend"))


def buttons(district, who, document):
    shown = page(district, who, "show", document.pk)
    return {act.code for act in ACTS if f"/documents/{document.pk}/{act.code}/" in shown}


def test_the_forms_propose_the_next_number(district):
    document = steps.decided(district)
    client = district.client("supervisor")
    form = client.get(reverse("documents:register", args=[document.pk])).content.decode()
    assert 'value="2026-001"' in form
    numbered = steps.numbered(number="云杉GF-2026-017")
    steps.act(steps.issuing.register, district, document, "supervisor", steps.SIGNED, numbered=numbered)
    second = steps.decided(district)
    form = client.get(reverse("documents:register", args=[second.pk])).content.decode()
    assert 'value="云杉GF-2026-018"' in form
    assert 'value="起草2026-001"' in client.get(reverse("documents:new")).content.decode()


def test_the_list_is_narrowed_and_leaves_as_a_workbook(district):
    steps.published(district, title="云杉区停车办法")
    steps.taken_over(district, title="云杉区市容办法")
    steps.drafted(district, title="云杉区绿化办法")
    assert [title in page(district, "supervisor", ends="2026-12-31") for title in ("停车", "市容", "绿化")] == [False, True, False]  # fmt: skip
    assert "停车" not in page(district, "supervisor", state="draft")
    assert "停车" in page(district, "supervisor", business="true")
    rows = book(district, "head3")
    assert "停车" in rows
    assert "绿化" not in rows  # a draft of another unit


def test_an_empty_register_says_that_nothing_is_entered(district):
    assert "No normative document is entered yet." in page(district, "supervisor")
    steps.drafted(district)
    assert "No document here." in page(district, "head3")


def test_those_in_force_on_a_day(district):
    steps.taken_over(district, title="云杉区停车办法")
    steps.published(district, title="云杉区市容办法")  # from 1 March 2026
    for on, there in (
        ("2026-02-28", (True, False)),
        ("2026-04-30", (True, True)),
        ("2026-05-01", (False, True)),
    ):
        shown, rows = page(district, "head3", "in_force", on=on), book(district, "head3", "in_force", on=on)
        assert tuple(title in shown for title in ("停车", "市容")) == there
        assert tuple(title in rows for title in ("停车", "市容")) == there
    assert "2 documents bind on 2026-03-10" in page(district, "head3", "in_force")
    assert "2 documents bind on 2026-03-10" in page(district, "head3", "in_force", on="2026-02-31")


def test_who_asked_is_named_to_the_office_alone(district):
    document = steps.taken_over(district)
    said = {"kind": "review", "asker": "周明远", "words": "第五条", "on": TODAY}
    steps.act(living.receive_request, district, document, "supervisor", TODAY, **said)
    assert "周明远" in page(district, "supervisor", "show", document.pk)
    assert "周明远" not in page(district, "head3", "show", document.pk)
    assert "周明远" not in book(district, "supervisor")


def test_figures_of_a_year(district):
    steps.published(district)
    steps.taken_over(district)
    shown = " ".join(page(district, "supervisor", "figures").split())
    assert "100.0%" in shown
    assert "Reviewed for legality" in shown
    assert "nothing to count" in page(district, "supervisor", "figures", year="2025")
    assert page(district, "supervisor", "figures", year="viel")


def test_a_clean_up_through_its_forms(district):
    some = [steps.taken_over(district, title=f"办法{number}") for number in range(3)]
    client, other = district.client("supervisor"), district.client("supervisor2")
    opened = {"title": "2026年清理", "basis": "云政办1号", "as_of": ON}
    made = client.post(reverse("documents:clean_up_new"), opened)
    clean_up = CleanUp.objects.get()
    assert made["Location"] == reverse("documents:clean_up", args=[clean_up.pk])
    assert "There was no clean-up yet." not in page(district, "supervisor", "clean_ups")

    def act(client, name, **said):
        data = {"version": CleanUp.objects.get().version} | said
        return client.post(reverse(f"documents:clean_up_{name}", args=[clean_up.pk]), data, headers=ENGLISH).content.decode()  # fmt: skip

    assert "Choose at least one document." in act(client, "propose", finding="keep")
    assert "Say why, for every result but going on." in act(client, "propose", finding="repeal", chosen=[some[0].pk])  # fmt: skip
    act(client, "propose", finding="repeal", why="上位法已废止", chosen=[some[0].pk])
    assert "2 documents have no result yet." in act(other, "decide", paper="云政发5号", on=ON)
    act(client, "propose", finding="keep", chosen=[each.pk for each in some[1:]])
    assert "Whoever proposed a result does not decide" in act(client, "decide", paper="云政发5号", on=ON)
    act(other, "decide", paper="云政发5号", on=ON)
    assert [Matter.objects.get(pk=each.pk).state for each in some] == ["repealed", "published", "published"]
    act(other, "publish", on=ON)
    assert "decided" in page(district, "auditor", "clean_up", clean_up.pk)
    kept, repealed = (book(district, "supervisor", "clean_up", clean_up.pk, finding=code) for code in ("keep", "repeal"))  # fmt: skip
    assert ("办法0" in repealed, "办法0" in kept, "办法1" in kept) == (True, False, True)
    assert "办法2" in book(district, "supervisor", "clean_up", clean_up.pk)


def test_pages_ask_little_of_the_database(district, django_assert_max_num_queries):
    document = steps.published(district)
    for name, keys in (("show", [document.pk]), ("list", []), ("in_force", []), ("figures", [])):
        for who in ("supervisor", "officer"):
            client, address = district.client(who), reverse(f"documents:{name}", args=keys)
            client.get(address)
            with django_assert_max_num_queries(15):
                client.get(address)


def test_a_day_that_cannot_be_is_said(district):
    document = steps.drafted(district)
    shown = post(
        district, "officer", document, "comment", since="2027-01-01", until="2027-02-01", where="网站"
    )
    assert "2027-01-01 has not come." in shown
    assert NormativeDocument.objects.get().comment_from is None
