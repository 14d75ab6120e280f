"""How often a name may be tried: by the name as it is stored, over all addresses and processes.

Three counts stand behind each other. A name from one address (axes): five wrong ones lock it there for half an hour. A name over all addresses
(:class:`LoginTries`): ten are free, after them each costs a wait that doubles up to a quarter of an hour; while it lasts the right password is
refused as well, so that a guesser with a thousand addresses has about a hundred tries a day. A browser in which the person has logged in before
counts for itself alone, so that nobody else's guesses keep the person out.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from luoshi_web.accounts.models import LoginTries, Person

FREE, FIRST_PAUSE, LONGEST_PAUSE = 10, timedelta(seconds=5), timedelta(minutes=15)
FREE_IN_BROWSER, PAUSE_IN_BROWSER = 5, timedelta(minutes=30)
FORGOTTEN_EACH = timedelta(hours=1)
"""After this one failure is forgotten: whoever mistypes twice a week is never slowed."""
KEPT = timedelta(days=1)
_LONGEST_NAME = 150


def stored_name(typed: str) -> str:
    """The name that a typed one is counted by: the stored one of the person whom it would log in, else the typed one in one form alone.

    ``ＨＥＡＤ``, ``Head`` and `` head `` are one name: full-width letters come from an input method that was left on.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    for said in (typed, plain):
        stored = list(Person.objects.filter(username__iexact=said).values_list("username", flat=True)[:2])
        if len(stored) == 1:
            return stored[0]
    return plain.casefold()[:_LONGEST_NAME]


def pause_after(failures: int) -> timedelta:
    """How long a name is refused after so many failures over all addresses."""
    if failures <= FREE:
        return timedelta(0)
    doubled: int = 2 ** min(failures - FREE - 1, 20)  # more would only make the number longer
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def pause_in_browser(failures: int) -> timedelta:
    """… and in the person's own browser."""
    return PAUSE_IN_BROWSER if failures >= FREE_IN_BROWSER else timedelta(0)


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was taken. ``until`` is set where it is refused: the moment from which on another may be taken."""

    pk: int
    until: datetime | None
    paused_until: datetime | None = None


@transaction.atomic
def take_try(*, name: str, browser: str = "", at: datetime) -> Try:
    """Count a try before it is looked at, so that a hundred that come at once are not all looked at. What succeeds is given back.

    A try that is refused is not counted: whoever keeps on asking does not keep the name shut.
    """
    row = _row(name, browser, at)
    if row.refused_until is not None and row.refused_until > at:
        return Try(row.pk, row.refused_until)
    pause, rest = (pause_in_browser, PAUSE_IN_BROWSER) if browser else (pause_after, None)
    row.failures = _left(row, at, rest) + 1
    row.last_at, row.refused_until = at, at + pause(row.failures)
    row.save(update_fields=["failures", "last_at", "refused_until"])
    return Try(row.pk, None, row.refused_until)


def give_back(taken: Try) -> None:
    """The try was right: it is no failure, and the pause that it began is over. Failures of others stay counted."""
    found = LoginTries.objects.filter(pk=taken.pk)
    found.filter(refused_until=taken.paused_until).update(refused_until=None)
    found.filter(failures__gt=0).update(failures=F("failures") - 1)
    found.filter(failures=0, refused_until=None).delete()


def forget(name: str) -> int:
    """All tries of a name are forgotten; how many counts that were."""
    return LoginTries.objects.filter(name=name).delete()[0]


def _row(name: str, browser: str, at: datetime) -> LoginTries:
    row = LoginTries.objects.select_for_update().filter(name=name, browser=browser).first()
    if row is None:
        LoginTries.objects.filter(last_at__lt=at - KEPT).delete()
        row, _made = LoginTries.objects.select_for_update().get_or_create(
            name=name, browser=browser, defaults={"last_at": at}
        )
    return row


def _left(row: LoginTries, at: datetime, rest: timedelta | None) -> int:
    """The failures that are not forgotten yet; more than the longest pause needs are not kept."""
    gone = at - row.last_at
    if rest is not None:
        return 0 if gone >= rest else row.failures
    most = FREE + 9  # with the next one the pause is the longest
    return max(0, min(row.failures, most) - int(gone / FORGOTTEN_EACH))
