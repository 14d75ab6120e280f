"""How often something may be done in an hour: by address and by line, without keeping an address."""

import hashlib
import hmac
import secrets
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from luoshi_web.networks import network_of
from luoshi_web.voices.clock import day_of
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Salt, Spent, Try
from luoshi_web.voices.refusal import Refusal


def address_of(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the network, because a line has 2**64 addresses. Behind a proxy what the proxy itself has put last."""
    said = request.META.get("REMOTE_ADDR", "")
    if conf().behind_proxy:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or said
    return network_of(said) or "unknown"


def _salt(at: datetime) -> bytes:
    day = day_of(at)
    kept, _ = Salt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
    return bytes.fromhex(kept.salt)


def count(kind: str, who: str, *, at: datetime, code: str = "too_many") -> None:
    """Count one more. Raises :class:`Refusal` ``too_many`` (or ``code``) where it is more than an hour allows; refused tries count too.

    In a transaction of its own, so that what is refused later stays counted.
    """
    most = conf().limit(kind)
    key = hmac.new(_salt(at), f"{kind}\0{who}".encode(), hashlib.sha256).hexdigest()[:32]
    hour = at.replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        row, _ = Try.objects.get_or_create(kind=kind, key=key, hour=hour)
        Try.objects.filter(pk=row.pk).update(count=F("count") + 1)
        row.refresh_from_db(fields=["count"])
    if row.count > most:
        raise Refusal(code)


SECONDS = 2.0


def slow(kind: str, who: str, *, at: datetime) -> None:
    """Count one more, and where it is more than an hour allows, wait before going on. Nobody is refused for what others do in their name."""
    try:
        count(kind, who, at=at)
    except Refusal:
        time.sleep(SECONDS)


def forget(*, at: datetime) -> dict[str, int]:
    """Drop what has served: counts and salts of the days before, challenges that have expired."""
    salts, _ = Salt.objects.filter(day__lt=day_of(at)).delete()
    tries, _ = Try.objects.filter(hour__lt=at - timedelta(hours=2)).delete()
    spent, _ = Spent.objects.filter(expires__lt=at).delete()
    return {"salts": salts, "tries": tries, "spent": spent}
