"""What the next report says of a target is shown beside a claim, and decides nothing."""

from decimal import Decimal

import pytest

import luoshi
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.hints import next_report_on
from luoshi_web.supervision.states import State
from tests.conftest import ROOT
from tests.web.closing_steps import claim, prove
from tests.web.conftest import NOW


def _stored(district, year):
    ledger = luoshi.read(ROOT / f"examples/qingchuan-{year}.txt").to_dict()
    report = Report.objects.create(place="清川区", year=year, title="政府工作报告")
    copy = Copy.objects.create(
        report=report, state="read", filename=f"{year}.txt", size=1, sha256=str(year), content="x", ledger=ledger,
        uploaded_by=district.people["supervisor"], uploaded_at=NOW,
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(current=copy)
    return report, copy, ledger


@pytest.fixture
def promised(district, make_item):
    """An item that came of the first headline target with a number of the earlier report."""
    report, copy, ledger = _stored(district, 2025)
    row = next(r for r in ledger["entries"] if r["kind"] == "target" and r["headline"] and r["low"])
    entry = Entry.objects.create(
        report=report, copy=copy, key=row["id"], order=1, machine=row, reading=row, kind="target", headline=True,
        quote=row["quote"], start=0, end=1,
    )  # fmt: skip
    return make_item(kind="target", entry=entry, low=row["low"], unit=row["unit"] or "", helpers=("head2",))


def test_without_a_later_report_there_is_nothing_to_show(promised):
    assert next_report_on(promised, language="zh") is None


def test_the_next_report_is_held_against_the_promise_in_both_languages(district, promised):
    later, _, _ = _stored(district, 2026)
    hint = next_report_on(promised, language="zh")
    assert hint is not None
    assert hint.report == later
    assert hint.verdict in {"met", "near", "missed"}
    assert hint.quote in (ROOT / "examples/qingchuan-2026.txt").read_text(encoding="utf-8")
    other = next_report_on(promised, language="en")
    assert other.verdict == hint.verdict
    assert other.sentence != hint.sentence


def test_a_hint_closes_nothing(district, promised, django_assert_max_num_queries):
    _stored(district, 2026)
    prove(district, promised)
    claim(district, promised, value=Decimal("9.9"))
    client = district.client("supervisor")
    with django_assert_max_num_queries(15):
        page = client.get(f"/checks/items/{promised.pk}/verdict/", headers={"accept-language": "en"})
    assert "it decides nothing here" in page.content.decode()
    assert Item.objects.get(pk=promised.pk).state == State.REPORTED


def test_a_task_has_no_hint(district, make_item):
    assert next_report_on(make_item(), language="zh") is None
