"""An office in a database of its own, whose workers are killed with SIGKILL at random moments. Run by ``test_kills.py`` as a process.

Usage: python tests/web/faults/harness.py kill|kill_matters|race --seed N --rounds N [--torn]

``kill``: a child does random acts on items in a loop until it is killed; then the log and the tables must say the same. ``kill_matters``: so on
matters of registers, through their pages. ``race``: two children close the same item at once through its page. Prints one line of JSON; exit 1
where something does not fit.
"""

import argparse
import json
import logging
import mmap
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import django
from django.conf import settings
from django.db import connection, connections

IN_ACT, READY, DONE = 0, 1, 2
"""Cells of the shared memory: whether the child has written something of an act and not ended it; whether it has its connection;
how many deeds it has done, so that a slow machine does as many between two kills as a quick one."""


@dataclass(frozen=True)
class Work:
    """What is killed: ``office`` makes somebody at work from a source of chance and an hour of the day, ``deed`` does one act, ``faults`` looks afterwards."""

    office: Callable[[Random, int], Any]
    deed: Callable[..., bool]
    faults: Callable[[], Iterable[str]]


def on_items(district: Any) -> Work:
    """A dozen assigned items."""
    from luoshi_web.supervision.models import CoUnit, Item
    from tests.web.conftest import NOW
    from tests.web.faults import deeds
    from tests.web.faults.whole import faults

    for n in range(12):
        post = district.posts[("head", "head2", "head3")[n % 3]]
        item = Item.objects.create(
            number=f"2026-T-{n:04d}", year=2026, kind="task", title=f"建成第{n}处便民服务点", lead=post, office=post.office,
            leader=district.posts["leader2" if n % 3 == 2 else "leader"], due="2026-12-31", original_due="2026-12-31",
            state="assigned", assigned_at=NOW,
        )  # fmt: skip
        CoUnit.objects.create(item=item, post=district.posts["officer"])
    return Work(
        lambda chance, hour: deeds.Office(district, chance, NOW + timedelta(hours=hour)),
        deeds.one_deed,
        faults,
    )


def on_matters(district: Any) -> Work:
    """Matters of every register in every state."""
    from tests.web.faults import matters

    logging.disable()  # what is refused is told to nobody
    matters.build(district)
    return Work(lambda chance, hour: matters.Office(district, chance), matters.one_deed, matters.faults)


def fork(work: Any) -> int:
    """A child that does the work with connections of its own. The parent's were closed before: a socket is nobody's twice."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def settled() -> None:
    """On PostgreSQL: wait until the server has noticed that its client is gone."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.005)


def kill(work_on: Work, *, seed: int, rounds: int, torn: bool) -> dict[str, Any]:
    """Kill and look, ``rounds`` times. Stops at the first fault."""
    from luoshi_web.audit.models import Act

    chance, shared = Random(seed), mmap.mmap(-1, 8)
    told: dict[str, Any] = {"seed": seed, "kills": 0, "in_the_middle": 0, "faults": []}
    warm = work_on.office(Random(seed), -1)
    for _ in range(60):
        work_on.deed(warm)
    for n in range(rounds):
        shared[IN_ACT] = shared[READY] = shared[DONE] = 0
        office = work_on.office(Random(seed * 1000 + n), n)

        def work(office: Any = office) -> None:
            def noting(execute: Any, sql: str, *rest: Any) -> Any:
                shared[IN_ACT] = shared[IN_ACT] or not sql.startswith(("SELECT", "BEGIN", "SAVEPOINT"))
                return execute(sql, *rest)

            connection.ensure_connection()
            shared[READY] = 1
            with connection.execute_wrapper(noting):
                while True:
                    work_on.deed(office, torn=torn)
                    shared[IN_ACT] = 0
                    shared[DONE] = min(shared[DONE] + 1, 255)

        pid = fork(work)
        before = chance.randrange(8)
        while not shared[READY] or shared[DONE] < before:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        if n % 2:  # every other kill is aimed: some random moment after an act has begun to write
            while not shared[IN_ACT]:
                time.sleep(0)
            time.sleep(chance.uniform(0, 0.008))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            return told | {"faults": [f"round {n}: the worker ended by itself"]}
        told["kills"] += 1
        told["in_the_middle"] += shared[IN_ACT]
        settled()
        told["faults"] = list(work_on.faults())
        if told["faults"]:
            break
    return told | {
        "acts": Act.objects.count(),
        "verbs": sorted(set(Act.objects.values_list("verb", flat=True))),
    }


