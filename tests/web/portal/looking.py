"""One look at a public page in Chromium: what axe-core says of it, what it loads before anybody scrolls and from where, whether it sticks out."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response

MOST = 150_000
"""Bytes of a first view, with style, script and pictures, from an empty cache."""

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@dataclass
class Looking:
    """A window of one size and colour; every page is opened as if for the first time. ``faults`` are sentences, none where all is well."""

    site: str
    page: Page
    faults: list[str] = field(default_factory=list)
    loaded: dict[str, int] = field(default_factory=dict)
    _requests: list[Request] = field(default_factory=list)

    def look(self, address: str, *, status: int = 200) -> None:
        """Open it, wait until nothing more comes, and judge."""
        self._requests.clear()
        answer = self.page.goto(f"{self.site}{address}", wait_until="networkidle")
        self._judge(address, answer, status)

    def send(self, address: str, *, status: int) -> None:
        """Send the form that is open as it stands, wait until nothing more comes, and judge what came."""
        self._requests.clear()
        with self.page.expect_navigation(wait_until="networkidle") as answered:
            self.page.evaluate("document.querySelector('main form').submit()")
        self._judge(address, answered.value, status)

    def _judge(self, address: str, answer: Response | None, status: int) -> None:
        if answer is None or answer.status != status:
            self.faults.append(f"{address}: {answer.status if answer else None} and not {status}")
        size = sum(_transferred(one) for one in self._requests)
        self.loaded[address] = size
        if not 0 < size < MOST:
            self.faults.append(f"{address}: {size} bytes before anybody scrolls")
        hosts = {one.url.split("/")[2] for one in self._requests if "://" in one.url}
        if hosts != {self.site.split("/")[2]}:
            self.faults.append(f"{address}: asks {hosts}")
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{address}: sticks out by {wide} px")
        self.faults += [f"{address}: {fault}" for fault in inaccessible(self.page)]

    def as_seen(self, *, width: int, colours: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 812})
        self.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]


def inaccessible(page: Page) -> list[str]:
    """What stands against WCAG 2.2 AA."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:160]}" for one in found]


def _transferred(request: Request) -> int:
    sizes: Any = request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])


def looking(browser: Browser, site: str) -> Looking:
    """Close ``page.context`` when done."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    seen = Looking(site, page)
    page.on("requestfinished", lambda request: seen._requests.append(request))
    return seen
