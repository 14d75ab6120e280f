"""What is done every night: contacts are dropped, words that waited for an appeal are erased, counts and salts forgotten."""

from datetime import datetime, timedelta

from django.db import transaction

from luoshi_web.voices import limits
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Appeal, Comment, Correction
from luoshi_web.voices.rights import MACHINE
from luoshi_web.voices.services.erasing import erase_withheld
from luoshi_web.voices.services.record import record


def night(*, at: datetime) -> dict[str, int]:
    """Everything, in transactions of their own. Doing it twice changes nothing."""
    counts = {"anonymised": anonymise(at=at)}
    with transaction.atomic():
        counts["erased"] = erase_withheld(at=at)
    return counts | limits.forget(at=at)


def anonymise(*, at: datetime) -> int:
    """Drop contact, token and key of what was received long enough ago, whatever has become of it."""
    until = at - timedelta(days=conf().anonymise_calendar_days)
    count = 0
    for table in (Comment, Correction):
        for pk in table.objects.filter(anonymised_at=None, received_at__lte=until).values_list(
            "pk", flat=True
        ):
            with transaction.atomic():
                row = table.objects.select_for_update().get(pk=pk)
                row.anonymised_at, row.contact, row.key_digest = at, "", None
                if isinstance(row, Comment):
                    row.token = ""
                    if row.state == Comment.State.RETURNED:  # nobody can rewrite it any more
                        row.text, row.name, row.state = "", "", Comment.State.REFUSED
                    Appeal.objects.filter(comment=row).exclude(outcome="").update(text="")
                row.save()
                record(MACHINE, f"{table._meta.model_name}.anonymise", row, at=at)
            count += 1
    return count
