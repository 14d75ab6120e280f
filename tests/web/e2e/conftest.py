"""Pages in real Chromium: who opens them, how wide, in which language. Skipped where no Chromium is installed.

`pytest tests/web/e2e --screenshots` writes the pictures of docs/screenshots anew.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import PASSWORD
from tests.web.e2e.served_year import seeded, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(__file__).parents[3] / "docs/screenshots"
WIDTHS = {"desktop": (1280, 900), "phone": (375, 812)}
_SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if "/e2e/" in str(item.path):
                item.add_marker(pytest.mark.skip(reason="no Chromium here: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's own loop runs in this thread; the server has its own
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a screen. ``page`` is Playwright's; what the console of the browser complains of is kept and must be nothing."""

    def __init__(self, browser: Browser, address: str, *, language: str, width: str) -> None:
        self.address, self.language = address, language
        size = WIDTHS[width]
        self.context = browser.new_context(
            base_url=address,
            locale=language,
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def log_in(self, name: str, password: str = PASSWORD) -> None:
        self.page.goto("/accounts/login/")
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", password)
        self.follow("main button")

    def follow(self, selector: str) -> None:
        """Click what leads to another page, and stand on that page, loaded. A bare click returns before the next page is there."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def open_menu(self) -> None:
        """On a phone the menu stands behind a button; wider it is there already."""
        opener = self.page.locator("button.opens-menu")
        if opener.is_visible() and opener.get_attribute("aria-expanded") != "true":
            opener.click()

    def widen(self, width: str) -> None:
        """The same page at another width, without opening it again."""
        size = WIDTHS[width]
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def accessible(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA on the page as it stands, a line each."""
        found = Axe().run(
            self.page,
            options={
                "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                "resultTypes": ["violations"],
            },
        )
        return [
            f"{fault['id']}: {node['target']} {node['html'][:120]}"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    def fits(self) -> bool:
        """Nothing sticks out of the screen to the right: only tables may be moved sideways, in their own frame."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        )


@pytest.fixture(scope="session")
def year_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Three years of the invented district as a database and its files, seeded once a run."""
    base = tmp_path_factory.getbasetemp()
    kept = os.environ.get("LUOSHI_TEST_YEAR")  # a folder seeded before, for whoever runs these tests often
    return seeded(Path(kept) if kept else (base if worker_id == "master" else base.parent) / "three-years")


@pytest.fixture(scope="session")
def year_address(year_folder: Path) -> Iterator[str]:
    with served(year_folder) as address:
        yield address


@pytest.fixture
def look_at_the_year(browser: Browser, year_address: str) -> Iterator[Callable[..., "Visitor"]]:
    """``look_at_the_year("zh-CN", "phone")``: a browser on the invented district in September 2026. Who acts there spoils it for others."""
    visitors: list[Visitor] = []

    def open_one(language: str = "zh-CN", width: str = "desktop") -> Visitor:
        visitors.append(Visitor(browser, year_address, language=language, width=width))
        return visitors[-1]

    yield open_one
    for visitor in visitors:
        visitor.context.close()
        assert visitor.complaints == []


@pytest.fixture
def visit(browser, committed, live_server):
    """``visit("zh-CN", "phone")``: a browser of that language and width on the running office."""
    visitors: list[Visitor] = []

    def open_one(language: str = "zh-CN", width: str = "desktop") -> Visitor:
        visitors.append(Visitor(browser, live_server.url, language=language, width=width))
        return visitors[-1]

    yield open_one
    for visitor in visitors:
        visitor.context.close()
        assert visitor.complaints == []
