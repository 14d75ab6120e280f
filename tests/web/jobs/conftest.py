"""Databases of their own for worker processes, and a queue in the tests' database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Installation:
    """A data folder, a database, and commands over them."""

    data: Path
    database: str | None
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
        kept |= {
            "LUOSHI_DATA": str(self.data),
            "CHORES": str(self.data / "chores.txt"),
            "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        return kept | ({"LUOSHI_DATABASE": self.database} if self.database else {})

    def start(self, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def call(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            text=True,
            capture_output=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def enqueue(self, kind: str, count: int, seconds: float) -> None:
        self.call("-m", "tests.web.jobs.job_chores", kind, str(count), str(seconds))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self.database:
            import psycopg

            with psycopg.connect(self.database) as connection:
                return connection.execute(sql).fetchall()
        import sqlite3

        connection = sqlite3.connect(self.data / "office.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def notes(self) -> list[tuple[str, int, int]]:
        """(begin or end, number of the job, process)"""
        path = self.data / "chores.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [(word, int(number), int(pid)) for word, number, pid in (line.split() for line in lines)]


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """Migrated and empty. PostgreSQL is the server that ``LUOSHI_DATABASE`` names, with a database of its own."""
    database = None
    if request.param == "postgresql":
        server = os.environ.get("LUOSHI_DATABASE")
        if not server:
            pytest.skip("LUOSHI_DATABASE names no server")
        import psycopg

        name = f"luoshi_jobs_{uuid4().hex[:12]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        database = server.rpartition("/")[0] + f"/{name}"
    made = Installation(tmp_path, database)
    try:
        made.call("manage.py", "migrate", "--verbosity", "0")
        yield made
    finally:
        for process in made.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        if database:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture
def queue(db: None, settings: Any) -> None:
    """What is asked for waits in the tests' database until a worker takes it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
