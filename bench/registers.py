"""How fast the registers are with more matters than any district has, on PostgreSQL.

    python bench/registers.py [--proposals 20000] [--projects 10000] [--findings 50000] [--cases 5000] [--decisions 1000] [--documents 3000] [--postgresql ADDRESS] [--json FILE]

Without an address a PostgreSQL of its own is started, where Debian's packages are installed. In the process that a server would run are measured:

- lists, a matter and the statistics of each register for four roles: the 95th percentile of forty times at most 150 ms, at most 15 queries a page;
- the night over all clocks: at most 30 s, with every clock of an unanswered matter running, and most of them over.

Exit 1 where a bound does not hold.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
MOST_NIGHT = 30.0
SIZES = {
    "proposals": 20_000,
    "projects": 10_000,
    "findings": 50_000,
    "cases": 5_000,
    "decisions": 1_000,
    "documents": 3_000,
}
"""Register → how many matters are built."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for register, count in SIZES.items():
        parser.add_argument(f"--{register}", type=int, default=count)
    parser.add_argument(
        "--postgresql", metavar="ADDRESS", help="an empty database: postgresql://user@host/name"
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--inside", nargs=len(SIZES), type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measure(dict(zip(SIZES, args.inside, strict=True)))))
        return 0
    from bench.databases import in_a_process, own_postgresql
    from bench.page_times import show

    address = args.postgresql or own_postgresql()
    if not address:
        print("PostgreSQL is not installed here: apt-get install postgresql, or --postgresql ADDRESS")
        return 1
    found = in_a_process(__file__, address, *(getattr(args, register) for register in SIZES))
    built = ", ".join(f"{count} {register}" for register, count in found["matters"].items())
    print(f"{built}, {found['clocks']} clocks (built in {found['built']:.0f} s)")
    failures = show("postgresql", found["pages"])
    night = found["night"]
    print(
        f"  night: {night['ended']} clocks ended in {night['seconds']:.2f} s ({night['processor']:.2f} s of this process's processor), again in {night['again']:.2f} s"
    )
    if night["seconds"] > MOST_NIGHT:
        failures.append(f"the night takes {night['seconds']:.1f} s")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def measure(sizes: dict[str, int]) -> dict[str, Any]:
    """In a process of its own: the database is made, filled and measured."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench.registers_data import build
    from luoshi_web.ready import make_ready
    from luoshi_web.registers.matters.models import Clock

    began = time.perf_counter()
    people = build(**sizes)
    found: dict[str, Any] = {"matters": sizes, "built": time.perf_counter() - began}
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
    "proposal": "/proposals/{proposals}/",
    "rates": "/proposals/rates/?year={year}",
    "promises": "/proposals/promises/?year={year}",
    "projects": "/projects/",
    "projects, narrowed": "/projects/?signed=2026&size=5",
    "project": "/projects/{projects}/",
    "figures of projects": "/projects/figures/?year={year}",
    "figures, with a promised number": "/projects/figures/?promised1=100&over1=1&promised2=18&over2=10",
    "findings": "/findings/",
    "findings, any page": "/findings/?page={page}",
    "findings, narrowed": "/findings/?year={year}&source=audit&phase=open",
    "findings, over their day": "/findings/?stands=over",
    "findings, red": "/findings/?light=red",
    "findings, words": "/findings/?words=滞留",
    "finding": "/findings/{findings}/",
    "figures of findings": "/findings/figures/?year={year}",
    "cases": "/cases/",
    "cases, narrowed": "/cases/?year={year}&which=application",
    "case": "/cases/{cases}/",
    "figures of cases": "/cases/figures/?year={year}",
    "decisions": "/decisions/",
    "catalogue": "/decisions/catalogue/?year={year}",
    "decision": "/decisions/{decisions}/",
    "figures of decisions": "/decisions/figures/?year={year}",
    "documents": "/documents/",
    "in force": "/documents/in-force/",
    "document": "/documents/{documents}/",
    "figures of documents": "/documents/figures/?year={year}",
    "all registers": "/registers/",
    "calendar": "/registers/calendar/",
    "exceptions": "/registers/exceptions/",
    "behind a figure": "/registers/findings/{year}/closed/all/",
    "first page": "/",
}
"""Name → address; ``{findings}`` and the like one that the role may see, ``{page}`` a page of a list."""


def _pages(role: str, person: Any) -> list[dict[str, Any]]:
    from django.db.models import Q

    from bench.page_times import timed
    from bench.registers_data import TODAY
    from luoshi_web.accounts.selectors import actor_for, posts_of
    from luoshi_web.registers.matters.models import Matter
    from luoshi_web.registers.matters.selectors import visible

    actor = actor_for(person, posts_of(person, at=TODAY)[0], at=TODAY)
    theirs = Q(office=actor.office_id)
    seen = {
        register: list(visible(Matter.Register(register), actor, theirs=theirs).values_list("pk", flat=True))
        for register in SIZES
    }
    pages = max(1, len(seen["findings"]) // 50)

    def fill(chance: random.Random) -> dict[str, Any]:
        return {register: chance.choice(keys) for register, keys in seen.items()} | {"page": chance.randint(1, pages), "year": chance.randint(2022, 2026)}  # fmt: skip

    return timed(role, person, ADDRESSES, fill)


def _night() -> dict[str, Any]:
    """The night that finds everything, and the next one, which finds nothing."""
    from bench.registers_data import NOW, TODAY
    from luoshi_web.registers.matters.night import run_night

    began, worked = time.perf_counter(), time.process_time()
    ended = sum(count for end, count in run_night(TODAY, at=NOW).items() if end != "told")
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    began = time.perf_counter()
    run_night(TODAY, at=NOW)
    return {"ended": ended, "seconds": seconds, "processor": processor, "again": time.perf_counter() - began}


if __name__ == "__main__":
    sys.exit(main())
