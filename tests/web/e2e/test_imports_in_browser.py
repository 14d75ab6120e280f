"""A list that an office kept before is brought in, put right, looked at and entered, in real Chromium in both languages and widths."""

import pytest

from luoshi_web.registers.importing.models import ImportedFile
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE
from tests.web.registers import imported_lists as lists


class Keeper:
    """Whoever keeps the registers, at a screen; every page on the way fits it and axe finds nothing."""

    def __init__(self, visit, where):
        self.visitor = visit(*where)
        self.visitor.log_in("supervisor")
        self.page = self.visitor.page

    def see(self, address):
        self.page.goto(address)
        return self.look()

    def look(self):
        assert self.visitor.accessible() == [], self.page.url
        assert self.visitor.fits(), self.page.url
        return self.page.locator("main").inner_text()

    def bring(self, name, content):
        self.page.set_input_files("main input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})  # fmt: skip
        self.follow("main form[enctype] button")
        return self.look()

    def follow(self, selector):
        self.visitor.follow(selector)


def _list():
    """Three rows: an unknown unit, one that was answered and rated, and one without a title."""
    answered = {"答复时间": "2026.2.20", "答复文号": "发改函〔2026〕8号", "办理结果": "B类", "代表满意度": "满意", "承诺事项": "建成步道3公里", "完成时限": "2026年9月底"}  # fmt: skip
    return lists.proposal_book(
        [lists.suggestion(1, 主办单位="区城市更新办"), lists.suggestion(2, **answered), lists.suggestion(3, 案由=None)]
    )  # fmt: skip


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_list_from_the_file_to_the_register(visit, where):
    district = build_district()
    keeper = Keeper(visit, where)
    keeper.see("/proposals/")
    keeper.follow("main a[href='/registers/imports/proposals/']")
    keeper.look()
    assert {"zh-CN": "旧版Excel格式", "en-GB": "save it as .xlsx"}[where[0]] in keeper.bring("台账.xls", b"x")
    assert ["400" in each for each in keeper.visitor.complaints] == [True]
    keeper.visitor.complaints.clear()
    words = keeper.bring("台账.xlsx", _list())
    assert "区城市更新办" in words
    assert not keeper.page.locator("form[action$='/take/'] button").count()
    keeper.page.select_option("[name=w-kind]", "suggestion")
    keeper.page.fill("[name=w-filed_on]", "2026-01-20")
    keeper.page.select_option("[name=n-offices0]", str(district.offices["住建局"].pk))
    keeper.follow("#look button")
    keeper.look()
    keeper.page.check("[name=leave_wrong]")
    keeper.follow("form[action$='/take/'] button")
    assert "建议第2号" in keeper.look()
    assert list(Matter.objects.order_by("number").values_list("number", "state", "office__short_name")) == [
        ("建议第1号", "assigned", "住建局"), ("建议第2号", "replied", "发改局"),
    ]  # fmt: skip
    keeper.see(f"/proposals/{Matter.objects.get(number='建议第2号').pk}/")
    keeper.see("/registers/imports/proposals/")
    keeper.bring("再来.xlsx", _list())
    keeper.look()
    keeper.follow("form[action$='/drop/'] button")
    keeper.look()
    assert sorted(ImportedFile.objects.values_list("state", flat=True)) == ["dropped", "taken"]
