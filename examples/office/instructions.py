"""Items that no report promised: the mayor's notes, a meeting's decisions, the office's own suggestions; what asks the same is looked at first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from examples.office.district import District
from examples.office.events import Events
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.alike import undecided
from luoshi_web.supervision.services import assign
from luoshi_web.supervision.services import progress as reports
from luoshi_web.supervision.services.alike import decide_alike
from luoshi_web.supervision.services.establish import Asked, decide_origin, establish, hand_out
from luoshi_web.supervision.states import State

MEETING = "区政府第38次常务会议"


def instructions(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    posts, mayor = district.posts, district.posts["mayor"]
    on = events.on
    note = Asked(
        source="instruction", document="note", said_by=mayor, said_on=date(2026, 3, 13), lead=posts["jiaotong"],
        title="研究解决青川大桥早高峰拥堵问题", words="请区交通局会同有关单位拿出疏堵方案，半个月内报我。", number="批示〔2026〕17号",
        helpers=[posts["zhujian"]],
    )  # fmt: skip
    on(date(2026, 3, 16), lambda at: _through(district, events, note, at))
    meeting = Asked(
        source="decision", document="meeting", said_on=date(2026, 4, 10), lead=posts["jiaoti"], number=MEETING,
        title="制定义务教育阶段学位扩充三年计划", words="会议议定，由区教体局牵头，区财政局、区住建局配合，制定学位扩充三年计划，提请区政府审定。",
        helpers=[posts["caizheng"], posts["zhujian"]],
    )  # fmt: skip
    on(date(2026, 4, 13), lambda at: _through(district, events, meeting, at))
    media = Asked(
        source="suggestion", document="media", said_on=date(2026, 6, 8), lead=posts["zhujian"], title="核实处理城东安置小区供水不稳问题",
        words="市民热线和网络留言一周内集中反映城东安置小区高层供水不稳，建议列为督查事项。",
    )  # fmt: skip
    on(date(2026, 6, 9), lambda at: _suggest(district, events, media, True, at))
    deputy = replace(
        media, source="instruction", document="note_hard", said_by=posts["deputy2"], said_on=date(2026, 7, 2),
        title="开展全区停车收费专项督查", words="请督查室牵头，对全区停车收费情况开展一次专项督查。", lead=posts["fagai"],
    )  # fmt: skip
    on(date(2026, 7, 3), lambda at: _suggest(district, events, deputy, False, at))
    for day, decision, reason in (
        (date(2026, 5, 18), "linked", ""),
        (
            date(2026, 6, 1),
            "merged",
            "与《政府工作报告》已分解事项内容一致，并入原事项一并督办，不重复交办。",
        ),
        (date(2026, 9, 14), "", ""),
    ):
        on(day, lambda at, said=(decision, reason): _alike(district, events, *said, at))
    waiting = replace(
        media, said_on=date(2026, 9, 11), title="督查农村公路养护资金拨付情况", words="审计整改情况反映，部分镇街养护资金拨付滞后，建议开展专项督查。",
        document="documents", lead=posts["jiaotong"],
    )  # fmt: skip
    on(date(2026, 9, 14), lambda at: _enter(district, waiting, at) and None)


def _enter(district: District, asked: Asked, at: datetime) -> Item:
    return establish(actor=district.actor("supervisor", at), asked=asked, at=at)


def _through(district: District, events: Events, asked: Asked, at: datetime) -> None:
    """Entered and handed out on one day, signed for on the next, reported on twice."""
    item = _enter(district, asked, at)
    _hand_out(district, events, item.pk, at)


def _hand_out(district: District, events: Events, pk: int, at: datetime) -> None:
    item = Item.objects.get(pk=pk)
    said_apart([item], actor=district.actor("supervisor", at), at=at)
    item = Item.objects.get(pk=pk)
    hand_out(actor=district.actor("supervisor", at), item_id=pk, version=item.version, at=at)
    events.on(date.fromordinal(at.date().toordinal() + 1), lambda at: _sign(district, pk, at))
    for month, last in ((4, 30), (5, 31), (6, 30), (7, 31), (8, 31)):
        if date(2026, month, last) > at.date():
            events.on(
                date(2026, month + 1, 4),
                lambda at, day=date(2026, month, last): _report(district, pk, day, at),
            )


def said_apart(items: Sequence[Item], *, actor, at: datetime) -> None:  # type: ignore[no-untyped-def]
    """Of whatever asks the same somebody says what it is: a row that another one holds word for word is merged into it."""
    for pk, alike in undecided(items, actor=actor, on=at.date()).items():
        for found in alike:
            item = Item.objects.get(pk=pk)
            if item.state != State.DRAFT:
                break
            same = found.item.title in item.title and "，" in item.title and item.year == 2025
            decision, reason = (
                ("merged", "与同一报告中的另一事项内容重复，合并为一项。")
                if same
                else ("apart", "口径不同，分别为总量和其中项，分别落实、分别考评。")
            )
            decide_alike(
                actor=actor, item_id=pk, version=item.version, other_id=found.item.pk, decision=decision, reason=reason, at=at
            )  # fmt: skip


def _sign(district: District, pk: int, at: datetime) -> None:
    item = Item.objects.select_related("office").get(pk=pk)
    head = district.actor(district.head_of(item.office), at)
    assign.sign(actor=head, item_id=pk, version=item.version, at=at)


def _report(district: District, pk: int, period: date, at: datetime) -> None:
    item = Item.objects.select_related("office").get(pk=pk)
    if item.state != State.ACTIVE:
        return
    officer = district.actor(district.officer_of(item.office), at)
    said = reports.Report(
        words="已会同配合单位形成初步方案，正在征求意见。", share=min(100, 20 * (period.month - 2))
    )
    reports.report(actor=officer, item_id=pk, period=period, said=said, at=at)


def _suggest(district: District, events: Events, asked: Asked, approve: bool, at: datetime) -> None:
    """What the office suggests, or a deputy asks for, goes before the mayor two days later."""
    item = _enter(district, asked, at)
    later = date.fromordinal(at.date().toordinal() + 2)
    answer = "同意，请五日内报告结果。" if approve else "与市里部署的专项检查重复，暂不立项。"

    def decide(at: datetime) -> None:
        decide_origin(
            actor=district.actor("mayor", at), item_id=item.pk, version=Item.objects.get(pk=item.pk).version, approve=approve,
            answer=answer, at=at,
        )  # fmt: skip
        if approve:
            _hand_out(district, events, item.pk, at)

    events.on(later, decide)


def _alike(district: District, events: Events, decision: str, reason: str, at: datetime) -> None:
    """A note on what the report promised already: linked with it, merged into it, or left for somebody to say."""
    open_tasks = Item.objects.filter(
        year=2026, source="report", kind="task", state=State.ACTIVE, resembled=None
    )
    few = list(open_tasks.select_related("lead").order_by("number")[:12])
    other = few[{"linked": 1, "merged": 4}.get(decision, 7) % len(few)]
    item = _enter(
        district,
        Asked(
            source="instruction", document="note", said_by=district.posts["mayor"], said_on=at.date(), lead=other.lead,
            title=other.title, words="此项工作群众关切，请抓紧推进，并报告进展。", number=f"批示〔2026〕{at.month * 10}号",
        ),
        at,
    )  # fmt: skip
    if not decision:
        return
    decide_alike(
        actor=district.actor("supervisor", at), item_id=item.pk, version=item.version, other_id=other.pk, decision=decision,
        reason=reason, at=at,
    )  # fmt: skip
    if decision == "linked":
        _hand_out(district, events, item.pk, at)
