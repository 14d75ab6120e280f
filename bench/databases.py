"""A PostgreSQL of a bench's own, where nobody names one, and a process in which an office on it is measured."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def own_postgresql() -> str | None:
    """Its address; None where Debian's packages are not installed, or this is not root."""
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or os.geteuid() != 0:
        return None
    done = subprocess.run([ROOT / ".ci/postgresql"], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def in_a_process(script: str, address: str | None, *sizes: int) -> dict[str, Any]:
    """What ``script --inside SIZES`` prints last, run on a database in a folder of its own, in the middle of September 2026."""
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder:
        said = {name: value for name, value in os.environ.items() if not name.startswith("LUOSHI_")}
        said |= {
            "LUOSHI_DATA": folder,
            "LUOSHI_NOW": "2026-09-15T10:00:00+08:00",
            "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
        }
        if address:
            said["LUOSHI_DATABASE"] = address
        done = subprocess.run(
            [sys.executable, script, "--inside", *map(str, sizes)],
            env=said,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
