"""Fetching, from a server on this machine: politely, once, with a log."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest

from luoshi.corpus.fetch import Fetched, Manner, addresses, fetch
from tests.cli.conftest import Outcome, luoshi  # noqa: F401

Run = Callable[..., Outcome]


class Site(ThreadingHTTPServer):
    """A site that counts what it is asked, and is busy as often as it is told to be."""

    asked: list[str]
    busy: dict[str, int]
    robots: str | int
    leads: dict[str, str]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/robots.txt":
            rules = self.server.robots
            self._answer(*((200, rules) if isinstance(rules, str) else (rules, "")))
        elif self.server.busy.get(self.path, 0) > 0:
            self.server.busy[self.path] -= 1
            self._answer(503, "")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path in self.server.leads:
            self.send_response(302)
            self.send_header("Location", self.server.leads[self.path])
            self.end_headers()
        elif self.path.startswith("/short"):
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"<p>half")
        elif self.path.startswith("/gone"):
            self._answer(404, "")
        else:
            self._answer(200, f"<p>{self.path}</p>")

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None: ...


@contextmanager
def served() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), _Handler)
    server.asked, server.busy, server.robots, server.leads = [], {}, 404, {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as server:
        yield server


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += seconds


def got(urls: list[str], folder: Path, time: Time | None = None, **more: float) -> list[Fetched]:
    time = time or Time()
    now = datetime(2026, 3, 1, tzinfo=UTC)
    manner = Manner(lambda: now, lambda: time.at, time.sleep, **more)  # type: ignore[arg-type]
    return list(fetch(urls, str(folder), manner))


def home(site: Site) -> str:
    return f"http://127.0.0.1:{site.server_address[1]}"


def log(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "fetched.jsonl").read_text(encoding="utf-8").splitlines()]


def test_what_comes_is_kept_with_where_it_came_from(site: Site, tmp_path: Path) -> None:
    url = f"{home(site)}/报告/5905.html?a=1"
    (found,) = got([url], tmp_path)
    assert found.outcome == "fetched"
    assert found.file is not None
    assert found.file.startswith("127.0.0.1_5905_")
    assert (tmp_path / found.file).read_bytes().startswith(b"<p>/%E6%8A%A5")
    (row,) = log(tmp_path)
    assert (row["url"], row["status"], row["media_type"]) == (url, 200, "text/html")
    assert row["at"] == "2026-03-01T00:00:00+00:00"


def test_what_is_there_is_not_fetched_again_and_what_failed_is(site: Site, tmp_path: Path) -> None:
    urls = [f"{home(site)}/a.html", f"{home(site)}/gone.html"]
    first = [one.outcome for one in got(urls, tmp_path)]
    with open(tmp_path / "fetched.jsonl", "a", encoding="utf-8") as file:
        file.write('{"url": "cut off')
    second = [one.outcome for one in got(urls, tmp_path)]
    assert (first, second) == (["fetched", "refused"], ["there", "refused"])
    assert site.asked.count("/a.html") == 1
    assert site.asked.count("/gone.html") == 2
    next(path for path in tmp_path.glob("*.html")).write_text("changed", encoding="utf-8")
    assert got(urls, tmp_path)[0].outcome == "fetched"


def test_robots_are_heeded_and_asked_once(site: Site, tmp_path: Path) -> None:
    site.robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
    time = Time()
    urls = [f"{home(site)}/{name}" for name in ("a.html", "private/b.html", "c.html")]
    assert [one.outcome for one in got(urls, tmp_path, time)] == ["fetched", "robots", "fetched"]
    assert site.asked == ["/robots.txt", "/a.html", "/c.html"]
    assert time.slept == [7.0, 7.0]


@pytest.mark.parametrize(("answer", "outcome"), [(403, "robots"), (503, "failed"), (404, "fetched")])
def test_a_host_whose_rules_cannot_be_had(site: Site, tmp_path: Path, answer: int, outcome: str) -> None:
    site.robots = answer
    assert got([f"{home(site)}/a.html"], tmp_path)[0].outcome == outcome


def test_a_busy_server_is_asked_again_after_longer_and_longer(site: Site, tmp_path: Path) -> None:
    site.busy = {"/a.html": 2, "/b.html": 9}
    time = Time()
    urls = [f"{home(site)}/a.html", f"{home(site)}/b.html"]
    assert [one.outcome for one in got(urls, tmp_path, time, retries=2)] == ["fetched", "refused"]
    assert site.asked.count("/a.html") == site.asked.count("/b.html") == 3
    assert time.slept[:3] == [2.0, 2.0, 4.0]  # after robots.txt, then after a busy answer each


def test_a_body_that_breaks_off_is_asked_for_again_and_never_kept(site: Site, tmp_path: Path) -> None:
    (found,) = got([f"{home(site)}/short.html"], tmp_path, retries=2)
    assert (found.outcome, found.reason) == ("failed", "broken off after 7 bytes")
    assert found.told("zh") == "传输中断，只收到 7 字节"
    assert site.asked.count("/short.html") == 3
    assert [path.name for path in tmp_path.iterdir()] == ["fetched.jsonl"]


def test_a_malformed_address_does_not_end_the_run(site: Site, tmp_path: Path) -> None:
    urls = ["http://[bad/x", f"{home(site)}/a.html"]
    assert [one.outcome for one in got(urls, tmp_path)] == ["no_address", "fetched"]


def test_a_redirect_is_followed_where_the_host_that_it_leads_to_allows_it(site: Site, tmp_path: Path) -> None:
    with served() as other:
        other.robots = "User-agent: *\nDisallow: /private\n"
        site.leads = {f"/{name}": f"{home(other)}/{name}" for name in ("private/a.html", "b.html")}
        site.leads["/own"] = "/b.html"
        urls = [f"{home(site)}{path}" for path in ("/private/a.html", "/b.html", "/own")]
        assert [one.outcome for one in got(urls, tmp_path)] == ["robots", "fetched", "fetched"]
        assert other.asked == ["/robots.txt", "/b.html", "/b.html"]


def test_no_redirect_leads_to_another_host_of_ones_own_network(site: Site, tmp_path: Path) -> None:
    with served() as inner:
        hidden = f"http://localhost:{inner.server_address[1]}/secret.html"
        site.leads = {
            "/a.html": hidden,
            "/b.html": "http://[::1]:9/x",
            "/c.html": "http://169.254.169.254/latest",
        }
        urls = [f"{home(site)}{path}" for path in site.leads]
        found = got(urls, tmp_path, retries=3)
        assert [one.outcome for one in found] == ["refused"] * 3
        assert {one.told("zh") for one in found} == {"被转到另一主机，其地址不是公网地址"}
        assert inner.asked == []
        assert site.asked.count("/a.html") == 1


@pytest.mark.parametrize("rules_first", [True, False])
def test_a_name_that_says_another_address_the_next_time_leads_nowhere(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules_first: bool
) -> None:
    """A name that a redirect leads to is public when it is looked at, and this machine when it is connected to."""
    asked: list[str] = []
    known = socket.getaddrinfo

    def rebinding(host: str, port: int | None, *rest: Any, **more: Any) -> Any:
        if host != "rebound.example":
            return known(host, port, *rest, **more)
        asked.append(host)
        public = len(asked) <= (1 if rules_first else 2)
        return known("93.184.215.14" if public else "127.0.0.1", port, *rest, **more)

    with served() as inner:
        site.leads = {"/a.html": f"http://rebound.example:{inner.server_address[1]}/secret.html"}
        if not rules_first:  # the rules are had from elsewhere, and the page is rebound
            monkeypatch.setattr("luoshi.corpus.fetch._rules", lambda *_: _everything())
            asked.append("of the rules")
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        (found,) = got([f"{home(site)}/a.html"], tmp_path)
        assert found.outcome in ("refused", "failed")
        assert inner.asked == []
        assert len(asked) == 2 + (not rules_first)


def _everything() -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse([])
    rules.modified()
    return rules


def test_a_host_in_trouble_is_asked_for_its_rules_with_pauses_and_not_for_every_page(
    site: Site, tmp_path: Path
) -> None:
    site.robots = 503
    time = Time()
    urls = [f"{home(site)}/{n}.html" for n in range(5)]
    assert {one.outcome for one in got(urls, tmp_path, time, retries=2)} == {"failed"}
    assert site.asked == ["/robots.txt"] * 3
    assert time.slept == [2.0, 4.0]


@pytest.mark.parametrize("delay", ["86400", "9" * 400])
def test_a_pause_that_a_host_asks_for_is_bounded(site: Site, tmp_path: Path, delay: str) -> None:
    site.robots = f"User-agent: *\nCrawl-delay: {delay}\n"
    time = Time()
    assert got([f"{home(site)}/a.html"], tmp_path, time)[0].outcome == "fetched"
    assert time.slept == [120.0]


def test_what_is_no_page_of_the_web_is_not_fetched(site: Site, tmp_path: Path) -> None:
    urls = ["file:///etc/passwd", "nonsense", f"{home(site)}/away"]
    assert [one.outcome for one in got(urls, tmp_path, retries=0)] == ["no_address", "no_address", "refused"]
    assert [path.name for path in tmp_path.iterdir()] == ["fetched.jsonl"]


def test_a_list_has_remarks_and_names_nothing_twice() -> None:
    assert addresses(["# x", "", " http://a ", "http://b", "http://a"]) == ["http://a", "http://b"]


def test_the_command(luoshi: Run, site: Site, tmp_path: Path) -> None:  # noqa: F811
    listed = tmp_path / "list.txt"
    listed.write_text(f"# two\n{home(site)}/a.html\n{home(site)}/gone.html\n", encoding="utf-8")
    outcome = luoshi("fetch", listed, "-o", tmp_path / "out", "--delay", "0", "--lang", "zh")
    assert outcome.code == 1
    assert "已有 1 个，未得 1 个" in outcome.out
    assert "refused" in outcome.err
    listed.write_text(f"{home(site)}/a.html\n", encoding="utf-8")
    assert luoshi("fetch", listed, "-o", tmp_path / "out", "-q").code == 0
    listed.write_text("# nothing\n", encoding="utf-8")
    assert luoshi("fetch", listed, "-o", tmp_path / "out").code == 2
    assert luoshi("fetch", tmp_path / "none.txt", "-o", tmp_path / "out").code == 2
