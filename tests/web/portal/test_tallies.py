"""What is counted over all places is what somebody counts by hand, whatever came, went and was taken back."""

from collections import Counter

import pytest

from luoshi_web.portal import tallies
from luoshi_web.portal.models import Line, Outcome, Paragraph, Place, Report
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import take_back_line, take_back_report
from tests.web.portal.conftest import NOW, brought, reports

pytestmark = pytest.mark.django_db


def _by_hand():
    targets = Line.objects.filter(kind="target", headline=True).exclude(indicator="")
    return {
        tallies.REPORTS: Counter(Report.objects.values_list("year", flat=True)),
        tallies.LINES: Counter(Line.objects.values_list("report__year", flat=True)),
        tallies.CHARACTERS: Counter(
            {
                report.year: sum(len(p.text) for p in Paragraph.objects.filter(report__year=report.year))
                for report in Report.objects.all()
            }
        ),
        tallies.TARGETS: Counter(targets.values_list("indicator", flat=True)),
        tallies.RULES: Counter(Outcome.objects.values_list("rule", flat=True)),
        "places": Place.objects.filter(reports__isnull=False).distinct().count(),
    }


def _kept():
    years = {of: Counter(tallies.of_years(of)) for of in (tallies.REPORTS, tallies.LINES, tallies.CHARACTERS)}
    codes = {of: Counter(tallies.in_all(of)) for of in (tallies.TARGETS, tallies.RULES)}
    return years | codes | {"places": tallies.places_with_reports()}


def test_sums_follow_what_comes_goes_and_is_taken_back(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt", "nanping-2025.html")
    brought(folder)
    assert _kept() == _by_hand()
    assert _kept()["places"] == 2
    take_back_line(line_id=Line.objects.get(quote="固定资产投资下降1.8%").pk, reason="error", at=NOW)
    assert _kept() == _by_hand()
    take_back_report(report_id="z4684d6/2025", reason="infringement", at=NOW)
    assert _kept() == _by_hand()
    (folder / "nanping-2025.html").unlink()
    brought(folder)
    assert _kept() == _by_hand()
    assert _kept()["places"] == 1


def test_a_verdict_that_went_is_found_by_it_no_more(tmp_path):
    brought(reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt"))
    asked, gone = Asked("固定资产投资", {"verdict": "missed"}), Asked("固定资产投资", {"verdict": "not_held"})
    assert [hit.year for hit in every(asked)] == [2025]
    assert every(gone) == []
    take_back_line(line_id=Line.objects.get(quote="固定资产投资下降1.8%").pk, reason="error", at=NOW)
    assert every(asked) == []
    assert [hit.year for hit in every(gone)] == [2025]
