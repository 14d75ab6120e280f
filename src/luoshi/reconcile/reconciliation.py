"""What holding two years together yields: the values that :func:`luoshi.reconcile.reconcile` returns."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from luoshi.ledger.entry import Entry
from luoshi.outline.kinds import DocumentKind
from luoshi.reconcile.figures import Language
from luoshi.reconcile.follow import Clause
from luoshi.reconcile.judge import Judgement
from luoshi.reconcile.line import Row
from luoshi.reconcile.matters import Matter
from luoshi.reconcile.mentions import Mention
from luoshi.reconcile.problems import Problem
from luoshi.reconcile.reasons import reason
from luoshi.reconcile.record import Record
from luoshi.reconcile.wording import Wording

Stage = Literal["expected", "stated", "restated"]


@dataclass(frozen=True, slots=True)
class Vintage:
    """One statement of the year's value: an estimate (预计), the next report's figure, or a later report's.

    Statements stand in the order in which they were made. None takes another's place.
    """

    report: str | None
    voice: DocumentKind
    stage: Stage
    entry: Entry
    row: Row

    def to_dict(self) -> dict[str, Any]:
        return {"report": self.report, "voice": self.voice, "stage": self.stage, "entry": self.row}


@dataclass(frozen=True, slots=True)
class Pair:
    """One target, what answers it, and the verdict. ``mention`` is the clause of the later report that speaks of it in words alone."""

    target: Entry
    realised: Entry | None
    others: tuple[Entry, ...]
    against: Entry | None
    judgement: Judgement
    vintages: tuple[Vintage, ...]
    wording: Wording | None
    rows: tuple[Row, Row | None, tuple[Row, ...]]
    mention: Mention | None = None

    @property
    def dropped(self) -> bool:
        """Whether the target went without a word: the next report neither states a result nor promises it again."""
        return self.realised is None and self.wording is None and self.mention is None

    def reason(self, language: Language = "zh") -> str:
        """One sentence with the two figures."""
        return reason(self.judgement, self.target, self.realised, self.against, language, self.mention)

    def to_dict(self, language: Language = "zh") -> dict[str, Any]:
        """The pair in the keys of docs/reconciliation.md."""
        target, realised, others = self.rows
        return {
            "target": target,
            "realised": realised,
            "others": list(others),
            "verdict": self.judgement.verdict,
            "deviation": _decimal(self.judgement.deviation),
            "rule": self.judgement.rule,
            "reason": self.reason(language),
            "vintages": [vintage.to_dict() for vintage in self.vintages],
            "dropped": self.dropped,
            **({"mention": _place(self.mention)} if self.mention is not None else {}),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Reconciliation:
    """The targets of year t held against the report of t+1. ``matters`` is None where the later record has neither text nor lines."""

    earlier: Record
    later: Record
    pairs: tuple[Pair, ...]
    matters: tuple[Matter, ...] | None
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        counts = Counter(pair.judgement.verdict for pair in self.pairs)
        told = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
        place = self.earlier.place or self.later.place or "?"
        return f"<Reconciliation {place} {self.earlier.year or '?'}: {len(self.pairs)} targets ({told})>"

    def _repr_html_(self) -> str:
        from luoshi.reconcile.export.notebook import of_pairs

        return of_pairs(self.pairs)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The targets that the next report sets again, with what became of their words."""
        return tuple(pair.wording for pair in self.pairs if pair.wording is not None)

    def to_dict(self, language: Language = "zh") -> dict[str, Any]:
        """The contract's ``place``, ``year`` and ``pairs``; then wording, tasks and problems."""
        rows = self.earlier.rows, self.later.rows
        return {
            "place": self.earlier.place or self.later.place,
            "year": self.earlier.year,
            "reports": {"earlier": self.earlier.name, "later": self.later.name},
            "voices": {"earlier": self.earlier.kind, "later": self.later.kind},
            "pairs": [pair.to_dict(language) for pair in self.pairs],
            "wording": [
                {
                    "before": rows[0][w.before.id],
                    "after": rows[1][w.after.id],
                    "modality": w.modality,
                    "bound": w.bound,
                    "number": w.number,
                }
                for w in self.wordings
            ],
            "tasks": None if self.matters is None else [_matter(m, rows[0], language) for m in self.matters],
            "problems": [
                {
                    "fate": p.fate,
                    "before": rows[0][p.before.id] if p.before else None,
                    "after": rows[1][p.after.id] if p.after else None,
                    "likeness": _share(p.likeness),
                }
                for p in self.problems
            ],
        }


def _matter(matter: Matter, rows: dict[str, Row], language: Language) -> dict[str, Any]:
    return {
        "task": rows[matter.task.id],
        "state": matter.state,
        "share": _share(matter.share),
        "evidence": _place(matter.evidence),
        "answers": [
            {**(_place(found.clause) or {}), "words": list(found.words), "said": found.stood.word}
            for found in matter.answer.found
        ],
        "again": _place(matter.again),
        "rule": matter.answer.why,
        "reason": matter.reason(language),
    }


def _place(clause: Clause | Mention | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    quote = clause.quote if isinstance(clause, Mention) else clause.text
    return {"quote": quote, "span": [clause.span.start, clause.span.end]}


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
