"""A phone: the menu opens and closes, a list stands as cards with the head of each column beside its cell, charts fit."""

import pytest

from tests.web.e2e.test_every_page_in_browser import PASSWORD


@pytest.fixture
def phone(look_at_the_year):
    visitor = look_at_the_year("zh-CN", "phone")
    visitor.log_in("supervisor", PASSWORD)
    return visitor


def test_the_menu_opens_at_a_button_and_closes_with_escape(phone):
    page = phone.page
    assert not page.is_visible("nav.places")
    page.click("button.opens-menu")
    assert page.get_attribute("button.opens-menu", "aria-expanded") == "true"
    assert page.is_visible("nav.places a[href='/items/']")
    assert phone.accessible() == []
    page.keyboard.press("Escape")
    assert not page.is_visible("nav.places")


def test_a_list_stands_as_cards(phone):
    phone.page.goto("/items/")
    row = phone.page.locator("table.cards tbody tr").first
    assert row.locator("td[data-head='牵头单位']").count() == 1
    boxes = [row.bounding_box() for row in phone.page.locator("table.cards tbody tr").all()[:3]]
    assert all(box["width"] < 376 for box in boxes)
    assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert phone.fits()
    assert phone.accessible() == []


@pytest.mark.parametrize("address", ["/year/", "/year/calendar/", "/year/wall/", "/guide/"])
def test_charts_fit_a_phone(phone, address):
    phone.page.goto(address)
    assert phone.fits()
    for chart in phone.page.locator("svg[role=img]").all():
        assert chart.bounding_box()["width"] <= 375
    assert phone.accessible() == []


def test_nothing_of_it_on_a_screen(look_at_the_year):
    visitor = look_at_the_year("en-GB", "desktop")
    visitor.log_in("supervisor", PASSWORD)
    visitor.page.goto("/year/")
    assert visitor.page.is_visible("nav.places")
    assert not visitor.page.is_visible("button.opens-menu")
    assert visitor.accessible() == []
