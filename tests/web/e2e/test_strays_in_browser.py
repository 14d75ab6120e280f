"""What the portal shows without a release behind it, settled in real Chromium: closed together, made another line, taken out of the public by two."""

import pytest

from luoshi_web.portal.models import Orphan
from luoshi_web.publication.models import Settlement
from tests.web.conftest import NOW, build_district
from tests.web.publication.conftest import released, reviewed

LIST = "/publication/strays/"
KEYS = tuple(f"{letter * 13}-11111111" for letter in "abcd")


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "phone"), ("en-GB", "desktop")])
def test_settled_together_singly_and_by_two(visit, language, width):
    district = build_district()
    public = released(district, reviewed(district))
    for number, key in enumerate(KEYS):
        Orphan.objects.create(
            pk=key, place_id=public.place_key, year=public.year, quote=f"改造老旧小区2{number}个", kind="task", left_on=NOW.date()
        )  # fmt: skip
    office = visit(language, width)
    office.log_in("supervisor")
    office.page.goto(LIST)
    assert office.accessible() == []
    assert office.fits()
    for key in KEYS[:2]:
        office.page.check(f"input[value='line:{key}']")
    office.page.fill("#close_words", "新副本没有这一句。")
    office.follow("button[formaction$='/close/']")
    assert Orphan.objects.exclude(settled_on=None).count() == 2
    office.follow(f"a[href='{LIST}{KEYS[2]}/']")
    assert office.accessible() == []
    assert office.fits()
    office.page.locator("input[name=chosen]").first.check()
    office.follow("form[method=post]:has(input[name=chosen]) button")
    assert Orphan.objects.get(pk=KEYS[2]).attached_to
    office.page.check(f"input[value='line:{KEYS[3]}']")
    office.page.select_option("#remove_reason", "error")
    office.page.fill("#remove_sentence", "文本有误。")
    office.follow("article button.danger")
    assert Orphan.objects.filter(pk=KEYS[3]).exists()
    assert office.accessible() == []
    second = visit(language, width)
    second.log_in("supervisor2")
    second.page.goto(LIST)
    second.page.check(f"input[value='{Settlement.objects.get(decided_at=None).pk}']")
    assert second.accessible() == []
    assert second.fits()
    second.follow("button[value=yes]")
    assert not Orphan.objects.filter(pk=KEYS[3]).exists()
