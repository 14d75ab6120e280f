"""What a comment or correction is about: a line or a report, known here by its key, its words and its address alone."""

from dataclasses import dataclass
from typing import Protocol, cast

from django.utils.module_loading import import_string

from luoshi_web.voices.conf import conf

LINE, REPORT, COMMENT = "line", "report", "comment"


@dataclass(frozen=True, slots=True)
class Subject:
    """``key``: a line's id, or ``place/year`` of a report. ``quote``: the line's words as printed, or the report's name.

    ``replaced`` says that a better copy has put another line in its place; what was said stays with this one.
    """

    kind: str
    key: str
    quote: str
    place: str
    address: str
    replaced: bool = False


class Subjects(Protocol):
    """Where lines and reports are looked up: the portal's own released copies, nothing else.

    What is not released, never was, or is mistyped is None alike: the page that asks answers with the same 404.
    """

    def line(self, id: str) -> Subject | None: ...

    def report(self, place: str, year: int) -> Subject | None: ...


def subjects() -> Subjects:
    """The look-up of this installation."""
    return cast(Subjects, import_string(conf().subjects)())


def find(kind: str, key: str) -> Subject | None:
    """The subject of a kind with a key; None where the public knows none."""
    if kind == LINE:
        return subjects().line(key)
    place, _, year = key.rpartition("/")
    return subjects().report(place, int(year)) if kind == REPORT and year.isdecimal() else None
