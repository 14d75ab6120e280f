"""Why an act was not done, for whoever asked: a code and a sentence, never a traceback."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _


class Sentences(dict[str, str]):
    """Code → sentence. A code says one thing: whoever adds another sentence for it is told, and no page says the words of somebody else's area."""

    def update(self, more: Mapping[str, str]) -> None:  # type: ignore[override]
        """Add an app's own. Raises :class:`ValueError` for a code that has another sentence."""
        for code, words in more.items():
            if self.setdefault(code, words) != words:
                raise ValueError(f"the refusal {code!r} says {self[code]!r} already, and not {words!r}")


SENTENCES = Sentences(
    {
        "not_yours": _("This is not for your post to do."),
        "name_taken": _("“%(name)s” is taken."),
        "held_since": _("%(post)s has had its holder since %(day)s; a successor can only begin later."),
        "not_held": _("Nobody holds %(post)s."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Look at it again before you go on."
        ),
        "wrong_state": _("This cannot be done now: the item is “%(state)s”."),
    }
)
"""Code → sentence. Every app adds its own from its ``refusals`` module."""


class Refusal(Exception):
    """An act that was refused. ``code`` is a key of :data:`SENTENCES`; nothing was changed.

    >>> str(Refusal("name_taken", name="发改局"))
    '“发改局” is taken.'
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        if code not in SENTENCES:
            raise KeyError(f"no sentence for the refusal {code!r}")
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return translate(SENTENCES[self.code]) % self.values
