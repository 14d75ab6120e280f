"""What is counted of reconsideration (行政复议) and of court cases: put right, settled, in time, who came to court, lost.

One word has several published denominators (纠错率 of those closed, of those closed without settled ones, of those accepted). They stand beside each
other; none is inferred from a printed rate. Articles: 行政复议法, 行政诉讼法, and 法释〔2020〕3号 (负责人出庭规定) on heads in court.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.registers.engine.figures import Definition
from luoshi_web.registers.engine.measures import Measure


class Outcome(StrEnum):
    """How a reconsideration ended (行政复议法 30, 33, 41, 63–74)."""

    NOT_ACCEPTED = "not_accepted"
    DISMISSED = "dismissed"
    REFUSED = "refused"
    UPHELD = "upheld"
    CHANGED = "changed"
    ANNULLED = "annulled"
    UNLAWFUL = "unlawful"
    ORDERED = "ordered"
    VOID = "void"
    AGREEMENT = "agreement"
    MEDIATED = "mediated"
    SETTLED = "settled"
    ENDED = "ended"


CORRECTS = frozenset({Outcome.CHANGED, Outcome.ANNULLED, Outcome.UNLAWFUL, Outcome.ORDERED, Outcome.VOID})
"""直接纠错: 变更, 撤销, 确认违法, 责令履行, 确认无效 (行政复议法 63–67)."""
SETTLES = frozenset({Outcome.MEDIATED, Outcome.SETTLED})


def _open_in(ended_on: date | None, on: date) -> bool:
    """Whether something had not ended before the year of a day."""
    return ended_on is None or ended_on.year >= on.year


@dataclass(frozen=True, slots=True)
class Application:
    """The facts of an application for reconsideration: ``due`` is the last day of its decision with every suspension and extension."""

    number: str
    received_on: date
    accepted_on: date | None = None
    due: date | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None

    def of_year(self, on: date) -> bool:
        """Whether it is one of the cases of the year up to a day: received in it, or open when it began (新收、旧存)."""
        return self.received_on <= on and _open_in(self.closed_on, on)

    def accepted(self, on: date) -> bool:
        """Whether it was accepted by a day."""
        return self.accepted_on is not None and self.accepted_on <= on

    def closed(self, on: date) -> bool:
        """Whether it is closed by a day, a refusal to accept it with it (tables of provinces count 不予受理 among 办结)."""
        return self.closed_on is not None and self.closed_on <= on


def _corrects(row: Application, on: date) -> bool:
    return row.closed(on) and row.outcome in CORRECTS


CORRECTED: tuple[Definition[Application], ...] = (
    Definition(
        "corrected", "closed", "纠错率", "直接纠错", "办结", lambda row, on: row.closed(on), _corrects
    ),
    Definition(
        "corrected",
        "unsettled",
        "纠错率",
        "直接纠错",
        "办结（不含调解和解）",
        lambda row, on: row.closed(on) and row.outcome not in SETTLES,
        _corrects,
    ),
    Definition(
        "corrected",
        "accepted",
        "纠错率",
        "直接纠错",
        "受理",
        lambda row, on: row.accepted(on),
        _corrects,
    ),
)
"""纠错率 over (a) closed, (b) closed without settled ones, (c) accepted."""

SETTLED: Definition[Application] = Definition(
    "settled",
    "closed",
    "调解和解率",
    "调解、和解撤回",
    "办结",
    lambda row, on: row.closed(on),
    lambda row, on: row.closed(on) and row.outcome in SETTLES,
)
"""调撤率: mediated, or settled and withdrawn, of those closed."""

IN_TIME: Definition[Application] = Definition(
    "in_time",
    "due",
    "法定期限结案率",
    "法定期限内结案",
    "已结案或已到期",
    lambda row, on: row.accepted(on) and (row.closed(on) or (row.due is not None and row.due <= on)),
    lambda row, on: row.closed_on is not None and row.due is not None and row.closed_on <= min(row.due, on),
)
"""法定期限结案率: decided by the due day, of those decided or due (行政复议法 62)."""

CLOSED: Definition[Application] = Definition(
    "closed",
    "accepted",
    "办结率",
    "办结",
    "受理",
    lambda row, on: row.accepted(on),
    lambda row, on: row.closed(on),
)
"""复议案件办结率: closed of accepted. It falls with every case of December, which says nothing of lateness."""

RECEIVED: Measure[Application] = Measure(
    "received",
    "year",
    "新收行政复议案件",
    "件",
    lambda row, on: row.received_on.year == on.year and row.received_on <= on,
)
CLOSED_COUNT: Measure[Application] = Measure(
    "closed_count",
    "year",
    "办结行政复议案件",
    "件",
    lambda row, on: row.closed(on) and row.closed_on is not None and row.closed_on.year == on.year,
)


class Came(StrEnum):
    """Who came to a hearing for the office. A head is 正职, 副职 or another who shares the leading (出庭规定 2)."""

    CHIEF = "chief"
    DEPUTY = "deputy"
    STAFF = "staff"
    LAWYER = "lawyer"


HEADS = frozenset({Came.CHIEF, Came.DEPUTY})


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing: who came, whether the court had asked for the head (4), whether it excused the head's absence (8, 9)."""

    on: date
    came: Came
    asked: bool = False
    excused: bool = False


