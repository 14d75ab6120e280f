"""A worker killed in the middle of an act leaves all of it or nothing; of two who close the same item one wins and the other is told."""

import json
import os
from typing import Any

from tests.web.installations import Installation

SEED = int(os.environ.get("LUOSHI_SEED", "20260310"))
KILLS = int(os.environ.get("LUOSHI_FAULTS", "100"))


def _run(installation: Installation, *words: str) -> dict[str, Any]:
    """What the harness found; its seed is shown where a test fails."""
    installation.said["LUOSHI_NOW"] = "2026-03-10T02:00:00+00:00"
    done = installation.asks("tests/web/faults/harness.py", *words, "--seed", str(SEED), limit=600)
    print(done.stdout, done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_killed_workers_leave_all_of_an_act_or_nothing(installation):
    told = _run(installation, "kill", "--rounds", str(KILLS))
    assert told["faults"] == []
    assert told["kills"] == KILLS
    assert told["in_the_middle"] >= KILLS // 10, "the kills hardly ever met an act that had written something"
    assert len(told["verbs"]) >= 12, "hardly any kind of act was done"


def test_killed_workers_leave_all_of_an_act_on_a_matter_or_nothing(installation):
    told = _run(installation, "kill_matters", "--rounds", str(KILLS))
    assert told["faults"] == []
    assert told["kills"] == KILLS
    assert told["in_the_middle"] >= KILLS // 10, "the kills hardly ever met an act that had written something"
    assert len(told["verbs"]) >= 30, "hardly any kind of act was done"


def test_the_harness_finds_an_act_on_a_matter_that_is_torn(installation):
    assert _run(installation, "kill_matters", "--rounds", "60", "--torn")["faults"]


def test_the_harness_finds_an_act_that_is_torn(installation):
    told = _run(installation, "kill", "--rounds", "60", "--torn")
    assert told["faults"], "a deed was written in one transaction and its act in another, and nobody noticed"


def test_of_two_who_close_one_wins_and_the_other_is_told(installation):
    assert _run(installation, "race", "--rounds", "8")["faults"] == []
