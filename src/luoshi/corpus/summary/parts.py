"""The page's parts about the documents: what there is, what is wrong with it, how much was read."""

import math
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from luoshi.corpus.panel_columns import Language
from luoshi.corpus.pictures.words import span_of_years
from luoshi.corpus.summary.facts import READ_STEPS, Corpus, Counted, Coverage
from luoshi.corpus.summary.words import (
    doubt_title,
    folded,
    level_title,
    percent,
    rule_title,
    section,
    table,
    whole,
    words,
)
from luoshi.ledger.export.labels import label

_SHADES = 5


def tiles(corpus: Corpus, judged: int, met: int, language: Language) -> str:
    """The figures that a reader wants first."""
    years = "–".join(str(y) for y in dict.fromkeys(corpus.years)) if corpus.years else "–"
    read = "–" if corpus.read_median is None else f"{int(corpus.read_median * 100)}%"
    shown = [
        ("documents", whole(corpus.documents), words(language, "characters", count=whole(corpus.characters))),
        ("reports", whole(corpus.reports), ""),
        ("places", whole(corpus.places), ""),
        ("years", years, ""),
        ("share_read", read, ""),
        ("share_met", percent(met, judged), words(language, "of_judged", judged=whole(judged))),
    ]
    return '<ul class="tiles">' + "".join(
        f"<li><b>{value}</b><span>{escape(words(language, key))}</span><small>{escape(remark)}</small></li>"
        for key, value, remark in shown
    ) + "</ul>"  # fmt: skip


def coverage(corpus: Corpus, language: Language) -> str:
    found = corpus.coverage
    note = words(language, "coverage_note")
    if found.yearless:
        note += " " + words(language, "yearless", count=whole(found.yearless))
    return section("coverage", words(language, "coverage"), [_coverage_map(found, language)], note)


def _coverage_map(found: Coverage, language: Language) -> str:
    """Years go down and levels across, so that twenty years fit a phone. Equal counts have one shade."""
    heads = [
        words(language, "year"),
        *(level_title(level, language) for level in found.levels),
        words(language, "total"),
    ]
    most = max(found.counts.values(), default=1)
    rows = []
    for years in _runs(found):
        counts = [found.counts.get((level, years[0]), 0) for level in found.levels]
        cells = [
            f'<td class="c s{_shade(count, most)}">{whole(count) if count else ""}</td>' for count in counts
        ]
        total = whole(sum(counts)) if sum(counts) else ""
        name = span_of_years(years[0], years[-1])
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}<td class="n">{total}</td></tr>')
    head = "".join(f"<th>{escape(head)}</th>" for head in heads)
    return (
        f'<div class="scroll"><table class="map"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _runs(found: Coverage) -> Iterator[list[int]]:
    """Every year that has a report alone; the empty years between two of them together."""
    filled = {year for _, year in found.counts}
    for empty, years in groupby(found.years, key=lambda year: year not in filled):
        if empty:
            yield list(years)
        else:
            yield from ([year] for year in years)


def _shade(count: int, most: int) -> int:
    """One scale for the whole table, so that equal counts look alike; by powers, since there is one nation and there are
    thousands of counties."""
    if count == 0:
        return 0
    return 1 if most == 1 else 1 + round((_SHADES - 1) * math.log(count) / math.log(most))


def trouble(corpus: Corpus, language: Language) -> str:
    return section("trouble", words(language, "trouble"), _trouble(corpus, language))


def _trouble(corpus: Corpus, language: Language) -> Iterator[str]:
    yield '<div class="columns">'
    yield _counts("notices", corpus.notices, lambda code: label("notice", code, language), language)
    yield _counts("doubts", corpus.doubts, lambda code: doubt_title(code, language), language)
    yield _counts("issues", corpus.issues, lambda code: doubt_title(code, language), language)
    yield f"<div><h3>{escape(words(language, 'copies'))}</h3>{_copies(corpus, language)}</div></div>"


def _counts(key: str, found: tuple[Counted, ...], title: Callable[[str], str], language: Language) -> str:
    head = f"<div><h3>{escape(words(language, key))}</h3>"
    if not found:
        return f'{head}<p class="note">{escape(words(language, "none"))}</p></div>'
    heads = (words(language, "kind"), words(language, "count"), words(language, "in_documents"))
    rows = [(escape(title(c.code)), whole(c.count), whole(c.documents)) for c in found]
    note = f'<p class="note">{escape(words(language, f"{key}_note"))}</p>'
    folds = "".join(_examples(c, title(c.code), language) for c in found if c.examples)
    return f"{head}{note}{table(heads, rows, numbers=frozenset((1, 2)))}{folds}</div>"


def _examples(counted: Counted, title: str, language: Language) -> str:
    lines = "".join(f"<li>{_told(document, sentence)}</li>" for document, sentence in counted.examples)
    return folded(
        f"{escape(title)}{escape(words(language, 'colon'))}{escape(words(language, 'examples'))}",
        f'<ul class="files">{lines}</ul>',
    )


def _told(document: str, sentence: str) -> str:
    """The sentence with the document's name in it marked, or before it where it does not begin so."""
    name = f"<code>{escape(document)}</code>"
    if sentence.startswith(document):
        return name + escape(sentence.removeprefix(document))
    return f"{name} {escape(sentence)}" if sentence else name


def _copies(corpus: Corpus, language: Language) -> str:
    if not corpus.groups:
        return f'<p class="note">{escape(words(language, "none"))}</p>'
    note = words(language, "copies_note", groups=whole(corpus.groups), aside=whole(corpus.set_aside))
    heads = (words(language, "best"), words(language, "size"), words(language, "rule"))
    rows = [
        (f"<code>{escape(g.best)}</code>", whole(g.size), escape(rule_title(g.rule, language)))
        for g in corpus.copies
    ]
    return f'<p class="note">{escape(note)}</p>{table(heads, rows, numbers=frozenset((1,)))}'


def read(corpus: Corpus, language: Language) -> str:
    return section("read", words(language, "read"), _read(corpus, language), words(language, "read_note"))


def _read(corpus: Corpus, language: Language) -> Iterator[str]:
    most = max(corpus.read_spread, default=0)
    rows = []
    for number in reversed(range(len(READ_STEPS))):
        count = corpus.read_spread[number]
        name = words(language, "whole") if READ_STEPS[number] == 1 else _step(number)
        width = 100 * count / most if most else 0
        bar = f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{width:.1f}" height="10"/></svg>'
        rows.append(
            f'<tr><th scope="row">{name}</th><td class="wide">{bar}</td><td class="n">{whole(count)}</td></tr>'
        )
    yield f'<table class="bars"><tbody>{"".join(rows)}</tbody></table>'
    kinds = words(language, "comma").join(
        f"{label('kinds', kind.removesuffix('s'), language)} {whole(count)}"
        for kind, count in corpus.entries.items()
    )
    if kinds:
        yield f'<p class="note">{escape(words(language, "read_entries", list=kinds))}</p>'


def _step(number: int) -> str:
    low, high = READ_STEPS[number], READ_STEPS[number + 1]
    return f"{low * 100:g}–{high * 100:g}%" if number else f"&lt; {high * 100:g}%"
