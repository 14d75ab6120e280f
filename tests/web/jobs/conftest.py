"""Installations whose jobs note what they do, and a queue in the tests' database."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.web.installations import Installation


@dataclass
class Works:
    """An installation, what is asked of its workers, and what they noted."""

    installation: Installation

    def __post_init__(self) -> None:
        self.start, self.manage = self.installation.start, self.installation.manage
        self.installation.said["CHORES"] = str(self._chores)

    @property
    def _chores(self) -> Path:
        return self.installation.data / "chores.txt"

    def enqueue(self, kind: str, count: int, seconds: float) -> None:
        self.installation.call("-m", "tests.web.jobs.job_chores", kind, str(count), str(seconds))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self.installation.database:
            import psycopg

            with psycopg.connect(self.installation.database) as connection:
                return connection.execute(sql).fetchall()  # type: ignore[arg-type]
        connection = sqlite3.connect(self.installation.data / "office.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def notes(self) -> list[tuple[str, int, int]]:
        """(begin or end, number of the job, process)"""
        lines = self._chores.read_text(encoding="utf-8").splitlines() if self._chores.exists() else []
        return [(word, int(number), int(pid)) for word, number, pid in (line.split() for line in lines)]


@pytest.fixture
def works(installation: Installation) -> Works:
    return Works(installation)


@pytest.fixture
def queue(db: None, settings: Any) -> None:
    """What is asked for waits in the tests' database until a worker takes it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
