"""An item as the public may see it: who answers for it until when, what that unit says of it, what was verified, how it ended.

Posts and offices are named and no person is. Problems and next steps that a unit reports, lights, urging, remarks, who proposed what: all that is of the
office's own work and never part of it. Personal data that a program can find are masked before anybody looks.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.audit.refusal import Refusal
from luoshi_web.masks import mask
from luoshi_web.portal.bring_in.outcomes import line_id
from luoshi_web.supervision.models import Change, Check, Item
from luoshi_web.supervision.states import State

Content = dict[str, Any]
PARTS = ("progress", "evidence", "checks", "verdicts")
"""What an editor can leave out as a whole."""


def of_item(
    item: Item,
    parts: tuple[str, ...] = PARTS,
    files: Mapping[int, Content] | None = None,
    *,
    public: Mapping[str, str],
) -> Content:
    """``files``: of the files that were chosen (:mod:`luoshi_web.publication.evidence`), what is shown of them; ``public``: the address of its line, if it
    is public. Raises :class:`Refusal`: ``not_open``, ``still_a_draft``, ``line_not_public`` where it comes from a report and its line is not shown."""
    if item.secrecy != Secrecy.OPEN:
        raise Refusal("not_open", name=item.number)
    if item.state == State.DRAFT:
        raise Refusal("still_a_draft", name=item.number)
    line = public.get(line_of(item), "")
    if item.entry_id is not None and not line:
        raise Refusal("line_not_public", name=item.number)
    found: Content = facts_of(item, line) | {
        "state": item.state, "original_due": _day(item.original_due), "source": item.source,
        "changes": [_change(c) for c in item.changes.filter(state=Change.State.APPROVED).order_by("approved_at", "pk")],
        "ending": _ending(item),
    }  # fmt: skip
    if "progress" in parts:
        found["progress"] = [
            _progress(u, item.unit) for u in item.updates.filter(current=True).order_by("period", "pk")
        ]
    if "evidence" in parts or files:
        found["evidence"] = _evidence(item, files or {}, every="evidence" in parts)
    if "checks" in parts:
        looked = item.checks.exclude(finding=Check.Finding.PLANNED).order_by("on", "pk")
        found["checks"] = [
            {"on": _day(c.on), "method": c.method, "finding": c.finding, "words": _plain(c.words)}
            for c in looked
        ]
    if "verdicts" in parts:
        found["verdicts"] = [
            {"on": _day(timezone.localdate(v.at)), "finding": v.finding, "words": _plain(v.words), "claim": _plain(v.completion.words)}
            for v in item.verdicts.select_related("completion").order_by("at", "pk")
        ]  # fmt: skip
    return found


def facts_of(item: Item, line: str) -> Content:
    """What a split says of an item already."""
    helpers = [
        co.post.office.name for co in item.co_units.select_related("post__office").order_by("order", "pk")
    ]
    office: Office | None = item.office
    return {
        "number": item.number, "year": item.year, "kind": item.kind, "line": line, "title": _plain(item.title),
        "unit": office.name if office else "", "unit_key": office.code if office else "", "helpers": helpers, "due": _day(item.due),
    }  # fmt: skip


def line_of(item: Item) -> str:
    """The line that it was drafted from, by its name in its copy; empty where it comes from no report."""
    entry = item.entry
    return line_id(entry.key, entry.copy.sha256) if entry is not None else ""


def _change(change: Change) -> Content:
    return {
        "field": change.field, "original": change.original, "before": change.before, "after": change.after, "reason": _plain(change.reason),
        "on": _day(timezone.localdate(change.approved_at)) if change.approved_at else None,
    }  # fmt: skip


def _progress(update: Any, unit: str) -> Content:
    return {
        "period": _day(update.period), "state": update.state, "value": _number(update.value), "unit": unit if update.value is not None else "",
        "share": _number(update.share), "words": _plain(update.words), "data_source": _plain(update.data_source),
        "on": _day(timezone.localdate(update.at)), "corrected": update.supersedes_id is not None,
    }  # fmt: skip


def _evidence(item: Item, files: Mapping[int, Content], *, every: bool) -> list[Content]:
    """What was handed in as proof: what it is called, of what kind, when. A file stays in the office; what is shown of it was drawn anew."""
    attached = item.attachments.select_related("evidence", "update").order_by("at", "pk")
    return [
        {
            "name": _plain(a.name), "remark": _plain(a.remark), "media_type": a.evidence.media_type, "size": a.evidence.size,
            "on": _day(timezone.localdate(a.at)), "period": _day(a.update.period) if a.update else None, "by_check": a.of_check_id is not None,
        }
        | ({"file": files[a.pk]} if a.pk in files else {})
        for a in attached
        if every or a.pk in files
    ]  # fmt: skip


def _ending(item: Item) -> Content | None:
    if item.ended_at is None or not item.public_reason:
        return None
    return {
        "kind": item.state,
        "reason": _plain(item.public_reason),
        "on": _day(timezone.localdate(item.ended_at)),
    }


def _plain(text: str) -> str:
    return mask(text).text


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _number(value: Any) -> str | None:
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
