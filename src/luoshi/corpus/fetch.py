"""Pages and files fetched from a list of addresses, politely: what robots.txt allows, one at a time, with a pause for each host.

Every attempt's outcome is a line of ``fetched.jsonl`` beside the files: what came from where, when, with its digest. What is there is not
fetched again, what failed is tried again by the next run.
"""

import hashlib
import json
import os
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Literal, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
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
    """What came of one address; ``file`` is its name in the folder, ``reason`` a word or two where it did not come."""

    url: str
    outcome: Outcome
    file: str | None = None
    reason: str | None = None


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
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)


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


def _one(url: str, folder: str, manner: Manner) -> tuple[Fetched, Mapping[str, object]]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Fetched(url, "no_address", reason="no http or https address"), {}
    robots = _robots(url, manner)
    if robots is None:
        return Fetched(url, "failed", reason="robots.txt cannot be had"), {}
    if not robots.can_fetch(manner.agent, url):
        return Fetched(url, "robots", reason="robots.txt forbids it"), {}
    pause = max(manner.delay, float(robots.crawl_delay(manner.agent) or 0))
    try:
        answer = _got(url, manner, pause)
    except HTTPError as error:
        return Fetched(url, "refused", reason=f"HTTP {error.code}"), {"status": error.code}
    except (URLError, HTTPException, OSError, ValueError) as error:
        return Fetched(url, "failed", reason=str(getattr(error, "reason", error))[:160]), {}
    data, status, final, kind = answer
    if len(data) > LIMIT:
        return Fetched(url, "too_large", reason=f"more than {LIMIT >> 20} MiB"), {"status": status}
    name = _name(url, kind)
    path = os.path.join(folder, name)
    with open(f"{path}.part", "wb") as file:
        file.write(data)
    os.replace(f"{path}.part", path)
    digest = hashlib.sha256(data).hexdigest()
    facts = {"status": status, "final_url": final, "media_type": kind, "bytes": len(data), "sha256": digest}
    return Fetched(url, "fetched", name), facts


def _got(url: str, manner: Manner, pause: float) -> tuple[bytes, int, str, str]:
    """The answer, after as many tries as are allowed where a server is busy or a line breaks."""
    host = urlsplit(url).netloc
    for attempt in range(manner.retries + 1):
        _wait(host, pause, manner)
        try:
            return _ask(url, manner)
        except HTTPError as error:
            if error.code not in _AGAIN or attempt == manner.retries:
                raise
            after = error.headers.get("Retry-After", "") if error.headers else ""
            wait = float(after) if after.isdigit() else pause * 2**attempt
        except (URLError, HTTPException, OSError) as error:
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


class _WebOnly(HTTPRedirectHandler):
    """Follows a redirect to a page of the web, never to a file of this machine."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise URLError("a redirect away from the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _ask(url: str, manner: Manner) -> tuple[bytes, int, str, str]:
    request = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers={"User-Agent": manner.agent})
    with build_opener(_WebOnly).open(request, timeout=manner.timeout) as answer:
        data = answer.read(LIMIT + 1)
        return data, answer.status, answer.url, answer.headers.get_content_type()


def _robots(url: str, manner: Manner) -> RobotFileParser | None:
    """What the host allows; everything where it says nothing (404), nothing where it forbids asking, None where it cannot be asked."""
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}"
    if place not in manner._robots:
        rules = RobotFileParser()
        try:
            data, *_ = _ask(f"{place}/robots.txt", manner)
            rules.parse(data[: 1 << 19].decode("utf-8", "replace").splitlines())
        except HTTPError as error:
            if error.code in (401, 403):
                rules.parse(["User-agent: *", "Disallow: /"])
            elif error.code < 500:
                rules.parse([])
            else:
                return None  # asked again for the next address of the host
        except (URLError, HTTPException, OSError, ValueError):
            return None
        rules.modified()  # without a time of its own it would forbid everything
        manner._robots[place] = rules
    return manner._robots[place]


def _name(url: str, kind: str) -> str:
    """``www.example.cn_5905_1a2b3c4d.html``: readable, and one address's alone."""
    parts = urlsplit(url)
    last = os.path.basename(parts.path.rstrip("/"))
    stem = _KNOWN.sub("", last)
    suffix = _SUFFIXES.get(kind) or (found[0].lower() if (found := _KNOWN.search(last)) else ".html")
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    words = [_UNSAFE.sub("-", word)[:60] for word in (parts.hostname or "", stem) if word]
    return "_".join([*words, digest]) + suffix
