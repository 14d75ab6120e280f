"""Hiding what pages show, at once and everywhere: the rows that pages ask for, and the call that purges what was made before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Correction, Hiding
from luoshi_web.voices.services.erasing import forget_about


@dataclass(frozen=True, slots=True)
class Change:
    """What the portal is told: caches, search, feeds, sitemaps and exports follow.

    ``state``: ``pending`` (hidden first), ``gone``, or ``shown`` (again). ``correction`` is the number of what it was decided on.
    """

    kind: str
    key: str
    state: str
    secret: bool = False
    correction: str = ""


Gone = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Away:
    """All hidings of one thing together: taken down over pending, and secret where one of them is."""

    state: str
    secret: bool
    since: datetime


def hidden(kind: str, keys: Iterable[str]) -> dict[str, Away]:
    """Which of these must not be shown, by key. Every page that shows lines, reports or comments asks it."""
    found: dict[str, Away] = {}
    for row in Hiding.objects.filter(subject_kind=kind, subject_key__in=list(keys)).order_by("since", "pk"):
        before = found.get(row.subject_key)
        weaker = before is not None and (before.state == Hiding.State.GONE or row.state != Hiding.State.GONE)
        state, since = (
            (before.state, before.since) if before is not None and weaker else (row.state, row.since)
        )
        found[row.subject_key] = Away(state, row.secret or (before is not None and before.secret), since)
    return found


def _called() -> Callable[[Change], Gone | None] | None:
    dotted = conf().hidden
    return import_string(dotted) if dotted else None


def _tell(change: Change) -> None:
    """Once the transaction stands."""
    if (call := _called()) is not None:
        transaction.on_commit(lambda: call(change))


def hide(correction: Correction, *, state: str, at: datetime) -> None:
    """Hide what a correction is about. What is taken down already is never less than that again.

    Taking down is told within the transaction: where the portal cannot follow, nothing was decided and it stays hidden.
    """
    kind, key, secret = (
        correction.subject_kind,
        correction.subject_key,
        correction.kind == Correction.Kind.SECRET,
    )
    row, made = Hiding.objects.get_or_create(
        subject_kind=kind, subject_key=key, correction=correction, defaults={"state": state, "secret": secret, "since": at},
    )  # fmt: skip
    if not made and row.state != Hiding.State.GONE:
        row.state, row.since = state, at
        row.save(update_fields=["state", "since"])
    away = hidden(kind, [key])[key]
    change = Change(kind, key, away.state, away.secret, correction.number)
    if state == Hiding.State.GONE:
        call = _called()
        forget_about({(kind, key), *((call(change) if call is not None else None) or ())})
    elif away.state == state:
        _tell(change)


def show_again(correction: Correction) -> None:
    """Show what this correction had hidden, unless another one hides it too."""
    kind, key = correction.subject_kind, correction.subject_key
    gone, _ = Hiding.objects.filter(correction=correction).delete()
    if gone and not hidden(kind, [key]):
        _tell(Change(kind, key, "shown", correction=correction.number))
