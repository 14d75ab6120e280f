"""What a reader follows: feeds of a search, of a place and of what its office follows up; the ways there; the controls of a search."""

import html
import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from luoshi_web.portal.followup.keep import show_item, take_back_item
from luoshi_web.portal.models import Line, Paragraph, Place
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import take_back_line
from tests.web.portal.conftest import NOW, QINGCHUAN

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = "固定资产投资下降1.8%"
NUMBER = "2025-T-0001"


def _feed(address, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def _entries(feed):
    return [
        {
            "id": entry.findtext(f"{ATOM}id"), "summary": entry.findtext(f"{ATOM}summary"), "updated": entry.findtext(f"{ATOM}updated"),
            "link": entry.find(f"{ATOM}link").get("href"),
        }
        for entry in feed.iter(f"{ATOM}entry")
    ]  # fmt: skip


def _shown(**more):
    content = {
        "title": "固定资产投资",
        "year": 2025,
        "state": "active",
        "unit": "区发展和改革局",
        "unit_key": "fagaiju",
        "line": "",
    } | more
    show_item(key=f"z4684d6/{NUMBER}", content=content, number=1, at=NOW)


def test_a_search_is_followed(client):
    feed = _feed("/search.atom?q=企业&place=z4684d6")
    hits = every(Asked("企业", {"place": "z4684d6"}))[:40]
    entries = _entries(feed)
    assert [entry["summary"] for entry in entries] == [hit.sentence for hit in hits]
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert entries[0]["updated"].startswith("2026-01")  # the report's own day, which no later import changes
    for entry in entries:
        assert (
            client.get(entry["link"].removeprefix("http://testserver").partition("#")[0]).status_code == 200
        )
    page = client.get("/search/?q=企业&place=z4684d6").content.decode()
    assert page.count('href="../search.atom?place=z4684d6&amp;q=%E4%BC%81%E4%B8%9A"') == 2
    assert feed.findtext(f"{ATOM}title") == "搜索：企业"
    assert [e["id"] for e in _entries(_feed("/en/search.atom?q=企业&place=z4684d6"))] == [
        e["id"] for e in entries
    ]


@pytest.mark.parametrize("query", ["", "q=", "q=企", "place=z4684d6"])
def test_a_search_without_two_characters_is_no_feed(client, query):
    assert client.get(f"/search.atom?{query}").status_code == 404


def test_a_feed_is_not_sent_again_and_says_what_was_taken_back(client):
    address = f"/search.atom?q={quote('下降1.8%')}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert WORDS in first.content.decode()
    line = Line.objects.get(quote=WORDS)
    take_back_line(line_id=line.pk, reason="personal", at=NOW)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert "1.8%</summary>" not in second.content.decode()
    assert f'<at:deleted-entry ref="tag:luoshi:{line.pk}"' in second.content.decode()
    other = client.get(f"/search.atom?q={quote('老旧小区')}").content.decode()
    assert f'ref="tag:luoshi:{line.pk}"' in other  # whether it had the words or not


def test_signs_that_no_xml_holds_do_not_end_a_feed(client):
    paragraph = Paragraph.objects.get(pk=every(Asked("企业"))[0].paragraph)
    Paragraph.objects.filter(pk=paragraph.pk).update(text=paragraph.text.replace("企业", "企业\x02\ufffe"))
    assert _entries(_feed("/search.atom?q=企业"))


def test_follow_up_is_in_the_feed_the_sitemap_and_on_the_page_of_the_place(client):
    own = f"http://testserver{QINGCHUAN}"
    assert "u/fagaiju/" not in client.get(QINGCHUAN).content.decode()
    _shown()
    (entry,) = [entry for entry in _entries(_feed(f"{QINGCHUAN.rstrip('/')}.atom")) if "items" in entry["id"]]
    assert (entry["link"], entry["summary"]) == (f"{own}items/{NUMBER}/", "推进中")
    assert (
        'href="../../p/z4684d6-qingchuan/u/fagaiju/" lang="zh-Hans">区发展和改革局</a> <span class="soft num">1<'
        in client.get(QINGCHUAN).content.decode()
    )
    shard = b"".join(client.get("/sitemap/00-2025.xml").streaming_content).decode()
    assert shard.count(f"<loc>{own}items/{NUMBER}/</loc>") == shard.count(f"<loc>{own}u/fagaiju/</loc>") == 1
    assert f"{own}items/" not in b"".join(client.get("/sitemap/00-2024.xml").streaming_content).decode()
    take_back_item(key=f"z4684d6/{NUMBER}", reason="personal", at=NOW)
    feed = client.get(f"{QINGCHUAN.rstrip('/')}.atom").content.decode()
    assert f'<at:deleted-entry ref="{entry["id"]}"' in feed
    assert "推进中" not in feed
    assert NUMBER not in b"".join(client.get("/sitemap/00-2025.xml").streaming_content).decode()


def test_a_unit_is_in_the_sitemap_of_its_newest_year_alone(client):
    _shown()
    content = {
        "title": "工业",
        "year": 2026,
        "state": "active",
        "unit": "区发展和改革局",
        "unit_key": "fagaiju",
        "line": "",
    }
    show_item(key="z4684d6/2026-T-0001", content=content, number=2, at=NOW)
    units = [
        year
        for year in (2025, 2026)
        if b"/u/fagaiju/" in b"".join(client.get(f"/sitemap/00-{year}.xml").streaming_content)
    ]
    assert units == [2026]


def test_a_place_can_be_chosen_by_its_name_and_stays_chosen(client):
    named, keyed = (
        client.get(f"/search/?q=企业&place={asked}").content.decode() for asked in ("青川区", "z4684d6")
    )
    assert named == keyed
    assert 'name="place" lang="zh-Hans" value="青川区"' in named
    assert "南屏市" not in named.partition('<ul class="lines">')[2]
    assert '<option value="county" selected>' in client.get("/search/?q=企业&level=county").content.decode()
    plain = client.get("/search/?q=企业").content.decode()
    results = [
        re.sub(r"<form.*?</form>", "", page, flags=re.S)
        for page in (plain, client.get("/search/?q=企业&place=&year=&level=").content.decode())
    ]
    assert results[0] == results[1]  # controls that were left alone narrow nothing
    assert (
        "No sentence with these words fits" in client.get("/en/search/?q=企业&place=无此地").content.decode()
    )
    assert [html.unescape(name) for name in re.findall(r'<option lang="zh-Hans">([^<]+)', plain)] == [
        place.full_name for place in Place.objects.filter(reports__isnull=False).distinct()
    ]


def test_places_are_a_facet_and_their_counts_add_up(client):
    page = client.get("/search/?q=企业").content.decode()
    counts = {
        key: int(count)
        for key, count in re.findall(
            r'href="\.\./search/\?place=(\w+)&amp;q=[^"]+">[^<]+<span class="num">(\d+)', page
        )
    }
    total = len(every(Asked("企业")))
    assert sum(counts.values()) == total
    assert counts["z4684d6"] == len(every(Asked("企业", {"place": "z4684d6"})))


def test_a_place_leads_to_a_search_of_itself(client):
    page = client.get(QINGCHUAN).content.decode()
    assert '<input type="hidden" name="place" value="z4684d6">' in page
    assert 'href="../../p/z4684d6-qingchuan.atom"' in page
