"""Gaps to somebody else's value as statements of their own: 增长5%，高于全省1.2个百分点."""

import re
from typing import NamedTuple

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.members import split_subjects
from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.sentence.coordination import run_of
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.statement import Relation, Statement, Subject
from luoshi.statements.worded.margins import Margin, compared, compared_with, read_another, read_margin
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.predicates import read_predicate

_OF_SO_MUCH = re.compile("[0-9.]+[百千万亿]*元(?:以上)?的")


class Gap(NamedTuple):
    """Whose gap to whom a number is, in the clause that begins at ``lead``."""

    lead: int
    subject: Subject
    to: str
    number: Quantity
    margin: Margin


class Gaps(NamedTuple):
    """The gaps that begin at a number, and of how many numbers they are. No gap and a number: it is of nothing."""

    found: tuple[Gap, ...]
    taken: int
    grows: bool = False
    subjects: tuple[Subject, ...] = ()  # whose gaps they are: what goes on goes on with these


def read_gaps(
    text: str, lead: int, values: list[Quantity], index: int, memory: Memory, places: tuple[str, ...]
) -> Gaps | None:
    """The gaps from ``values[index]`` on, or None where it is none.

    ``分别增长5%和6%，高于全省1.2和0.8个百分点`` has one for each subject, ``高于全国、全省1.2和0.8个百分点`` two for one.
    """
    margin = read_margin(text, lead, values[index])
    if margin is None or _OF_SO_MUCH.match(margin.to) is not None:
        return None  # 年收入超过20万元的行政村占比达到80%: which villages, and no gap
    head = read_predicate(text, lead, margin.start)
    grows = head.sense == "grow"
    subject = read_subject(text, lead, head.start if grows else margin.start, places)
    if subject is None and not memory.group:
        # 分别高于全省1.7和4.9个百分点, of nothing that had a value
        return Gaps((), 1) if margin.each else None
    subjects = (subject,) if subject is not None else memory.group
    run, loose = run_of(text, values, index)
    if subject is not None and len(run) > 1:
        # 社会消费品零售总额、进出口总额增速分别高于全省2.1、3.5个百分点
        subjects = split_subjects(text, subject, len(run)) or subjects
    if margin.each and subject is None and len(loose) > len(subjects):
        # 粮食面积45万亩、产量18万吨，分别超省定任务0.3万亩、0.1万吨
        latest = memory.latest(len(loose))
        if latest:
            subjects, run = latest, loose
    others = compared(margin, len(run))
    if len(run) > 1 and len(subjects) == len(run):
        gaps = [Gap(lead, one, margin.to, number, margin) for one, number in zip(subjects, run, strict=True)]
    elif len(run) > 1 and len(others) == len(run):
        gaps = [Gap(lead, subjects[-1], to, number, margin) for to, number in zip(others, run, strict=True)]
    else:
        subjects = subjects if margin.each else subjects[-1:]
        gaps = [Gap(lead, one, margin.to, run[0], margin) for one in subjects]
    last = gaps[-1].number
    taken = run.index(last) + 1
    while index + taken < len(values):
        number = values[index + taken]
        another = read_another(text, last.span.end, number, margin)
        if another is None or number.unit != last.unit:
            break
        gaps.append(Gap(another.start, subjects[-1], another.to, number, another))
        last, taken = number, taken + 1
    return Gaps(tuple(gaps), taken, grows and subject is not None, subjects)


def stated(gap: Gap, start: int, setting: Setting, measured: str | None, *, grows: bool) -> Statement:
    """The statement of a gap, bound ``relative``; ``measured`` is how the last value of its subject was."""
    quantity = gap.number
    measure = measured or "level"
    if grows or measure in ("growth", "growth_average"):
        measure = "growth"
    elif quantity.unit == "百分点":
        measure = "change"
    return Statement(
        start=start,
        end=quantity.span.end,
        kind=setting.kind,
        headline=setting.headline,
        subject=gap.subject,
        measure=measure,
        direction="up" if measure == "growth" else None,
        bound="relative",
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or None,
        relation=Relation(compare=gap.margin.compare, to=gap.to, to_indicator=compared_with(gap.to)),
        period=setting.period,
        modality=None if setting.kind == "result" else gap.subject.modality or "expect",
    )
