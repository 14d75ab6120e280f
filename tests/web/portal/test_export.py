"""The site as files: whole or not there, every link to a file, the same search, and nothing of what was taken back."""

import json
import os
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import sync_playwright

from luoshi_web.portal.exporting.folder import NotOurs, written_beside
from luoshi_web.portal.exporting.links import led_to_files
from luoshi_web.portal.exporting.run import Meanwhile, export
from luoshi_web.portal.exporting.sizes import in_large_text
from luoshi_web.portal.frame import Frame
from luoshi_web.portal.models import Line, Paragraph, Place
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import count_release, take_back_line
from tests.web.portal.conftest import EXAMPLES, NOW, QINGCHUAN, Silent, brought, emptied
from tests.web.portal.looking import inaccessible

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PROMISE = "固定资产投资增长5%左右"
QUERIES = ("发展", "企业", "老旧小区", "５％", "增长5", "gdp", "不存在的词", "企 业")


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two years of 青川区, a third of each report: an export writes every page of them."""
    folder = tmp_path_factory.mktemp("reports")
    for name in ("qingchuan-2025.txt", "qingchuan-2026.txt"):
        paragraphs = (EXAMPLES / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [p for n, p in enumerate(paragraphs) if n < 14 or n % 4 == 0 or "固定资产投资" in p]
        (folder / name).write_text("".join(kept), encoding="utf-8")
    with django_db_blocker.unblock():
        brought(folder)
        yield folder
        emptied()


@pytest.fixture(scope="module")
def pages(filled, django_db_blocker, tmp_path_factory):
    out = tmp_path_factory.mktemp("export") / "pages"
    with django_db_blocker.unblock():
        written(out)
    return out


def written(out, watch=None):
    return export(out, 1, watch or Silent(), now=lambda: NOW)


def _links(page):
    for found in re.finditer(r'(?:href|src|action)="([^"]*)"', page):
        link = unescape(found[1])
        if not re.match(r"[a-z]+:", link):
            yield link


def test_every_link_of_every_page_leads_to_a_file(pages):
    wrong, count = set(), 0
    for file in pages.rglob("*.html"):
        for link in _links(file.read_text(encoding="utf-8")):
            count += 1
            path = unquote(urlsplit(link).path)
            if path and not os.path.isfile(os.path.join(file.parent, path)):
                wrong.add((str(file.relative_to(pages)), link))
    assert sorted(wrong)[:5] == []
    assert count > 10_000


def test_both_languages_and_both_sizes_are_there_with_their_tables(pages):
    line = _name_of(pages)
    for prefix in ("", "en/", "large/", "en/large/"):
        for path in ("", f"{QINGCHUAN[1:]}2025/report/", f"l/{line}/", "i/fai/2025/", "search/"):
            assert (pages / prefix / path / "index.html").is_file(), prefix + path
    assert json.loads((pages / f"en/l/{line}.json").read_text())["outcome"]["verdict"] == "missed"
    assert (pages / f"{QINGCHUAN[1:]}2025.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (pages / f"large/l/{line}.json").exists()


def _name_of(pages):
    """The id of the promise, as its report's page has it."""
    report = (pages / f"{QINGCHUAN[1:]}2025/report/index.html").read_text(encoding="utf-8")
    return re.search(rf'id="([^"]+)" href="[^"]+">{PROMISE}', report)[1]


def test_a_page_in_large_text_is_what_the_portal_answers(filled, db):
    client = Client()
    line = Line.objects.get(quote=PROMISE).pk
    for english in (False, True):
        for path in (
            "",
            QINGCHUAN[1:],
            f"{QINGCHUAN[1:]}2025/",
            f"{QINGCHUAN[1:]}2025/report/",
            f"l/{line}/",
            "i/",
            "i/fai/2025/",
            "method/",
            "search/",
        ):
            frame = Frame(path, english)
            usual = client.get(f"/{frame.prefix}{path}").content.decode()
            with translation.override("en" if english else "zh-hans"):
                assert (
                    in_large_text(usual, frame) == client.get(f"/{frame.prefix}large/{path}").content.decode()
                ), path


def test_what_only_a_server_answers_is_no_link():
    page = '<link rel="alternate" href="feed.atom"><a href="../compare/?i=gdp">c</a><a class="x" href="../search.csv?q=1">s</a><a href="../search/?q=2">q</a>'
    assert led_to_files(page, large=False, feeds=False) == (
        '<a >c</a><a class="x" >s</a><a href="../search/index.html?q=2">q</a>'
    )


