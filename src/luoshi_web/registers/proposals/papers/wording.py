"""What papers call proposals: always in Chinese, whatever the reader's language."""

from collections.abc import Iterable

from luoshi_web.registers.proposals.models import Proposal, Signatory
from luoshi_web.supervision.papers.content import Column, Words

KINDS = {"suggestion": "代表建议", "motion": "代表建议", "proposal": "政协提案", "opinion": "会议意见"}
_CALLED = {"proposal": "委员"}
COLUMNS = {
    column.code: column
    for column in (
        Column("no", "序号", 5, "center", number=True), Column("number", "编号", 14, "center"), Column("title", "案由", 34), Column("kind", "类别", 9, "center"),
        Column("first", "领衔代表/第一提案人", 13, "center"), Column("group", "代表团/界别", 13, "center"), Column("lead", "主办单位", 15, "center"),
        Column("co", "协办单位", 16, "center"), Column("assigned", "交办时间", 14, "center"), Column("due", "答复期限", 14, "center"),
        Column("owed", "待办事项", 14, "center"), Column("limit", "办理期限", 15, "center"), Column("over", "逾期天数（日历日）", 10, "center", number=True),
    )
}  # fmt: skip


def columns(*codes: str) -> tuple[Column, ...]:
    """The columns of these codes."""
    return tuple(COLUMNS[code] for code in codes)


def first_of(signatories: Iterable[Signatory]) -> tuple[str, str]:
    """Name and group of the first; 等N人 behind it where others signed, too."""
    named = list(signatories)
    if not named:
        return "", ""
    more = f"等{len(named)}人" if len(named) > 1 else ""
    return f"{named[0].name}{more}", named[0].group


def addressed(proposal: Proposal, signatories: Iterable[Signatory]) -> str:
    """``陈晓岚、周明远代表``; a delegation or a committee that signed as one stands by its own name."""
    called = _CALLED.get(proposal.kind, "代表")
    names = [each.name for each in signatories]
    persons = [name for name in names if len(name) <= _LONGEST_NAME]
    bodies = [name for name in names if len(name) > _LONGEST_NAME]
    said = [f"{'、'.join(persons)}{called}"] if persons else []
    return "，".join(said + bodies)


_LONGEST_NAME = 5
"""Characters of a person's name without a dot between; what is longer is a body's (民盟云溪区总支)."""


def full_name(proposal: Proposal) -> str:
    """``十八届五次会议建议第12号``, as the papers of its session call it."""
    return f"{proposal.session}{'会议' if proposal.session and not proposal.session.endswith('会议') else ''}{proposal.matter.number}"


def counted(kinds: Iterable[str]) -> str:
    """``12件，其中代表建议8件、政协提案4件``."""
    found = [KINDS[kind] for kind in kinds]
    parts = [f"{name}{found.count(name)}件" for name in dict.fromkeys(KINDS.values()) if name in found]
    return f"{len(found)}件" + (f"，其中{'、'.join(parts)}" if len(parts) > 1 else "")


def lines(words: str) -> list[Words]:
    """Each line that somebody typed, a paragraph."""
    return [Words("body", line.strip()) for line in words.splitlines() if line.strip()]
