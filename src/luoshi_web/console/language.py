"""What a row of a table of data is called in the reader's language."""

from typing import Protocol

from django.utils.translation import get_language


class Named(Protocol):
    """A row with a Chinese name and an English one."""

    @property
    def name(self) -> str: ...

    @property
    def english(self) -> str: ...


def name_of(row: Named) -> str:
    """Its name in the language in use."""
    return row.name if (get_language() or "zh").startswith("zh") else row.english
