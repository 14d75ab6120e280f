"""What the portal is told to do, by name and as plain values: done at once where both lie in one database, else written down and done later, as often as is needed.

A call that was done leaves its key in the portal's database, in the same transaction: told again, it does nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.followup import keep
from luoshi_web.portal.models import Taken
from luoshi_web.portal.services import NotReleased, settle_orphan, take_back_line, take_back_report
from luoshi_web.publication.models import Release
from luoshi_web.publication.to_portal.reports import write_report

Files = Mapping[str, Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Call:
    """``said`` are JSON values; ``files`` pages of evidence by their mark; ``at`` the moment of the act."""

    name: str
    said: Mapping[str, Any]
    at: datetime
    files: Files = field(default_factory=dict)


def do(call: Call) -> str:
    """Do it in the portal's database, all of it or nothing. Of a report: the key of its place.

    Raises :class:`Refusal`, and :class:`NotReleased` where what it stands on is not public; to take back what is not there any more is done.
    """
    said, at = call.said, call.at
    if call.name == "report":
        by_key = Release.objects.in_bulk([said["release"], *said["beside"]])
        beside = [by_key[key] for key in said["beside"]]
        return write_report(
            by_key[said["release"]], beside, number=said["number"], links=said["links"], at=at
        )
    if call.name == "item":
        keep.show_item(
            key=said["key"], content=said["content"], files=call.files, number=said["number"], at=at
        )
    elif call.name == "sheet":
        keep.show_sheet(key=said["key"], content=said["content"], number=said["number"], at=at)
    elif call.name == "settle":
        settle_orphan(line_id=said["orphan"], line=said["line"], reason=said["reason"], at=at)
    else:
        _take_back(call.name, said, at)
    return ""


def do_once(key: UUID, call: Call) -> None:
    """As :func:`do`, unless the portal has done it before."""
    with own_transaction():
        _, mine = Taken.objects.get_or_create(pk=key, defaults={"at": call.at})
        if mine:
            do(call)


def _take_back(name: str, said: Mapping[str, Any], at: datetime) -> None:
    why: dict[str, Any] = {"reason": said["reason"], "sentence": said["sentence"], "at": at}
    try:
        if name == "take_back_report":
            take_back_report(report_id=said["key"], **why)
        elif name == "take_back_line":
            take_back_line(line_id=said["key"], **why)
        elif name == "take_back_item":
            keep.take_back_item(key=said["key"], **why)
        elif name == "take_back_sheet":
            keep.take_back_sheet(key=said["key"], **why)
        elif name == "take_back_file":
            keep.take_back_file(key=said["key"], mark=said["mark"], **why)
        else:
            raise ValueError(f"no call is named {name}")
    except NotReleased:
        return