class Judged(StrEnum):
    """How an instance ended (行政诉讼法 60, 62, 69, 70, 72–78, 89, 97)."""

    CLAIM_REFUSED = "claim_refused"
    SUIT_DISMISSED = "suit_dismissed"
    ANNULLED = "annulled"
    ORDERED = "ordered"
    PAYMENT = "payment"
    UNLAWFUL = "unlawful"
    VOID = "void"
    CHANGED = "changed"
    AGREEMENT = "agreement"
    WITHDRAWN = "withdrawn"
    MEDIATED = "mediated"
    UPHELD = "upheld"  # of a second instance or a retrial (89)
    REVERSED = "reversed"
    SENT_BACK = "sent_back"
    GRANTED = "granted"  # 准予执行 (97)
    NOT_GRANTED = "not_granted"


LOST = frozenset(
    {Judged.ANNULLED, Judged.ORDERED, Judged.PAYMENT, Judged.UNLAWFUL, Judged.VOID, Judged.CHANGED}
    | {Judged.AGREEMENT}
)
JUDGMENTS = LOST | {Judged.CLAIM_REFUSED}


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance (审级) of a court case. Each is counted anew, several hearings of one only once (出庭规定 7)."""

    number: str
    filed_on: date
    level: int = 1
    hearings: tuple[Hearing, ...] = ()
    ended_on: date | None = None
    judged: Judged | None = None

    def of_year(self, on: date) -> bool:
        """Whether it is one of the instances of the year up to a day: filed in it, or not ended when it began."""
        return self.filed_on <= on and _open_in(self.ended_on, on)

    def heard(self, on: date) -> tuple[Hearing, ...]:
        """Its hearings by a day, in order."""
        return tuple(sorted((h for h in self.hearings if h.on <= on), key=lambda hearing: hearing.on))

    def came(self, on: date, ranks: frozenset[Came] = HEADS) -> bool:
        """Whether one of those ranks came once, and a head to every later hearing for which the court asked again (出庭规定 7)."""
        hearings = self.heard(on)
        first = next((at for at, hearing in enumerate(hearings) if hearing.came in ranks), None)
        if first is None:
            return False
        return not any(h.asked and not h.excused and h.came not in HEADS for h in hearings[first + 1 :])

    def excused(self, on: date) -> bool:
        """Whether no head came and the court had excused it at every hearing (出庭规定 8, 9)."""
        hearings = self.heard(on)
        return bool(hearings) and all(h.excused and h.came not in HEADS for h in hearings)

    def ended(self, on: date) -> bool:
        """Whether it ended by a day."""
        return self.ended_on is not None and self.ended_on <= on


def _never(row: Instance, on: date) -> bool:
    return False


def _head(
    variant: str, below: str, asked: bool = False, left_out_excused: bool = False
) -> Definition[Instance]:
    return Definition(
        "head_came",
        variant,
        "负责人出庭率",
        "负责人出庭",
        below,
        lambda row, on: any(h.asked or not asked for h in row.heard(on)),
        lambda row, on: row.came(on),
        (lambda row, on: row.excused(on)) if left_out_excused else _never,
    )


HEAD_CAME: tuple[Definition[Instance], ...] = (
    _head("heard", "开庭审理"),
    _head("not_excused", "开庭审理（不含法院准许不出庭）", left_out_excused=True),
    _head("asked", "法院通知负责人出庭", asked=True),
)
"""负责人出庭率 of (a) instances heard, (b) without those that the court excused, (c) those in which the court asked for the head."""

CHIEF_CAME: Definition[Instance] = Definition(
    "chief_came",
    "heard",
    "正职出庭率",
    "正职出庭",
    "开庭审理",
    lambda row, on: bool(row.heard(on)),
    lambda row, on: row.came(on, frozenset({Came.CHIEF})),
)
"""正职（主要负责人）出庭率: deputies do not count."""

LOST_RATE: tuple[Definition[Instance], ...] = (
    Definition(
        "lost",
        "closed",
        "一审败诉率",
        "败诉",
        "一审审结",
        lambda row, on: row.level == 1 and row.ended(on),
        lambda row, on: row.judged in LOST,
    ),
    Definition(
        "lost",
        "judgments",
        "一审败诉率",
        "败诉",
        "一审判决",
        lambda row, on: row.level == 1 and row.ended(on) and row.judged in JUDGMENTS,
        lambda row, on: row.judged in LOST,
    ),
)
"""一审败诉率 of (a) first instances ended, withdrawn ones with them, (b) judgments only."""

ENDED: Definition[Instance] = Definition(
    "ended",
    "filed",
    "审结率",
    "审结",
    "应诉",
    lambda row, on: row.filed_on <= on,
    lambda row, on: row.ended(on),
)

SUITS: Measure[Instance] = Measure(
    "suits",
    "year",
    "一审行政诉讼案件",
    "件",
    lambda row, on: row.level == 1 and row.filed_on.year == on.year and row.filed_on <= on,
)


class Advised(StrEnum):
    """Who advised: the reconsideration body (意见书), a court (司法建议) on a normative document or on something else, a procuratorate (检察建议)."""

    LETTER = "letter"
    DOCUMENT = "document"
    COURT = "court"
    PROCURATORATE = "procuratorate"


@dataclass(frozen=True, slots=True)
class Advice:
    """A letter or advice to an office, with the day by which it is answered; None where it names none."""

    number: str
    kind: Advised
    received_on: date
    due: date | None = None
    answered_on: date | None = None

    def of_year(self, on: date) -> bool:
        """Whether it is one of the year up to a day: received in it, or not answered when it began."""
        return self.received_on <= on and _open_in(self.answered_on, on)

    def answered(self, on: date) -> bool:
        """Whether it is answered by a day."""
        return self.answered_on is not None and self.answered_on <= on


def _advice_in_time(row: Advice, on: date) -> bool:
    return row.answered(on) and (row.due is None or (row.answered_on or on) <= row.due)


ANSWERED: tuple[Definition[Advice], ...] = (
    Definition(
        "advice_answered",
        "received",
        "司法建议、意见书回复率",
        "已回复",
        "收到",
        lambda row, on: row.received_on <= on,
        lambda row, on: row.answered(on),
    ),
    Definition(
        "advice_answered",
        "in_time",
        "司法建议、意见书按期回复率",
        "按期回复",
        "已回复或已到期",
        lambda row, on: (
            row.received_on <= on and (row.answered(on) or (row.due is not None and row.due <= on))
        ),
        _advice_in_time,
    ),
)
"""回复率 of all received; 按期回复率 of those answered or due (行政复议法 76, 行诉解释 149). One that names no day is never late."""
