"""The sentences of the next report: from the registers' figures of a year, with the matters behind each number, what is not verified, and what was promised and has none."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry as Stored
from luoshi_web.ledgerstore.selectors.entries import entries_to_split
from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.reports.lines import entry_of, own_reports
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.reports.services import keep
from luoshi_web.registers.sayings import Saying
from luoshi_web.registers.sayings.reader import read_entry
from luoshi_web.registers.sentences import Counted, Draft, draft, unmentioned
from luoshi_web.registers.sentences.writer import templates
from luoshi_web.supervision.papers.content import Content, Section, Words, in_words


@dataclass(frozen=True, slots=True)
class Promise:
    """What a report promised for the year, of which the draft says no number."""

    entry: Stored
    saying: Saying


@dataclass(frozen=True, slots=True)
class Written:
    """The draft of a year as of a day. ``promises``: those that it does not mention."""

    year: int
    on: date
    draft: Draft
    promises: tuple[Promise, ...]


def written(year: int, today: date) -> Written:
    """The draft of a year from all registers that are kept here."""
    promised = {saying: entry for entry, saying in _promised(year)}
    sizes = {(saying.register, saying.figure, saying.size) for saying in promised}
    made = draft(list(_counted(year, today, sizes)))
    left = tuple(Promise(promised[saying], saying) for saying in unmentioned(promised, made))
    return Written(year, day_of(year, today), made, left)


def _counted(year: int, today: date, sizes: Set[tuple[str, str, Bar | None]]) -> Iterator[Counted]:
    """What has a sentence; of the classes by size those that were promised, and no others."""
    said = {(each.register, each.figure, each.variant) for each in templates()}
    for register, provider in PROVIDERS.items():
        for answer in answers_of(register, year, today) or ():
            if answer.size is not None and (register, answer.code, answer.size) not in sizes:
                continue
            if answer.scope or (register, answer.code, answer.variant) not in said:
                continue
            rows = provider.rows(year, answer)
            keys, waiting = sorted(rows.below | rows.above), sorted(rows.unverified)
            yield Counted(register, answer, tuple(map(str, keys)), tuple(map(str, waiting)))


def _promised(year: int) -> Iterator[tuple[Stored, Saying]]:
    """What the reports of this place said at the beginning of the year that would be done in it."""
    for report in own_reports().filter(year=year):
        for entry in entries_to_split(report).select_related("copy", "report"):
            saying = read_entry(entry_of(entry), entry.copy.text)
            if saying is not None and saying.promised and saying.year in (None, year):
                yield entry, saying


@transaction.atomic
def take(*, actor: Actor, year: int, today: date, at: datetime) -> Written:
    """Somebody takes the draft away: its figures are kept as they stand, and the log says which.

    Raises :class:`Refusal`: ``not_yours``; ``nothing_to_say`` where no sentence can be written.
    """
    if not may(actor, "sentences.take"):
        raise Refusal("not_yours")
    made = written(year, today)
    if not made.draft.slots:
        raise Refusal("nothing_to_say")
    kept = [keep(slot.counted.register, year, slot.counted.answer) for slot in made.draft.slots]
    details = {"year": year, "on": str(made.on), "figures": [str(figure) for figure in kept], "text": made.draft.text}  # fmt: skip
    record(actor=actor, verb="sentences.take", details=details, at=at)
    return made


def paper(made: Written, *, today: date, issuer: str) -> Content:
    """The draft in the layout of official papers (GB/T 9704), as 送审稿: the sentences, what each number is of, what is not verified, what is not mentioned."""
    gaps = [f"{gap.name}：{gap.why}{_waiting(gap.counted)}。" for gap in made.draft.gaps]
    left = [f"{promise.saying.quote}。" for promise in made.promises]
    blocks = (
        Words("heading", "一、建议表述"),
        Words("body", made.draft.text or "暂无可写的数字。"),
        Words("heading", "二、数据依据"),
        *(Words("body", _basis(made.draft.text, slot.start, slot.end, slot.counted)) for slot in made.draft.slots),
        Words("heading", "三、尚未核实的数据"),
        *(Words("body", said) for said in gaps or ["无。"]),
        Words("heading", "四、年初承诺而未提及的事项"),
        *(Words("body", said) for said in left or ["无。"]),
        Words("sign", issuer),
        Words("date", in_words(today)),
    )  # fmt: skip
    return Content("press", f"{made.year}年政府工作报告有关表述", "", today, issuer, False, 0, (Section(False, blocks),))  # fmt: skip


def _basis(text: str, start: int, end: int, counted: Counted) -> str:
    """办复率99.4%：已答复196，已交办197，截至2025年12月31日。"""
    answer = counted.answer
    begin = text.rfind("。", 0, start) + 1
    sentence = text[begin : text.index("。", end)]
    above = f"{answer.above_words}{answer.above.normalize():f}"
    below = f"，{answer.below_words}{answer.below.normalize():f}" if answer.below is not None else ""
    return f"{sentence}：{above}{below}，截至{in_words(answer.on)}。"


def _waiting(counted: Counted) -> str:
    return f"（待核实{len(counted.unverified)}件）" if counted.unverified else ""
