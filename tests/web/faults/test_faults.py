"""A worker killed in the middle of an act leaves all of it or nothing; of two who close the same item one wins and the other is told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[3]
SEED = int(os.environ.get("LUOSHI_SEED", "20260310"))
KILLS = int(os.environ.get("LUOSHI_FAULTS", "100"))


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an office with a data folder and a database of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
    kept |= {
        "LUOSHI_DATA": str(tmp_path),
        "LUOSHI_NOW": "2026-03-10T02:00:00+00:00",
        "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    if request.param == "sqlite":
        yield kept
        return
    server = os.environ.get("LUOSHI_DATABASE")
    if not server:
        pytest.skip("LUOSHI_DATABASE names no server")
    import psycopg

    name = f"luoshi_faults_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield kept | {"LUOSHI_DATABASE": server.rpartition("/")[0] + f"/{name}"}
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _run(surroundings: dict[str, str], *words: str) -> dict[str, Any]:
    """What the harness found; its seed is shown where a test fails."""
    done = subprocess.run(
        [sys.executable, "tests/web/faults/harness.py", *words, "--seed", str(SEED)],
        cwd=ROOT, env=surroundings, text=True, capture_output=True, timeout=600,
    )  # fmt: skip
    print(done.stdout, done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_killed_workers_leave_all_of_an_act_or_nothing(surroundings):
    told = _run(surroundings, "kill", "--rounds", str(KILLS))
    assert told["faults"] == []
    assert told["kills"] == KILLS
    assert told["in_the_middle"] >= KILLS // 10, "the kills hardly ever met an act that had written something"
    assert len(told["verbs"]) >= 12, "hardly any kind of act was done"


def test_the_harness_finds_an_act_that_is_torn(surroundings):
    told = _run(surroundings, "kill", "--rounds", "60", "--torn")
    assert told["faults"], "a deed was written in one transaction and its act in another, and nobody noticed"


def test_of_two_who_close_one_wins_and_the_other_is_told(surroundings):
    assert _run(surroundings, "race", "--rounds", "8")["faults"] == []
