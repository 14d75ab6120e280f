"""Pages of the office timed in the process that a server would run: each forty times, of things at random, as one person.

``processor`` is the 95th percentile of what this process alone worked, in ms: the database works beside it.
"""

import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

MOST_MS, MOST_QUERIES = 150.0, 15
TIMES = 40


def timed(
    role: str, person: Any, addresses: Mapping[str, str], fill: Callable[[random.Random], dict[str, Any]]
) -> list[dict[str, Any]]:
    """One row a page that the role may see. ``addresses``: name → address, whose gaps ``fill`` says anew each time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, chance = Client(headers={"accept-language": "zh-Hans"}), random.Random(7)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    rows = []
    for name, address in addresses.items():
        times: list[float] = []
        worked: list[float] = []
        url = ""
        for _ in range(TIMES):
            url = address.format(**fill(chance))
            began, busy = time.perf_counter(), time.process_time()
            answer = client.get(url, SERVER_NAME="localhost")
            times.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            if answer.status_code in {403, 404}:
                break  # not for this role
            if answer.status_code != 200:
                raise RuntimeError(f"{url} answers {answer.status_code} to {role}")
        else:
            with CaptureQueriesContext(connection) as asked:
                client.get(url, SERVER_NAME="localhost")
            found = {
                "page": name,
                "role": role,
                "median": median(times),
                "p95": quantiles(times, n=20)[-1],
                "processor": quantiles(worked, n=20)[-1],
                "queries": len(asked),
            }
            rows.append(found)
            print(
                f"{name} as {role}: {found['p95']:.0f} ms, {len(asked)} queries", file=sys.stderr, flush=True
            )
    return rows


def show(database: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Print the rows; what does not hold its bound, in words."""
    print(f"  {'page':<34} {'as':<12} {'median ms':>9} {'p95 ms':>9} {'p95 CPU':>9} {'queries':>8}")
    failures = []
    for row in rows:
        print(
            f"  {row['page']:<34} {row['role']:<12} {row['median']:>9.1f} {row['p95']:>9.1f} {row['processor']:>9.1f} {row['queries']:>8}"
        )
        if row["p95"] > MOST_MS:
            failures.append(f"{database}: {row['page']} as {row['role']} takes {row['p95']:.0f} ms")
        if row["queries"] > MOST_QUERIES:
            failures.append(f"{database}: {row['page']} as {row['role']} asks {row['queries']} queries")
    return failures
