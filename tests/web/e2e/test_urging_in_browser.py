"""Urging, the inbox and background work in real Chromium: a proposal is sent, read, answered; every page by WCAG 2.2 AA."""

from datetime import date, timedelta

import pytest

from luoshi_web.supervision.models import Item, Urge
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.run import run_day
from tests.web.conftest import NOW, TODAY, build_district


def _year():
    district = build_district()
    head, leader = district.posts["head"], district.posts["leader"]
    for number, title in enumerate(
        ("滨河公园二期建成开放", "新增城镇就业1.2万人", "全区新增城镇就业1万人以上")
    ):
        Item.objects.create(
            number=f"2026-{number}", year=2026, kind="task", title=title, lead=head, office=head.office, leader=leader,
            due=TODAY - timedelta(days=1 + number), original_due=TODAY, state="active", assigned_at=NOW,
        )  # fmt: skip
    run_day(TODAY, at=NOW)
    item = Item.objects.get(number="2026-0")
    return Urge.objects.create(
        item=item, rung=3, occasion="finish:x", state="proposed", on=TODAY, code="finish_missed", ladder=ladder_on(TODAY),
        inputs={"day": "2026-03-01", "days": 9}, office=head.office, post=head,
    )  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "desktop"), ("en-GB", "phone")])
def test_from_the_desk_to_the_answer(visit, language, width):
    urge = _year()
    office = visit(language, width)
    office.log_in("supervisor")
    for address in (
        "/urging/", f"/urging/{urge.pk}/", "/urging/history/", "/urging/ladder/", "/urging/ladder/new/",
        f"/urging/item/{urge.item_id}/", f"/urging/item/{urge.item_id}/send/", "/jobs/",
    ):  # fmt: skip
        office.page.goto(address)
        assert office.accessible() == [], address
        assert office.fits(), address
    office.page.goto("/urging/")
    office.follow(f"form[action='/urging/{urge.pk}/take/'] button")
    assert office.page.locator("p.said").count() == 1
    head = visit(language, width)
    head.log_in("head")
    head.follow("a.inbox")
    assert head.accessible() == []
    head.follow("main tbody a >> nth=0")
    assert head.accessible() == []
    assert head.fits()
    head.follow(f"a[href='/urging/{urge.pk}/answer/']")
    assert head.accessible() == []
    head.page.fill("textarea", "三月底开工")
    head.follow("main article button")
    assert "三月底开工" in head.page.content()
    urge.refresh_from_db()
    assert urge.answer_due == date(2026, 3, 17)
    assert urge.answer == "三月底开工"
