"""The split in real Chromium: the table, a row, the load, the notice, coverage and the deeds on an item."""

import pytest

from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.split import draft_split
from tests.web.conftest import NOW, build_district
from tests.web.report_for_split import more_offices, store


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_from_the_draft_to_the_signature(visit, language, width):
    district = build_district()
    more_offices(district)
    report = store(district=district)
    split = draft_split(actor=district.actor("supervisor"), report=report, kind="tasks", at=NOW)
    row = split.items.get(title="推进城市更新")
    office = visit(language, width)
    office.log_in("supervisor")
    for address in (
        "/split/", f"/split/{split.pk}/", f"/split/rows/{row.pk}/", f"/split/{split.pk}/load/", f"/split/{split.pk}/issue/",
        f"/split/reports/{report.pk}/", "/items/",
    ):  # fmt: skip
        office.page.goto(address)
        assert office.accessible() == [], address
        assert office.fits(), address
    office.page.goto(f"/split/{split.pk}/?lacking=yes")
    wide = office.page.viewport_size["width"] > 700
    # the box of the head ticks the page; as cards the rows have no head, and the bar's own choice is there
    office.page.check("[data-tick-all]" if wide else "#bulk input[name=scope][value=page]")
    assert not wide or office.page.locator("input[name=row]:not(:checked)").count() == 0
    office.follow("[formaction='/together/lead/']")
    assert office.accessible() == []
    assert office.fits()
    office.page.select_option("select[name=lead]", str(district.posts["head"].pk))
    office.follow("main article form button[name=go]")
    office.page.goto(f"/split/{split.pk}/issue/")
    office.page.fill("input[name=number]", "青政发〔2026〕3号")
    office.page.check("input[name=known]")
    office.follow("main form button")
    office.page.wait_for_url(f"**/split/{split.pk}/")
    item = Item.objects.filter(split=split, lead=district.posts["head"]).first()
    unit = visit(language, width)
    unit.log_in("head")
    for address in (f"/items/{item.pk}/", f"/split/items/{item.pk}/return/"):
        unit.page.goto(address)
        assert unit.accessible() == [], address
        assert unit.fits(), address
    unit.page.goto(f"/items/{item.pk}/")
    unit.follow(f"form[action='/split/items/{item.pk}/sign/'] button")
    unit.page.wait_for_url(f"**/items/{item.pk}/")
    unit.page.goto(f"/split/items/{item.pk}/further/")
    assert unit.accessible() == []
    assert unit.fits()
    assert Item.objects.get(pk=item.pk).state == "active"
