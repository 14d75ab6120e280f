"""The frame of the pages in real Chromium: both languages, both widths."""

import pytest

from tests.web.conftest import build_district
from tests.web.e2e.conftest import WIDTHS


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_login_and_log_of_acts(visit, language, width):
    build_district()
    visitor = visit(language, width)
    visitor.page.goto("/accounts/login/")
    assert visitor.accessible() == []
    assert visitor.fits()
    visitor.log_in("auditor")
    visitor.open_menu()
    visitor.follow("nav.places a[href='/log/']")
    assert visitor.page.title().startswith("操作日志" if language == "zh-CN" else "Log of acts")
    assert visitor.accessible() == []
    assert visitor.fits()


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_menu_shows_where_one_is(visit, language, width):
    """On a phone the menu opens at a button: the entry of the page is in sight then, the first as the last."""
    build_district()
    visitor = visit(language, width)
    visitor.log_in("supervisor")
    menu = "nav.places a[href='{}']"
    for address in ("/", "/items/", "/limits/", "/changes/", "/appraisals/", "/jobs/"):
        visitor.page.goto(address)
        visitor.open_menu()
        entry = visitor.page.locator(menu.format(address))
        assert entry.get_attribute("aria-current") == "page"
        box, (across, _down) = entry.bounding_box(), WIDTHS[width]
        assert box["x"] >= 0, address
        assert box["x"] + box["width"] <= across, address
