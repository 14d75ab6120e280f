"""Keys for programs: made, shown once, found again by their digest, taken back."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Token
from luoshi_web.accounts.selectors import actor_for, posts_held
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record

LONGEST = 366
"""Days that a key lasts at most."""
MOST = 10
"""Keys of one person that are good at the same time."""
_MARK = "luoshi_"


@transaction.atomic
def make_token(*, actor: Actor, name: str, last_day: date, at: datetime) -> tuple[Token, str]:
    """A key for the actor's own post, and its text, which is told once.

    Raises :class:`Refusal`: ``not_yours`` without a post; ``token_day`` for a last day that is past or too far; ``token_many``.
    """
    if actor.person_id is None or actor.post_id is None:
        raise Refusal("not_yours")
    today = timezone.localdate(at)
    if not today <= last_day <= today + timedelta(days=LONGEST):
        raise Refusal("token_day", most=LONGEST)
    good = Token.objects.filter(person=actor.person_id, revoked_at=None, last_day__gte=today)
    if good.count() >= MOST:
        raise Refusal("token_many", most=MOST)
    text = _MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name, digest=digest_of(text), person_id=actor.person_id, post_id=actor.post_id, made_at=at, last_day=last_day
    )  # fmt: skip
    record(actor=actor, verb="token.make", target=token, details={"last_day": str(last_day)}, at=at)
    return token, text


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int, at: datetime) -> None:
    """One's own, at once. Raises :class:`Refusal` (``not_yours``) for anybody else's."""
    token = (
        Token.objects.select_for_update().filter(pk=token_id, person=actor.person_id, revoked_at=None).first()
    )
    if token is None:
        raise Refusal("not_yours")
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(actor=actor, verb="token.revoke", target=token, at=at)


def actor_of(text: str, *, day: date) -> Actor | None:
    """Who asks with a key on a day; None for one that is unknown, over, or whose person does not hold the post any more."""
    found = Token.objects.filter(
        digest=digest_of(text), revoked_at=None, last_day__gte=day, person__is_active=True
    )
    token = found.select_related("person").first()
    if token is None or token.person.must_change_password:
        return None
    post = posts_held(token.person, at=day).filter(pk=token.post_id).first()
    return actor_for(token.person, post, at=day) if post is not None else None


def digest_of(text: str) -> str:
    """A key is 256 bits by chance: one round of SHA-256 is enough, and finds its row by an index."""
    return hashlib.sha256(text.encode()).hexdigest()
