"""Addresses as they come in from outside: Chinese, queries, NUL bytes, parameters that nobody knows; and what the cache makes of them."""

import csv
import io
from urllib.parse import unquote

import pytest

from luoshi_web.portal import answers, kept
from luoshi_web.portal.search import query
from luoshi_web.portal.search.query import Asked, search
from tests.web.portal.conftest import QINGCHUAN

pytestmark = pytest.mark.django_db


def test_a_chinese_name_leads_on_in_a_header_that_browsers_read(client):
    response = client.get("/p/青川区/?来自=甲")
    assert response.status_code == 301
    assert response["Location"].isascii()
    assert "=?utf-8" not in response["Location"]
    assert client.get(response["Location"].replace("../../", "/")).status_code == 200
    slash = client.get("/p/青川区")
    assert unquote(slash["Location"]) == "../p/青川区/"


def test_the_slash_keeps_the_query(client):
    assert (
        client.get("/search?q=%E4%BC%81%E4%B8%9A&year=2026")["Location"]
        == "./search/?q=%E4%BC%81%E4%B8%9A&year=2026"
    )


@pytest.mark.parametrize(
    "address", ["/p/a%00b/", "/p/a%00b", "/l/e%00/", "/i/fai/p/%00/", "/c/%00/", "/p/%00.atom"]
)
def test_a_nul_is_no_address(client, address):
    assert client.get(address).status_code == 404


def test_a_nul_in_a_filter_is_left_out(client, monkeypatch):
    held = []
    monkeypatch.setattr(
        "luoshi_web.portal.pages.search.search", lambda asked: held.append(asked) or search(asked)
    )
    assert client.get("/search/?q=企业&indicator=g%00dp&kind=%00").status_code == 200
    assert held[0].filters == {"indicator": "gdp", "kind": ""}
    asked = []
    monkeypatch.setattr("luoshi_web.portal.pages.compare.place_asked", asked.append)
    client.get("/compare/?p=a%00b")
    assert asked == ["ab"]


def test_parameters_that_the_page_does_not_take_make_no_other_page(client):
    plain = client.get(QINGCHUAN)
    assert client.get(f"{QINGCHUAN}?x=1&y=2")["ETag"] == plain["ETag"]
    first = client.get("/search/?q=企业&year=2026")
    assert client.get("/search/?z=1&year=2026&q=企业")["ETag"] == first["ETag"]
    assert client.get("/search/?q=企业&year=2025")["ETag"] != first["ETag"]
    one = client.get("/compare/?i=gdp&p=青川区")
    assert client.get("/compare/?i=fai&p=青川区")["ETag"] != one["ETag"]


class Cache(dict):
    def set(self, key, body, _seconds):
        self[key] = body


def test_a_long_page_is_not_stored(client, monkeypatch):
    monkeypatch.setattr(kept, "pages", held := Cache())
    client.get(QINGCHUAN)
    stored = [body for body in held.values() if isinstance(body, bytes)]
    assert len(stored) == 1
    monkeypatch.setattr(kept, "_STORED", 1000)
    assert client.get(f"{QINGCHUAN}2025/report/").status_code == 200
    assert [body for body in held.values() if isinstance(body, bytes)] == stored


def test_an_empty_cell_is_empty_and_a_formula_is_none():
    table = answers.Table([("a", "甲"), ("b", "乙")], [{"a": "", "b": "=1+1"}, {"a": None, "b": "-6.8"}])
    rows = list(csv.reader(io.StringIO(answers._csv(table).decode("utf-8-sig"))))
    assert rows[1:] == [["", "'=1+1"], ["", "-6.8"]]


def test_filters_look_at_older_paragraphs_too(filled, monkeypatch):
    """Among the newest paragraphs no problem speaks of it; the older ones are found all the same, at once or by going on."""
    every = search(Asked("企业"))
    kinds = dict(every.facets["kind"])
    rare = min((kind for kind in kinds if kind), key=kinds.get)
    monkeypatch.setattr(query, "COUNTED", 3)
    found, at, rounds = 0, None, 0
    while rounds < 60:
        page = search(Asked("企业", {"kind": rare}, at))
        found, rounds = found + len(page.hits), rounds + 1
        if page.next is None:
            break
        at = page.next
    assert found == kinds[rare]
    first = search(Asked("企业", {"kind": rare}))
    assert first.hits  # the filter is the database's: three paragraphs without such a line do not hide it


def test_the_sentence_that_words_stand_nowhere_is_said_where_it_is_true(client):
    nowhere = client.get("/en/search/?q=甲乙丙丁戊").content.decode()
    assert "These words stand in no report here" in nowhere
    chosen = client.get("/en/search/?q=企业&indicator=nonsense").content.decode()
    assert "These words stand in no report here" not in chosen
    assert "No sentence with these words fits what was chosen." in chosen


def test_no_verdict_stands_in_a_hit_without_its_numbers(client):
    page = client.get("/search/?q=固定资产投资增长").content.decode()
    assert 'class="lines"' in page
    assert 'class="verdict' not in page.partition('class="lines"')[2].partition("</ul>")[0]
