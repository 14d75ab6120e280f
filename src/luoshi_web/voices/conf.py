"""What an installation may set: one mapping ``VOICES`` in Django's settings. A key that is not known stops with its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LIMITS: dict[str, int] = {
    "tries": 60,  # of the test against programs, an hour and address
    "question": 8,  # by the text question, which programs can learn
    "comment": 6,
    "complaint": 10,
    "correction": 10,
    "private": 60,  # looks at private links: nobody guesses one
    "login": 10,
    "subject": 40,  # comments an hour on one line, from whatever address
    "site": 600,
}


@dataclass(frozen=True, slots=True)
class Conf:
    """Days are working days where the name does not say otherwise."""

    subjects: str = ""
    """``module.Class`` of a :class:`luoshi_web.voices.subjects.Subjects`."""
    identity: str = ""
    """``module.Class`` of a :class:`luoshi_web.voices.identity.Identity`; where empty, comments are letters to the office."""
    hidden: str = ""
    """``module.function`` called with a :class:`luoshi_web.voices.services.hiding.Change`, to purge caches and files."""
    frame: str = "voices/frame.html"
    work_bits: int = 13
    work_pieces: int = 16
    challenge_minutes: int = 120
    decision_days: int = 2
    correction_days: int = 3
    answer_days: int = 15
    appeal_days: int = 10
    anonymise_calendar_days: int = 90
    personal_log_calendar_days: int = 30
    limits: Mapping[str, int] = field(default_factory=dict)
    office_token: str = ""
    """With it the office's side reads the outbox over HTTP; at least 32 characters. Empty: files alone."""
    days: Path | None = None
    """The district's own days off (docs/clocks.md)."""
    behind_proxy: bool = False

    def limit(self, kind: str) -> int:
        return self.limits.get(kind, LIMITS[kind])


def conf() -> Conf:
    """The settings as they stand now. Raises :class:`ImproperlyConfigured`."""
    said: dict[str, Any] = getattr(settings, "VOICES", {})
    if unknown := set(said) - {one.name for one in fields(Conf)}:
        raise ImproperlyConfigured(f"VOICES: unknown key {sorted(unknown)[0]!r}")
    if unknown := set(said.get("limits", {})) - set(LIMITS):
        raise ImproperlyConfigured(f"VOICES: unknown limit {sorted(unknown)[0]!r}")
    token = said.get("office_token", "")
    if token and len(token) < 32:
        raise ImproperlyConfigured("VOICES: office_token needs at least 32 characters")
    return Conf(**said)
