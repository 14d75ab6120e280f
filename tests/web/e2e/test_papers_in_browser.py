"""First page, papers, administration and second factor in real Chromium: both languages, both widths, WCAG 2.2 AA."""

from datetime import date

import pytest

from luoshi_web.supervision.models import Item, Paper
from luoshi_web.supervision.papers import bulletin
from luoshi_web.supervision.papers.content import digest
from luoshi_web.supervision.services.papers import issue
from tests.web.conftest import NOW, TODAY, build_district


def item(district, key, number, **columns):
    post = district.posts[key]
    values = {
        "number": f"2026-T-{number:04d}", "year": 2026, "kind": "task", "title": f"建成第{number}处便民服务点", "lead": post,
        "office": post.office, "leader": district.posts["leader"], "due": TODAY, "original_due": TODAY, "state": "active",
        "assigned_at": NOW, "gap_light": "red", "time_light": "yellow",
    }  # fmt: skip
    return Item.objects.create(**values | columns)


@pytest.fixture
def filled(committed):
    district = build_district()
    for number, key in enumerate(("head", "head2", "head3", "head"), 1):
        item(district, key, number)
    item(district, "head", 9, state="assigned", due=date(2026, 12, 31))
    collected = bulletin.collect(year=2026, on=TODAY, secrecy=0, issuer="云溪区人民政府督查室")
    issue(
        actor=district.actor("supervisor"), collected=collected, number="云政督〔2026〕1号", at=NOW,
        expected=digest(collected.content),
    )  # fmt: skip
    return district


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("key", ["supervisor", "leader", "head", "auditor", "administrator"])
def test_first_pages(filled, visit, key, language, width):
    visitor = visit(language, width)
    visitor.log_in(key)
    assert visitor.accessible() == []
    assert visitor.fits()


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "desktop"), ("en-GB", "phone")])
def test_papers(filled, visit, language, width):
    visitor = visit(language, width)
    visitor.log_in("supervisor")
    paper = Paper.objects.get()
    for address in (
        "/papers/",
        "/papers/make/",
        "/papers/make/?kind=bulletin",
        "/papers/make/?kind=notice",
        f"/papers/{paper.pk}/",
    ):
        visitor.page.goto(address)
        assert visitor.accessible() == [], address
        assert visitor.fits(), address
    with visitor.page.expect_download() as download:
        visitor.page.click(f"main a[href='/papers/{paper.pk}/docx/']")
    assert download.value.suggested_filename == f"{paper.number} {paper.title}.docx"


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "desktop"), ("en-GB", "phone")])
def test_administration(filled, visit, language, width):
    visitor = visit(language, width)
    visitor.log_in("administrator")
    for address in (
        "/people/", "/people/offices/new/", f"/people/offices/{filled.offices['发改局'].pk}/",
        f"/people/posts/{filled.posts['leader'].pk}/", "/people/people/", "/people/people/new/",
        f"/people/people/{filled.people['head'].pk}/", "/people/locks/", "/people/list/", "/accounts/2fa/", "/accounts/password/",
        "/accounts/2fa/totp/activate/",
    ):  # fmt: skip
        visitor.page.goto(address)
        assert visitor.accessible() == [], address
        assert visitor.fits(), address
    visitor.page.fill("input[name=password]", "an invented phrase")
    visitor.follow("main button")
    assert visitor.page.url.endswith("/2fa/totp/activate/")
    assert visitor.page.locator("main img").evaluate("image => image.naturalWidth") > 0
    assert visitor.accessible() == []
    assert visitor.fits()