def test_a_line_taken_back_is_in_no_file_of_the_next_export(filled, pages, db, tmp_path):
    out = tmp_path / "pages"
    shutil.copytree(pages, out)
    line = Line.objects.get(quote=PROMISE)
    secret = Line.objects.filter(report=line.report, kind="task", headline=False).last()
    assert any(secret.quote in file.read_text(encoding="utf-8") for file in out.rglob("*.js"))
    gone = take_back_line(line_id=line.pk, reason="personal", sentence="应本人要求", at=NOW)
    gone += (hidden := take_back_line(line_id=secret.pk, reason="secret", at=NOW))
    done = written(out)
    for file in (path for path in out.rglob("*") if path.is_file()):
        text = file.read_text(encoding="utf-8")
        assert PROMISE not in text, file
        assert secret.quote not in text, file
        assert not any(name in text for name in hidden), file
    stone = (out / f"l/{line.pk}/index.html").read_text(encoding="utf-8")
    assert "应本人要求" in stone
    assert not (out / f"l/{line.pk}.json").exists()
    assert not (out / f"l/{secret.pk}").exists()
    removed = json.loads((tmp_path / "pages.removed.json").read_text(encoding="utf-8"))
    names = {one["file"] for one in removed["files"]}
    assert {f"l/{line.pk}.json", f"l/{secret.pk}/index.html", f"en/large/l/{secret.pk}/index.html"} <= names
    assert names == set(done.removed)
    assert [(one["address"], one["reason"]) for one in removed["taken_back"]] == sorted(
        (f"l/{name}/", "personal") for name in gone if name not in hidden
    )
    _nothing_more_is_removed_and_the_list_stays(out, names)


def _nothing_more_is_removed_and_the_list_stays(out, names):
    from luoshi_web.portal.exporting.folder import removed_beside, say_removed

    assert say_removed(out, out, [], "2026-03-02") == []
    assert {one["file"] for one in json.loads(removed_beside(out).read_text())["files"]} == names


class _Stops(Silent):
    def __init__(self, act):
        self._act = act

    def went_on(self, count):
        self._act()


def _interrupted():
    raise KeyboardInterrupt


def test_stopped_in_the_middle_it_leaves_what_was_there(filled, db, tmp_path):
    out = tmp_path / "pages"
    out.mkdir()
    (out / "export.json").write_text('{"made_by": "luoshi"}')
    with pytest.raises(KeyboardInterrupt):
        written(out, _Stops(_interrupted))
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    assert [path.name for path in out.iterdir()] == ["export.json"]


