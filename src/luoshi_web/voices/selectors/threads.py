"""What readers see under a line or a report."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from luoshi_web.voices import reasons
from luoshi_web.voices.clock import day_of
from luoshi_web.voices.models import VISIBLE, Comment, Forwarded, Hiding
from luoshi_web.voices.services import hiding
from luoshi_web.voices.services.hiding import Away
from luoshi_web.voices.subjects import COMMENT

_SHOWN = (*VISIBLE, Comment.State.REMOVED)


@dataclass(frozen=True, slots=True)
class Answer:
    """The official answer: who, when, on which working day, and the item where it is public."""

    unit: str
    text: str
    on: date
    days: int
    item: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A comment as it is shown. A tombstone has no text, but the day and the reason; ``hidden`` is one that two people still decide on."""

    number: str
    name: str
    text: str
    on: date
    state: str
    language: str
    gone_on: date | None = None
    gone_why: str = ""
    hidden: bool = False
    answer_due: date | None = None
    answer: Answer | None = None
    replies: tuple["Voice", ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """``orphans``: what was said of other words than the line has now, with those words."""

    voices: tuple[Voice, ...]
    count: int
    answers: int
    orphans: tuple[tuple[str, tuple[Voice, ...]], ...] = field(default=())


hidden = hiding.hidden
"""What must not be shown now, for those who ask."""


def thread(kind: str, key: str, *, quote: str) -> Thread:
    """Everything that was said under a subject, the oldest first, replies below. Four queries, however long it is."""
    top = (
        Comment.objects.filter(subject_kind=kind, subject_key=key, public=True, parent=None, state__in=_SHOWN)
        .select_related("forwarded")
        .prefetch_related(
            Prefetch(
                "replies", Comment.objects.filter(state__in=_SHOWN, public=True).select_related("forwarded")
            )
        )
    )
    rows = list(top)
    away = hidden(COMMENT, [one.number for row in rows for one in (row, *row.replies.all())])
    shown = [(row.quote, voice) for row in rows if (voice := voice_of(row, away)) is not None]
    flat = [one for _, voice in shown for one in (voice, *voice.replies)]
    others: dict[str, list[Voice]] = {}
    for said, voice in shown:
        if said != quote:
            others.setdefault(said, []).append(voice)
    return Thread(
        voices=tuple(voice for said, voice in shown if said == quote),
        count=sum(bool(one.text) for one in flat),
        answers=sum(one.answer is not None for one in flat),
        orphans=tuple((said, tuple(voices)) for said, voices in others.items()),
    )


def voice_of(row: Comment, away: dict[str, Away], *, replies: bool = True) -> Voice | None:
    """A comment for readers. None where it has to be as if it had never been there, and nobody has replied."""
    below = (
        tuple(voice for one in row.replies.all() if (voice := voice_of(one, away, replies=False)))
        if replies
        else ()
    )
    over = away.get(row.number)
    if over is not None and over.secret and not below:
        return None
    if over is not None or row.state == Comment.State.REMOVED:
        pending = over is not None and over.state == Hiding.State.PENDING
        secret = over is not None and over.secret
        gone = over.since if over is not None else row.decided_at
        return Voice(
            number="" if secret else row.number, name="", text="", on=day_of(row.received_at), state="hidden" if pending else "removed",
            language=row.language, gone_on=day_of(gone) if gone and not secret else None,
            gone_why="" if pending or secret else reasons.words_of(row.reason), hidden=pending, replies=below,
        )  # fmt: skip
    sent: Forwarded | None = getattr(row, "forwarded", None)
    waits = sent is not None and sent.state in {Forwarded.State.WAITING, Forwarded.State.TAKEN}
    return Voice(
        number=row.number, name=row.name, text=row.text, on=day_of(row.received_at), state=row.state, language=row.language,
        gone_why=reasons.words_of(row.reason) if row.state == Comment.State.MASKED else "",
        answer_due=sent.due if sent is not None and waits else None, answer=_answer(sent), replies=below,
    )  # fmt: skip


def _answer(sent: Forwarded | None) -> Answer | None:
    if sent is None or sent.state != Forwarded.State.ANSWERED or sent.answered_on is None or not sent.answer:
        return None
    return Answer(
        sent.unit, sent.answer, sent.answered_on, sent.days or 0, sent.item if sent.item_public else ""
    )


def one(number: str) -> tuple[Comment, Voice] | None:
    """A comment by its public number, with its replies; None where readers may not know of it."""
    row = (
        Comment.objects.filter(number=number, public=True, state__in=_SHOWN)
        .select_related("forwarded", "parent")
        .prefetch_related(
            Prefetch(
                "replies", Comment.objects.filter(state__in=_SHOWN, public=True).select_related("forwarded")
            )
        )
        .first()
    )
    if row is None:
        return None
    away = hidden(COMMENT, [row.number, *(reply.number for reply in row.replies.all())])
    over = away.get(number)
    if over is not None and over.secret:
        return None
    voice = voice_of(row, away)
    return None if voice is None else (row, voice)


def refused_counts(year: int) -> list[tuple[str, int]]:
    """How many comments of a year were refused, by reason: counted in public."""
    codes = Comment.objects.filter(
        state=Comment.State.REFUSED, received_at__year=year, public=True
    ).values_list("reason", flat=True)
    counted = Counter(code for code in codes if code != reasons.OWN)
    return sorted(((reasons.words_of(code), n) for code, n in counted.items()), key=lambda row: -row[1])
