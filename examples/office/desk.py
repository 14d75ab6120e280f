"""What the supervision office does with the proposals of the urging, and what the leaders say of circulars and interviews."""

from datetime import date, datetime, timedelta

from examples.office.district import District
from examples.office.events import Events
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.services import approve, refuse, take

NOT_NOW = "已当面督促，给予一个月整改期，暂不通报。"


def desk(district: District, events: Events) -> None:
    """On three days of the summer the proposals of 督办 and above are looked through; the last ones still wait for a leader."""
    for day in (date(2026, 8, 7), date(2026, 9, 9), date(2026, 9, 14)):
        events.on(day, lambda at: _look_through(district, events, at), hour=11)


def _look_through(district: District, events: Events, at: datetime) -> None:
    waiting = Urge.objects.filter(state=Urge.State.PROPOSED, rung__gte=3, item__state=State.ACTIVE)
    for rung, most in ((5, 2), (4, 4), (3, 4)):
        for number, urge in enumerate(waiting.filter(rung=rung).order_by("item__number", "pk")[:most]):
            although = "前次督促至今未见实质进展。" if urge.alike.exists() else ""
            taken = take(actor=district.actor("supervisor", at), urge_id=urge.pk, although=although, at=at)
            if taken.state == Urge.State.ASKED:
                events.at(
                    at + timedelta(days=2),
                    lambda at, pk=taken.pk, yes=number != 1: _decide(district, pk, yes, at),
                )


def _decide(district: District, pk: int, yes: bool, at: datetime) -> None:
    urge = Urge.objects.select_related("item").get(pk=pk)
    login = next(login for login, post in district.posts.items() if post.pk == urge.item.leader_id)
    leader = district.actor(login, at)
    try:
        if yes:
            approve(actor=leader, urge_id=pk, words="同意。", at=at)
        else:
            refuse(actor=leader, urge_id=pk, reason=NOT_NOW, at=at)
    except Refusal as refused:  # reported as done meanwhile, or lapsed in the night
        if refused.code not in {"urge_state", "urge_decided"}:
            raise
