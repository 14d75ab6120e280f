"""How fast the portal is with more than any country has said: PostgreSQL and SQLite in one run.

    python bench/portal.py [--places 3000] [--years 20] [--lines 150] [--postgresql ADDRESS [--filled]] [--seconds 60] [--json FILE]

9 million lines are generated from the shapes of the invented reports (bench/portal_data.py) and loaded by COPY; 60 reports are on SQLite. Without an
address a PostgreSQL of its own is started, where Debian's packages are installed; ``--filled`` measures one that an earlier run filled. Measured are:

- every kind of page, forty times with other subjects, on one core: from empty caches, and once more from the cache;
- searches for words of the reports and for the most frequent ones, with and without filters;
- the sitemap with all its files, streamed: addresses, and how much memory grew meanwhile;
- 500 connections for a minute by wrk (apt-get install wrk) to gunicorn: errors, and how much its memory grew.

A time is the processor's, of this process and of the database's together, since other work on the machine is not the portal's; the clock's stands beside
it. Exit 1 where a bound of bench/floors.json does not hold (``portal.*``: what must not be exceeded).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
SQLITE_PLACES = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--places", type=int, default=3000, help="on PostgreSQL")
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--lines", type=int, default=150, help="of a report, at most")
    parser.add_argument(
        "--postgresql", metavar="ADDRESS", help="an empty database: postgresql://user@host/name"
    )
    parser.add_argument("--filled", action="store_true", help="the database is filled already")
    parser.add_argument("--only", choices=("postgresql", "sqlite"), help="one of the two")
    parser.add_argument("--times", type=int, default=40, help="each kind of page is asked for")
    parser.add_argument("--seconds", type=int, default=60, help="of wrk; 0: leave it out")
    parser.add_argument("--connections", type=int, default=500, help="of wrk")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        from bench.portal_pages import measure

        print(json.dumps(measure(json.loads(args.inside))))
        return 0
    from bench.databases import own_postgresql

    figures, failures = {}, []
    for name in (args.only,) if args.only else ("postgresql", "sqlite"):
        address = (args.postgresql or own_postgresql()) if name == "postgresql" else None
        if name == "postgresql" and not address:
            print("postgresql: not installed here; apt-get install postgresql, or --postgresql ADDRESS")
            continue
        figures[name] = _in_a_process(args, address)
        failures += _show(name, figures[name])
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def _in_a_process(args: argparse.Namespace, address: str | None) -> dict[str, Any]:
    """The database is made, filled and measured in a process with the portal's own settings."""
    wanted = {
        "places": args.places if address else SQLITE_PLACES, "years": args.years, "lines": args.lines, "filled": bool(address and args.filled),
        "times": args.times, "seconds": args.seconds, "connections": args.connections,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder:
        (Path(folder) / "static").mkdir()
        said = {name: value for name, value in os.environ.items() if not name.startswith("LUOSHI_")}
        said |= {"LUOSHI_PORTAL_DATA": folder, "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.portal"}
        if address:
            said["LUOSHI_PORTAL_DATABASE"] = address
        command = [sys.executable, __file__, "--inside", json.dumps(wanted)]
        done = subprocess.run(command, env=said, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _show(name: str, found: dict[str, Any]) -> list[str]:
    bounds = json.loads((ROOT / "bench/floors.json").read_text(encoding="utf-8"))
    failures = []

    def held(key: str, value: float, what: str) -> None:
        if value > bounds[key]:
            failures.append(f"{name}: {what}: {value:.0f}, at most {bounds[key]:g} ({key})")

    print(
        f"{name}: {found['places']} places, {found['reports']} reports, {found['lines']} lines (filled in {found['filled']:.0f} s)"
    )
    print(
        "  p95 in ms                        uncached: processor, clock, queries    from cache: processor, clock"
    )
    for row in found["pages"]:
        print(
            f"  {row['page']:<34} {row['cpu']:>17.1f} {row['wall']:>8.1f} {row['queries']:>8} {row['cached_cpu']:>17.1f} {row['cached_wall']:>8.1f}"
        )
        held("portal.page.ms", row["cpu"], f"{row['page']}, ms of the processor")
        held("portal.cached.ms", row["cached_cpu"], f"{row['page']} from the cache, ms of the processor")
    for row in found["searches"]:
        print(f"  search: {row['kind']:<26} {row['cpu']:>17.1f} {row['wall']:>8.1f}")
    search = found["all_searches"]
    print(
        f"  all {search['count']} searches: p95 {search['cpu']:.1f} ms of the processor, {search['wall']:.1f} of the clock"
    )
    held("portal.search.ms", search["cpu"], "searches, p95 ms of the processor")
    sitemap = found["sitemap"]
    print(
        f"  sitemap: {sitemap['addresses']} addresses in {sitemap['files']} files, {sitemap['seconds']:.0f} s, memory grew by {sitemap['grew_mib']:.1f} MiB"
    )
    held("portal.sitemap.mib", sitemap["grew_mib"], "MiB that the sitemap took more")
    if load := found.get("load"):
        print(
            f"  {load['connections']} connections for {load['seconds']} s: {load['requests']} answers, {load['errors']} errors, memory grew by {load['grew_mib']:.1f} MiB"
        )
        held("portal.load.errors", load["errors"], "errors under load")
        held("portal.load.mib", load["grew_mib"], "MiB that the server took more under load")
    return failures


if __name__ == "__main__":
    sys.exit(main())
