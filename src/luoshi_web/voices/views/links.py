"""Addresses around a subject, for its pages and forms."""

from dataclasses import dataclass

from django.urls import reverse

from luoshi_web.voices.subjects import LINE, Subject


@dataclass(frozen=True, slots=True)
class Links:
    """Where one goes from here."""

    thread: str
    comment: str
    error: str


def links(subject: Subject) -> Links:
    """The three addresses of a line or a report."""
    if subject.kind == LINE:
        return Links(
            *(
                reverse(f"voices:line_{one}", kwargs={"id": subject.key})
                for one in ("thread", "comment", "error")
            )
        )
    place, _, year = subject.key.rpartition("/")
    values = {"place": place, "year": int(year)}
    return Links(*(reverse(f"voices:report_{one}", kwargs=values) for one in ("thread", "comment", "error")))
