"""答复函: the reply to whoever signed, its class at the upper right, with the form that asks for their opinion."""

from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.services import Made
from luoshi_web.registers.proposals.models import Proposal, Reply
from luoshi_web.registers.proposals.papers.opinion_form import form_of
from luoshi_web.registers.proposals.papers.wording import addressed, full_name, lines
from luoshi_web.supervision.papers.content import Content, Imprint, Section, Words, in_words


def reply_of(proposal: Proposal) -> Reply:
    """Its last reply. Raises :class:`Refusal` (``paper_without_items``) where there is none."""
    reply = proposal.replies.order_by("-round").first()
    if reply is None:
        raise Refusal("paper_without_items")
    return reply


def collect(*, matter: Matter, copies_to: tuple[str, ...] = (), words: str = "") -> Made:
    """Of the last reply that the head signed, with its day. ``words`` is what stands at its end besides, such as whom to call. Raises :class:`Refusal`."""
    proposal: Proposal = matter.proposal
    proposal.matter = matter
    reply, signatories = reply_of(proposal), list(proposal.signatories.all())
    unit = matter.office.name if matter.office else ""
    commitments = [
        f"{place}．{each.words}（{in_words(each.due)}前完成）" for place, each in enumerate(proposal.commitments.all(), 1)
    ]  # fmt: skip
    on = reply.sent_on
    again = "重新办理" if reply.round > 1 else ""
    letter = (
        Words("to", f"{addressed(proposal, signatories)}："),
        Words("body", f"您提出的《{matter.title}》（{full_name(proposal)}）收悉。经{again or '研究办理'}，现答复如下："),
        *lines(reply.words),
        *((Words("intro", "对本件承诺的事项："),) if commitments else ()),
        *(Words("body", said) for said in commitments),
        Words("body", "感谢您对政府工作的关心和支持。请填写所附征询意见表并寄回。"),
        *lines(words),
        Words("sign", unit),
        Words("date", in_words(on)),
    )  # fmt: skip
    content = Content(
        "prop_reply", f"关于{full_name(proposal)}的答复", "", on, unit, True, matter.secrecy,
        (Section(False, letter), Section(False, (Words("annex", "附件"), Words("caption", "征询意见表"), form_of(proposal, reply)))),
        imprint=Imprint(unit, on, copies_to), mark=_mark(proposal, reply),
    )  # fmt: skip
    return Made(content, (matter.pk,))


def _mark(proposal: Proposal, reply: Reply) -> str:
    """``办理结果：A　公开方式：主动公开``."""
    public = "主动公开" if proposal.public else "不予公开"
    return f"办理结果：{reply.outcome}　公开方式：{public}"
