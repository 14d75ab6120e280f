"""Pages and files fetched from a list of addresses, politely: what robots.txt allows, one at a time, with a pause for each host.

A redirect is followed only where the rules of the host that it leads to allow it, and never from the web into a network of one's own.

Every attempt's outcome is a line of ``fetched.jsonl`` beside the files: what came from where, when, with its digest. What is there is not
fetched again, what failed is tried again by the next run.
"""

import hashlib
import ipaddress
import json
import os
import re
import socket
import ssl
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPMessage,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from importlib.resources import files
from typing import IO, Any, Literal, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

from luoshi import __version__
from luoshi.sources import LIMIT

LOG = "fetched.jsonl"
AGENT = f"luoshi/{__version__} (reads government work reports)"
Outcome = Literal["fetched", "there", "robots", "refused", "failed", "too_large", "no_address"]
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_LONGEST_PAUSE = 120.0
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/msword": ".doc", "application/rtf": ".rtf", "application/ofd": ".ofd", "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}  # fmt: skip
_KNOWN = re.compile(r"\.(?:s?html?|txt|pdf|docx?|rtf|ofd|odt|zip|mht(?:ml)?)$", re.I)
_UNSAFE = re.compile(r"[^\w.-]+")


class Fetched(NamedTuple):
    """What came of one address; ``file`` is its name in the folder, ``reason`` a word or two where it did not come, ``chinese`` the same
    in Chinese."""

    url: str
    outcome: Outcome
    file: str | None = None
    reason: str | None = None
    chinese: str | None = None

    def told(self, language: str) -> str | None:
        """The reason in ``language`` (``zh`` or ``en``)."""
        return self.chinese if language == "zh" else self.reason


@dataclass(slots=True)
class Manner:
    """How it is fetched. The clock and the pause are given, so that nothing here knows the time of day by itself."""

    now: Callable[[], datetime]
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    delay: float = 2.0
    retries: int = 3
    timeout: float = 30.0
    agent: str = AGENT
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)


def addresses(lines: Iterable[str]) -> list[str]:
    """The addresses of a list, each once: one a line, blank lines and those that begin with ``#`` left out."""
    found = (line.strip() for line in lines)
    return list(dict.fromkeys(line for line in found if line and not line.startswith("#")))


def fetch(urls: Iterable[str], folder: str, manner: Manner) -> Iterator[Fetched]:
    """Fetch each address into ``folder`` and tell what came of it.

    :raises OSError: where the folder cannot be written.
    """
    os.makedirs(folder, exist_ok=True)
    there = _there(folder)
    with open(os.path.join(folder, LOG), "a", encoding="utf-8") as log:
        for url in urls:
            if url in there:
                yield Fetched(url, "there", there[url])
                continue
            found, facts = _one(url, folder, manner)
            line = {
                "url": url,
                "outcome": found.outcome,
                "file": found.file,
                "reason": found.reason,
                "at": manner.now().isoformat(timespec="seconds"),
                **facts,
            }
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
            log.flush()
            yield found


def _there(folder: str) -> dict[str, str]:
    """What earlier runs fetched and still lies there with the same size."""
    found: dict[str, str] = {}
    try:
        with open(os.path.join(folder, LOG), encoding="utf-8") as file:
            for line in file:
                try:
                    row = json.loads(line)
                except ValueError:  # a line that a kill cut
                    continue
                path = os.path.join(folder, row.get("file") or "")
                if (
                    row.get("outcome") == "fetched"
                    and os.path.isfile(path)
                    and os.path.getsize(path) == row["bytes"]
                ):
                    found[row["url"]] = row["file"]
    except FileNotFoundError:
        pass
    return found


@cache
def _reasons() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("luoshi.corpus").joinpath("data/fetch.toml").read_text(encoding="utf-8"))


def _not(url: str, outcome: Outcome, key: str, **fields: object) -> Fetched:
    forms = _reasons()[key]
    return Fetched(url, outcome, None, forms["en"].format(**fields), forms["zh"].format(**fields))


