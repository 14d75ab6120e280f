"""A report, an entry and a reconciliation as a notebook shows them: a short table of HTML, every word escaped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from luoshi.ledger.export.labels import label, value, years

if TYPE_CHECKING:
    from luoshi.ledger.entry import Entry
    from luoshi.ledger.report import Report

_MOST = 20
_COLUMNS = ("kind", "subject", "value", "period", "quote")


def of_report(report: "Report", language: str = "zh") -> str:
    """What it is, how many entries of each kind, and its main targets (else its first entries)."""
    front = report.front
    place = front.place.name if front.place else None
    facts = " · ".join(str(fact) for fact in (place, front.year, front.session, front.date) if fact)
    counts = Counter(label("kinds", entry.kind, language) for entry in report.entries)
    told = " · ".join(f"{kind} {count}" for kind, count in counts.items())
    main = [entry for entry in report.entries if entry.headline]
    shown = main or report.entries[:_MOST]
    return (
        f"<div><p><strong>{escape(report.name)}</strong><br>{escape(facts)}<br>{escape(told)}</p>"
        f"{of_entries(shown, language)}</div>"
    )


def of_entries(entries: "Iterable[Entry]", language: str = "zh") -> str:
    """A table of entries."""
    rows = [
        (
            label("kind", entry.kind, language),
            "".join(filter(None, (entry.scope, entry.subject))),
            value(entry, language),
            years(entry.period),
            entry.quote,
        )
        for entry in entries
    ]
    return table([label("field", column, language) for column in _COLUMNS], rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells as HTML."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
