"""Patterns that are compiled when they are first looked for.

A cold `luoshi read` of a short report spends more time on compiling patterns than on reading, and two of five patterns it never needs: a class of
ideographs alone takes a millisecond. After its first use a late pattern costs what any other does.
"""

import re
from typing import Any, cast

_TAKEN = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "groups",
    "groupindex",
)


class _Used:
    """A late pattern after its first use: the compiled pattern's methods are its own."""


class Late:
    """Stands where a compiled pattern stands. ``pattern`` is known before it is compiled."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there yet: compiles, and is :class:`_Used` from then on, since the interpreter is slow with a class that has this method.

        :raises re.error: where it is no pattern; a test compiles them all.
        """
        compiled = re.compile(self.pattern, self.flags)
        for method in _TAKEN:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Used  # type: ignore[assignment]
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As :func:`re.compile`, at the first use."""
    return cast("re.Pattern[str]", Late(pattern, flags))
