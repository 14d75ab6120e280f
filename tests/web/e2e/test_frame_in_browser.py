"""The frame of the pages in real Chromium: both languages, both widths."""

import pytest

from tests.web.conftest import build_district


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_login_and_log_of_acts(visit, language, width):
    build_district()
    visitor = visit(language, width)
    visitor.page.goto("/accounts/login/")
    assert visitor.accessible() == []
    assert visitor.fits()
    visitor.log_in("auditor")
    visitor.follow("nav.places a[href='/log/']")
    assert visitor.page.title().startswith("操作日志" if language == "zh-CN" else "Log of acts")
    assert visitor.accessible() == []
    assert visitor.fits()