def test_a_folder_of_somebody_else_is_not_written_over(filled, db, tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(NotOurs):
        written(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "x"


def test_a_run_killed_between_its_renames_is_made_good(filled, db, tmp_path):
    out = tmp_path / "pages"
    old = tmp_path / ".pages.old"
    old.mkdir()
    (old / "export.json").write_text('{"made_by": "luoshi"}')
    with pytest.raises(KeyboardInterrupt):
        written(out, _Stops(_interrupted))
    assert (out / "export.json").exists()


def test_a_release_meanwhile_leaves_the_export_unwritten(filled, db, tmp_path, monkeypatch):
    monkeypatch.setattr("luoshi_web.portal.exporting.run.addresses.pages", lambda: iter(["method/"]))
    monkeypatch.setattr("luoshi_web.portal.exporting.run.write_lines", lambda *_: 1)
    released = iter([lambda: count_release(Place.objects.get(pk="z4684d6"), at=NOW)])
    with pytest.raises(Meanwhile):
        written(tmp_path / "pages", _Stops(lambda: next(released, lambda: None)()))
    assert not (tmp_path / "pages").exists()


def test_feeds_and_sitemaps_are_there_where_the_address_is_known(filled, db, tmp_path, settings, monkeypatch):
    settings.PORTAL_ADDRESS = "https://gov.example/promises"
    monkeypatch.setattr("luoshi_web.portal.exporting.run.addresses.pages", lambda: iter([""]))
    monkeypatch.setattr("luoshi_web.portal.exporting.run.write_lines", lambda *_: 1)
    written(out := tmp_path / "pages")
    shard = (out / "sitemap/00-2025.xml").read_text()
    assert "https://gov.example/promises/p/z4684d6-qingchuan/2025/report/" in shard
    assert "z4684d6" in (out / "p/z4684d6-qingchuan.atom").read_text()
    assert 'href="./feed.atom"' in (out / "index.html").read_text()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
def test_the_folder_searches_and_links_like_the_site_when_opened_from_a_disk(pages, db):
    words = Paragraph.objects.filter(text__contains="，").values_list("text", flat=True).last()
    queries = (*QUERIES, words[words.index("，") :][:2])
    expected = {query: [(hit.year, hit.sentence) for hit in every(Asked(query))] for query in queries}
    assert len(expected["发展"]) > 10
    assert expected[queries[-1]]
    script = pages / "static/portal/search.js"
    script.write_text(
        script.read_text().replace("most = 40", "most = 4")
    )  # so that a few hits are several pages
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        found = {query: _searched(page, pages, query) for query in queries}
        assert found == expected
        page.goto(f"{pages.as_uri()}/index.html")
        page.get_by_role("searchbox").fill(PROMISE)
        page.get_by_role("button", name="搜索").click()
        page.locator("#found[data-done]").wait_for(state="attached")
        page.get_by_role("link", name="目标").first.click()
        assert page.locator("h1").inner_text() == f"“{PROMISE}”"
        page.get_by_role("link", name="在报告中看").click()
        assert page.url.startswith("file:")
        assert page.locator(":target").inner_text() == PROMISE
        page.get_by_role("link", name="大字").click()
        page.get_by_role("link", name="EN").click()
        assert "/en/large/p/" in page.url
        browser.close()
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert complaints == []


MODES = (("", 390, "light"), ("en/", 1280, "dark"), ("large/", 390, "dark"), ("en/large/", 1280, "light"), ("", 1280, "dark"), ("en/", 390, "light"))  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
@pytest.mark.parametrize(("prefix", "width", "colours"), MODES)
def test_every_kind_of_file_opened_from_a_disk_holds_to_wcag(pages, prefix, width, colours):
    kinds = _kinds(pages)
    assert len(kinds) >= 16
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 812}, color_scheme=colours)
        asked, faults = [], []
        page.on("request", lambda request: asked.append(request.url))
        for path in kinds:
            page.goto(f"{pages.as_uri()}/{prefix}{path}")
            assert page.locator("h1").count() == 1, path
            faults += [f"{path}: {fault}" for fault in inaccessible(page)]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            faults += [f"{path}: sticks out by {wide} px"] if wide > 0 else []
        browser.close()
    assert faults == []
    assert all(url.startswith(("file:", "data:")) for url in asked)


def _kinds(pages):
    """One file of each kind, a search with hits among them."""
    found = {}
    for file in sorted(pages.rglob("*.html")):
        path = str(file.relative_to(pages))
        if not path.startswith(("en/", "large/")):
            kind = re.sub(r"(?<=^i/)[a-z_0-9]+|(?<=^[lc]/)[^/]+|z[0-9a-f]{6}[^/]*|[12]\d{3}(?=/)", "*", path)
            found.setdefault(kind, path)
    return [*found.values(), "search/index.html?q=发展"]


def _searched(page, folder: Path, query):
    page.goto(f"{folder.as_uri()}/search/index.html?q={query}")
    page.locator("#found[data-done]").wait_for(state="attached", timeout=20_000)
    while (more := page.locator("#found button:not([hidden])")).count():
        before = page.locator("#found li").count()
        more.click()
        page.wait_for_function("n => document.querySelectorAll('#found li').length > n", arg=before)
    rows = page.locator("#found li").evaluate_all(
        "all => all.map(one => [Number(one.querySelector('.num').textContent), one.querySelector('blockquote').textContent])"
    )
    return [tuple(row) for row in rows]


def test_stopped_at_its_first_step_it_leaves_nothing(tmp_path, monkeypatch):
    """Ctrl-C as the folder is made, which is before the first page."""
    make = Path.mkdir

    def stopped(folder, *args, **options):
        make(folder, *args, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", stopped)
    with pytest.raises(KeyboardInterrupt), written_beside(tmp_path / "pages"):
        pass
    assert list(tmp_path.iterdir()) == []
