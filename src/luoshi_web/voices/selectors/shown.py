"""Whether the words of what something is about may still be told: no such line, no words."""

from luoshi_web.voices.rights import TAKEDOWNS, Actor
from luoshi_web.voices.selectors.threads import hidden, one
from luoshi_web.voices.subjects import COMMENT, find


def told(kind: str, key: str) -> bool:
    """Whether readers see the words of a line, report or comment now. The portal may have taken a line back without anybody here."""
    if kind == COMMENT:
        found = one(key)
        return found is not None and bool(found[1].text)
    return not hidden(kind, [key]) and find(kind, key) is not None


def secret(kind: str, key: str) -> bool:
    """Whether it is hidden for secrecy."""
    away = hidden(kind, [key]).get(key)
    return away is not None and away.secret


def desk_reads(actor: Actor, *about: tuple[str, str]) -> bool:
    """Whether a moderator reads the words of these: what is hidden for secrecy is read by those who decide on takedowns alone."""
    return TAKEDOWNS in actor.rights or not any(secret(kind, key) for kind, key in about)
