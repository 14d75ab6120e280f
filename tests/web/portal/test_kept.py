"""Pages from the cache: one question to the database, packed once, and never older than a release."""

import gzip
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.portal import kept
from luoshi_web.portal.models import Line, Place
from luoshi_web.portal.search import query
from luoshi_web.portal.search.query import Asked, search
from luoshi_web.portal.selectors import above, number_now, release_of
from luoshi_web.portal.services import count_release, take_back_line
from tests.web.portal.conftest import QINGCHUAN

pytestmark = pytest.mark.usefixtures("filled")
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def line():
    return Line.objects.filter(kind="target", headline=True).order_by("pk").first()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [QINGCHUAN, "/l/{line}/", "/l/{line}.json", "/", "/feed.atom", "/p/z4684d6.atom", "/en/i/"]
)
def test_the_next_reader_costs_one_question(client, address):
    address = address.format(line=line().pk)
    address = client.get(address).headers.get("Location", address)  # a feed has its place's slug
    if address.startswith(("..", "./")):
        address = "/" + address.lstrip("./")
    first = client.get(address)
    assert first.status_code == 200
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address)
    assert len(asked) == 1
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Content-Type"] == first["Content-Type"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_page_is_packed_once_for_all_who_take_it_so(client, monkeypatch):
    plain = client.get(QINGCHUAN)
    monkeypatch.setattr(kept.gzip, "compress", None)  # nothing is packed again
    packed = client.get(QINGCHUAN, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == f"W/{plain['ETag']}"
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]
    assert "Content-Encoding" not in plain
    unchanged = client.get(QINGCHUAN, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert unchanged.status_code == 304


@pytest.mark.django_db
def test_nothing_that_was_taken_back_comes_from_the_cache(client):
    gone = line()
    addresses = [f"/l/{gone.pk}/", f"/l/{gone.pk}.json"]
    for address in addresses:
        assert client.get(address).status_code == 200
        assert client.get(address).status_code == 200
    take_back_line(line_id=gone.pk, reason="error", sentence="文本有误。", at=AT)
    for address in addresses:
        assert client.get(address).status_code == 410
        assert gone.quote not in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_release_of_a_place_above_makes_its_pages_anew(client):
    place = Place.objects.get(pk=line().place_id)
    outer = Place.objects.create(key="z000001", name="外市", full_name="外市", level="prefecture")
    Place.objects.filter(pk=place.pk).update(parent=outer)
    place = Place.objects.get(pk=place.pk)
    assert [p.pk for p in above(place)] == ["z000001"]
    assert number_now(place.pk) == release_of(place) == f"{place.release}-0"
    address = f"/l/{line().pk}/"
    first = client.get(address)["ETag"]
    assert client.get(address)["ETag"] == first
    count_release(outer, at=AT)
    assert client.get(address)["ETag"] != first
    assert number_now("nowhere") is None


@pytest.mark.django_db
def test_a_feed_has_the_host_that_was_asked_in_it(client):
    here = client.get("/feed.atom").content
    other = client.get("/feed.atom", headers={"host": "127.0.0.1"}).content
    assert b"http://127.0.0.1/" in other
    assert b"http://127.0.0.1/" not in here
    assert client.get("/feed.atom").content == here


@pytest.mark.django_db
@pytest.mark.parametrize("few", [1500, 0])
def test_words_of_older_years_are_found_in_their_order_however_many(monkeypatch, few):
    """Asked for at once where they are few, year by year where they are many: the same hits, none twice."""
    monkeypatch.setattr(query, "_FEW", few)
    for words in ("企业", "2023年"):  # the second stands in the oldest report alone
        wanted = search(Asked(words), page=10_000)
        years = [hit.year for hit in wanted.hits]
        assert years == sorted(years, reverse=True)
        assert years
        monkeypatch.setattr(query, "COUNTED", 7)
        seen, at = [], None
        for _ in range(300):
            page = search(Asked(words, {}, at), page=5)
            seen += [(hit.paragraph, hit.start) for hit in page.hits]
            if page.next is None:
                break
            at = page.next
        monkeypatch.setattr(query, "COUNTED", 500)
        assert seen == [(hit.paragraph, hit.start) for hit in wanted.hits]
