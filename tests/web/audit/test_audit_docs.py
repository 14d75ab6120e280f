"""The program that docs/audit.md prints finds what ``verify_log`` finds, knowing nothing of Luoshi."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record
from tests.web.conftest import NOW

DOCS = Path(__file__).parents[3] / "docs/audit.md"


@pytest.fixture
def checked(db, tmp_path):
    """Runs the printed program over lines of exported acts, changed by a function, and a head of the day."""
    with transaction.atomic():
        for n in range(6):
            record(actor=MACHINE, verb="light.run", at=NOW + timedelta(minutes=n), details={"灯": n})
    log, head = StringIO(), StringIO()
    call_command("export_log", stdout=log)
    call_command("log_head", "--day", "2026-03-10", stdout=head)
    program = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL).group(1)
    assert len([line for line in program.splitlines() if line.strip()]) <= 30
    for name, words in (("check.py", program), ("head.json", head.getvalue())):
        (tmp_path / name).write_text(words, encoding="utf-8")

    def run(change):
        lines = change(log.getvalue().splitlines())
        (tmp_path / "acts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-I", "check.py", "acts.jsonl", "head.json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

    return run


def _edited(lines):
    act = json.loads(lines[2])
    return [*lines[:2], json.dumps(act | {"person": "别人"}, ensure_ascii=False), *lines[3:]]


def test_a_whole_log_holds(checked):
    done = checked(lambda lines: lines)
    assert (done.returncode, done.stdout.strip()) == (0, "6 acts, 0 faults")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_edited, "act 3 does not hold"),
        (lambda lines: [*lines[:2], *lines[3:]], "act 4 does not hold"),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "act 3 does not hold"),
        (lambda lines: lines[:4], "acts after 4 are gone"),
    ],
)
def test_a_log_that_was_touched_does_not(checked, change, said):
    done = checked(change)
    assert done.returncode == 1
    assert said in done.stdout