class _Astray(URLError):
    """A redirect that is not followed."""

    def __init__(self, outcome: Outcome, key: str) -> None:
        super().__init__(key)
        self.outcome: Outcome = outcome
        self.key = key


def _one(url: str, folder: str, manner: Manner) -> tuple[Fetched, Mapping[str, object]]:
    try:
        parts = urlsplit(url)
    except ValueError:  # http://[bad/x
        return _not(url, "no_address", "no_address"), {}
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return _not(url, "no_address", "no_address"), {}
    robots = _robots(url, manner)
    if robots is None:
        return _not(url, "failed", "no_robots"), {}
    if not robots.can_fetch(manner.agent, url):
        return _not(url, "robots", "robots"), {}
    pause = max(manner.delay, float(min(int(robots.crawl_delay(manner.agent) or 0), _LONGEST_PAUSE)))
    try:
        answer = _got(url, manner, pause, _Led(manner, by_robots=True))
    except HTTPError as error:
        return _not(url, "refused", "status", code=error.code), {"status": error.code}
    except _Astray as error:
        return _not(url, error.outcome, error.key), {}
    except IncompleteRead as error:
        return _not(url, "failed", "cut_short", got=len(error.partial)), {}
    except (URLError, HTTPException, OSError, ValueError) as error:
        return _not(url, "failed", "failed", reason=str(getattr(error, "reason", error))[:160]), {}
    data, status, final, kind = answer
    if len(data) > LIMIT:
        return _not(url, "too_large", "too_large", most=LIMIT >> 20), {"status": status}
    name = _name(url, kind)
    path = os.path.join(folder, name)
    with open(f"{path}.part", "wb") as file:
        file.write(data)
    os.replace(f"{path}.part", path)
    digest = hashlib.sha256(data).hexdigest()
    facts = {"status": status, "final_url": final, "media_type": kind, "bytes": len(data), "sha256": digest}
    return Fetched(url, "fetched", name), facts


def _got(url: str, manner: Manner, pause: float, led: "_Led") -> tuple[bytes, int, str, str]:
    """The answer, after as many tries as are allowed where a server is busy or a line breaks."""
    host = urlsplit(url).netloc
    for attempt in range(manner.retries + 1):
        _wait(host, pause, manner)
        try:
            return _ask(url, manner, led)
        except HTTPError as error:
            if error.code not in _AGAIN or attempt == manner.retries:
                raise
            after = error.headers.get("Retry-After", "") if error.headers else ""
            wait = float(after) if after.isdecimal() else pause * 2**attempt
        except _Astray:
            raise
        except (URLError, HTTPException, OSError) as error:
            if isinstance(astray := getattr(error, "reason", None), _Astray):
                raise astray from None
            if attempt == manner.retries or isinstance(
                getattr(error, "reason", None), (ssl.SSLError, socket.gaierror)
            ):
                raise
            wait = pause * 2**attempt
        manner.sleep(min(wait, _LONGEST_PAUSE))
    raise URLError("no try was allowed")


def _wait(host: str, pause: float, manner: Manner) -> None:
    last = manner._last.get(host)
    if last is not None and (left := last + pause - manner.clock()) > 0:
        manner.sleep(left)
    manner._last[host] = manner.clock()


class _Led(HTTPRedirectHandler):
    """Follows a redirect to a page of the web whose host allows it: never to a file of this machine, nor to another host that only this
    machine's network knows. ``by_robots`` is False for robots.txt itself."""

    def __init__(self, manner: Manner, *, by_robots: bool, public: str | None = None) -> None:
        self._manner = manner
        self._by_robots = by_robots
        self.public = set() if public is None else {public}  # hosts that only a redirect named

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        parts = urlsplit(newurl)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Astray("refused", "away")
        if parts.hostname != urlsplit(req.full_url).hostname:
            if not all(map(_is_public, _places(parts.hostname, None))):
                raise _Astray("refused", "private")
            self.public.add(parts.hostname)
        if self._by_robots:
            robots = _robots(newurl, self._manner, parts.hostname if parts.hostname in self.public else None)
            if robots is None:
                raise _Astray("failed", "no_robots")
            if not robots.can_fetch(self._manner.agent, newurl):
                raise _Astray("robots", "robots")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_Place = tuple[socket.AddressFamily, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]


