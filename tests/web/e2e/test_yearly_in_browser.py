"""A yearly report in real Chromium: read, followed from a number to its matters, taken as a paper."""

from datetime import date
from zipfile import is_zipfile

import pytest

from luoshi_web.audit.models import Act
from tests.web.conftest import build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE, Post
from tests.web.registers import document_steps, finding_steps


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_yearly_reports_are_read_followed_and_taken(visit, where):
    district = build_district()
    document_steps.published(district)
    finding = finding_steps.brought_to(
        district, "rectifying", on=date(2026, 2, 8), title="专项资金滞留未及时拨付"
    )
    keeper = Post(visit, "supervisor", where, "sayings")
    keeper.see("/registers/reports/")
    for report, words in (
        ("lawful", "制定行政规范性文件1件。"),
        ("disclosure", "现行有效件数"),
        ("audit", "审计查出问题1个。"),
    ):
        assert words in keeper.see(f"/registers/yearly/{report}/?year=2026")
    keeper.visitor.follow("a[href$='/class-0-left/']")
    assert finding.matter.title in keeper.see(keeper.page.url)
    keeper.see("/registers/yearly/audit/?year=2026")
    with keeper.page.expect_download() as took:
        keeper.page.click("main form button")
    assert took.value.suggested_filename.endswith(".docx")
    assert is_zipfile(took.value.path())
    assert Act.objects.filter(verb="yearly.take").count() == 1
    helper = Post(visit, "head", where, "sayings")
    assert helper.page.goto("/registers/yearly/audit/").status == 403
    helper.visitor.complaints.clear()
