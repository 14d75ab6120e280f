"""Challenges: signed, for one purpose and one subject, for a time, once.

Nothing is stored when a page is shown: a challenge carries what its check needs, under the installation's key. What was used stands in the
database until it would have expired, whether the answer was right or not, so that no question is guessed at twice.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction

from luoshi_web.voices import limits
from luoshi_web.voices.captcha.question import folded, question
from luoshi_web.voices.captcha.work import proves
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Spent
from luoshi_web.voices.refusal import Refusal

_SALT = "luoshi.voices.challenge"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form carries: one challenge, to be met in either way."""

    challenge: str
    nonce: str
    bits: int
    pieces: int
    question: str


def offer(purpose: str, *, language: str, quote: str, at: datetime) -> Offer:
    """A new challenge. ``purpose`` names the form and what it is about."""
    said = conf()
    nonce = secrets.token_hex(16)
    expires = int((at + timedelta(minutes=said.challenge_minutes)).timestamp())
    held: dict[str, Any] = {
        "p": purpose, "e": expires, "n": nonce, "b": said.work_bits, "k": said.work_pieces, "l": language, "q": quote[:60],
    }  # fmt: skip
    signed = Signer(salt=_SALT).sign_object(held)
    return Offer(
        signed,
        nonce,
        said.work_bits,
        said.work_pieces,
        question(nonce, language=language, quote=held["q"]).text,
    )


def redeem(purpose: str, answer: Mapping[str, str], *, address: str, at: datetime) -> None:
    """Let a form through. ``answer`` has ``challenge`` and ``work`` or ``answer``.

    Raises :class:`Refusal` with the code that says what is wrong. Comparisons take the same time whatever differs.
    """
    limits.count("tries", address, at=at)
    held = _held(answer.get("challenge", "")[:2000])
    if held is None or not hmac.compare_digest(str(held["p"]).encode(), purpose.encode()):
        raise Refusal("captcha_missing")
    work, reply = answer.get("work", ""), answer.get("answer", "").strip()
    if not work and not reply:
        raise Refusal("captcha_missing")
    expires = datetime.fromtimestamp(held["e"], UTC)
    if expires < at:
        raise Refusal("captcha_late")
    _spend(held["n"], expires)
    if work:
        right = proves(held["n"], work, pieces=held["k"], bits=held["b"])
    else:
        limits.count("question", address, at=at)
        asked = question(held["n"], language=held["l"], quote=held["q"])
        right = hmac.compare_digest(folded(reply).encode(), asked.answer.encode())
    if not right:
        raise Refusal("captcha_wrong")


def _held(challenge: str) -> dict[str, Any] | None:
    try:
        held: dict[str, Any] = Signer(salt=_SALT).unsign_object(challenge)
    except (BadSignature, ValueError):
        return None
    return held


def _spend(nonce: str, expires: datetime) -> None:
    try:
        with transaction.atomic():
            Spent(digest=hashlib.sha256(nonce.encode()).hexdigest(), expires=expires).save(force_insert=True)
    except IntegrityError:
        raise Refusal("captcha_used") from None
