"""A report is released in real Chromium: proposed and looked through by one person, let out by another, taken back."""

import pytest

from luoshi_web.portal.models import Line
from luoshi_web.publication.models import Release
from tests.web.conftest import build_district
from tests.web.publication.conftest import reviewed


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "desktop"), ("en-GB", "phone")])
def test_a_report_goes_out_by_two_people_and_comes_back(visit, language, width):
    district = build_district()
    report = reviewed(district)
    office = visit(language, width)
    office.log_in("supervisor")
    for address in ("/publication/", "/publication/candidates/"):
        office.page.goto(address)
        assert office.accessible() == [], address
        assert office.fits(), address
    office.follow(f"form[action='/publication/propose/report/{report.pk}/'] button")
    release = Release.objects.get()
    office.page.goto(f"/publication/{release.pk}/")
    assert office.accessible() == []
    assert office.fits()
    assert Line.objects.count() == 0
    office.follow(f"form[action='/publication/{release.pk}/check/'] .deeds button")
    assert office.page.locator(f"form[action='/publication/{release.pk}/approve/']").count() == 0
    second = visit(language, width)
    second.log_in("supervisor2")
    second.page.goto("/publication/?stands=checked")
    assert second.accessible() == []
    assert second.fits()
    second.page.goto(f"/publication/{release.pk}/")
    assert second.accessible() == []
    second.follow(f"form[action='/publication/{release.pk}/approve/'] button")
    release.refresh_from_db()
    assert release.state == "released"
    assert Line.objects.count() > 0
    second.page.goto(f"/publication/{release.pk}/")
    assert second.fits()
    assert second.accessible() == []
    form = f"form[action='/publication/{release.pk}/withdraw/']"
    second.page.select_option(f"{form} select", "secret")
    second.follow(f"{form} button.danger")
    release.refresh_from_db()
    assert release.state == "withdrawn"
    assert Line.objects.count() == 0
