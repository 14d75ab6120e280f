"""The figures of bench/portal.py, taken in the process whose settings name the database."""

import os
import random
import re
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

FREQUENT = ("发展", "建设", "增长", "企业", "经济", "小区", "项目", "农村")
_TICK = os.sysconf("SC_CLK_TCK")


def measure(wanted: dict[str, Any]) -> dict[str, Any]:
    """Made where it is not there, and measured."""
    import django

    django.setup()
    from django.core.management import call_command

    from luoshi_web.portal.models import Line, Place, Report

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    if not wanted["filled"]:
        from bench.portal_data import build

        build(wanted["places"], wanted["years"], wanted["lines"])
    found: dict[str, Any] = {"filled": time.perf_counter() - began}
    found["places"] = Place.objects.filter(reports__isnull=False).distinct().count()
    found["reports"], found["lines"] = Report.objects.count(), Line.objects.count()
    subjects = _Subjects()
    found["pages"] = [_page(name, address, subjects, wanted["times"]) for name, address in ADDRESSES.items()]
    _searches(found, subjects, wanted["times"])
    found["sitemap"] = _sitemap()
    if wanted["seconds"] and shutil.which("wrk"):
        found["load"] = _load(subjects, wanted["seconds"], wanted["connections"])
    return found


class _Subjects:
    """Places, years and lines at random, each time others."""

    def __init__(self) -> None:
        from luoshi_web.portal.models import Line, Place, Report

        self.chance = random.Random(7)
        self.places = list(Place.objects.filter(reports__isnull=False).distinct().values_list("key", "slug"))
        self.years = sorted(set(Report.objects.values_list("year", flat=True)))
        self._line, self._report = Line.objects, Report.objects

    def filled(self, address: str) -> str:
        key, slug = self.chance.choice(self.places)
        year = self.chance.choice(self.years[:-1])
        place = f"{key}-{slug}" if slug else key
        held = {"place": place, "year": year, "key": key, "other": self.chance.choice(self.places)[0]}
        if "{line}" in address:
            lines = self._line.filter(report__place=key, report__year=year, kind="target", headline=True)
            held["line"] = self.chance.choice(list(lines.values_list("pk", flat=True)))
        if "{copy}" in address:
            held["copy"] = self._report.get(place=key, year=year).copies.get().short
        return address.format(**held)

    def words(self, size: int) -> str:
        """So many characters that stand in a report."""
        from luoshi_web.portal.models import Paragraph

        while True:
            key, _slug = self.chance.choice(self.places)
            some = Paragraph.objects.filter(
                report__place=key, report__year=self.chance.choice(self.years)
            ).values_list("text", flat=True)
            text = self.chance.choice(list(some))
            if found := re.findall(rf"[\u4e00-\u9fff]{{{size}}}", text):
                return str(self.chance.choice(found))


ADDRESSES = {
    "home": "/", "place": "/p/{place}/", "year": "/p/{place}/{year}/", "report": "/p/{place}/{year}/report/", "line": "/l/{line}/",
    "promised and silent": "/p/{place}/{year}/silent/", "wording": "/p/{place}/{year}/wording/", "problems": "/p/{place}/problems/",
    "indicators": "/i/", "indicator of a year": "/i/fai/{year}/", "indicator over years": "/i/fai/p/{place}/", "ladder": "/i/gdp/{year}/ladder/{place}/",
    "comparison of two places": "/compare/?i=gdp&p={key},{other}", "copy": "/c/{copy}/", "method": "/method/", "data": "/data/",
    "feed": "/feed.atom", "feed of a place": "/p/{place}.atom", "line, JSON": "/l/{line}.json", "year, CSV": "/p/{place}/{year}.csv",
}  # fmt: skip
"""Name → address with what is put into it."""


class _Took(NamedTuple):
    cpu: float
    wall: float


def _timed(work: Callable[[], object], times: int = 1) -> _Took:
    """Milliseconds of the processor, of this process and of the one that serves its connection, and of the clock.

    The database's process is counted in hundredths of a second: what takes less is done ``times`` and divided.
    """
    began, used, there = time.perf_counter(), time.process_time(), _of_database()
    for _ in range(times):
        work()
    cpu = time.process_time() - used + _of_database() - there
    return _Took(cpu * 1000 / times, (time.perf_counter() - began) * 1000 / times)


