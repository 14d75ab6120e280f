"""How fast the registers are with more matters than any district has, on PostgreSQL.

    python bench/registers.py [--proposals 20000] [--projects 10000] [--postgresql ADDRESS] [--json FILE]

Without an address a PostgreSQL of its own is started, where Debian's packages are installed. In the process that a server would run are measured:

- lists, a matter and the statistics of each register for four roles: the 95th percentile of forty times at most 150 ms, at most 15 queries a page;
- the night over all clocks: at most 30 s, with every clock of an unanswered matter running, and most of them over.

Exit 1 where a bound does not hold.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
MOST_NIGHT = 30.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--proposals", type=int, default=20_000)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument(
        "--postgresql", metavar="ADDRESS", help="an empty database: postgresql://user@host/name"
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--inside", nargs=2, type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measure(*args.inside)))
        return 0
    from bench.databases import in_a_process, own_postgresql
    from bench.page_times import show

    address = args.postgresql or own_postgresql()
    if not address:
        print("PostgreSQL is not installed here: apt-get install postgresql, or --postgresql ADDRESS")
        return 1
    found = in_a_process(__file__, address, args.proposals, args.projects)
    print(
        f"{found['proposals']} proposals, {found['projects']} projects, {found['clocks']} clocks (built in {found['built']:.0f} s)"
    )
    failures = show("postgresql", found["pages"])
    night = found["night"]
    print(
        f"  night: {night['ended']} clocks ended in {night['seconds']:.2f} s, again in {night['again']:.2f} s"
    )
    if night["seconds"] > MOST_NIGHT:
        failures.append(f"the night takes {night['seconds']:.1f} s")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def measure(proposals: int, projects: int) -> dict[str, Any]:
    """In a process of its own: the database is made, filled and measured."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench.registers_data import build
    from luoshi_web.ready import make_ready
    from luoshi_web.registers.matters.models import Clock

    began = time.perf_counter()
    people = build(proposals, projects)
    found: dict[str, Any] = {
        "proposals": proposals,
        "projects": projects,
        "built": time.perf_counter() - began,
    }
    found["clocks"] = Clock.objects.count()
    make_ready()
    found["pages"] = [row for role, person in people.items() for row in _pages(role, person)]
    found["night"] = _night()
    return found


ADDRESSES = {
    "proposals": "/proposals/",
    "proposals, any page": "/proposals/?page={page}",
    "proposals, narrowed": "/proposals/?year=2026&phase=open",
    "proposals, words": "/proposals/?words=便民",
    "proposal": "/proposals/{matter}/",
    "rates": "/proposals/rates/?year={year}",
    "promises": "/proposals/promises/?year={year}",
    "projects": "/projects/",
    "projects, narrowed": "/projects/?signed=2026&size=5",
    "project": "/projects/{project}/",
    "figures of projects": "/projects/figures/?year={year}",
    "figures, with a promised number": "/projects/figures/?promised1=100&over1=1&promised2=18&over2=10",
}
"""Name → address; ``{matter}`` and ``{project}`` one that the role may see, ``{page}`` a page of the list."""


def _pages(role: str, person: Any) -> list[dict[str, Any]]:
    from bench.page_times import timed
    from bench.registers_data import TODAY
    from luoshi_web.accounts.selectors import actor_for, posts_of
    from luoshi_web.registers.projects import selectors as projects
    from luoshi_web.registers.proposals.selectors import visible_to

    actor = actor_for(person, posts_of(person, at=TODAY)[0], at=TODAY)
    seen = list(visible_to(actor).values_list("pk", flat=True))
    built = list(projects.visible_to(actor).values_list("pk", flat=True))
    pages = max(1, len(seen) // 50)
    return timed(
        role, person, ADDRESSES,
        lambda chance: {"matter": chance.choice(seen), "project": chance.choice(built), "page": chance.randint(1, pages), "year": chance.randint(2022, 2026)},
    )  # fmt: skip


def _night() -> dict[str, Any]:
    """The night that finds everything, and the next one, which finds nothing."""
    from bench.registers_data import NOW, TODAY
    from luoshi_web.registers.matters.night import run_night

    began = time.perf_counter()
    ended = sum(count for end, count in run_night(TODAY, at=NOW).items() if end != "told")
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    run_night(TODAY, at=NOW)
    return {"ended": ended, "seconds": seconds, "again": time.perf_counter() - began}


if __name__ == "__main__":
    sys.exit(main())
