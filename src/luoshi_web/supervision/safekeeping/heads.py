"""The head of the log leaves the house every day: whoever makes the chain anew afterwards cannot call back the auditor's letters."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from luoshi_web.audit.selectors import head_of
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.safekeeping.telling import tell


def send_head(day: date, *, at: datetime) -> Mapping[str, int]:
    """The head of the day before goes to every auditor. A step of the night; returns counts."""
    ended = day - timedelta(days=1)
    found = head_of(ended, timezone.get_current_timezone())
    if found is None:
        return {"told": 0}
    line = {"day": ended.isoformat(), "number": str(found[0]), "digest": found[1]}
    return {"told": tell("auditor", Message.Kind.LOG_HEAD, line, day=day, at=at), "act": found[0]}
