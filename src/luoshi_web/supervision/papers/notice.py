"""督查通知单: what an office is to do, until when, and how it answers.

Source of an item and plan of a check: 政府督查工作条例 arts 11 and 15; the office's right to object: art 17.
"""

from datetime import date

from django.db.models import QuerySet

from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.papers.collected import Collected, item_ids, secrecy_of
from luoshi_web.supervision.papers.columns import columns
from luoshi_web.supervision.papers.content import Content, Section, Table, Words, in_words
from luoshi_web.supervision.papers.rows import rows_of

_CODES = ("no", "text", "target", "content", "helpers", "due", "remark")


def collect(
    *, items: QuerySet[Item], on: date, secrecy: int, issuer: str, title: str = "", words: str = ""
) -> Collected:
    """Of items that one office leads. Raises :class:`Refusal` where there is none, or several offices lead them."""
    within = items.filter(secrecy__lte=secrecy).order_by("year", "order", "id")
    rows = rows_of(within, on)
    if not rows:
        raise Refusal("paper_without_items")
    offices = {row.office_id for row in rows}
    if len(offices) > 1 or None in offices:
        raise Refusal("paper_of_several_offices")
    lead = rows[0].texts["lead"]
    table = Table(
        "督查事项",
        columns(*_CODES, text="督查事项"),
        tuple(row.cells(number, _CODES) for number, row in enumerate(rows, 1)),
    )
    count = f"{len(rows)}项"
    blocks: tuple[Words | Table, ...] = (
        Words("to", f"{lead}："),
        Words(
            "body",
            f"根据《政府督查工作条例》有关规定，现将下列{count}事项交由你单位牵头办理，请会同配合单位认真研究，细化措施，明确责任，按时办结。",
        ),
        Words("caption", "督查事项表"),
        table,
        Words("intro", "有关要求如下："),
        *(Words("body", said) for said in _demands(words)),
        Words("sign", issuer),
        Words("date", in_words(on)),
    )
    content = Content(
        kind="notice",
        title=title or "督查通知单",
        number="",
        on=on,
        issuer=issuer,
        headed=True,
        secrecy=secrecy_of(rows),
        sections=(Section(False, blocks),),
    )
    return Collected(content, item_ids(rows), office_id=rows[0].office_id, left_out=items.count() - len(rows))


def _demands(words: str) -> list[str]:
    """What is asked of every office, then what this paper asks besides, numbered through."""
    asked = [
        "请及时签收，明确责任岗位和节点目标；认为不属于本单位职责的，应当在规定时限内说明理由退回。",
        "请按期报送进展情况、存在问题和下一步措施，所报情况应当真实准确，并附佐证材料。",
        "确需延期的，应当在完成时限届满前提出申请，说明理由、新的时限和目前进展。",
        "办结后请申请销号，经核实属实的予以销号。",
        *(line.strip() for line in words.splitlines() if line.strip()),
    ]
    return [f"{number}．{said}" for number, said in enumerate(asked, 1)]
