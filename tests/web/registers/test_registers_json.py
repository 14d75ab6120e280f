"""Lists and figures of registers as JSON: what the page shows, in a documented shape, to whom the page shows it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from luoshi_web.accounts.models import Post
from luoshi_web.console.cases.columns import COLUMNS as CASES
from luoshi_web.console.decisions.columns import CATALOGUE
from luoshi_web.console.decisions.columns import COLUMNS as DECISIONS
from luoshi_web.console.documents.columns import COLUMNS as DOCUMENTS
from luoshi_web.console.documents.columns import IN_FORCE
from luoshi_web.console.findings.columns import listing
from luoshi_web.console.projects.columns import COLUMNS as PROJECTS
from luoshi_web.console.proposals.columns import COLUMNS as PROPOSALS
from luoshi_web.console.workbooks.lists import plain
from luoshi_web.supervision.models import SecretReading
from tests.web.conftest import NOW, TODAY
from tests.web.registers import finding_steps, project_steps
from tests.web.registers import proposal_steps as steps

pytestmark = pytest.mark.django_db
LISTINGS = {each.code: each for each in (CASES, DECISIONS, CATALOGUE, DOCUMENTS, IN_FORCE, PROJECTS, PROPOSALS, listing(TODAY))}  # fmt: skip
FIGURES = {
    "proposals": "proposals:rates", "projects": "projects:figures", "findings": "findings:figures", "documents": "documents:figures",
    "decisions": "decisions:figures", "cases": "cases:figures",
}  # fmt: skip


def got(district, address, who="supervisor", **said):
    answer = district.client(who).get(address, said | {"as": "json"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    return json.loads(answer.content)


@pytest.mark.parametrize("code", LISTINGS)
def test_every_column_has_a_key_of_its_own(code):
    keys = [column.key for column in LISTINGS[code].columns]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_a_list_says_days_by_iso_and_amounts_as_text(district):
    project_steps.signed(district, amount="12.5", number="招商5号")
    found = got(district, reverse("projects:list"))
    assert {name: found[name] for name in ("format", "version", "list", "day", "more")} == {
        "format": "luoshi.list", "version": 1, "list": "projects", "day": TODAY.isoformat(), "more": False,
    }  # fmt: skip
    units = {column["key"]: column.get("unit") for column in found["columns"]}
    assert units["amount"] == "亿元"
    (row,) = found["rows"]
    assert (row["number"], row["signed_on"], row["amount"], row["started_on"]) == (
        "招商5号",
        "2026-01-15",
        "12.5000",
        None,
    )
    assert list(row) == list(units)


def test_a_list_is_narrowed_as_its_page_is(district):
    project_steps.entered(district, title="云杉项目")
    project_steps.entered(district, title="青桐项目")
    found = got(district, reverse("projects:list"), state="signed")
    assert found["rows"] == []
    assert found["narrowed"] == {"state": ["signed"]}


def test_who_is_not_cleared_gets_no_row_and_reading_is_on_record(district):
    Post.objects.filter(role="auditor").update(clearance=1)
    proposal = steps.filed(district, secrecy=2)
    address = reverse("proposals:list")
    for who, cleared in (("supervisor", True), ("leader", True), ("auditor", False)):
        SecretReading.objects.all().delete()
        rows = got(district, address, who=who)["rows"]
        assert len(rows) == int(cleared), who
        read = list(SecretReading.objects.values_list("thing", flat=True))
        assert read == ([proposal.pk] if cleared else []), who


@pytest.mark.parametrize("register", FIGURES)
def test_figures_have_both_counts_and_no_rounded_share(district, register):
    project_steps.signed(district)
    finding_steps.assigned(district)
    found = got(district, reverse(FIGURES[register]), year="2026")
    assert (found["format"], found["version"], found["register"], found["year"]) == (
        "luoshi.figures",
        1,
        register,
        2026,
    )
    assert found["day"] == TODAY.isoformat()
    names = [(each["code"], each["variant"]) for each in found["figures"]]
    assert len(set(names)) == len(names) > 0
    for each in found["figures"]:
        assert set(each) - {"code", "variant"} in (
            {"value", "unit", "rows"}, {"numerator", "denominator"}, {"numerator", "denominator", "left_out"},
        )  # fmt: skip


def test_what_is_counted_is_what_the_page_counts(district):
    project_steps.signed(district, amount="12.5")
    found = got(district, reverse("projects:figures"), year="2026")
    values = {(each["code"], each["variant"]): each for each in found["figures"]}
    assert values["signed", "formal/at_signing"]["value"] == "1"
    agreed = values["agreed", "formal/at_signing"]
    assert (Decimal(agreed["value"]), agreed["unit"], agreed["rows"]) == (Decimal("12.5"), "亿元", 1)


def test_a_list_that_has_no_shape_in_json_is_not_found(district):
    assert district.client("supervisor").get(reverse("items:list"), {"as": "json"}).status_code == 404


def test_values_as_json_has_them():
    assert [plain(each) for each in (None, "", date(2026, 3, 1), Decimal("12.50"), 3, True, "甲")] == [None, None, "2026-03-01", "12.50", 3, True, "甲"]  # fmt: skip
    assert plain(NOW).startswith(TODAY.isoformat())
