"""The rows of our tables behind a value: which word decided, in which line of which file."""

from collections.abc import Callable, Iterable, Iterator

from luoshi.explanation.reasons import TableRow
from luoshi.explanation.recorder import Call
from luoshi.vocabulary.phrases import Phrase, openers
from luoshi.vocabulary.silences import reason_in
from luoshi.vocabulary.tables import Row, read_table
from luoshi.vocabulary.units import Unit

_WIDTHS = {
    "units.tsv": 6, "bounds.tsv": 5, "predicates.tsv": 4, "openers.tsv": 4, "verbs.tsv": 6, "indicators.tsv": 5,
    "indicator_patterns.tsv": 3, "shares.tsv": 4, "number_words.tsv": 3, "silences.tsv": 4, "stages.tsv": 4,
}  # fmt: skip
"""How many columns a table has."""
_SIGNS = {"begins": str.startswith, "ends": str.endswith, "holds": str.__contains__}


def row_of(table: str, word: str, fits: Callable[[Row], bool]) -> Iterator[TableRow]:
    """The first row of ``table`` that ``fits``; ``word`` is what of it stands in the text."""
    for row in read_table(table, _WIDTHS[table]):
        if fits(row):
            yield TableRow(table, row.line, word, row.cells)
            return


def _begins(word: str) -> Callable[[Row], bool]:
    return lambda row: row.cells[0] == word


def _named(table: str, word: str) -> Iterator[TableRow]:
    return row_of(table, word, _begins(word))


def _share(code: str, part: str, whole: str) -> Iterator[TableRow]:
    return row_of(
        "shares.tsv", f"{part}／{whole}", lambda row: part.endswith(row.cells[0]) and row.cells[1] == code
    )


def phrase_row(phrase: Phrase) -> Iterator[TableRow]:
    """The row of a predicate or an opener: 增长, 全市, 确保, 新增."""
    for table in ("predicates.tsv", "openers.tsv", "verbs.tsv"):
        kinds = {row.cells[1] for row in read_table(table, _WIDTHS[table])}
        acts = table == "verbs.tsv" and phrase.kind in ("verb", "deed", "how")
        if (phrase.kind in kinds or acts) and (found := list(_named(table, phrase.word))):
            yield from found
            return


def unit_row(unit: Unit) -> Iterator[TableRow]:
    """The row of a unit's alias: 亿斤 is no row, 斤 is."""
    return _named("units.tsv", unit.alias)


def bound_row(text: str, bound: str) -> Iterator[TableRow]:
    """The longest bound word of ``text`` that gives ``bound``: the 左右 of 5%左右."""
    rows = [row for row in read_table("bounds.tsv", 5) if row.cells[2] == bound]
    fitting = [
        row
        for row in rows
        if (text.startswith(row.cells[0]) if row.cells[1] == "before" else text.endswith(row.cells[0]))
    ]
    if fitting:
        row = max(fitting, key=lambda row: len(row.cells[0]))
        yield TableRow("bounds.tsv", row.line, row.cells[0], row.cells)


def indicator_row(code: str, subject: str, calls: Iterable[Call]) -> Iterator[TableRow]:
    """The row that gave ``code``: a name, a pattern of names, or a part of a whole, by the function that looked it up."""
    for call in calls:
        got = call.value[0] if isinstance(call.value, tuple) and call.value else call.value
        if got != code:
            continue
        if call.name == "Indicators._by_pattern":
            yield from row_of("indicator_patterns.tsv", call.given["subject"], _begins(code))
        elif call.name == "Indicators.share_of":
            yield from _share(code, call.given["part"], call.given["whole"])
        elif call.name == "Indicators.at_end":
            written = call.given["subject"]
            yield from row_of("indicators.tsv", written[call.value[1] :], _begins(code))
        elif call.name == "Indicators.at_start":
            begin = call.given["start"]
            yield from row_of("indicators.tsv", call.given["text"][begin : call.value[1]], _begins(code))
        else:
            continue
        return
    yield from row_of("indicators.tsv", subject, _begins(code))


def number_word_row(text: str, start: int, reason: str) -> Iterator[TableRow]:
    """The row of the word behind a number that makes it a name or an ordinal."""
    rows = [
        row
        for row in read_table("number_words.tsv", 3)
        if row.cells[1] == reason and text.startswith(row.cells[0], start)
    ]
    if rows:
        row = max(rows, key=lambda row: len(row.cells[0]))
        yield TableRow("number_words.tsv", row.line, row.cells[0], row.cells)


def silence_row(clause: str, reason: str) -> Iterator[TableRow]:
    """The row of ``silences.tsv`` by which ``clause`` is told to stand in no line for that ``reason``."""
    others = frozenset(row.cells[0] for row in read_table("silences.tsv", 4)) - {reason}
    if reason_in(clause, others) != reason:
        return
    for row in read_table("silences.tsv", 4):
        if row.cells[0] == reason and _SIGNS[row.cells[1]](clause, row.cells[2]):
            yield TableRow("silences.tsv", row.line, row.cells[2], row.cells)
            return


def stage_row(clause: str, stage: str) -> Iterator[TableRow]:
    """The longest word of ``clause`` that tells of ``stage``; one with ``^`` only where the clause begins with it."""
    told = [row for row in read_table("stages.tsv", 4) if row.cells[1] == stage]
    rows = [row for row in told if _says(clause, row.cells[0])]
    if rows:
        row = max(rows, key=lambda row: len(row.cells[0]))
        yield TableRow("stages.tsv", row.line, row.cells[0].lstrip("^"), row.cells)


def _says(clause: str, word: str) -> bool:
    return clause.startswith(word[1:]) if word.startswith("^") else word in clause


def wish_row(quote: str, modality: str) -> tuple[TableRow, ...]:
    """The word that stands first in ``quote`` among those of a ``modality``: 确保, 力争, 完成."""
    words = [w for w, p in openers().words.items() if p.sense == modality and w in quote]
    if not words:
        return ()
    return tuple(phrase_row(openers().words[min(words, key=lambda w: (quote.index(w), -len(w)))]))
