"""The reconciliation for the terminal: targets by verdict, then what changed in their words, tasks and problems."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.ledger.export.labels import label, value
from luoshi.reconcile.export import word
from luoshi.reconcile.figures import Language, gap
from luoshi.reconcile.matters import STATES
from luoshi.reconcile.reconciliation import Pair, Reconciliation

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# A sign beside the colour: the verdict is read without colours too.
_SIGNS = {
    "met": ("✓", "green"), "near": ("≈", "cyan"), "missed": ("✗", "red"), "incomparable": ("≠", "yellow"),
    "unreported": ("–", "magenta"), "unjudgeable": ("?", "dim"), "stated_otherwise": ("~", "magenta"),
}  # fmt: skip
_COLUMNS = ("verdict", "subject", "promised", "reached", "deviation", "quote")
_PLAIN_WIDTH = 130
_SHOWN = 12


def write(reconciliation: Reconciliation, language: Language) -> bytes:
    """The table as plain text, for a file or a pipe."""
    from rich.console import Console

    buffer = io.StringIO()
    render(
        reconciliation,
        language,
        Console(file=buffer, width=_PLAIN_WIDTH, color_system=None, highlight=False),
    )
    return buffer.getvalue().encode("utf-8", "replace")


def render(reconciliation: Reconciliation, language: Language, console: "Console") -> None:
    """Print the tables to ``console``."""
    from rich.text import Text

    place = reconciliation.earlier.place or reconciliation.later.place or ""
    console.print(Text(_line(f"{place} {reconciliation.earlier.year or ''}".strip()), style="bold"))
    kinds = [record.kind for record in (reconciliation.earlier, reconciliation.later)]
    if kinds != ["work_report", "work_report"]:
        console.print(Text(" ← ".join(label("document", kind, language) for kind in kinds), style="dim"))
    if reconciliation.pairs:
        console.print(_pairs(reconciliation.pairs, language))
    for line, style in _afterwards(reconciliation, language):
        console.print(Text(_line(line), style=style), soft_wrap=True)


def _pairs(pairs: tuple[Pair, ...], language: Language) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="dim")
    ratios = {"subject": 4, "promised": 2, "reached": 3, "quote": 7}
    for column in _COLUMNS:
        table.add_column(word("column", column, language), ratio=ratios.get(column), overflow="fold")
    for pair in pairs:
        sign, style = _SIGNS[pair.judgement.verdict]
        quote = pair.realised.quote if pair.realised else pair.reason(language)
        table.add_row(
            Text(f"{sign} {word('verdict', pair.judgement.verdict, language)}", style=style),
            Text(_line(f"{pair.target.scope or ''}{pair.target.subject or ''}")),
            Text(_line(value(pair.target, language)), style="bold"),
            Text(
                _line(_reached(pair, language)), style="bold" if pair.judgement.deviation is not None else ""
            ),
            Text(_deviation(pair, language), style=style),
            Text(_line(quote), style="dim"),
        )
    return table


def _reached(pair: Pair, language: Language) -> str:
    """The figure; where it is of another measure, with the word for that measure."""
    entry = pair.realised
    if entry is None:
        return ""
    measure = "" if entry.measure == pair.target.measure else f"{label('measure', entry.measure, language)} "
    return f"{measure}{value(entry, language)}"


def _deviation(pair: Pair, language: Language) -> str:
    deviation = pair.judgement.deviation
    if deviation is None:
        return ""
    sign = "+" if deviation > 0 else "−" if deviation < 0 else "±"
    return sign + gap(deviation, pair.target.unit, language)


def _afterwards(reconciliation: Reconciliation, language: Language) -> Iterator[tuple[str, str]]:
    """What follows the table, line by line with its style."""
    wordings = [w for w in reconciliation.wordings if w.changed]
    if wordings:
        yield _heading({"zh": "措辞变化", "en": "Words that changed"}, len(wordings), language), "bold"
    for w in wordings[:_SHOWN]:
        turns = [
            f"{label('field', field, language)}{'：' if language == 'zh' else ': '}{word('turn', turn, language)}"
            for field, turn in (("modality", w.modality), ("bound", w.bound))
            if turn != "same"
        ]
        yield f"  {w.before.quote} → {w.after.quote}（{'，'.join(turns)}）", ""
    dropped = [pair for pair in reconciliation.pairs if pair.dropped]
    if dropped:
        words = {"zh": "既无结果、也未再提的目标", "en": "Targets dropped without a word"}
        yield _heading(words, len(dropped), language), "bold"
        for pair in dropped[:_SHOWN]:
            yield f"  {pair.target.quote}", ""
    yield from _tasks(reconciliation, language)
    yield from _problems(reconciliation, language)


def _tasks(reconciliation: Reconciliation, language: Language) -> Iterator[tuple[str, str]]:
    matters = reconciliation.matters
    if not matters:
        return
    counts = Counter(m.state for m in matters)
    listed = ", ".join(f"{word('state', s, language)} {counts[s]}" for s in STATES if counts[s])
    yield _heading({"zh": "任务", "en": "Tasks"}, len(matters), language) + f"  {listed}", "bold"
    named = [m for m in matters if m.state in ("done", "part", "under_way")]
    for m in named[:_SHOWN]:
        evidence = m.evidence.text.strip() if m.evidence else ""
        yield f"  {word('state', m.state, language)}  {m.task.quote} ← {_short(evidence)}", ""


def _problems(reconciliation: Reconciliation, language: Language) -> Iterator[tuple[str, str]]:
    problems = reconciliation.problems
    if not problems:
        return
    counts = Counter(p.fate for p in problems)
    listed = ", ".join(f"{word('fate', f, language)} {counts[f]}" for f in counts)
    yield _heading({"zh": "问题", "en": "Problems"}, len(problems), language) + f"  {listed}", "bold"
    for p in problems:
        if p.before is not None and p.after is not None:
            yield f"  {word('fate', p.fate, language)}  {p.before.quote} → {p.after.quote}", ""


def _heading(words: dict[str, str], count: int, language: Language) -> str:
    return f"\n{words[language]} ({count})"


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"


def _line(text: str) -> str:
    """Without control characters, which would speak to the terminal; a line end of our own stays."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
