"""A page's other forms: the card for other sites, the picture for those who pass it on, the citation, its data in the keys of the ledger."""

import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from PIL import Image

from luoshi_web.portal.citation import Cited, bibtex, gbt7714
from luoshi_web.portal.models import Line, Report
from luoshi_web.portal.posters import fonts
from luoshi_web.portal.services import take_back_line
from tests.web.portal.conftest import NOW, QINGCHUAN

pytestmark = pytest.mark.django_db
PROMISE = "固定资产投资增长5%左右"
needs_a_font = pytest.mark.skipif(fonts.font(20) is None, reason="no font with Chinese on this machine")


@pytest.fixture
def line(client, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    return Line.objects.get(quote=PROMISE)


def _page(address):
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_card_has_both_numbers_before_the_word_and_who_says_so_and_no_script(line):
    for prefix, promised, word in (("", "增长5%左右", "未完成"), ("en/", "growth ↑about 5%", "missed")):
        card = _page(f"/{prefix}l/{line.pk}/card/")
        assert card.index(promised) < card.index("1.8") < card.index(word)
        assert "<script" not in card
        assert "<form" not in card
        assert f'href="../../../l/{line.pk}/" target="_blank" rel="noopener"' in card
    assert "由程序识读，未经任何人核实" in _page(f"/l/{line.pk}/card/")


def test_the_card_alone_may_stand_in_a_frame_of_another_site(line):
    for address in (
        f"/l/{line.pk}/card/",
        f"/en/l/{line.pk}/card/",
        f"/l/{line.pk}/card/",
    ):  # from the cache too
        response = Client().get(address)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "script-src 'none'" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
    for address in (
        "/",
        f"/l/{line.pk}/",
        f"/l/{line.pk}.json",
        "/api/",
        f"/l/{line.pk}/history/",
        "/l/x/card/",
    ):
        assert "frame-ancestors 'none'" in Client().get(address)["Content-Security-Policy"], address


class Frames(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_the_words_to_copy_make_one_frame_whatever_the_line_says(line):
    Line.objects.filter(pk=line.pk).update(quote='增长"><script>alert(1)</script>5%')
    page = _page(f"/en/l/{line.pk}/")
    said = html.unescape(re.search(r"<code>(&lt;iframe.*?)</code>", page, re.S)[1])
    frames = Frames()
    frames.feed(said)
    (found,) = frames.found
    assert found == (
        "iframe",
        {"src": f"https://portal.example/en/l/{line.pk}/card/", "title": '增长"><script>alert(1)</script>5%', "width": "100%", "height": "320", "loading": "lazy"},
    )  # fmt: skip


@pytest.mark.parametrize(("reason", "status"), [("personal", 410), ("secret", 404)])
def test_a_card_of_what_was_taken_back_says_so_where_it_stands(line, reason, status):
    take_back_line(line_id=line.pk, reason=reason, at=NOW)
    response = Client().get(f"/l/{line.pk}/card/")
    assert response.status_code == status
    assert PROMISE not in response.content.decode()
    assert ("公开到2026-03-01为止" in response.content.decode()) == (status == 410)
    if status == 404:
        assert response.content == Client().get("/l/e000000000000-00000000/card/").content
    assert Client().get(f"/l/{line.pk}.png").status_code == status


@needs_a_font
def test_pictures_for_other_sites_are_there_and_pages_name_them(line):
    for address in (
        f"/l/{line.pk}",
        f"/en/l/{line.pk}",
        QINGCHUAN.rstrip("/"),
        f"{QINGCHUAN}2025",
        f"{QINGCHUAN}2025/report",
    ):
        assert f'<meta property="og:image" content="https://portal.example{address}.png">' in _page(
            f"{address}/"
        )
        response = Client().get(f"{address}.png")
        assert (response["Content-Type"], response.status_code) == ("image/png", 200)
        picture = Image.open(io.BytesIO(response.content))
        assert picture.size == (1200, 630)
        assert len(response.content) < 120_000
        assert len(picture.convert("RGB").getcolors(100_000)) > 4  # words are there, and not paper alone
    one, other = Client().get(f"/l/{line.pk}.png").content, Client().get(f"/en/l/{line.pk}.png").content
    assert one != other
    assert Client().get("/data.png").status_code == 404


@needs_a_font
def test_long_words_stay_inside(line):
    Line.objects.filter(pk=line.pk).update(quote="推动高质量发展取得新成效，" * 30)
    picture = Image.open(io.BytesIO(Client().get(f"/l/{line.pk}.png").content)).convert("RGB")
    margin = {picture.getpixel((x, y)) for x in range(1140, 1200, 3) for y in range(100, 630, 3)}
    assert len(margin) == 1
    assert min(margin.pop()) > 250  # paper alone


def test_without_a_font_there_are_no_pictures_and_no_page_promises_one(line, settings):
    settings.PORTAL_FONT = "no-such-font.ttf"
    assert Client().get(f"/l/{line.pk}.png").status_code == 404
    page = _page(f"/l/{line.pk}/")
    assert "og:image" not in page
    assert f'<meta property="og:title" content="{PROMISE}">' in page


def test_every_page_says_how_it_is_cited(line):
    said = _page(f"/l/{line.pk}/")
    assert f"云岭省临河市青川区人民政府. {line.report.title}[R/OL]. 第{line.paragraph}段，“{PROMISE}”" in said
    assert f"[2026-03-01]. https://portal.example/l/{line.pk}/. 落实 Luoshi；判定由程序据文字作出." in said
    assert "@techreport{luoshi-l-" in said
    report = Report.objects.get(place="z4684d6", year=2025)
    assert f"{report.title}[R/OL]. ({report.date})[2026-03-01]" in _page(f"{QINGCHUAN}2025/report/")
    for address in ("/", QINGCHUAN, f"{QINGCHUAN}2025/", f"{QINGCHUAN}2025/silent/", f"{QINGCHUAN}problems/", "/i/fai/2025/", "/i/fai/p/z4684d6-qingchuan/",
                    "/data/", "/method/", "/search/?q=企业&year=2026", "/compare/?i=gdp&p=z4684d6"):  # fmt: skip
        page = html.unescape(_page(address))
        assert "[DS/OL]. [2026-03-01]. https://portal.example/" in page, address
        assert "@misc{luoshi-" in page, address
    assert "https://portal.example/search/?q=%E4%BC%81%E4%B8%9A&year=2026." in html.unescape(
        _page("/search/?x=1&year=2026&q=企业")
    )
    assert "DS/OL" not in Client().get("/l/x/").content.decode()


def test_a_citation_is_what_the_standards_say():
    cited = Cited("政府工作报告", "临河市人民政府", "2025-01-10", "第3段", report=True)
    assert gbt7714(cited, "https://a.example/l/e1/", "2026-03-01") == (
        "临河市人民政府. 政府工作报告[R/OL]. 第3段. (2025-01-10)[2026-03-01]. https://a.example/l/e1/."
    )
    odd = Cited(r"100% of {x} & \y", "A_B")
    assert bibtex(odd, "https://a.example/?q=1", "", "l/e1-2/") == (
        "@misc{luoshi-l-e1-2,\n  author = {{A\\_B}},\n  title = {{100\\% of x \\& y}},\n  organization = {A\\_B},\n  url = {https://a.example/?q=1}\n}"
    )


def test_the_data_of_a_page_has_the_keys_of_the_interface(line):
    of_page, of_interface = (json.loads(_page(a)) for a in (f"/l/{line.pk}.json", f"/api/v1/lines/{line.pk}"))
    assert of_page["line"] == {name: of_interface[name] for name in of_page["line"]}
    report = json.loads(_page(f"{QINGCHUAN}2025/report.json"))
    whole = json.loads(_page("/api/v1/reports/z4684d6/2025"))
    assert (report["outline"], report["notices"]) == (whole["outline"], whole["notices"])
    assert report["report"] == {name: whole[name] for name in report["report"]}
    assert len(report["rows"]) == Line.objects.filter(report=line.report).count()
