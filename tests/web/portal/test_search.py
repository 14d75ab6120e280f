"""Search finds every sentence in which the words stand, and no other; its counts add up."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_web.portal.models import Line, Paragraph, Report
from luoshi_web.portal.search.grams import Folded, folded, grams, wanted
from luoshi_web.portal.search.query import FACETS, Asked, every, search

pytestmark = pytest.mark.usefixtures("filled", "db")


def _by_hand(words):
    """Every occurrence, by looking through all paragraphs."""
    text = wanted(words)
    return sum(len(list(Folded(p.text).hits(text))) for p in Paragraph.objects.all())


@pytest.mark.parametrize(
    "words",
    [
        "老旧",
        "老旧小区",
        "增长5",
        "5%左右",
        "。城",
        "、5",
        "GDP",
        "固定资产投资增长5%左右",
        "１５",
        "“",
        "企业",
        "的",
        "2025年",
    ],
)
def test_every_place_where_the_words_stand_is_found_and_nothing_else(words):
    found = every(Asked(words))
    expected = _by_hand(words) if len(wanted(words)) > 1 else 0
    assert sum(len(hit.marks) for hit in found) == expected
    for hit in found:
        assert {wanted(hit.sentence[begin:end]) for begin, end in hit.marks} == {wanted(words)}
        paragraph = Paragraph.objects.get(pk=hit.paragraph)
        at = hit.start - paragraph.start
        assert paragraph.text[at : at + len(hit.sentence)] == hit.sentence


def test_any_two_neighbouring_characters_of_any_report_are_found():
    for report in Report.objects.all():
        text = wanted(report.paragraphs.order_by("-number")[3].text)
        for at in range(0, len(text) - 1, 7):
            assert any(hit.key == report.place_id for hit in every(Asked(text[at : at + 2]))), text[
                at : at + 2
            ]


def test_width_and_case_are_one():
    assert (
        [hit.sentence for hit in every(Asked("５％左右"))]
        == [hit.sentence for hit in every(Asked("5%左右"))]
        != []
    )


@given(st.text(min_size=0, max_size=40))
@settings(max_examples=150)
def test_folding_moves_no_character(text):
    assert len(folded(text)) == len(text)
    for size in (2, 3):
        for at in range(len(text) - size + 1):
            piece = wanted(text[at : at + size])
            if len(piece) > 1 and piece in Folded(text).text:
                assert set(grams(piece)) <= set(grams(Folded(text).text))


@given(st.text(min_size=2, max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_is_answered(words):
    search(Asked(words))


@pytest.mark.parametrize("words", ["企业", "增长", "建设"])
def test_facets_add_up_to_the_total_and_each_leads_to_what_it_counts(words):
    found = search(Asked(words))
    assert found.total > 10
    for name in FACETS:
        assert sum(count for _value, count in found.facets[name]) == found.total
        for value, count in found.facets[name][:3]:
            assert search(Asked(words, {name: value})).total == count, (name, value)


def test_pages_follow_one_another_without_gap_or_repetition():
    whole = [hit.cursor for hit in every(Asked("增长"))]
    seen, after = [], None
    while True:
        page = search(Asked("增长", after=after), page=7)
        seen += [hit.cursor for hit in page.hits]
        after = page.next
        if after is None:
            break
    assert seen == whole
    assert [cursor[0] for cursor in seen] == sorted((cursor[0] for cursor in seen), reverse=True)


def test_the_page_marks_the_words_in_their_sentence(client):
    page = client.get("/search/?q=老旧小区").content.decode()
    quotes = re.findall(r'<blockquote class="said" lang="zh-Hans">(.*?)</blockquote>', page)
    assert quotes
    assert all("<mark>老旧小区</mark>" in quote for quote in quotes)


def test_one_character_is_too_short_and_says_so(client):
    assert "至少要两个字" in client.get("/search/?q=市").content.decode()


@pytest.mark.parametrize(
    "query",
    ["q=%22%22%22", "q=*%20OR%20*", "q=%00%00", "q=';DROP TABLE x--", "q=企业&year=x", "q=企业&level=<script>", "q=企业&after=1-2-x", "q=企业&after=9999999999999999-1-1",
     "q=企业&verdict=nonsense", "q=" + "企" * 300, "q=企业&year=99999999999999999999"],
)  # fmt: skip
def test_no_query_breaks_the_page(client, query):
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    assert b"<script>" not in response.content.replace(b'<script src="', b"")


def test_the_csv_has_every_hit(client):
    rows = client.get("/search.csv?q=企业").content.decode("utf-8-sig").strip().splitlines()
    assert len(rows) - 1 == search(Asked("企业")).total


def test_what_is_gone_from_a_place_is_gone_from_the_index(tmp_path):
    from tests.web.portal.conftest import brought, reports

    folder = reports(tmp_path / "b", "nanping-2025.html")
    brought(folder)
    assert {hit.key for hit in every(Asked("企业"))} == set(Line.objects.values_list("place_id", flat=True))
    assert len(set(Line.objects.values_list("place_id", flat=True))) == 1
