"""What the supervision office does with the proposals of the urging, and what the leaders say of circulars and interviews."""

from datetime import date, datetime, timedelta

from examples.office.district import District
from examples.office.events import Events
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item, Urge
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.services import approve, refuse, take, urge_by_hand

BY_HAND = (
    (date(2026, 8, 26), 4), (date(2026, 8, 27), 4), (date(2026, 9, 2), 5), (date(2026, 9, 14), 4), (date(2026, 9, 14), 5),
)  # fmt: skip
NOT_NOW = "已当面督促，给予一个月整改期，暂不通报。"


def desk(district: District, events: Events) -> None:
    """On three days of the summer the proposals of 督办 and above are looked through; circulars and interviews by hand, the last still before a leader."""
    for day in (date(2026, 8, 7), date(2026, 9, 9), date(2026, 9, 14)):
        events.on(day, lambda at: _look_through(district, events, at), hour=11)
    for number, (day, rung) in enumerate(BY_HAND):
        events.on(day, lambda at, n=number, rung=rung: _by_hand(district, events, n, rung, at), hour=14)


def _by_hand(district: District, events: Events, number: int, rung: int, at: datetime) -> None:
    """An item that has been red for months: a circular or an interview is put before the leader in charge of it."""
    red = Item.objects.filter(year=2026, state=State.ACTIVE, gap_light="red", leader__isnull=False)
    item = red.exclude(urges__rung__gte=4).order_by("number")[number : number + 1].first()
    if item is None:
        return
    put = urge_by_hand(
        actor=district.actor("supervisor", at), item_id=item.pk, version=item.version, rung=rung, at=at,
        reason="长期滞后，多次督促未见实质进展。", although="前次督促至今未见实质进展。",
    )  # fmt: skip
    events.at(at + timedelta(days=2), lambda at: _decide(district, put.pk, number != 1, at))


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
