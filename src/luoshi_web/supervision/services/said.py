"""Words that an act cannot do without."""

from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.closing.public_words import personal_data
from luoshi_web.supervision.closing.words import kinds_in_words


def said(words: str, code: str = "no_words") -> str:
    """The words without blanks around them. Raises :class:`Refusal` where nothing is left."""
    kept = words.strip()
    if not kept:
        raise Refusal(code)
    return kept


def said_in_public(words: str) -> str:
    """A reason that everybody will read. Raises :class:`Refusal` where it is empty or gives a person's number or address away."""
    kept = said(words, "no_public_reason")
    if found := personal_data(kept):
        raise Refusal("personal_data", what=kinds_in_words(found))
    return kept
