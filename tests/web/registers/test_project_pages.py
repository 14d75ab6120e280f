"""Pages of the register of projects: one walked through its forms by the roles that own it; the list; what is counted; a promised number."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.console.projects.acts import ACTS
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.models import Event, Project
from tests.web.conftest import TODAY
from tests.web.registers import project_steps as steps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def post(district, who, project, act, **said):
    data = {"version": Matter.objects.get(pk=project.pk).version} | said
    return district.client(who).post(reverse(f"projects:{act}", args=[project.pk]), data, headers=ENGLISH)


def page(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"projects:{name}", args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_is_walked_through_its_forms(district):
    entered = district.client("supervisor").post(
        reverse("projects:new"),
        {
            "number": "招商9号", "title": "云杉新材料项目", "office": district.offices["发改局"].pk, "on": "2026-02-02", "capital": "home", "secrecy": "1",
            "contact": "周明远 13800000000", "investor": "云杉公司",
        },
    )  # fmt: skip
    project = Project.objects.get()
    assert entered["Location"] == reverse("projects:show", args=[project.pk])
    on = TODAY.isoformat()
    post(district, "officer", project, "talk", on=on, words="实地考察")
    assert "The review of the project (评审) is missing" in page(district, "officer", "show", project.pk)
    refused = post(district, "head", project, "sign", paper="formal", number="合同9号", on=on, amount="3")
    assert "It was not decided collectively." in refused.content.decode()
    for kind in steps.CLEARED:
        post(district, "officer", project, "step", kind=kind, result="passed", on=on, words="全票同意")
    unnamed = post(
        district,
        "head",
        project,
        "sign",
        paper="formal",
        number="合同9号",
        on=on,
        amount="3",
        new_investor="on",
    )
    assert "Say who the other investor is." in unnamed.content.decode()
    post(district, "head", project, "sign", paper="formal", number="合同9号", on=on, amount="3")
    post(district, "officer", project, "happened", kind="started", on=on, proof="施工许可证")
    post(district, "officer", project, "pay", kind="arrived", on=on, amount="0.5", proof="银行回单")
    post(district, "supervisor", project, "confirm", event=Event.objects.get().pk)
    shown = page(district, "officer", "show", project.pk)
    for words in ("confirmed", "合同9号", "银行回单", "13800000000", "全票同意"):
        assert words in shown
    assert Matter.objects.get(pk=project.pk).state == "started"


def test_buttons_stand_where_the_act_can_be_done(district):
    project = steps.signed(district)
    shown = page(district, "officer", "show", project.pk)
    standing = {act.code for act in ACTS if f"/projects/{project.pk}/{act.code}/" in shown}
    assert standing == {"step", "happened", "pay", "pledge"}
    assert "/take_back/" not in page(district, "supervisor", "show", project.pk)


def test_the_list_is_narrowed_and_leaves_as_a_workbook_without_contacts(district):
    steps.signed(district, title="云杉新材料项目", amount="12")
    steps.signed(district, title="青桐电子项目", amount="0.95")
    steps.entered(district, title="白果农业项目")
    assert [title in page(district, "supervisor", size="10") for title in ("云杉", "青桐", "白果")] == [
        True,
        False,
        False,
    ]
    assert "云杉" not in page(district, "supervisor", signed="2025")
    answer = district.client("supervisor").get(reverse("projects:list"), {"as": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))  # fmt: skip
    assert "云杉公司" in str(rows)
    assert "13800000000" not in str(rows)
    assert page(district, "head3").count("<tr>") == 2  # its head, and that nothing is here


def test_an_empty_register_says_that_nothing_is_entered(district):
    assert "No project is entered yet." in page(district, "supervisor")
    steps.entered(district)
    assert "No project here." in page(district, "head3")


def test_figures_by_each_way_of_counting_and_a_promised_number(district):
    steps.signed(district, on=date(2026, 1, 15), amount="1")
    big = steps.signed(district, on=date(2026, 1, 16), amount="12")
    steps.paper(district, big, on=date(2026, 1, 20), amount="15", paper="supplement")
    steps.signed(district, on=date(2026, 1, 17), amount="6", public_money=True)
    shown = page(district, "supervisor", "figures")
    assert "13 亿元" in shown
    assert "16 亿元" in shown
    only_over = page(district, "supervisor", "figures", size=">1")
    assert "13 亿元" not in only_over
    held = page(district, "supervisor", "figures", promised1="2", over1="1", promised2="1", over2="10", exact2="on")  # fmt: skip
    assert "50.0%" in held  # of exactly 1 亿 one is not over it
    assert "100.0%" in held
    assert page(district, "supervisor", "figures", promised1="viel", over1="1", year="99999")


def test_talks_in_which_nothing_moves_are_seen_in_the_list(district):
    project = steps.entered(district, place="邯郸")
    Project.objects.filter(pk=project.pk).update(told_on=date(2025, 9, 1))
    assert "nothing moves: to be taken out" in page(district, "supervisor")
    Project.objects.filter(pk=project.pk).update(place="")
    assert "nothing moves" not in page(district, "supervisor")


def test_amounts_are_asked_in_yi(district):
    project = steps.signed(district)
    shown = post(district, "officer", project, "pay", kind="arrived", on=TODAY.isoformat(), amount="viel", proof="x").content.decode()  # fmt: skip
    assert "Amount, 亿元" in shown
    assert Project.objects.get().amount == Decimal(12)


def test_a_page_of_one_asks_little_of_the_database(district, django_assert_max_num_queries):
    project = steps.started(district)
    for who in ("supervisor", "officer"):
        client, address = district.client(who), reverse("projects:show", args=[project.pk])
        client.get(address)
        with django_assert_max_num_queries(16):
            client.get(address)


def test_sizes_and_amounts_are_said_in_the_readers_language(district):
    project = steps.signed(district)
    client = district.client("supervisor")
    shown = client.get(reverse("projects:figures"), headers={"accept-language": "zh-Hans"}).content.decode()
    assert "不分规模" in shown
    assert "超1亿元" in shown
    one = client.get(reverse("projects:show", args=[project.pk])).content.decode()
    assert "12.0000" not in one