def race(district: Any, *, seed: int, rounds: int) -> dict[str, Any]:
    """Two people sign off the same item at once, through its page: how each was answered."""
    from luoshi_web.accounts.models import Holding, Person, Post
    from luoshi_web.audit.models import Act
    from luoshi_web.supervision.models import Item
    from luoshi_web.supervision.services import assign
    from tests.web.closing_steps import claim, judge, prove
    from tests.web.conftest import NOW, SINCE

    third = Post.objects.create(
        office=district.offices["督查室"], title="副主任", role="supervision", clearance=3
    )
    district.posts["supervisor3"] = third
    district.people["supervisor3"] = Person.objects.create_user(username="supervisor3", name="督查室副主任")
    Holding.objects.create(person=district.people["supervisor3"], post=third, since=SINCE)
    told: dict[str, Any] = {"seed": seed, "rounds": rounds, "faults": []}
    district.client("supervisor2").get("/checks/desk/")  # addresses and templates are read before the race
    for n in range(rounds):
        item = Item.objects.create(
            number=f"R{n}", year=2026, kind="task", title="t", lead=district.posts["head"], office=district.offices["发改局"],
            due="2026-12-31", state="assigned",
        )  # fmt: skip
        assign.sign(actor=district.actor("head"), item_id=item.pk, version=0, at=NOW)
        prove(district, item)
        claim(district, item)
        judge(district, item)
        answers = _both(district, item.pk)
        if sorted(answers) != ["closed", "told"]:
            told["faults"].append(f"round {n}: {answers}")
        closed = Act.objects.filter(verb="item.close", object_id=item.pk).count()
        after = Item.objects.get(pk=item.pk)
        if (closed, after.state, after.version) != (1, "closed_done", 4):
            told["faults"].append(f"round {n}: {closed} closings, {after.state}, version {after.version}")
    return told


def _both(district: Any, pk: int) -> list[str]:
    """Two processes post the same form at the same moment."""
    gate, said = mmap.mmap(-1, 8), mmap.mmap(-1, 8)
    address = f"/checks/items/{pk}/sign-off/"
    words = {"version": 3, "public_reason": "已建成", "back": "/"}

    def person(key: str, place: int) -> None:
        client = district.client(key)
        connection.ensure_connection()
        gate[place] = 1
        while not (gate[0] and gate[1]):
            time.sleep(0.0002)
        answer = client.post(address, words, headers={"accept-language": "en"})
        is_told = (
            answer.status_code == 409
            and "Somebody else has changed this meanwhile" in answer.content.decode()
        )
        said[place] = 1 if answer.status_code == 302 else 2 if is_told else 3

    children = [
        fork(lambda k=key, p=place: person(k, p)) for place, key in enumerate(("supervisor2", "supervisor3"))
    ]
    for child in children:
        os.waitpid(child, 0)
    return [{1: "closed", 2: "told"}.get(said[place], "neither") for place in (0, 1)]


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=("kill", "kill_matters", "race"))
    asked.add_argument("--seed", type=int, required=True)
    asked.add_argument("--rounds", type=int, required=True)
    asked.add_argument("--torn", action="store_true")
    args = asked.parse_args()
    django.setup()
    from tests.web.conftest import build_district

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    warnings.filterwarnings("ignore", message="No directory at")
    district = build_district()
    if args.what == "race":
        told = race(district, seed=args.seed, rounds=args.rounds)
    else:
        work_on = on_items(district) if args.what == "kill" else on_matters(district)
        told = kill(work_on, seed=args.seed, rounds=args.rounds, torn=args.torn)
    print(json.dumps(told, ensure_ascii=False))
    return 1 if told["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
