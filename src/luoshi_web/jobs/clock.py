"""The moment at which background work is done."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The office's moment: the machine's, or the one that ``LUOSHI_NOW`` sets. Heartbeats and waits go by the machine's alone."""
    fixed: datetime | None = settings.OFFICE_NOW
    if fixed is None:
        return timezone.now()
    return fixed if timezone.is_aware(fixed) else timezone.make_aware(fixed)
