"""Kinds of papers that an app above brings: the supervision office keeps and shows them, and knows nothing else of them."""

from django_stubs_ext import StrOrPromise

BROUGHT: dict[str, StrOrPromise] = {}
"""Code → words."""


def bring(code: str, words: StrOrPromise) -> None:
    """Said once, when the app is loaded. Raises :class:`ValueError` for a code that somebody else brought."""
    if BROUGHT.setdefault(code, words) is not words:
        raise ValueError(f"papers of the kind {code!r} were brought already")