def _of_database() -> float:
    """Seconds that PostgreSQL's process for our connection has worked; SQLite works in ours."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    fields = (
        Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / _TICK


def _p95(took: list[_Took]) -> tuple[float, float]:
    """Of the processor and of the clock; never more than the longest that was measured."""
    cpu, wall = ([one.cpu for one in took], [one.wall for one in took])
    if len(took) == 1:
        return cpu[0], wall[0]
    return quantiles(cpu, n=20, method="inclusive")[-1], quantiles(wall, n=20, method="inclusive")[-1]


def _page(name: str, address: str, subjects: _Subjects, times: int) -> dict[str, Any]:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    uncached, cached = [], []

    def get() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answers {answer.status_code}")

    url = subjects.filled(address)
    get()  # templates and tables of the library are read once a process
    for _ in range(times):
        url = subjects.filled(address)
        cache.clear()
        uncached.append(_timed(get))
        cached.append(_timed(get, 10))
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        get()
    (cpu, wall), (cached_cpu, cached_wall) = _p95(uncached), _p95(cached)
    print(f"{name}: {cpu:.0f} ms, {wall:.0f} of the clock, {len(asked)} queries", file=sys.stderr, flush=True)
    return {
        "page": name,
        "cpu": cpu,
        "wall": wall,
        "queries": len(asked),
        "cached_cpu": cached_cpu,
        "cached_wall": cached_wall,
    }


def _searches(found: dict[str, Any], subjects: _Subjects, times: int) -> None:
    """As people search: words of two to eight characters; a part of them the most frequent there are, a part with a filter."""
    from django.core.cache import cache
    from django.test import Client

    client, chance = Client(headers={"host": "localhost"}), subjects.chance
    every: list[_Took] = []
    found["searches"] = []
    for kind, queries in {
        "two characters": [subjects.words(2) for _ in range(times)],
        "four to eight characters": [subjects.words(chance.randint(4, 8)) for _ in range(times)],
        "the most frequent words": list(FREQUENT),
        "with a year": [
            f"{subjects.words(2)}&year={chance.choice(subjects.years)}" for _ in range(times // 2)
        ],
        "with a verdict": [f"{subjects.words(2)}&verdict=missed" for _ in range(times // 2)],
        "with a place": [
            f"{subjects.words(2)}&place={chance.choice(subjects.places)[0]}" for _ in range(times // 2)
        ],
    }.items():
        took = []
        for query in queries:
            cache.clear()
            took.append(_timed(lambda query=query: client.get(f"/search/?q={query}")))  # type: ignore[misc]
        cpu, wall = _p95(took)
        found["searches"].append({"kind": kind, "cpu": cpu, "wall": wall})
        print(f"search, {kind}: {cpu:.0f} ms, {wall:.0f} of the clock", file=sys.stderr, flush=True)
        every += took
    cpu, wall = _p95(every)
    found["all_searches"] = {"count": len(every), "cpu": cpu, "wall": wall}


def _sitemap() -> dict[str, Any]:
    """All files of it, a piece at a time as a server sends them."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def pieces(path: str) -> Iterator[bytes]:
        yield from client.get(path).streaming_content  # type: ignore[attr-defined]

    began = time.perf_counter()
    index = b"".join(pieces("/sitemap.xml")).decode()
    shards = re.findall(r"<loc>http://localhost(/sitemap/[^<]+)</loc>", index)
    addresses, grown_from = 0, 0.0
    for number, shard in enumerate(shards):
        for piece in pieces(shard):
            addresses += piece.count(b"<loc>")
        if number == min(3, len(shards) - 1):
            grown_from = _peak_mib()
    return {
        "files": len(shards),
        "addresses": addresses,
        "seconds": time.perf_counter() - began,
        "grew_mib": _peak_mib() - grown_from,
    }


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _load(subjects: _Subjects, seconds: int, connections: int) -> dict[str, Any]:
    """A server as it stands in operation, and five hundred readers at once on twenty pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-b",
        f"127.0.0.1:{port}",
        "-w",
        "1",
        "-k",
        "gthread",
        "--threads",
        "8",
        "--worker-connections",
        "1000",
    ]
    server = subprocess.Popen([*command, "--log-level", "error", "luoshi_web.portal.wsgi"])
    try:
        _until_open(port)
        addresses = [
            subjects.filled(address) for address in ADDRESSES.values() if "{line}.json" not in address
        ][:16]
        script = Path(os.environ["LUOSHI_PORTAL_DATA"]) / "pages.lua"
        listed = ", ".join(f'"{address}"' for address in addresses)
        script.write_text(
            f"local pages = {{{listed}}}\nlocal n = 0\nrequest = function()\n n = n % #pages + 1\n return wrk.format(nil, pages[n])\nend\n"
        )
        _wrk(port, script, min(seconds, 10), connections)  # until the caches are filled
        before = _of_workers(server.pid)
        told = _wrk(port, script, seconds, connections)
        after = _of_workers(server.pid)
    finally:
        server.terminate()
        server.wait(30)
    answered = re.search(r"(\d+) requests in", told)
    errors = sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", told))
    errors += sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", told))
    return {
        "connections": connections, "seconds": seconds, "requests": int(answered[1]) if answered else 0, "errors": errors, "grew_mib": after - before,
        "rss_mib": after,
    }  # fmt: skip


def _until_open(port: int) -> None:
    for _ in range(600):
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)


def _wrk(port: int, script: Path, seconds: int, connections: int) -> str:
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
        f"http://127.0.0.1:{port}/",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _of_workers(parent: int) -> float:
    """MiB of memory that the server's workers hold."""
    held = 0
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        status = Path(f"/proc/{child}/status").read_text()
        held += int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]
    return held / 1024
