"""The rule by which the browser tests find words of the wrong language on a page."""

from lxml import html

from tests.web.e2e.crawl import chinese_in, chinese_sentences, english_in, kind_of, names, twice_in

CHINESE = """<html lang="zh-Hans"><body><nav><a href="/" title="Next entry">落实 PDF 2026-M-0003</a> Sort by</nav>
<button lang="en">English only</button>其后 <script>var english = 1</script><p>地区生产总值 (gdp)</p></body></html>"""
ENGLISH = """<html lang="en"><body><p>本期报送</p><p>区发改局</p><p lang="zh-Hans">本期报送</p><p>Reports</p></body></html>"""


def test_english_words_in_a_chinese_page():
    assert english_in(html.document_fromstring(CHINESE), names()) == ["Next entry", "Sort by"]


def test_the_offices_own_chinese_in_an_english_page():
    assert chinese_in(html.document_fromstring(ENGLISH), chinese_sentences()) == ["本期报送"]


def test_kinds_of_addresses():
    assert kind_of("/items/?state=open&page=2&words=") == "items:list?page,state"
    assert kind_of("/items/7/") == kind_of("/items/8/") == "items:show"


def test_names_that_stand_twice():
    page = '<body><label for="kind">Kind</label><select id="kind"></select><form><select id="kind"></select><p id="once"></p></form></body>'
    assert twice_in(html.document_fromstring(page)) == ["kind"]
