"""Items, splits and results of appraisals → what the portal is told of them."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from luoshi_web.audit.actor import Actor
from luoshi_web.publication.evidence.facsimile import PICTURES, pictures
from luoshi_web.publication.models import Release
from luoshi_web.publication.redacting import Cut, redacted
from luoshi_web.publication.to_portal.calls import Call
from luoshi_web.supervision.models import Attachment

Content = dict[str, Any]


def cuts_of(held: Release) -> list[Cut]:
    return [Cut(r.part, r.words, r.reason) for r in held.redactions.all()]


def shown_content(held: Release) -> Content:
    """What goes out: the content without what is redacted."""
    return redacted(held.content, cuts_of(held))


def portal_key(held: Release) -> str:
    """Its name in the portal."""
    if held.kind == Release.Kind.ITEM:
        return f"{held.place_key}/{held.content['number']}"
    if held.kind == Release.Kind.SPLIT:
        return f"{held.place_key}/{held.year}/split-{held.content['kind']}"
    if held.kind == Release.Kind.APPRAISAL:
        return f"{held.place_key}/{held.year}/appraisal-{appraisal_mark(first_name(held))}"
    return f"{held.place_key}/{held.year}"


def first_name(held: Release) -> str:
    """A corrected result stands at the address of the first one."""
    appraisal = held.appraisal
    while appraisal is not None and appraisal.supersedes is not None:
        appraisal = appraisal.supersedes
    return appraisal.name if appraisal is not None else ""


def appraisal_mark(name: str) -> str:
    """What stands for an appraisal in addresses: of its year no two have one name."""
    return hashlib.sha256(name.encode()).hexdigest()[:6]


def call_of(held: Release, *, number: int, actor: Actor, at: datetime) -> Call:
    """What the portal is told when it goes out: all that it shows, with the pages of its files. Raises :class:`Refusal` where a file cannot be drawn any more."""
    said: Content = {"key": portal_key(held), "content": shown_content(held), "number": number}
    if held.kind != Release.Kind.ITEM:
        return Call("sheet", said, at)
    said["content"] = _of_no_number(said["content"])
    return Call("item", said, at, drawn_files(held, actor=actor, at=at))


def drawn_files(held: Release, *, actor: Actor, at: datetime) -> dict[str, list[bytes]]:
    """The pages of every file that goes out as pictures, by its mark. Raises :class:`Refusal` (``file_not_shown``, ``file_not_whole``)."""
    cuts = cuts_of(held)
    return {
        said["mark"]: pictures(_attachment(said), part, cuts, actor=actor, at=at)
        for part, said in _pictured(held, cuts)
    }


def drawn_page(held: Release, mark: str, page: int, *, actor: Actor, at: datetime) -> bytes | None:
    """One page as it goes out, for whoever looks through the release; None where there is no such page. Raises :class:`Refusal` as :func:`drawn_files`."""
    cuts = cuts_of(held)
    for part, said in _pictured(held, cuts):
        if said["mark"] == mark and 0 < page <= len(said["pages"]):
            return pictures(_attachment(said), part, cuts, actor=actor, at=at, only=page - 1)[0]
    return None


def _pictured(held: Release, cuts: Sequence[Cut]) -> Iterator[tuple[str, Content]]:
    """Where in the content a file stands that goes out as pictures, and what is said of it."""
    gone = {cut.part for cut in cuts if not cut.words}
    for number, row in enumerate(held.content.get("evidence") or ()):
        part = f"evidence.{number}.file"
        if "file" in row and row["file"]["form"] == PICTURES and not {part, f"evidence.{number}"} & gone:
            yield part, row["file"]


def _attachment(said: Content) -> Attachment:
    return Attachment.objects.select_related("evidence", "item").get(pk=said["attachment"])


def _of_no_number(content: Content) -> Content:
    """Without the numbers that the office's own rows have: nobody counts them."""
    rows = content.get("evidence")
    if not rows:
        return content
    kept = [
        row | {"file": {k: v for k, v in row["file"].items() if k != "attachment"}} if "file" in row else row
        for row in rows
    ]
    return content | {"evidence": kept}
