"""How fast the office's pages are with more items than any district has: PostgreSQL and SQLite in one run.

    python bench/office.py [--items 50000] [--acts 1000000] [--sqlite-items 5000] [--postgresql ADDRESS] [--only DATABASE] [--json FILE]

Without an address a PostgreSQL of its own is started, where Debian's packages are installed; where none is, SQLite alone is
measured and the output says so. On each database are measured, in the process that a server would run:

- list, item and dashboard pages for three roles: the 95th percentile of forty times at most 150 ms, at most 15 queries a page;
- the lights of all items replayed for a day: at most 10 s for 50,000;
- the split of a report of 300 entries drafted: at most 1 s;
- every act on many things, on 500 of them: at most 3 s;
- a worklist of 2,000 rows brought in and taken over, matched with a report of 300 entries: at most 10 s;
- the log verified, for the record.

Exit 1 where a bound does not hold.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
MOST_REPLAY, MOST_SPLIT, MOST_BULK, MOST_WORKLIST = 10.0, 1.0, 3.0, 10.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, default=50_000, help="on PostgreSQL")
    parser.add_argument("--acts", type=int, default=1_000_000, help="on PostgreSQL; on SQLite a tenth")
    parser.add_argument("--sqlite-items", type=int, default=5_000)
    parser.add_argument(
        "--postgresql", metavar="ADDRESS", help="an empty database: postgresql://user@host/name"
    )
    parser.add_argument("--only", choices=("postgresql", "sqlite"), help="one of the two")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--inside", nargs=2, type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measure(*args.inside)))
        return 0
    figures, failures = {}, []
    from bench.databases import in_a_process, own_postgresql

    address = (args.postgresql or own_postgresql()) if args.only != "sqlite" else None
    for name, items, acts in (
        ("postgresql", args.items, args.acts),
        ("sqlite", args.sqlite_items, args.acts // 10),
    ):
        if args.only not in {None, name}:
            continue
        if name == "postgresql" and not address:
            print("postgresql: not installed here; apt-get install postgresql, or --postgresql ADDRESS")
            continue
        figures[name] = in_a_process(__file__, address if name == "postgresql" else None, items, acts)
        failures += _show(name, figures[name])
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def _show(name: str, found: dict[str, Any]) -> list[str]:
    from bench.page_times import show

    print(f"{name}: {found['items']} items, {found['acts']} acts (built in {found['built']:.0f} s)")
    failures = show(name, found["pages"])
    for what, bound in (
        ("night", None),
        ("replay", MOST_REPLAY),
        ("split", MOST_SPLIT),
        ("worklist", MOST_WORKLIST),
        ("verify", None),
    ):
        if what in found:
            print(f"  {found[what]['words']}: {found[what]['seconds']:.2f} s")
            if bound and found[what]["seconds"] > bound:
                failures.append(f"{name}: {found[what]['words']} takes {found[what]['seconds']:.1f} s")
    for row in found.get("bulk", ()):
        words = f"{row['act']}, {row['things']} at once"
        print(f"  {words:<34} {row['seconds']:>9.2f} s {row['cpu']:>9.2f} s of the processor")
        took = row["cpu"] if name == "sqlite" else row["seconds"]  # SQLite works in the process itself
        if took > MOST_BULK:
            failures.append(f"{name}: {row['act']} of {row['things']} takes {took:.1f} s")
    return failures


def measure(items: int, acts: int) -> dict[str, Any]:
    """In a process of its own: the database is made, filled and measured."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench.office_data import TODAY, build

    began = time.perf_counter()
    people = build(items, acts)
    found: dict[str, Any] = {"items": items, "acts": acts, "built": time.perf_counter() - began}
    found["night"] = {"words": f"lights of {items} items run for the first time", "seconds": _seconds(_night)}
    from luoshi_web.ready import make_ready

    make_ready()
    found["pages"] = [row for role, person in people.items() for row in _pages(role, person)]
    found["replay"] = {
        "words": f"lights of {items} items replayed for a day",
        "seconds": _seconds(lambda: _replay(TODAY)),
    }
    found["split"] = {"words": "split of a report of 300 entries drafted", "seconds": _split()}
    from bench.office_bulk import seconds_of_acts

    found["bulk"] = seconds_of_acts()
    found["worklist"] = {"words": "worklist of 2,000 rows brought in and taken over", "seconds": _worklist()}
    from luoshi_web.audit.chain import breaks
    from luoshi_web.audit.selectors import head, links

    found["verify"] = {
        "words": f"log of {acts} acts verified",
        "seconds": _seconds(lambda: list(breaks(links(), head()))),
    }
    return found


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _pages(role: str, person: Any) -> list[dict[str, Any]]:
    """Each page forty times, of items and pages of lists at random."""
    from bench.office_data import TODAY
    from bench.page_times import timed
    from luoshi_web.accounts.selectors import actor_for, posts_of
    from luoshi_web.supervision.selectors.items import visible_to

    actor = actor_for(person, posts_of(person, at=TODAY)[0], at=TODAY)
    seen = list(visible_to(actor).values_list("pk", flat=True)[:20_000])
    pages = max(1, len(seen) // 50)
    return timed(
        role,
        person,
        ADDRESSES,
        lambda chance: {"item": chance.choice(seen), "page": chance.randint(1, pages)},
    )


ADDRESSES = {
    "dashboard": "/",
    "lights of a day": "/lights/",
    "limits": "/limits/",
    "changes": "/changes/",
    "list": "/items/",
    "list, any page": "/items/?page={page}",
    "list, narrowed": "/items/?state=active&gap_light=red",
    "item": "/items/{item}/",
    "item, progress": "/progress/items/{item}/",
    "item, lights": "/lights/items/{item}/",
    "item, limits": "/items/{item}/limits/",
    "item, urging": "/urging/item/{item}/",
    "item, verification": "/checks/items/{item}/",
    "item, appraisal": "/appraisals/items/{item}/",
}
"""Name → address; ``{item}`` an item that the role may see, ``{page}`` a page of the list."""


def _night() -> None:
    from bench.office_data import NOW, TODAY
    from luoshi_web.audit.actor import MACHINE
    from luoshi_web.supervision.lights.run import run_day

    run_day(actor=MACHINE, day=TODAY, at=NOW)


def _replay(day: Any) -> None:
    from luoshi_web.supervision.lights.run import replay

    replay(day)


def _split() -> float:
    """Both splits of an invented report drafted by the acts that the page calls."""
    from bench.office_data import NOW, report_of
    from luoshi_web.accounts.models import Post
    from luoshi_web.accounts.selectors import actor_for
    from luoshi_web.supervision.services.split import draft_split

    report = report_of(300)
    post = Post.objects.get(role="supervision")
    actor = actor_for(post.holdings.get().person, post, at=NOW.date())

    def draft() -> None:
        for kind in ("targets", "tasks"):
            draft_split(actor=actor, report=report, kind=kind, at=NOW)

    return _seconds(draft)


def _worklist() -> float:
    """The file of an office that kept its matters in a spreadsheet, brought in by the acts that the pages call."""
    import io

    from openpyxl import Workbook

    from bench.office_data import NOW
    from luoshi_web.accounts.models import Office, Post
    from luoshi_web.accounts.selectors import actor_for
    from luoshi_web.ledgerstore.models import Report
    from luoshi_web.supervision.services.worklists import About, bring_in, take

    book = Workbook()
    sheet = book.create_sheet("台账", 0)
    sheet.append(["序号", "工作内容", "责任单位", "配合单位", "完成时限", "进展"])
    names = list(Office.objects.filter(posts__role="head").values_list("name", flat=True).distinct()[:20])
    for number in range(2000):
        lead, helper = names[number % len(names)], names[(number + 1) % len(names)]
        sheet.append(
            [number + 1, f"建成第{number}处便民服务点并投入使用", lead, helper, "9月底前", "正在选址"]
        )
    file = io.BytesIO()
    book.save(file)
    post = Post.objects.get(role="supervision")
    actor = actor_for(post.holdings.get().person, post, at=NOW.date())
    about = About(year=NOW.year, said_on=NOW.date(), report=Report.objects.order_by("-pk").first())

    def bring() -> None:
        made = bring_in(actor=actor, name="worklist.xlsx", content=file.getvalue(), about=about, at=NOW)
        take(actor=actor, worklist_id=made.pk, at=NOW)

    return _seconds(bring)


if __name__ == "__main__":
    sys.exit(main())
