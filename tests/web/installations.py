"""Installations of their own for tests of commands, of killed processes and of restores: a folder, a database, and processes over both.

A new installation's tables take five seconds of processor to make. They are made once a run, and every installation is a copy.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installation:
    """A data folder, a database (None: SQLite in the folder), and commands over them. ``said``: further variables of the environment."""

    data: Path
    database: str | None = None
    said: dict[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
        kept |= {
            "LUOSHI_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }  # fmt: skip
        return kept | ({"LUOSHI_DATABASE": self.database} if self.database else {}) | self.said

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A process that :meth:`end` waits for."""
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )  # fmt: skip
        self.processes.append(process)
        return process

    def asks(self, *words: str, limit: float = 300) -> subprocess.CompletedProcess[str]:
        """A process that ended, well or not, within ``limit`` seconds."""
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment, text=True, capture_output=True, timeout=limit
        )  # fmt: skip

    def call(self, *words: str) -> str:
        """What a process said; it must succeed."""
        done = self.asks(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *words: str) -> str:
        """What a command said; it must succeed."""
        return self.call("manage.py", *words)

    def refused(self, *words: str) -> str:
        """The sentence with which a command ended."""
        done = self.asks("manage.py", *words)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def end(self) -> None:
        """No process of it lives on."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()


def lacking(kind: str, *programs: str) -> str | None:
    """Why "postgresql" cannot be tried here, with the programs that it takes; None where it can, and for "sqlite"."""
    if kind == "sqlite":
        return None
    if not os.environ.get("LUOSHI_DATABASE"):
        return "LUOSHI_DATABASE names no server"
    return next((f"{name} is not here" for name in programs if not shutil.which(name)), None)


def migrated_sqlite(shared: Path) -> Path:
    """The database of a new installation, in a folder that the processes of a run share: the first that asks makes it, the others wait."""
    made = shared / "migrated"
    made.mkdir(parents=True, exist_ok=True)
    with (made / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (made / "whole").exists():
            Installation(made).manage("migrate", "--verbosity", "0")
            (made / "whole").touch()
    return made / "office.sqlite3"


@contextmanager
def databases(*likes: str | None) -> Iterator[list[str]]:
    """Addresses of new databases on the server of the tests, empty (None) or as another one is; gone afterwards."""
    import psycopg

    server = os.environ["LUOSHI_DATABASE"]
    names = [f"luoshi_own_{uuid4().hex[:12]}" for _ in likes]
    with psycopg.connect(server, autocommit=True) as connection:
        for name, like in zip(names, likes, strict=True):
            template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
            connection.execute(f"CREATE DATABASE {name}{template}")  # type: ignore[arg-type]
        try:
            yield [f"{server.rpartition('/')[0]}/{name}" for name in names]
        finally:
            for name in names:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
