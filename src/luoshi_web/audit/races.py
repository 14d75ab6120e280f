"""Two who do the same at once: a constraint of the database lets one of them win, and the other is told so in a sentence.

What an act asks beforehand ("is the number taken?") answers for the moment of asking. On PostgreSQL another transaction can end between
that and the writing; the constraint then speaks with an :class:`IntegrityError`, which is nobody's sentence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from luoshi_web.audit.refusal import Refusal


def is_taken(error: IntegrityError) -> bool:
    """Whether a row of the same key was there: not a check or a foreign key that failed, which is a fault of ours."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state == "23505" if state else "UNIQUE constraint failed" in str(error)


@contextmanager
def one_wins(code: str, **values: Any) -> Iterator[None]:
    """What is written within is taken back where somebody else has written the same key meanwhile; raises :class:`Refusal` with the code."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not is_taken(error):
            raise
        raise Refusal(code, **values) from error
