"""The portal in real Chromium, brought up by its own command: WCAG 2.2 AA by axe-core, a phone's width, no other host, no script needed."""

import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

from tests.web.portal.conftest import reports
from tests.web.portal.looking import looking
from tests.web.portal.test_command import _RUN, _environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
Q = "p/z4684d6-qingchuan/"
PAGES = (
    "", Q, f"{Q}2025/", f"{Q}2025/report/", f"{Q}2025/silent/", f"{Q}2025/wording/", f"{Q}problems/", "l/ef76954b24b52/", "i/", "i/fai/2025/",
    f"i/fai/{Q}", f"i/fai/2025/ladder/{Q.removeprefix('p/')}", "compare/?i=fai&p=z4684d6,南屏市", "search/?q=企业", "search/?q=没有这样的词", "i/fai/", "method/", "data/", "api/", "l/ef76954b24b52-73734966/card/",
    "l/nonsense/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    held = reports(
        folder / "reports",
        "qingchuan-2024.txt",
        "qingchuan-2025.txt",
        "qingchuan-2026.txt",
        "nanping-2025.html",
        "nanping-2026.txt",
    )
    run = subprocess.Popen(
        [sys.executable, "-c", _RUN, "portal", str(held), "-o", str(folder / "out"), "--port", "0", "--workers", "1"],
        stdout=subprocess.PIPE, text=True, env=_environment(),
    )  # fmt: skip
    run.stdout.readline()
    yield run.stdout.readline().split()[0]
    run.terminate()
    run.wait(30)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.mark.parametrize(
    ("prefix", "width", "colours"),
    [
        ("", 375, "light"),
        ("", 1280, "dark"),
        ("en/", 1280, "light"),
        ("en/", 375, "dark"),
        ("large/", 375, "light"),
    ],
)
def test_every_kind_of_page_holds_to_wcag(site, browser, prefix, width, colours):
    window, complaints = looking(browser, site), []
    window.as_seen(width=width, colours=colours)
    window.page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    for address in PAGES:
        window.look(f"{prefix}{address}", status=404 if "nonsense" in address else 200)
    assert window.page.context.cookies() == []
    window.page.context.close()
    assert window.faults == []
    assert [said for said in complaints if "404" not in said] == []


BROKEN = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest(".cite")) for (const number of node.data.matchAll(/[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％]?/g)) {
      const range = document.createRange();
      range.setStart(node, number.index);
      range.setEnd(node, number.index + number[0].length);
      const tops = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top)));
      if (tops.size > 1) found.push(node.data.slice(Math.max(0, number.index - 12), number.index + 12));
    }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 375, 430])
def test_no_number_is_broken_in_two(site, browser, width):
    """２３０７．８亿元 of the 南屏 report of 2026 among them, in the report and in a search."""
    page = browser.new_page(viewport={"width": width, "height": 812})
    for address in (
        "p/南屏市/2026/report/",
        "search/?q=增长&place=南屏市",
        "p/南屏市/2025/wording/",
        f"{Q}2025/report/",
    ):
        page.goto(f"{site}{address}")
        assert page.evaluate(BROKEN) == [], address
    page.close()


def test_reading_on_a_phone_without_script(site, browser):
    context = browser.new_context(viewport={"width": 375, "height": 812}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{Q}2025/")
    page.get_by_role("link", name="固定资产投资", exact=True).first.click()
    assert page.locator("h1").inner_text() == "“固定资产投资增长5%左右”"
    page.get_by_role("link", name="在报告中看").click()
    assert page.url.split("#")[1].startswith("ef76954b24b52-")
    page.get_by_role("link", name="大字").click()
    assert "/large/" in page.url
    page.get_by_role("link", name="搜索").first.click()
    page.get_by_role("searchbox").fill("老旧小区")
    page.get_by_role("button", name="搜索").click()
    assert page.locator("mark").first.inner_text() == "老旧小区"
    assert "/large/" in page.url
    context.close()


def test_a_line_shows_what_it_was_read_as_by_key_and_escape_takes_it_away(site, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 812})
    page = context.new_page()
    page.goto(f"{site}{Q}2025/report/")
    page.locator("a.line", has_text="固定资产投资增长5%左右").focus()
    page.locator(".popover").wait_for()
    assert "差6.8个百分点" in page.locator(".popover").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".popover").count() == 0
    context.close()


def test_another_site_can_show_the_card_and_no_other_page(site, browser, tmp_path):
    context = browser.new_context(viewport={"width": 400, "height": 700})
    page, line = context.new_page(), f"{site}l/ef76954b24b52-73734966/"
    frames = f'<iframe src="{line}card/" width="360" height="320"></iframe><iframe src="{line}"></iframe>'
    (tmp_path / "index.html").write_text(frames)
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    Thread(target=other.serve_forever, daemon=True).start()
    page.goto(f"http://127.0.0.1:{other.server_port}/")
    card = page.frame_locator("iframe >> nth=0")
    assert card.locator("h1").inner_text() == "“固定资产投资增长5%左右”"
    assert card.locator("body").evaluate("body => body.scrollHeight <= 320 && body.scrollWidth <= 360")
    refused = page.frame_locator("iframe >> nth=1").locator("h1")  # the browser's own words
    assert "固定资产投资" not in refused.inner_text()
    with context.expect_page() as opened:
        card.locator("a").click()
    assert opened.value.url == line
    context.close()
    other.shutdown()
