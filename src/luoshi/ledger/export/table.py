"""The ledger as a table for the terminal: main expected targets first, then targets, tasks, results, problems."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.ledger.entry import Entry
from luoshi.ledger.export import Language
from luoshi.ledger.export.labels import label, value, years
from luoshi.ledger.report import Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_COLOURS = {"target": "blue", "task": "green", "result": "yellow", "problem": "magenta"}
_COLUMNS = ("subject", "measure", "value", "period", "quote")
# What fits a narrow terminal: the words, and the value in them.
_FEW = ("value", "quote")
_NARROW = 80
_BRIEF = 15
_PLAIN_WIDTH = 120
SURE = 0.9  # of lines as certain as that, nineteen of twenty stand as they are: docs/model_card.md


def write(report: Report, language: Language, *, doubtful: bool = False) -> bytes:
    """The table as plain text, for a file or a pipe; ``doubtful`` as of :func:`render`."""
    from rich.console import Console

    buffer = io.StringIO()
    render(
        report,
        language,
        Console(file=buffer, width=_PLAIN_WIDTH, color_system=None, highlight=False),
        doubtful=doubtful,
    )
    return buffer.getvalue().encode("utf-8", "replace")


def render(report: Report, language: Language, console: "Console", *, doubtful: bool = False) -> None:
    """Print the table to ``console``; with ``doubtful`` the entries of doubtful lines once more before all others, the least sure first."""
    _head(report, console)
    if doubtful and (entries := in_doubt(report)):
        console.print()
        console.print(_table("doubtful", entries, language, console.width))
    for group, entries in _groups(report):
        console.print()
        console.print(_table(group, entries, language, console.width))


def render_brief(report: Report, language: Language, console: "Console") -> None:
    """Print what a reader looks for first: what the report is, how much of each kind it has, and its main targets (else its first targets)."""
    from rich.text import Text

    _head(report, console)
    counts: Counter[str] = Counter(entry.kind for entry in report.entries)
    doubted = len(in_doubt(report))
    facts = [f"{label('kinds', kind, language)} {counts[kind]}" for kind in _COLOURS if counts[kind]]
    if doubted:
        facts.append(f"{label('kinds', 'doubtful', language)} {doubted}")
    console.print(Text(_line(" · ".join(facts))))
    group, entries = next(_groups(report), ("target", []))
    if entries:
        console.print()
        console.print(
            _table(group, entries if group == "headline" else entries[:_BRIEF], language, console.width)
        )


def _head(report: Report, console: "Console") -> None:
    from rich.text import Text

    front = report.front
    place = front.place.name if front.place else None
    facts = " · ".join(
        str(fact) for fact in (place, front.year, front.session, front.date, front.speaker) if fact
    )
    console.print(Text(_line(report.name), style="bold"))
    if facts:
        console.print(Text(_line(facts), style="dim"))


def in_doubt(report: Report) -> list[Entry]:
    """The entries whose lines are less certain than :data:`SURE`, the least certain first."""
    doubted = [entry for entry in report.entries if entry.certainty is not None and entry.certainty < SURE]
    return sorted(doubted, key=lambda entry: (entry.certainty, entry.span))


def _groups(report: Report) -> Iterator[tuple[str, list[Entry]]]:
    headline = [entry for entry in report.entries if entry.headline]
    if headline:
        yield "headline", headline
    for kind in _COLOURS:
        entries = [entry for entry in report.entries if entry.kind == kind and not entry.headline]
        if entries:
            yield kind, entries


def _table(group: str, entries: list[Entry], language: Language, width: int) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    colour = _COLOURS.get(group, "blue")
    title = Text(f"{label('kinds', group, language)} ({len(entries)})", style=f"bold {colour}")
    table = Table(
        title=title,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        expand=True,
        header_style="dim",
    )
    columns = _COLUMNS if width >= _NARROW else _FEW
    for column in columns:
        ratio = {"subject": 5, "value": 3, "quote": 9}.get(column)
        table.add_column(label("field", column, language), ratio=ratio, overflow="fold")
    for entry in entries:
        subject = " ".join(filter(None, (entry.scope, entry.subject))) or "–"
        cells: dict[str, Text | str] = {
            "subject": Text(_line(subject), style=colour),
            "measure": _said(entry, group, language),
            "value": Text(_line(value(entry, language)), style="bold"),
            "period": years(entry.period),
            "quote": Text(_line(entry.quote), style="dim"),
        }
        table.add_row(*(cells[column] for column in columns))
    return table


def _said(entry: Entry, group: str, language: Language) -> str:
    """What is measured; of an entry without a value its grade or stage; of a doubtful one how sure its line is."""
    told = label("measure", entry.measure, language)
    if not told:
        told = label("stage", entry.stage, language) or label("grade", entry.grade, language)
    return f"{told} {entry.certainty:.0%}" if group == "doubtful" else told


def _line(text: str) -> str:
    """Without line ends and control characters, which would speak to the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
