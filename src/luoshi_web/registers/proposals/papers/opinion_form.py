"""征询意见表: what whoever signed says of how it was handled, and of what came of it. A form to be filled in, no paper with a number."""

from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals.models import Proposal, Reply
from luoshi_web.registers.proposals.papers.wording import first_of, full_name
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, in_words

_THREE = "□满意　□基本满意　□不满意"
_BLANK = "\n\n"


def form_of(proposal: Proposal, reply: Reply) -> Table:
    """The table, with what is known filled in."""
    matter = proposal.matter
    first, group = first_of(proposal.signatories.all())
    promised = [
        (f"承诺事项落实情况：{each.words}（{in_words(each.due)}前）", f"{_THREE}　（落实后填写）") for each in proposal.commitments.all()
    ]  # fmt: skip
    rows = (
        ("编号及案由", f"{full_name(proposal)}　{matter.title}"),
        ("领衔代表/第一提案人", f"{first}　{group}".strip()),
        ("主办单位", matter.office.name if matter.office else ""),
        ("答复文号及日期", f"{reply.number}　{in_words(reply.sent_on)}"),
        ("办理结果类别", reply.outcome),
        ("走访情况", "□登门走访　□现场查看　□未走访"),
        ("答复前听取意见方式", "□当面　□座谈　□电话　□书面　□未听取"),
        ("办理人员态度", _THREE),
        ("答复是否针对建议、提案", "□是　□否"),
        ("是否由分管领导答复", "□是　□否"),
        ("对办理结果（答复）", _THREE),
        *promised,
        ("意见和建议", _BLANK),
        ("签名及日期", _BLANK),
    )
    columns = (Column("asked", "征询内容", 34), Column("said", "代表、委员意见", 66))
    return Table("征询意见表", columns, rows)


def paper_of(matter: Matter, reply: Reply) -> Content:
    """The form by itself, to be sent again with a reminder."""
    proposal: Proposal = matter.proposal
    proposal.matter = matter
    unit = matter.office.name if matter.office else ""
    table = form_of(proposal, reply)
    return Content(
        "prop_form", "代表建议、政协提案办理情况征询意见表", reply.number, reply.sent_on, unit, False, matter.secrecy, (Section(False, (table,)),), draft=False
    )  # fmt: skip
