"""The pages as they are answered: their words, their addresses, their caching."""

import csv
import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi_web.portal.models import Line, Place, Site, Tombstone
from tests.web.portal.conftest import QINGCHUAN


def _line(quote="固定资产投资增长5%左右"):
    return Line.objects.get(quote=quote)


def _page(client, address, **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_places_page_has_a_row_a_year_and_its_denominators(client):
    page = _page(client, QINGCHUAN)
    assert [int(year) for year in re.findall(r'<th scope="row"><a href="[^"]*/(\d{4})/">', page)] == [
        2026,
        2025,
        2024,
    ]
    assert re.search(
        r"2025</a></th><td class=\"num\">14</td><td class=\"num\">9</td><td class=\"num\">0</td><td class=\"num\">4</td>",
        page,
    )


def test_a_years_page_shows_both_numbers_before_the_verdict(client):
    page = _page(client, f"{QINGCHUAN}2025/")
    row = next(row for row in page.split("<tr>") if "固定资产投资</a>" in row)
    assert row.index("增长5%左右") < row.index("下降1.8%") < row.index("未完成")
    assert f"/l/{_line().pk}/" in row


def test_a_line_says_who_says_so_its_rule_and_its_words_in_their_paragraph(client):
    page = _page(client, f"/l/{_line().pk}/")
    assert "<mark>固定资产投资增长5%左右</mark>" in page
    for words in ("差6.8个百分点", "not_reached", "政府自己的报告", "无人", "固定资产投资下降1.8%"):
        assert words in page
    context = re.search(r'<blockquote class="said" lang="zh-Hans">(.*?)</blockquote>', page)[1]
    assert re.sub("<[^>]+>", "", context) == _line().report.paragraphs.get(number=_line().paragraph).text


def test_a_ledgers_id_alone_leads_to_the_one_line_that_has_it(client):
    response = client.get("/l/ef76954b24b52/")
    assert (response.status_code, response["Location"]) == (301, f"../../l/{_line().pk}/")


def test_an_id_that_several_reports_have_lists_them(client):
    line = _line()
    Line.objects.create(
        id=f"{line.ledger_id}-00000000", report=line.report, place=line.place, year=2025, number=9999, paragraph=1, start=0, end=1,
        quote=line.quote, kind="target",
    )  # fmt: skip
    page = _page(client, "/l/ef76954b24b52/")
    assert f"l/{line.pk}/" in page
    assert "l/ef76954b24b52-00000000/" in page


def test_the_reports_text_is_whole_and_each_line_is_a_link_in_its_place(client):
    page = _page(client, f"{QINGCHUAN}2025/report/")
    article = re.search(r'<article class="report" lang="zh-Hans">(.*?)</article>', page, re.S)[1]
    text = re.sub(r"<[^>]+>", "", article)
    report = _line().report
    for paragraph in report.paragraphs.all():
        assert paragraph.text in text
    for line in report.lines.all():
        assert article.count(f'id="{line.pk}"') == 1, line.quote
    assert f'href="../../../../l/{_line().pk}/">固定资产投资增长5%左右</a>' in article


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/p/z4684d6/", "p/z4684d6-qingchuan/"),
        ("/p/青川区/", "p/z4684d6-qingchuan/"),
        ("/p/z4684d6-other/2025/", "p/z4684d6-qingchuan/2025/"),
        ("/p/z4684d6-qingchuan", "p/z4684d6-qingchuan/"),
        ("/p/z4684d6-qingchuan/2025/report", "p/z4684d6-qingchuan/2025/report/"),
        ("/en/p/青川区/2025/", "p/z4684d6-qingchuan/2025/"),
    ],
)
def test_other_addresses_lead_to_the_one(client, asked, leads_to):
    response = client.get(asked)
    assert response.status_code == 301
    assert response["Location"].lstrip("./") == leads_to
    assert response["Location"].count("../") == asked.removeprefix("/en").count("/") - 1


def test_unknown_and_never_released_are_the_same_bytes(client):
    answers = {
        client.get(f"/l/{name}/").content for name in ("e000000000000-00000000", "nonsense", "e000000000000")
    }
    assert len(answers) == 1
    response = client.get("/l/nonsense/")
    assert (response.status_code, "ETag" in response) == (404, False)
    assert client.get("/l/nonsense/").content == client.get("/l/zzz-00000000/").content
    assert client.get("/p/nowhere/").content == client.get("/p/999999/").content


def test_what_was_taken_back_says_so_without_its_words(client):
    Tombstone.objects.create(
        address="l/e1-00000000/", taken_on=date(2026, 3, 1), reason="personal", length=12
    )
    response = client.get("/l/e1-00000000/")
    assert response.status_code == 410
    assert "2026-03-01" in response.content.decode()


