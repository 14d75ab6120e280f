"""Forms, logs and refusals of the portal of ``make demo`` in real Chromium: by axe-core, in both languages, widths and colours and in large text, a light first view, no other host."""

import re
import urllib.request
from urllib.parse import quote

import pytest

from tests.web.portal.looking import looking
from tests.web.portal.test_in_browser import CHROMIUM, browser

__all__ = ["browser"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
MODES = (("", 390, "light"), ("en/", 1280, "dark"), ("large/", 390, "dark"), ("en/large/", 1280, "light"), ("", 1280, "dark"), ("en/", 390, "light"))  # fmt: skip


def _first(demo, address, pattern):
    return re.search(pattern, urllib.request.urlopen(f"{demo}{address}", timeout=60).read().decode())[1]


@pytest.fixture(scope="module")
def line(demo):
    return (
        "l/" + _first(demo, f"search/?q={quote('改造老旧小区20个')}", r"l/(e[0-9a-f]{12}-[0-9a-f]{8})/") + "/"
    )


@pytest.fixture(scope="module")
def taken_down(demo):
    """The report that two people took down."""
    place = urllib.request.urlopen(f"{demo}p/{quote('临河市')}/", timeout=60).url.removeprefix(demo)
    return f"{place}2018/report/"


@pytest.mark.parametrize(("prefix", "width", "colours"), MODES)
def test_pages_that_are_refused_hold_to_wcag(demo, browser, line, taken_down, prefix, width, colours):
    window = looking(browser, demo)
    window.as_seen(width=width, colours=colours)
    for address, status in (("l/nonsense/", 404), ("no/such/page", 404), ("comments/2026-9999/", 404), (taken_down, 410), (f"{line}comment/", 403)):  # fmt: skip
        window.look(f"{prefix}{address}", status=status)
    window.look(f"{prefix}{line}error/")
    window.page.fill("textarea[name=text]", "应为30个")
    window.page.context.clear_cookies()
    window.send(f"{prefix}{line}error/ without its cookie", status=403)
    assert window.page.locator("[role=alert]").count() == 1
    window.page.context.close()
    assert window.faults == []


@pytest.mark.parametrize(("prefix", "width", "colours"), MODES[:4])
def test_who_is_too_quick_is_told_so_on_a_page_that_holds_to_wcag(demo, browser, line, prefix, width, colours):  # fmt: skip
    window = looking(browser, demo)
    window.as_seen(width=width, colours=colours)
    address = f"{prefix}{line}error/"
    window.look(address)
    token = window.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    said = {"csrfmiddlewaretoken": token, "kind": "reading", "text": "应为30个"}
    answered = [window.page.request.post(f"{demo}{address}", form=said).status for _ in range(11)]
    assert answered[-1] == 429
    window.page.check("input[value=reading]")
    window.page.fill("textarea[name=text]", "应为30个")
    window.send(f"{address} once more", status=429)
    window.page.context.close()
    assert window.faults == []


@pytest.mark.parametrize(("prefix", "width", "colours"), MODES[2:4])
def test_pages_of_the_publics_word_are_light(demo, browser, line, prefix, width, colours):
    window = looking(browser, demo)
    window.as_seen(width=width, colours=colours)
    for address in (
        line, f"{line}comments/", f"{line}error/", "comments/2026-0001/", "comments/2026-0001/report/", "comments/rules/", "corrections/",
        "corrections/2026-0001/", "desk/login/",
    ):  # fmt: skip
        window.look(f"{prefix}{address}")
    window.page.context.close()
    assert window.faults == []
