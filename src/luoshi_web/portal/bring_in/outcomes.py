"""A reconciliation of two years → rows: what came of each line, what became of its words, where its problems went."""

from collections.abc import Iterator
from typing import Any

from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report
from luoshi.reconcile import Pair, Reconciliation
from luoshi.reconcile.matters import Matter
from luoshi.text import Span
from luoshi_web.portal.bring_in.paragraphs import Written

Row = dict[str, Any]
# A verdict on numbers; where there is none, what became of the promised thing says more.
_ON_NUMBERS = frozenset(("met", "near", "missed"))


def line_id(entry_id: str, sha256: str) -> str:
    """The public name of an entry: its ledger's id (of 城乡's two figures that stand together, the first one's) and the copy's."""
    return f"{entry_id.partition('+')[0]}-{sha256[:8]}"


def outcomes_of(
    held: Reconciliation, earlier: Report, later: Report, after: Report | None, written: Written
) -> list[Row]:
    """One row a line at most: the verdict on its number, else what became of the thing that it promises."""
    first: dict[str | None, str] = {}
    for entry in earlier.entries:
        first.setdefault(entry.line, entry.id)
    rows: dict[str, Row] = {}
    for pair in held.pairs:
        row = _of_pair(pair, earlier, later, after, written)
        rows.setdefault(row["line_id"], row)
    headline = {line_id(entry.id, earlier.source.sha256) for entry in earlier.entries if entry.headline}
    for matter in held.matters or ():
        entry_id = first.get(matter.task.id)
        if entry_id is None:
            continue
        name = line_id(entry_id, earlier.source.sha256)
        if name not in headline and (name not in rows or rows[name]["verdict"] not in _ON_NUMBERS):
            rows[name] = _of_matter(name, matter, later, written)
    return [row | {"later": held.later.year} for row in rows.values()]


def _of_pair(pair: Pair, earlier: Report, later: Report, after: Report | None, written: Written) -> Row:
    realised, judgement, ours = pair.realised, pair.judgement, later.source.sha256
    said = realised or pair.mention
    by_name = {later.source.path: ours, **({after.source.path: after.source.sha256} if after else {})}
    return {
        "line_id": line_id(pair.target.id, earlier.source.sha256),
        "verdict": judgement.verdict,
        "rule": judgement.rule,
        "deviation": "" if judgement.deviation is None else format(judgement.deviation, "f"),
        "reason_zh": pair.reason("zh"),
        "reason_en": pair.reason("en"),
        "answer_id": line_id(realised.id, ours) if realised else None,
        "quote": said.quote if said else "",
        "paragraph": written.number_at(said.span.start) if said else None,
        "start": said.span.start if said else None,
        "end": said.span.end if said else None,
        "against": line_id(pair.against.id, ours) if pair.against else "",
        "expected": any(v.stage == "expected" for v in pair.vintages),
        "others": [line_id(other.id, ours) for other in pair.others],
        "vintages": [
            {"stage": v.stage, "line": line_id(v.entry.id, by_name[v.report]), "quote": v.entry.quote}
            for v in pair.vintages
            if v.report in by_name
        ],
        "again": "",
        "again_start": None,
        "again_end": None,
        "dropped": pair.dropped,
    }


def _of_matter(name: str, matter: Matter, later: Report, written: Written) -> Row:
    evidence = matter.evidence
    answer = _line_at(later, evidence.span) if evidence else None
    return {
        "line_id": name,
        "verdict": matter.state,
        "rule": matter.answer.why,
        "deviation": "",
        "reason_zh": matter.reason("zh"),
        "reason_en": matter.reason("en"),
        "answer_id": line_id(answer.id, later.source.sha256) if answer else None,
        "quote": evidence.text if evidence else "",
        "paragraph": written.number_at(evidence.span.start) if evidence else None,
        "start": evidence.span.start if evidence else None,
        "end": evidence.span.end if evidence else None,
        "against": "",
        "expected": False,
        "others": [],
        "vintages": [],
        "again": matter.again.text if matter.again else "",
        "again_start": matter.again.span.start if matter.again else None,
        "again_end": matter.again.span.end if matter.again else None,
        "dropped": matter.state == "unmentioned" and matter.again is None,
    }


def _line_at(report: Report, span: Span) -> Entry | None:
    """The entry whose words have most in common with a stretch; None where it stands in no line."""
    there = [entry for entry in report.entries if entry.span.overlaps(span)]
    return max(
        there,
        key=lambda e: (min(e.span.end, span.end) - max(e.span.start, span.start), -e.span.start),
        default=None,
    )


def turns_of(held: Reconciliation, earlier: Report, later: Report) -> Iterator[Row]:
    for wording in held.wordings:
        yield {
            "before_id": line_id(wording.before.id, earlier.source.sha256),
            "after_id": line_id(wording.after.id, later.source.sha256),
            "year": held.later.year,
            "modality": wording.modality,
            "bound": wording.bound,
            "number": wording.number or "",
        }


def fates_of(held: Reconciliation, earlier: Report, later: Report) -> Iterator[Row]:
    for problem in held.problems:
        yield {
            "year": held.later.year,
            "fate": problem.fate,
            "before_id": line_id(problem.before.id, earlier.source.sha256) if problem.before else None,
            "after_id": line_id(problem.after.id, later.source.sha256) if problem.after else None,
            "likeness": problem.likeness,
        }
