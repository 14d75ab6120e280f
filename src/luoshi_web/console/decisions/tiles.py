"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.decisions.filters import MARKS
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import KEPT, REVIEWED, asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.decisions.rules.states import State
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached, with_mark


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.DECISIONS, unit=_of_unit, office=_of_office)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse('decisions:list')}?{narrowed}")
        for code, words, narrowed in shown(request.actor, counts, _words(), parts=(KEPT, REVIEWED))
    )


def _words() -> list[tuple[str, str, str]]:
    """Code of a count, what is counted, how its list is narrowed."""
    return [
        ("draft", _("major decisions to draft"), f"state={State.STARTED}"),
        ("sent_back", _("major decisions that a meeting sent back"), f"state={State.SENT_BACK}"),
        ("table", _("reviewed major decisions to table"), f"state={State.REVIEWED}"),
        ("reviewed_wait", _("major decisions whose legality is to be reviewed"), "marked=review"),
        ("kept_start", _("major decisions of the catalogue to begin"), f"state={State.PROPOSED}"),
        ("kept_meeting", _("tabled major decisions without a meeting's result"), f"state={State.TABLED}"),
        ("kept_report", _("major decisions to report to the party committee"), f"state={State.DECIDED}"),
        ("kept_publish", _("major decisions to publish"), f"state={State.REPORTED}"),
        ("kept_execute", _("published major decisions to give to a unit"), f"state={State.PUBLISHED}"),
        ("exceptions", _("exceptions of major decisions to approve"), "marked=asked"),
    ]


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    mine = reached(Matter.Register.DECISIONS, request.actor).filter(office=request.actor.office_id)
    return {
        "draft": mine.filter(state=State.STARTED), "sent_back": mine.filter(state=State.SENT_BACK), "table": mine.filter(state=State.REVIEWED),
    }  # fmt: skip


def _of_office(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """Of the keeper, and of the office that reviews."""
    kept = reached(Matter.Register.DECISIONS, request.actor)
    found: dict[str, QuerySet[Any]] = {
        "reviewed_wait": with_mark(kept, Matter.Register.DECISIONS, MARKS["review"]), "kept_start": kept.filter(state=State.PROPOSED), "kept_meeting": kept.filter(state=State.TABLED),
        "kept_report": kept.filter(state=State.DECIDED), "kept_publish": kept.filter(state=State.REPORTED), "kept_execute": kept.filter(state=State.PUBLISHED),
    }  # fmt: skip
    found |= desks_of(request, Matter.Register.DECISIONS, Desk.Part.KEEP, code=KEPT)
    return found | desks_of(request, Matter.Register.DECISIONS, Desk.Part.REVIEW, code=REVIEWED)
