"""Items, splits and results of appraisals → the portal; and back."""

import hashlib
from datetime import datetime

from luoshi_web.portal.followup import keep
from luoshi_web.portal.services import NotReleased, take_back_report
from luoshi_web.publication.models import Release
from luoshi_web.publication.redacting import Cut, redacted


def shown_content(held: Release) -> dict[str, object]:
    """What goes out: the content without what is redacted."""
    return redacted(held.content, [Cut(r.part, r.words, r.reason) for r in held.redactions.all()])


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


def write_other(held: Release, *, number: int, at: datetime) -> None:
    """:raises luoshi_web.portal.services.NotReleased: where the place is not public any more."""
    content = shown_content(held)
    if held.kind == Release.Kind.ITEM:
        keep.show_item(key=portal_key(held), content=content, number=number, at=at)
    else:
        keep.show_sheet(key=portal_key(held), content=content, number=number, at=at)


def take_back(held: Release, *, reason: str, sentence: str, at: datetime) -> None:
    """From the portal, whatever it is; what is not there any more is gone already."""
    said = {"reason": reason, "sentence": sentence, "at": at}
    try:
        if held.kind == Release.Kind.REPORT:
            take_back_report(report_id=portal_key(held), **said)  # type: ignore[arg-type]
        elif held.kind == Release.Kind.ITEM:
            keep.take_back_item(key=portal_key(held), **said)  # type: ignore[arg-type]
        else:
            keep.take_back_sheet(key=portal_key(held), **said)  # type: ignore[arg-type]
    except NotReleased:
        return
