"""Hiding what pages show, at once and everywhere: the row that pages ask for, and the call that purges what was made before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Correction, Hiding


@dataclass(frozen=True, slots=True)
class Change:
    """What the portal is told once the transaction stands: caches, search, feeds, sitemaps and exports follow.

    ``state``: ``pending`` (hidden first), ``gone``, or ``shown`` (again).
    """

    kind: str
    key: str
    state: str
    secret: bool = False


def _tell(change: Change) -> None:
    dotted = conf().hidden
    if dotted:
        call = import_string(dotted)
        transaction.on_commit(lambda: call(change))


def hide(correction: Correction, *, state: str, at: datetime) -> None:
    """Hide what a correction is about."""
    secret = correction.kind == Correction.Kind.SECRET
    Hiding.objects.update_or_create(
        subject_kind=correction.subject_kind, subject_key=correction.subject_key,
        defaults={"state": state, "secret": secret, "since": at, "correction": correction},
    )  # fmt: skip
    _tell(Change(correction.subject_kind, correction.subject_key, state, secret))


def show_again(correction: Correction) -> None:
    """Show what this correction had hidden."""
    gone, _ = Hiding.objects.filter(correction=correction).delete()
    if gone:
        _tell(Change(correction.subject_kind, correction.subject_key, "shown"))
