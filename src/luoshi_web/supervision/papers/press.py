"""催办单: what an office has been urged for and has not yet answered."""

from datetime import date

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item, Urge
from luoshi_web.supervision.models.urging import Rung
from luoshi_web.supervision.papers.collected import Collected, item_ids, secrecy_of
from luoshi_web.supervision.papers.columns import COLUMNS, columns
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, Words, in_words
from luoshi_web.supervision.papers.rows import rows_of
from luoshi_web.supervision.states import OPEN

_CODES = ("no", "number", "text", "due", "progress")
_RUNGS = {1: "提醒", 2: "催办", 3: "督办", 4: "通报", 5: "约谈"}
_MORE = (
    Column("rung", "督促方式", 8, "center"),
    Column("urged", "督促日期", 12, "center"),
    Column("answer", "答复期限", 12, "center"),
    Column("times", "累计督促次数", 6, "center", number=True),
)

_APPROVER = Column("approver", "批准领导", 9, "center")
"""Only where a 通报 or 约谈 is among them: no other person than a leader is named in a paper."""


def collect(
    *, office: Office, on: date, secrecy: int, issuer: str, title: str = "", words: str = ""
) -> Collected:
    """The open items of an office with an urge of 催办 or above that it has not answered, each with the highest such rung.

    Raises :class:`Refusal` where there is none.
    """
    sent = Urge.objects.filter(office=office, state=Urge.State.SENT, on__lte=on, rung__gte=Rung.PRESS)
    waiting = sent.filter(answered_at__isnull=True, item__state__in=OPEN)
    urges = {urge.item_id: urge for urge in waiting.order_by("rung", "on", "id")}
    whole = Item.objects.filter(pk__in=waiting.values("item"))
    within = whole.filter(secrecy__lte=secrecy).order_by("due", "id")
    rows = rows_of(within, on)
    if not rows:
        raise Refusal("paper_without_items")
    approved = any(urges[row.item_id].approver for row in rows)
    times = dict(within.values_list("pk", "times_urged"))
    table = Table(
        "催办事项",
        (
            *columns(*_CODES, text="催办事项"),
            *_MORE,
            *((_APPROVER,) if approved else ()),
            COLUMNS["remark"],
        ),
        tuple(
            (
                *row.cells(number, _CODES),
                _RUNGS[urges[row.item_id].rung],
                in_words(urges[row.item_id].on),
                _day(urges[row.item_id].answer_due),
                str(times[row.item_id]),
                *((urges[row.item_id].approver,) if approved else ()),
                "；".join(said for said in (row.texts["remark"], _late(urges[row.item_id], on)) if said),
            )
            for number, row in enumerate(rows, 1)
        ),
    )
    letter = (
        Words("to", f"{office.name}："),
        Words(
            "body",
            f"截至{in_words(on)}，你单位牵头的{len(rows)}项事项经督促仍未按要求落实或者答复（见附表）。请逐项分析原因，采取有效措施加快推进，并在答复期限内书面报告办理情况、未按时完成的原因和下一步措施；答复期限已过的，请立即报告。",
        ),
        *(Words("body", line.strip()) for line in words.splitlines() if line.strip()),
        Words("body", "附表：催办事项表"),
        Words("sign", issuer),
        Words("date", in_words(on)),
    )
    content = Content(
        kind="press",
        title=title or "催办单",
        number="",
        on=on,
        issuer=issuer,
        headed=True,
        secrecy=secrecy_of(rows),
        sections=(
            Section(False, letter),
            Section(True, (Words("annex", "附表"), Words("caption", "催办事项表"), table)),
        ),
    )
    return Collected(content, item_ids(rows), office_id=office.pk, left_out=whole.count() - len(rows))


def _day(day: date | None) -> str:
    return in_words(day) if day else ""


def _late(urge: Urge, on: date) -> str:
    return "逾期未答复" if urge.answer_due is not None and urge.answer_due < on else ""
