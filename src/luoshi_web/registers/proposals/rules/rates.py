"""The rates of the register (交办 办复 办结 面商 满意 采纳 落实), each by every definition that bodies print it by."""

from collections.abc import Callable
from datetime import date

from luoshi_web.registers.engine.figures import Definition
from luoshi_web.registers.proposals.rules.codes import Meaning
from luoshi_web.registers.proposals.rules.facts import Commitment, Of, Proposal, Rating, Value, had

GOOD = frozenset({Value.SATISFIED})
GOOD_OR_MOSTLY = GOOD | {Value.MOSTLY}


def _withdrawn(row: Proposal, on: date) -> bool:
    return had(row.withdrawn_on, on)


def _filed(row: Proposal, on: date) -> bool:
    return row.filed and row.filed_on <= on


def _assigned(row: Proposal, on: date) -> bool:
    return row.filed and had(row.assigned_on, on)


def _replied(row: Proposal, on: date) -> bool:
    return had(row.replied_on, on)


def _due(row: Proposal, on: date) -> bool:
    return _assigned(row, on) and had(row.due, on)


def _in_time(row: Proposal, on: date) -> bool:
    return _replied(row, on) and row.replied_on is not None and row.due is not None and row.replied_on <= row.due  # fmt: skip


def _solved(row: Proposal, on: date) -> bool:
    """Solved, or everything promised is verified."""
    if not _replied(row, on):
        return False
    verified = bool(row.commitments) and all(had(each.verified_on, on) for each in row.commitments)
    return row.meaning is Meaning.SOLVED or verified


def _means(*meanings: Meaning) -> Callable[[Proposal, date], bool]:
    return lambda row, on: _replied(row, on) and row.meaning in meanings


def _met_before_reply(row: Proposal, on: date) -> bool:
    return row.replied_on is not None and any(
        contact.face_to_face and contact.on <= min(row.replied_on, on) for contact in row.contacts
    )


def _last(of: Of) -> Callable[[Proposal, date], Rating | None]:
    return lambda row, on: row.last_rating(of, on)


def _first(of: Of) -> Callable[[Proposal, date], Rating | None]:
    return lambda row, on: row.first_rating(of, on)


def _satisfied(
    variant: str, pick: Callable[[Proposal, date], Rating | None], values: frozenset[Value], words: str
) -> Definition[Proposal]:
    """Over receipts: a receipt that never came is left out and shown."""

    def left_out(row: Proposal, on: date) -> bool:
        rating = pick(row, on)
        return rating is not None and rating.value is Value.LEFT_OUT

    def counts(row: Proposal, on: date) -> bool:
        rating = pick(row, on)
        return rating is not None and rating.value in values

    return Definition(
        "satisfied", variant, "满意率", words, "收回的征询意见表", lambda row, on: pick(row, on) is not None, counts, left_out
    )  # fmt: skip


def _of_assigned(row: Proposal, on: date) -> bool:
    rating = row.last_rating(Of.REPLY, on)
    return rating is not None and rating.value in GOOD_OR_MOSTLY


RATES: tuple[Definition[Proposal], ...] = (
    Definition("assigned", "a", "交办率", "已交办", "立案（不含撤回）", _filed, _assigned, _withdrawn),
    Definition("replied", "a", "办复率", "已答复", "已交办", _assigned, _replied, _withdrawn),
    Definition("replied_in_time", "a", "法定时限办复率", "在期限内答复", "期限已到", _due, _in_time, _withdrawn),
    Definition("settled", "a", "办结率", "已答复", "已交办", _assigned, _replied, _withdrawn),
    Definition("settled", "b", "办结率", "已解决或承诺全部核实", "已交办", _assigned, _solved, _withdrawn),
    Definition("face_to_face", "a", "面商率", "答复前面商", "已答复", _replied, _met_before_reply, _withdrawn),
    _satisfied("a", _last(Of.REPLY), GOOD, "满意"),
    _satisfied("b", _last(Of.REPLY), GOOD_OR_MOSTLY, "满意和基本满意"),
    Definition("satisfied", "c", "满意率", "满意和基本满意", "已交办", _assigned, _of_assigned, _withdrawn),
    _satisfied("d", _first(Of.REPLY), GOOD_OR_MOSTLY, "初次满意和基本满意"),
    _satisfied("attitude", _last(Of.ATTITUDE), GOOD_OR_MOSTLY, "对办理工作满意和基本满意"),
    _satisfied("commitment", _last(Of.COMMITMENT), GOOD_OR_MOSTLY, "对承诺落实满意和基本满意"),
    Definition("adopted", "a", "采纳率", "已解决", "已交办", _assigned, _means(Meaning.SOLVED), _withdrawn),
    Definition(
        "adopted", "b", "采纳率", "已解决或正在解决", "已交办", _assigned, _means(Meaning.SOLVED, Meaning.UNDER_WAY), _withdrawn
    ),
)  # fmt: skip
CARRIED_OUT: Definition[Commitment] = Definition(
    "carried_out", "a", "落实率", "已核实", "期限已到的承诺",
    lambda row, on: row.due <= on, lambda row, on: had(row.verified_on, on), lambda row, on: had(row.given_up_on, on),
)  # fmt: skip
"""Of what replies promised, over commitments and not over proposals. What was given up in writing is left out and shown."""
