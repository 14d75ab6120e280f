"""A line is taken back: no page, table, search or second import shows a word of it; what was secret leaves no sign that it was there."""

import html
import re
from urllib.parse import urljoin

import pytest
from django.test import Client

from luoshi_web.portal.models import Line, Outcome, Place
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import NotReleased, take_back_line
from tests.web.portal.conftest import NOW, QINGCHUAN, brought, reports
from tests.web.portal.programs import told_to_programs

pytestmark = pytest.mark.django_db
WORDS = "固定资产投资下降1.8%"


@pytest.fixture
def folder(tmp_path, settings):
    settings.PORTAL_DOWNLOADS = tmp_path / "files"
    held = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    for report in held.iterdir():
        report.write_text(_shorter(report.read_text(encoding="utf-8")), encoding="utf-8")
    brought(held)
    return held


def _shorter(text):
    """The headings, every eighth sentence and those about the words: every kind of page is there, and a quarter of the lines to walk twice."""
    sentences = re.split(r"(?<=[。\n])", text)
    return "".join(
        sentence
        for number, sentence in enumerate(sentences)
        if not sentence.endswith("。") or number % 8 == 0 or "固定资产" in sentence
    )


def _everything():
    """The bytes of every page, table and picture that links lead to, of every answer to programs, and of every file."""
    client, todo, seen = Client(), ["/", "/en/", "/search/?q=固定资产", "/search.csv?q=固定资产"], {}
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        response = client.get(address)
        seen[address] = response.content.decode("utf-8", "replace")
        if response["Content-Type"].startswith("text/html") and response.status_code == 200:
            for link in re.findall(r'href="([^"]*)"', seen[address]):
                link = urljoin(address, html.unescape(link)).split("#")[0]
                if not re.match(
                    r"data:|/search\b.*&.*&|/(static|large|en/large|en/l/|compare|en/compare|en/search|api/v1|en/api/v1|data/files|en/data/files)",
                    link,
                ):
                    todo.append(link)
    return seen | told_to_programs()


def test_the_words_are_gone_from_every_address(folder):
    line = Line.objects.get(quote=WORDS)
    target = Outcome.objects.get(answer=line).line
    assert any(WORDS in content for content in _everything().values())
    gone = take_back_line(line_id=line.pk, reason="personal", sentence="应当事人要求撤下。", at=NOW)
    assert gone == [line.pk]
    after = _everything()
    assert [address for address, content in after.items() if WORDS in content] == []
    named = {address for address, content in after.items() if line.pk in content}
    # that it went, feeds tell by its number (RFC 6721), so that readers of feeds drop it
    assert {address.partition("?")[0] for address in named} == {
        "/p/z4684d6-qingchuan.atom",
        "/en/p/z4684d6-qingchuan.atom",
        "/search.atom",
    }
    assert every(Asked(WORDS)) == []
    assert not Outcome.objects.filter(line=target).exists()
    assert Client().get(f"/l/{target.pk}/").status_code == 200


def test_its_address_says_when_and_why(folder):
    line = Line.objects.get(quote=WORDS)
    take_back_line(line_id=line.pk, reason="personal", sentence="应当事人要求撤下。", at=NOW)
    response = Client().get(f"/l/{line.pk}/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "2026-03-01" in page
    assert "应当事人要求撤下。" in page
    assert f"{len(WORDS)}字" in page


def test_what_was_secret_looks_like_nonsense(folder):
    line = Line.objects.get(quote=WORDS)
    take_back_line(line_id=line.pk, reason="secret", at=NOW)
    one, other = Client().get(f"/l/{line.pk}/"), Client().get("/l/e000000000000-00000000/")
    assert (one.status_code, one.content, one.headers) == (404, other.content, other.headers)
    assert line.pk not in Client().get(f"{QINGCHUAN}2026/report/").content.decode()


def test_length_and_place_of_the_text_remain(folder):
    line = Line.objects.get(quote=WORDS)
    before = line.report.text
    take_back_line(line_id=line.pk, reason="error", at=NOW)
    after = Place.objects.get(pk="z4684d6").reports.get(year=2026).text
    assert len(after) == len(before)
    assert after.replace("█" * len(WORDS), WORDS) == before


def test_a_cached_page_is_not_shown_again(folder):
    address = f"{QINGCHUAN}2026/report/"
    client = Client()
    etag = client.get(address)["ETag"]
    take_back_line(line_id=Line.objects.get(quote=WORDS).pk, reason="personal", at=NOW)
    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert WORDS not in response.content.decode()


@pytest.mark.parametrize("reason", ["personal", "secret"])
def test_the_next_import_does_not_bring_it_back(folder, reason):
    line = Line.objects.get(quote=WORDS)
    take_back_line(line_id=line.pk, reason=reason, at=NOW)
    reports(folder, "qingchuan-2024.txt")
    assert brought(folder).renewed == 1
    assert not Line.objects.filter(pk=line.pk).exists()
    assert every(Asked(WORDS)) == []


def test_what_is_not_public_cannot_be_taken_back(folder):
    with pytest.raises(NotReleased):
        take_back_line(line_id="e000000000000-00000000", reason="error", at=NOW)
