"""What became of a year's tasks: the next report names them as done, as under way, promises them again, or is silent.

The evidence is a sentence of the later report's text. A deed without a number makes no entry, so a ledger alone cannot
be asked: `docs/decisions/0002`. A report that says nothing proves nothing: ``not_named`` is a question, not a verdict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.ledger.entry import Entry
from luoshi.reconcile.record import Record, Sentence
from luoshi.reconcile.words_shared import Match, Shared, bigrams
from luoshi.vocabulary.follow_up import follow_up

State = Literal["done", "under_way", "continued", "not_named"]
STATES: tuple[State, ...] = ("done", "under_way", "continued", "not_named")

_CLAUSE = re.compile(r"[^，,、：:]+")
# Below it, what is found shares a slogan with the task more often than a thing: read by eye on six pairs of reports.
_ENOUGH = 0.5
_FEW_WORDS = 8
_SHORTEST = 8  # 抓好落实 names nothing that could be found again


@dataclass(frozen=True, slots=True)
class Matter:
    """A task of year t and what the later report says of it. ``share``: how much of its wording was found (0 to 1)."""

    task: Entry
    state: State
    evidence: Sentence | None
    share: float | None
    again: Sentence | None


def follow(earlier: Record, later: Record) -> tuple[Matter, ...] | None:
    """Every task of the earlier report that names something, in reading order; None without the later report's text."""
    if later.sentences is None:
        return None
    review = [s for s in later.sentences if s.role == "review"]
    plans = [s for s in later.sentences if s.role in ("targets", "tasks", "requirements", "government")]
    background = [e.quote for e in earlier.entries]
    reviewed = Shared([s.text for s in review], [*background, *(s.text for s in plans)])
    planned = Shared([s.text for s in plans], [*background, *(s.text for s in review)])
    return tuple(
        _matter(task, reviewed.best(task.quote, _ENOUGH), planned.best(task.quote, _ENOUGH), review, plans)
        for task in earlier.entries
        if task.kind == "task" and len(task.quote) >= _SHORTEST
    )


def _matter(
    task: Entry,
    past: Match | None,
    future: Match | None,
    review: Sequence[Sentence],
    plans: Sequence[Sentence],
) -> Matter:
    again = plans[future.number] if future else None
    if past is not None:
        evidence = review[past.number]
        state: State = "done" if _is_done(task.quote, evidence.text) else "under_way"
        return Matter(task, state, evidence, past.share, again)
    if future is not None:
        return Matter(task, "continued", again, future.share, again)
    return Matter(task, "not_named", None, None, None)


def _is_done(task: str, sentence: str) -> bool:
    """Whether what the sentence says of the task is that it is finished.

    Of 第三小学竣工，第五中学主体封顶 against a task that names both, the second is not: every clause that shares words with the
    task has to say so, itself or in the few words after it (滨江大道，现已建成).
    """
    words = bigrams(task)
    clauses = _CLAUSE.findall(sentence)
    shared = [len(words & bigrams(clause)) for clause in clauses]
    floor = max(2, max(shared, default=0) // 2)
    named = [number for number, count in enumerate(shared) if count >= floor]
    return bool(named) and all(_says_done(clauses, number) for number in named)


def _says_done(clauses: Sequence[str], number: int) -> bool:
    clause = clauses[number]
    after = clauses[number + 1] if number + 1 < len(clauses) else ""
    said = f"{clause}，{after}" if after and len(after) <= _FEW_WORDS else clause
    return bool(follow_up().finished.search(said)) and not follow_up().going.search(said)
