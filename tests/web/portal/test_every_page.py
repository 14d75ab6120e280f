"""Every address that a reader can reach by links answers, in both languages, and leads nowhere that is not there."""

import html
import re
from urllib.parse import urljoin

from django.test import Client

from luoshi_web.portal.models import Line
from tests.web.portal.conftest import QINGCHUAN

_MOST_LINES = 12  # pages of lines looked at; they are one kind


def _kind(address):
    """What is looked at once in a while: a line, a table, a search, a comparison."""
    return next(
        (
            kind
            for kind in ("/l/", "/search", "/compare", "measure=", ".csv", ".json", ".svg")
            if kind in address
        ),
        None,
    )


def _reached(start):
    client, todo, answers, count = Client(), [start], {}, {}
    while todo:
        address = todo.pop(0)
        kind = _kind(address)
        if address in answers or (kind and count.get(kind, 0) >= _MOST_LINES):
            continue
        count[kind] = count.get(kind, 0) + 1
        response = client.get(address)
        answers[address] = response.status_code
        if response.status_code == 301:
            todo.append(urljoin(address, response["Location"]))
        elif response["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="([^"]*)"', response.content.decode())
            todo += [
                link
                for link in (urljoin(address, html.unescape(link)).split("#")[0] for link in links)
                if not link.startswith(("data:", "/static", "/large", "/en/large"))
            ]
    return answers


def test_every_link_leads_to_a_page(filled, db):
    answers = _reached("/")
    assert {address: status for address, status in answers.items() if status not in {200, 301}} == {}
    kinds = {
        re.sub(r"z\w{6}-\w+|\d{4}|[el]\w{12}-\w{8}|[0-9a-f]{12}", "*", address.split("?")[0])
        for address in answers
    }
    for kind in (
        "/", "/p/*/", "/p/*/*/", "/p/*/*/report/", "/p/*/*/silent/", "/p/*/*/wording/", "/p/*/problems/", "/l/*/", "/i/", "/i/gdp/", "/i/gdp/p/*/",
        "/c/*/", "/method/", "/data/", "/compare/", "/search/", "/en/p/*/*/",
    ):  # fmt: skip
        assert kind in kinds


def test_pages_in_english_have_no_chinese_but_what_governments_said(filled, db):
    client = Client()
    line = Line.objects.get(quote="固定资产投资增长5%左右")
    for address in (
        "/en/",
        f"/en{QINGCHUAN}",
        f"/en{QINGCHUAN}2025/",
        f"/en/l/{line.pk}/",
        f"/en{QINGCHUAN}2025/silent/",
        "/en/i/",
        "/en/method/",
        "/en/search/",
    ):
        page = client.get(address).content.decode()
        body = re.sub(r"<(?P<tag>svg|script|title)\b.*?</(?P=tag)>", "", page, flags=re.S)
        body = re.sub(r'<(?P<tag>\w+)[^>]*lang="zh-Hans"[^>]*>.*?</(?P=tag)>', "", body, flags=re.S)
        text = re.sub(r"<[^>]+>", " ", body)
        left = [words for words in re.findall(r"[\u4e00-\u9fff]{2,}", text) if words not in _NAMED]
        assert left == [], (address, left[:5])


# Units and words of reports that stand inside an English sentence about them
_NAMED = {"青川区", "经济增长", "万吨", "微克", "立方米", "固定资产投资", "老旧小区"}
