"""What waits for the portal's own database is told to it, in order; then what it says of it is noted in the office.

The portal's transaction ends first. Whoever is killed between the two tells the portal again, which knows by the key that it has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.services import NotReleased
from luoshi_web.publication.models import Handover, HandoverPage
from luoshi_web.publication.selectors import waiting_for_portal
from luoshi_web.publication.services.files import ask_for_files
from luoshi_web.publication.services.follow import Why, follow
from luoshi_web.publication.to_portal.calls import Call, do_once


@dataclass(frozen=True, slots=True)
class Delivered:
    """``refused``: the portal could not do it; the release is marked as taken back."""

    delivered: int = 0
    refused: int = 0


def deliver(*, at: datetime) -> Delivered:
    """All that waits, in one transaction of the portal: what was released and taken back before it was delivered is never public.

    What fails in an unforeseen way holds up what comes after it of the same place, is noted, and raised once the rest is done.
    """
    rows = list(waiting_for_portal())
    if not rows:
        return Delivered()
    done: list[tuple[Handover, str]] = []
    failed: dict[str, tuple[Handover, Exception]] = {}
    try:
        with own_transaction():
            for row in rows:
                if row.place not in failed:
                    try:
                        done.append((row, _told(row)))
                    except Exception as error:
                        failed[row.place] = (row, error)
    except Exception as error:  # the portal's database is away: nothing of it was done
        done, failed = [], {row.place: (row, error) for row in rows[:1]}
    _note(done, at=at)
    for row, why in failed.values():
        said = f"{type(why).__name__}: {why}"[:500]
        Handover.objects.filter(pk=row.pk).update(tries=row.tries + 1, failure=said)
    for _row, why in failed.values():
        raise why
    return Delivered(len(done), sum(bool(code) for _row, code in done))


def _told(row: Handover) -> str:
    """Tell the portal; the code of why it did not do it, else nothing."""
    files: dict[str, list[bytes]] = {}
    for page in row.pages.all():
        files.setdefault(page.mark, []).append(bytes(page.picture))
    try:
        do_once(row.key, Call(row.call, row.said, row.at, files))
    except Refusal as why:
        return why.code
    except NotReleased:
        return "place_not_public"
    return ""


def _note(done: Sequence[tuple[Handover, str]], *, at: datetime) -> None:
    """In the office: delivered, and without words from now on. What the portal does not have any more is marked, with the reason of what took it along."""
    if not done:
        return
    reasons: dict[str, Why] = {}
    with transaction.atomic():
        for row, code in done:
            mine = Handover.objects.filter(pk=row.pk, delivered_at=None).update(
                delivered_at=at, refused=code, said={}, failure=""
            )
            HandoverPage.objects.filter(handover=row).delete()
            if mine and code:
                details = {"call": row.call, "why": code}
                record(actor=MACHINE, verb="release.not_taken", target=row.release, details=details, at=at)
            if row.call.startswith("take_back_") and row.call != "take_back_file":
                reasons[row.place] = Why(row.said["reason"], row.said["sentence"])
        ask_for_files()
    places = {row.place for row, code in done if code} | set(reasons)
    follow(sorted(places), reasons, at=at)
