"""What programs ask for: robots, sitemaps, feeds, data in the pages."""

import json
import re
from datetime import date
from xml.etree import ElementTree

from luoshi_web.portal.models import Line, Place, Report, Tombstone
from tests.web.portal.conftest import QINGCHUAN

ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_sitemaps_name_every_report_and_line_once_and_each_is_there(client, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    index = ElementTree.fromstring(_body(client.get("/sitemap.xml")))
    found = []
    for shard in index.iter(f"{MAPS}loc"):
        path = shard.text.removeprefix("https://portal.example")
        found += [
            loc.text.removeprefix("https://portal.example")
            for loc in ElementTree.fromstring(_body(client.get(path))).iter(f"{MAPS}loc")
        ]
    lines = [path for path in found if path.startswith("/l/")]
    assert sorted(lines) == sorted(f"/l/{name}/" for name in Line.objects.values_list("pk", flat=True))
    assert len([path for path in found if path.endswith("/report/")]) == Report.objects.count()
    for path in [p for p in found if not p.startswith("/l/")] + lines[:5]:
        assert client.get(path).status_code == 200, path


def test_a_shard_without_reports_is_not_there(client):
    assert client.get("/sitemap/11-2025.xml").status_code == 404


def test_robots_keep_out_of_what_has_no_end(client):
    words = client.get("/robots.txt").content.decode()
    assert "Disallow: /*search/" in words
    assert "Sitemap: http://testserver/sitemap.xml" in words


def test_a_feed_has_each_report_and_says_what_was_taken_back(client):
    place = Place.objects.get(pk="z4684d6")
    Tombstone.objects.create(
        address="l/e1-00000000/", place=place, taken_on=date(2026, 3, 1), reason="personal"
    )
    Tombstone.objects.create(
        address="l/e2-00000000/", place=place, taken_on=date(2026, 3, 1), reason="secret"
    )
    body = _body(client.get("/p/z4684d6-qingchuan.atom"))
    feed = ElementTree.fromstring(body)
    assert [entry.find(f"{ATOM}title").text[-4:] for entry in feed.iter(f"{ATOM}entry")] == [
        "2026",
        "2025",
        "2024",
    ]
    assert b"e1-00000000" in body
    assert b"e2-00000000" not in body
    assert len(list(ElementTree.fromstring(_body(client.get("/feed.atom"))).iter(f"{ATOM}entry"))) == 5


def _data(client, address):
    return json.loads(
        re.search(
            r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode()
        )[1]
    )


def test_a_line_is_a_claim_and_a_report_a_report(client):
    line = Line.objects.get(quote="固定资产投资增长5%左右")
    said = _data(client, f"/l/{line.pk}/")
    assert (said["@type"], said["text"], said["appearance"]["@type"]) == ("Claim", line.quote, "Report")
    report = _data(client, f"{QINGCHUAN}2025/report/")
    assert report["author"] == {"@type": "GovernmentOrganization", "name": "云岭省临河市青川区人民政府"}


def test_no_word_of_a_report_ends_the_data(client):
    line = Line.objects.get(quote="固定资产投资增长5%左右")
    Line.objects.filter(pk=line.pk).update(quote="</script><script>alert(1)</script>")
    assert _data(client, f"/l/{line.pk}/")["text"] == "</script><script>alert(1)</script>"


def test_the_canonical_address_is_the_plain_one(client, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    for address, plain in (
        (QINGCHUAN, QINGCHUAN),
        (f"/large{QINGCHUAN}", QINGCHUAN),
        (f"/en/large{QINGCHUAN}", f"/en{QINGCHUAN}"),
    ):
        assert (
            f'<link rel="canonical" href="https://portal.example{plain}">'
            in client.get(address).content.decode()
        )
