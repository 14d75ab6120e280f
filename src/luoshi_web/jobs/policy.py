"""How often a job is tried, and how long each waits; how long a silent worker counts as alive. Numbers are seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

_WAITS = (10, 60, 300, 1800)


@dataclass(frozen=True, slots=True)
class Policy:
    """``tries`` in all, the first included; the wait before each later one, the last of ``waits`` for all beyond.

    ``whole``: the job and its mark are one transaction, so that its deeds in the database happen exactly once. For work in the
    database alone: on SQLite nobody else can write meanwhile.

    >>> [Policy(tries=4, waits=(10, 60)).wait(after).seconds for after in (1, 2, 3)]
    [10, 60, 60]
    """

    tries: int = 5
    waits: tuple[int, ...] = _WAITS
    whole: bool = False

    def wait(self, after: int) -> timedelta:
        """How long to wait after the try with this number."""
        return timedelta(seconds=self.waits[min(after, len(self.waits)) - 1])


@dataclass(frozen=True, slots=True)
class Pace:
    """``beat``: between heartbeats. ``silent``: a worker unheard of for so long is dead. ``tick``: between looks at the night's table and
    at dead workers. ``poll``: between looks at an empty queue. ``limit``: a process whose job takes longer ends itself.
    """

    beat: float = 5
    silent: float = 60
    tick: float = 15
    poll: float = 1
    limit: float = 3600

    def __post_init__(self) -> None:
        if not 0 < 4 * self.beat <= self.silent:
            raise ValueError("a worker is given four heartbeats before it counts as dead")


def pace() -> Pace:
    """What ``settings.JOBS`` says."""
    said: Mapping[str, float] = getattr(settings, "JOBS", {})
    return Pace(**said)
