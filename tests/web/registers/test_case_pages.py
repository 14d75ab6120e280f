"""Pages of the register of cases: names for the keeper alone, the list and its workbook, acts through their forms, what is counted."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.matters.models import Matter
from tests.web.registers import case_steps as steps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def page(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"cases:{name}", args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_names_stand_on_the_page_of_the_keeper_alone(district):
    case = steps.decided(district)
    suit = steps.sued(district)
    for one in (case, suit):
        for who, named in (("supervisor", True), ("leader", False), ("auditor", False), ("head", False)):
            shown = page(district, who, "show", one.pk)
            assert (steps.NAME in shown, steps.PHONE in shown, "陈某" in shown) == (named, named, not named)
    for who in ("supervisor", "leader", "head"):
        assert steps.NAME not in page(district, who)
        book = b"".join(district.client(who).get(reverse("cases:list"), {"as": "xlsx"}))
        rows = str(list(load_workbook(BytesIO(book)).active.iter_rows(values_only=True)))
        assert (steps.NAME in rows, "陈某" in rows) == (False, True)


def test_one_is_entered_and_accepted_through_its_forms(district):
    client = district.client("supervisor")
    said = {
        "number": "复〔2026〕9号", "title": "不服行政许可案", "office": district.offices["发改局"].pk, "kind": "licence", "claim": "请求撤销",
        "people": "周明远，13900000000", "received_on": "2026-03-09", "channel": "post",
    }  # fmt: skip
    nobody = client.post(reverse("cases:new"), said | {"people": ""}, headers=ENGLISH)
    assert "Say who applies or sues." in nobody.content.decode()
    client.post(reverse("cases:new"), said, headers=ENGLISH)
    case = Reconsideration.objects.get()
    data = {"version": Matter.objects.get().version, "on": "2026-03-10", "procedure": "simplified"}
    refused = client.post(reverse("cases:accept", args=[case.pk]), data, headers=ENGLISH)
    assert "Say why the simplified procedure applies" in refused.content.decode()
    client.post(reverse("cases:accept", args=[case.pk]), data | {"simplified_why": "warning"})
    assert Matter.objects.get().state == "accepted"


def test_the_list_is_narrowed(district):
    steps.decided(district, title="不服甲案")
    steps.sued(district, title="请求乙案")
    assert ["甲案" in page(district, "supervisor", which=which) for which in ("application", "suit")] == [True, False]  # fmt: skip
    assert "乙案" not in page(district, "supervisor", outcome="annulled")
    assert "No case here." in page(district, "head2")


def test_figures_stand_with_both_counts(district):
    steps.decided(district)
    suit = steps.sued(district)
    steps.sat(district, suit, "lawyer", date(2026, 2, 3))
    shown = page(district, "supervisor", "figures")
    for words in (
        "Correction rate (纠错率), of those closed",
        "100.0%",
        "a lawyer alone (仅律师)",
        "no good reason",
    ):
        assert words in shown
