"""Who acts: a person in a post, as a plain value, so that the log and the rules of every app can speak of one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting from a post. ``offices`` are those a leader is in charge of (分管). ``clearance`` as :class:`Secrecy`; ``chief`` heads the
    government itself (行政首长). ``unsecured``: one of the administrators, while nobody is security administrator. ``on`` is the day as of which
    all this holds, None where nobody asked.
    """

    person_id: int
    person: str
    post_id: int | None
    post: str
    office_id: int | None
    office: str
    role: str
    clearance: int
    offices: frozenset[int] = frozenset()
    chief: bool = False
    unsecured: bool = False
    on: date | None = None

    @property
    def is_machine(self) -> bool:
        """Whether no person acted: a nightly run."""
        return self.person_id == 0


MACHINE = Actor(0, "系统", None, "", None, "", "machine", 9)
"""What runs by itself at night: lights, urging, the reaper of lost jobs."""
