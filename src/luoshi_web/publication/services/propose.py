"""Something of the office is proposed for release: by hand, or by the machine because it changed since it was released."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.races import one_wins
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Report
from luoshi_web.publication.composing.items import PARTS, line_of, of_item
from luoshi_web.publication.composing.reports import of_report
from luoshi_web.publication.composing.tables import of_appraisal, of_split, rows_of
from luoshi_web.publication.evidence.facsimile import chosen, part_of, read
from luoshi_web.publication.models import Release
from luoshi_web.publication.selectors import IN_FORCE, Subject, in_force, kind_of, name_of, open_release
from luoshi_web.publication.to_portal.asked import public_lines
from luoshi_web.supervision.models import Item, Split


def compose(
    subject: Subject, parts: Sequence[str], files: Mapping[int, Any], *, public: Mapping[str, str]
) -> dict[str, Any]:
    """What may be released of it as it is now, with what is shown of the ``files`` of an item that were chosen; ``public`` are the lines that it may stand on. Raises :class:`Refusal` where nothing may."""
    if isinstance(subject, Report):
        return of_report(subject)
    if isinstance(subject, Split):
        return of_split(subject, public=public)
    if isinstance(subject, Item):
        return of_item(subject, tuple(parts), files, public=public)
    return of_appraisal(subject)


def propose(*, actor: Actor, subject: Subject, parts: Sequence[str] = PARTS, at: datetime) -> Release:
    """Take what may be released of it now, for others to look at. ``parts`` of an item are those of ``PARTS``, and ``file:7`` for each file.

    The portal is asked first which lines are public, outside of the office's transaction: it may lie in another database.

    Raises :class:`Refusal`: ``already_proposed``; ``nothing_new`` where it is public just so; and what the subject's own state refuses.
    """
    public = public_lines(_lines_of(subject))
    return _propose(actor=actor, subject=subject, parts=parts, public=public, at=at)


def _lines_of(subject: Subject) -> list[str]:
    if isinstance(subject, Split):
        return [line_of(item) for item in rows_of(subject)]
    return [line_of(subject)] if isinstance(subject, Item) else []


@transaction.atomic
def _propose(
    *, actor: Actor, subject: Subject, parts: Sequence[str], public: Mapping[str, str], at: datetime
) -> Release:
    kind = kind_of(subject)
    subject = type(subject).objects.get(pk=subject.pk)  # as it is now, not as somebody held it
    place, key = _place(subject)
    if open_release(subject) is not None:
        raise Refusal("already_proposed", name=name_of(subject))
    before = in_force(subject)
    files: dict[int, Any] = {}
    if isinstance(subject, Item):
        attached = chosen(parts, subject)
        files = read(attached, _known(before), actor=actor, at=at) if subject.secrecy == Secrecy.OPEN else {}
        parts = [*(part for part in PARTS if part in parts), *map(part_of, attached)]
    else:
        parts = []
    content = compose(subject, parts, files, public=public)
    if before is not None and before.content == content:
        raise Refusal("nothing_new", name=name_of(subject))
    made = Release(
        kind=kind, name=name_of(subject)[:300], place=place, place_key=key, year=content["year"], parts=parts, content=content,
        proposed_by_id=actor.person_id or None, proposed_at=at, **{str(kind): subject},
    )  # fmt: skip
    with one_wins("already_proposed", name=made.name):
        made.save()
    record(actor=actor, verb="release.propose", target=made, details={"kind": kind, "parts": parts}, at=at)
    return made


def _known(before: Release | None) -> dict[int, Any]:
    """What is public of files already: a stored file never changes, and is not drawn again each night."""
    rows = before.content.get("evidence", ()) if before is not None else ()
    return {row["file"]["attachment"]: row["file"] for row in rows if "file" in row}


def _place(subject: Subject) -> tuple[str, str]:
    """Whose it is, and the key of the place in the portal: that of its report, which has to be public first; of what comes from none, the latest's."""
    report = _report_of(subject)
    public = Release.objects.filter(IN_FORCE, kind="report")
    if isinstance(subject, Report):
        return subject.place, ""
    there = (public.filter(report__place=report.place) if report else public).order_by("-year", "-pk").first()
    if there is None:
        raise Refusal("place_not_public")
    return there.place, there.place_key


def _report_of(subject: Subject) -> Report | None:
    if isinstance(subject, Report):
        return subject
    if isinstance(subject, Split):
        return subject.report
    if isinstance(subject, Item):
        if subject.entry is not None:
            return subject.entry.report
        return subject.split.report if subject.split is not None else None
    return None