def _places(host: str, port: int | None) -> list[_Place]:
    """Where a host lies, as its name says now.

    :raises OSError: where it has no address.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, str(place[0]).partition("%")[0], place) for family, _, _, _, place in found]


def _is_public(place: _Place) -> bool:
    """Whether an address is one of the whole internet's."""
    address = ipaddress.ip_address(place[1])
    return address.is_global and not address.is_multicast


class _Web(HTTPHandler, HTTPSHandler):
    """Connects to an address that it has looked at: a name is asked once, and may say something else the next time (DNS rebinding)."""

    def __init__(self, public: set[str]) -> None:
        HTTPSHandler.__init__(self)
        self._public = public

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._on, HTTPConnection), req)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._on, HTTPSConnection), req)

    def _on(self, kind: type[HTTPConnection], host: str, **given: Any) -> HTTPConnection:
        connection = kind(host, **given)
        connection._create_connection = self._connect  # type: ignore[attr-defined]
        return connection

    def _connect(self, address: tuple[str, int], timeout: float, _source: object = None) -> socket.socket:
        host, port = address
        places = _places(host, port)
        if host in self._public and not all(map(_is_public, places)):
            raise _Astray("refused", "private")
        failure: OSError | None = None
        for family, _, place in places:
            connected = socket.socket(family, socket.SOCK_STREAM)
            try:
                connected.settimeout(timeout)
                connected.connect(place)
                return connected
            except OSError as error:
                connected.close()
                failure = error
        raise failure or OSError(f"{host} has no address")


def _ask(url: str, manner: Manner, led: _Led) -> tuple[bytes, int, str, str]:
    request = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers={"User-Agent": manner.agent})
    with build_opener(led, _Web(led.public)).open(request, timeout=manner.timeout) as answer:
        data = answer.read(LIMIT + 1)
        if len(data) <= LIMIT and answer.length:  # the line broke before all that was announced had come
            raise IncompleteRead(data, answer.length)
        return data, answer.status, answer.url, answer.headers.get_content_type()


def _robots(url: str, manner: Manner, public: str | None = None) -> RobotFileParser | None:
    """What the host allows (``public``: it has to be one of the whole internet's); everything where it says nothing (404), nothing where it forbids asking, None where it cannot be asked: that
    too is remembered, so that a host in trouble is not asked once more for each of its pages."""
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}"
    if place not in manner._robots:
        manner._robots[place] = _rules(place, manner, public)
    return manner._robots[place]


def _rules(place: str, manner: Manner, public: str | None) -> RobotFileParser | None:
    rules = RobotFileParser()
    try:
        data, *_ = _got(
            f"{place}/robots.txt", manner, manner.delay, _Led(manner, by_robots=False, public=public)
        )
        rules.parse(data[: 1 << 19].decode("utf-8", "replace").splitlines())
    except HTTPError as error:
        if error.code in _AGAIN or error.code >= 500:
            return None
        rules.parse(["User-agent: *", "Disallow: /"] if error.code in (401, 403) else [])
    except (URLError, HTTPException, OSError, ValueError):
        return None
    rules.modified()  # without a time of its own it would forbid everything
    return rules


def _name(url: str, kind: str) -> str:
    """``www.example.cn_5905_1a2b3c4d.html``: readable, and one address's alone."""
    parts = urlsplit(url)
    last = os.path.basename(parts.path.rstrip("/"))
    stem = _KNOWN.sub("", last)
    suffix = _SUFFIXES.get(kind) or (found[0].lower() if (found := _KNOWN.search(last)) else ".html")
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    words = [_UNSAFE.sub("-", word)[:60] for word in (parts.hostname or "", stem) if word]
    return "_".join([*words, digest]) + suffix
