"""交办通知 with its 交办清单: what was assigned, to whom, by when it is answered."""

from datetime import date

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.services import Made
from luoshi_web.registers.proposals.models import Proposal, Share
from luoshi_web.registers.proposals.papers.wording import KINDS, columns, counted, first_of, lines
from luoshi_web.supervision.papers.content import Content, Section, Table, Words, in_words

_CODES = ("no", "lead", "number", "title", "kind", "first", "group", "co", "assigned", "due")
_ASKED = (
    "请明确分管领导、承办机构和经办人，及时签收；认为不属于本单位职责的，应当在规定期限内书面说明理由退回，不得自行转办。",
    "办理中应当与代表、委员联系沟通，充分听取意见；主办单位牵头，协办单位应当按期向主办单位提出书面意见。",
    "代表建议应当自交办之日起三个月内答复；涉及面广、处理难度大的，至迟六个月内答复（《全国人民代表大会和地方各级人民代表大会代表法》第五十一条）。政协提案按清单所列期限答复。",
    "答复函应当注明办理结果的类别和公开方式，由单位主要负责人签发，附征询意见表；答复中承诺的事项应当写明完成时限，列入承诺事项台账。",
)


def collect(
    *, year: int, since: date, until: date, office: Office | None, on: date, secrecy: int, issuer: str, title: str = "", words: str = ""
) -> tuple[list[Made], int]:  # fmt: skip
    """What was assigned on these days, to one unit or to all, and how many above the paper's secrecy are left out.

    Raises :class:`Refusal` where there is none.
    """
    whole = Matter.objects.filter(
        register="proposals", year=year, proposal__assigned_on__range=(since, min(until, on)), proposal__withdrawn_on=None
    ).exclude(office=None)  # fmt: skip
    if office is not None:
        whole = whole.filter(office=office)
    found = whole.filter(secrecy__lte=secrecy).select_related("office", "proposal")
    matters = list(
        found.prefetch_related("proposal__signatories", "proposal__shares__office").order_by(
            "office__order", "office", "number"
        )
    )
    if not matters:
        raise Refusal("paper_without_items")
    table = Table("交办清单", columns(*_CODES), tuple(_row(place, each) for place, each in enumerate(matters, 1)), merged=("lead",))  # fmt: skip
    to = f"{office.name}：" if office is not None else "各承办单位："
    count = counted(each.proposal.kind for each in matters)
    letter = (
        Words("to", to),
        Words("body", f"现将{year}年代表建议和政协提案共{count}交由{'你单位' if office else '有关单位'}办理（见附件），请认真研究，按期办复。"),
        Words("intro", "有关要求如下："),
        *(Words("body", f"{place}．{said}") for place, said in enumerate(_ASKED, 1)),
        *lines(words),
        Words("body", "附件：交办清单"),
        Words("sign", issuer),
        Words("date", in_words(on)),
    )  # fmt: skip
    content = Content(
        "prop_assignment", title or f"关于交办{year}年代表建议和政协提案的通知", "", on, issuer, True, max(each.secrecy for each in matters),
        (Section(False, letter), Section(True, (Words("annex", "附件"), Words("caption", "交办清单"), table))),
    )  # fmt: skip
    made = Made(content, tuple(each.pk for each in matters), office.pk if office else None)
    return [made], whole.count() - len(matters)


def _row(place: int, matter: Matter) -> tuple[str, ...]:
    proposal: Proposal = matter.proposal
    first, group = first_of(proposal.signatories.all())
    co = [share.office.name for share in proposal.shares.all() if share.role == Share.Role.CO]
    lead = matter.office.name if matter.office else ""
    days = (in_words(day) if day else "" for day in (proposal.assigned_on, proposal.due))
    return (str(place), lead, matter.number, matter.title, KINDS[proposal.kind], first, group, "、".join(co), *days)  # fmt: skip