def test_no_page_sets_a_cookie_and_none_is_kept_longer_than_a_minute(client):
    for address in ("/", QINGCHUAN, f"{QINGCHUAN}2025/", f"{QINGCHUAN}2025/report/", f"/l/{_line().pk}/"):
        response = client.get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=60, must-revalidate"


def test_an_unchanged_page_is_not_sent_again_and_a_release_changes_it(client):
    address = f"{QINGCHUAN}2025/"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"/en{address}", headers={"If-None-Match": etag}).status_code == 200
    place = Place.objects.get(pk="z4684d6")
    place.release += 1
    place.save()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
    home = client.get("/")["ETag"]
    Site.objects.update(release=99)
    assert client.get("/")["ETag"] != home


def test_links_inside_pages_are_relative_and_nothing_comes_from_elsewhere(client):
    for address in (
        "/",
        QINGCHUAN,
        f"{QINGCHUAN}2025/",
        f"{QINGCHUAN}2025/report/",
        f"/l/{_line().pk}/",
        "/l/nonsense/",
    ):
        page = client.get(address).content.decode()
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', page):
            assert not link.startswith(("/", "http")), (address, link)


def test_english_translates_the_frame_and_leaves_the_quote(client):
    page = _page(client, f"/en/l/{_line().pk}/")
    assert '<html lang="en">' in page
    assert '<h1 lang="zh-Hans">“固定资产投资增长5%左右”</h1>' in page
    assert "Who verified it" in page
    assert "missed by 6.8 points" in page


def test_large_text_stays_from_page_to_page(client):
    page = _page(client, f"/large{QINGCHUAN}")
    assert 'class="large"' in page
    assert '../../p/z4684d6-qingchuan/2025/"' in page
    assert 'href="../../../en/large/p/z4684d6-qingchuan/"' in page


def test_the_table_the_csv_and_the_json_say_the_same(client):
    text = client.get(f"{QINGCHUAN}2025.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    held = json.loads(client.get(f"{QINGCHUAN}2025.json").content)
    assert len(rows) - 1 == len(held["rows"]) == 14
    assert rows[0] == list(held["columns"].values())
    assert [row[0] for row in rows[1:]] == [row["id"] for row in held["rows"]]
    assert held["licence"]


def test_a_cell_is_no_formula(client):
    from luoshi_web.portal.answers import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell("-6.8") == "-6.8"
    assert _cell("@x") == "'@x"


def test_a_picture_says_its_finding_and_its_source(client):
    response = client.get(f"{QINGCHUAN}2025.svg")
    assert response["Content-Type"].startswith("image/svg+xml")
    picture = response.content.decode()
    assert 'role="img"' in picture
    assert "完成 9；未完成 4；无法判定 1" in re.search("<desc[^>]*>(.*?)</desc>", picture)[1]
    assert "政府工作报告；落实对照，未经核实" in "".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))
    assert "<script" not in picture


def test_words_of_a_report_are_never_taken_for_markup(filled, db):
    line = _line()
    report = line.report
    hostile = '<script>alert(1)</script>"&'
    report.paragraphs.filter(number=line.paragraph).update(text=hostile + line.quote)
    report.lines.filter(pk=line.pk).update(quote=hostile)
    for address in (f"{QINGCHUAN}2025/report/", f"/l/{line.pk}/", f"{QINGCHUAN}2025/"):
        assert "<script>alert" not in Client().get(address).content.decode()


def test_a_comparison_asks_no_more_for_a_place_with_more_years(client):
    """Three years of 青川区 and two of 南屏市."""
    client.get("/compare/")  # whoever asks for an address again asks for the number of its release once more
    asked = []
    for place in ("z4684d6", Place.objects.get(name="南屏市").pk):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/compare/?i=fai&p={place}").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] < 20


def test_a_comparison_of_several_can_be_taken_as_one_picture(client):
    page = client.get("/compare/?i=fai&p=z4684d6,南屏市").content.decode()
    assert 'href="../compare.svg?' in page
    picture = client.get("/compare.svg?i=fai&p=z4684d6,南屏市").content.decode()
    whole = ElementTree.fromstring(picture)
    inner = [part for part in whole if part.tag.endswith("svg")]
    assert len(inner) == 2
    assert [part.text for part in whole if part.tag.endswith("text")] == ["青川区", "南屏市"]
    assert picture.count("来源：") == 2
    assert page.count("<svg") == 2


def test_what_places_stated_leads_to_the_line_that_states_it(client):
    page = client.get("/i/fai/2025/").content.decode()
    stated = re.search(r'href="\.\./\.\./\.\./(l/[^"]+)" class="num">下降1\.8%<', page)
    assert "固定资产投资下降1.8%" in client.get(f"/{stated[1]}").content.decode()
