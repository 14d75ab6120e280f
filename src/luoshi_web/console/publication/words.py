"""A content in words: where each of its places stands, as people call it."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.publication.redacting import parts_of, wholes_of
from luoshi_web.supervision.models import Check, Update, Verdict
from luoshi_web.supervision.states import State

_NAMES: dict[str, StrOrPromise] = {
    "title": gettext_lazy("Title"), "unit": gettext_lazy("Unit"), "helpers": gettext_lazy("Unit that helps"), "changes": pgettext_lazy("of an item", "Change"),
    "reason": gettext_lazy("Reason"), "before": gettext_lazy("Before"), "after": gettext_lazy("After"), "original": gettext_lazy("First of all"),
    "ending": gettext_lazy("Ending"), "progress": gettext_lazy("Progress report"), "words": gettext_lazy("Wording"), "value": gettext_lazy("Value"),
    "share": gettext_lazy("Percent done"), "data_source": gettext_lazy("Source of the value"), "evidence": gettext_lazy("Evidence"),
    "name": gettext_lazy("Name"), "remark": gettext_lazy("Remark"), "checks": gettext_lazy("Check"), "verdicts": gettext_lazy("Verdict"),
    "claim": gettext_lazy("What the unit said"), "paper": gettext_lazy("No. of the notice"), "rows": gettext_lazy("Row"), "group": gettext_lazy("Group"),
    "grade": pgettext_lazy("of an appraisal", "Grade"), "points": gettext_lazy("Points"), "rank": gettext_lazy("Rank"),
    "file": gettext_lazy("File"), "pages": gettext_lazy("Page"), "text": gettext_lazy("Words of the file"), "sheets": gettext_lazy("Table"), "lines": gettext_lazy("Row"),
    "rule": gettext_lazy("Rules"), "judged_by": gettext_lazy("Who judged"),
}  # fmt: skip
_CODES: dict[str, dict[str, StrOrPromise]] = {
    "state": dict(State.choices),
    "finding": dict([*Check.Finding.choices, *Verdict.Finding.choices]),
}


CALLS: dict[str, StrOrPromise] = {
    "report": gettext_lazy("a report goes out"), "item": gettext_lazy("an item goes out"), "sheet": gettext_lazy("a table goes out"),
    "settle": gettext_lazy("a line that left is settled"), "take_back_line": gettext_lazy("a line is taken back"),
    "take_back_report": gettext_lazy("a report is taken back"), "take_back_item": gettext_lazy("an item is taken back"),
    "take_back_sheet": gettext_lazy("a table is taken back"), "take_back_file": gettext_lazy("a file is taken back"),
}  # fmt: skip
"""What the portal is told, in words."""


class Place(NamedTuple):
    """A place of a content. ``whole`` is the part that can go as one, where this is its first place."""

    key: str
    name: str
    words: str
    whole: str


def places(content: dict[str, Any]) -> list[Place]:
    """Every place with words, in order, named as people call it; days and codes of a part stand with its first place."""
    found = [
        Place(key, named(key), _("the file alone, and not its name"), key)
        for key in wholes_of(content)
        if key.endswith(".file")
    ]
    begun: set[str] = set()
    for part in parts_of(content):
        whole = (
            ".".join(part.key.split(".")[:2])
            if part.key.count(".") >= 1 and part.key.split(".")[1].isdigit()
            else ""
        )
        first = whole if whole and whole not in begun and not whole.startswith("helpers") else ""
        begun.add(whole)
        found.append(Place(part.key, named(part.key), part.words, first))
    return found


def named(key: str) -> str:
    """``progress.0.words`` → ``Progress report 1 · Words``."""
    said: list[str] = []
    for piece in key.split("."):
        if piece.isdigit():
            said[-1] = f"{said[-1]} {int(piece) + 1}"
        else:
            said.append(str(_NAMES.get(piece, piece)))
    return " · ".join(said)


def coded(content: dict[str, Any]) -> list[tuple[str, str]]:
    """What a content says in codes and days: state, due, period of each progress report."""
    told: list[tuple[str, str]] = []
    if "state" in content:
        told.append((_("State"), str(_CODES["state"].get(content["state"], content["state"]))))
    if content.get("due"):
        told.append((_("Due"), content["due"]))
    for name in ("progress", "verdicts", "checks"):
        for number, one in enumerate(content.get(name) or (), 1):
            day = one.get("period") or one.get("on") or ""
            finding = _CODES["finding"].get(one.get("finding", ""), "")
            stands = dict(Update.State.choices).get(one.get("state", ""), "")
            told.append(
                (f"{_NAMES[name]} {number}", " ".join(filter(None, (day, str(finding), str(stands)))))
            )
    return told
