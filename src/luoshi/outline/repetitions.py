"""A report that stands in its copy twice (``repeated_body``), and two reports in one copy (``mixed_reports``).

Sites print the report under an abstract that is the report itself; a paste goes in twice; a crawler joins two years' reports.
Sentences are looked up by what they say, blanks aside, so that the search stays linear in the length of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from luoshi.outline.bounds import FORMULA, TITLE
from luoshi.outline.dates import years_in
from luoshi.outline.section import Section
from luoshi.text import Notice, SourceText, Span, View
from luoshi.text.late import late

# Characters without blanks. Reports do say a clause twice, a lead sentence even; none says 80 characters again.
_LONG = 80
# A repetition goes on over so many sentences that differ: an advertisement, a lost character.
_SKIPPED = 3
_SENTENCE = late(r"[^。！？；\n]+[。！？；]?")
_WORD = re.compile(r"\w")
_STOPS = re.compile(r"[。！？；\n]")
# `…，请予审议，并请各位政协委员提出意见。` behind the formula is what only an opening has.
_ASKS = re.compile(r"审议|审查|提出意见|指正")
_SHOWN = 60
# Lines that may be titles are looked at up to here; the longest report has 600 lines.
_MOST_LINES = 20_000
# A title and an opening alone, moved to the foot of a copy, are no second report.
_SHORTEST = 400
# The first opening of all is the report's own, unless so much stands before it (a copy whose first report lost its own).
_OWN_OPENING = 2000
_TITLE_LINE = re.compile(r"\n([^\n，。；]{4,40})(?=\n)")
_ADDRESS = re.compile(r"各位(?:代表|委员)[^，。！]{0,14}：?$")
_FIRST_PART = re.compile(r"(?:^|\n)\s*一、|各位代表")


@dataclass(slots=True)
class _Run:
    """Sentences ``[start, end)`` that stand at ``first`` already; all count sentences."""

    start: int
    end: int
    first: int
    first_end: int
    length: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: str


def notices(source: SourceText, view: View, outline: Sequence[Section]) -> list[Notice]:
    """What stands twice, and what is of another report."""
    sentences = _sentences(view) if _says_again(view.text) else []
    runs = _runs(sentences)
    repeated = [_repeated(run, sentences, source, view, outline) for run in runs]
    mixed = _mixed(source, view, outline, [notice.span for notice in repeated])
    return repeated + mixed


def _says_again(text: str) -> bool:
    """Whether sentences that came before come again, enough of them to look closer: in most reports none do."""
    seen: set[str] = set()
    again = 0
    for words in _STOPS.split(text):
        words = words.strip()
        if words in seen:
            again += len(words)
        else:
            seen.add(words)
    return again >= _LONG // 2


def _sentences(view: View) -> list[_Sentence]:
    found = []
    for match in _SENTENCE.finditer(view.text):
        words = "".join(match.group().split())
        if len(words) > 1:
            shift = len(match.group()) - len(match.group().lstrip())
            found.append(_Sentence(match.start() + shift, match.end(), words))
    return found


def _runs(sentences: Sequence[_Sentence]) -> list[_Run]:
    """Stretches of sentences that follow one another as they did before, at least ``_LONG`` characters together."""
    seen: dict[str, int] = {}
    runs: list[_Run] = []
    run: _Run | None = None
    for number, sentence in enumerate(sentences):
        first = seen.setdefault(sentence.words, number)
        if run is not None and number - run.end > _SKIPPED:
            runs.append(run)
            run = None
        if run is not None and number >= run.end and _follows(sentences, run, sentence.words):
            at = _follows(sentences, run, sentence.words) - 1
            run.end, run.first_end, run.length = number + 1, at + 1, run.length + len(sentence.words)
        elif run is None and first < number and len(sentence.words) > 8:
            run = _Run(number, number + 1, first, first + 1, len(sentence.words))
    if run is not None:
        runs.append(run)
    found = [run for run in runs if run.length >= _LONG and run.first_end <= run.start]
    for run in found:
        _reach_back(sentences, run)
    return found


def _reach_back(sentences: Sequence[_Sentence], run: _Run) -> None:
    """Take in what stands before both: `各位代表！`, which says too little to begin with."""
    for _ in range(_SKIPPED):
        if run.first == 0 or sentences[run.first - 1].words != sentences[run.start - 1].words:
            return
        if run.start - 1 < run.first_end or not _WORD.search(sentences[run.start - 1].words):
            return
        run.first, run.start = run.first - 1, run.start - 1


def _follows(sentences: Sequence[_Sentence], run: _Run, words: str) -> int:
    """One more than the number of the sentence behind the run's first standing that says ``words``; 0 for none."""
    for at in range(run.first_end, min(run.first_end + _SKIPPED + 1, run.start)):
        if sentences[at].words == words:
            return at + 1
    return 0


def _repeated(
    run: _Run, sentences: Sequence[_Sentence], source: SourceText, view: View, outline: Sequence[Section]
) -> Notice:
    later = view.span(sentences[run.start].start, sentences[run.end - 1].end)
    earlier = view.span(sentences[run.first].start, sentences[run.first_end - 1].end)
    span, other = later, earlier
    if _aside(earlier, outline) and not _aside(later, outline):
        span, other = (
            earlier,
            later,
        )  # an abstract above the report repeats the report, not the other way round
    where = "already stands" if other is earlier else "stands again, in the report itself,"
    return Notice(
        "repeated_body",
        span,
        span.of(source.text),
        f"this stretch {where} at {other.start} to {other.end}: use it once",
    )


def _aside(span: Span, outline: Sequence[Section]) -> bool:
    return any(s.level == 1 and s.role == "boilerplate" and s.span.covers(span) for s in outline)


def _mixed(
    source: SourceText, view: View, outline: Sequence[Section], repeated: Sequence[Span]
) -> list[Notice]:
    """A second opening or title that repeats nothing: another report begins there, and runs on to the end or to a third."""
    text = view.text
    body = next((s for s in outline if s.level == 1 and s.role not in ("opening", "boilerplate")), None)
    if body is None:
        return []
    limit = view.position(body.span.start) + _SHOWN
    later = [s for s in sorted({*_openings(text, limit), *_titles(text, limit)}) if s > limit]
    later = [s for s in later if not _inside(view.span(s, min(s + _SHORTEST, len(text))), repeated)]
    later = [s for n, s in enumerate(later) if n == 0 or s - later[n - 1] > _SHORTEST]
    found = []
    for start, end in pairwise([*later, len(text.rstrip())]):
        if end - start < _SHORTEST:
            continue
        span = view.span(start, end)
        if 2 * _shared(span, repeated) > span.end - span.start:
            continue  # the report again, under a page's other title
        named = _named(text[start : start + 400])
        suggestion = f"another report begins here{named} and is not read: cut the copy in two and read each"
        found.append(Notice("mixed_reports", span, span.of(source.text), suggestion))
    return found


def _shared(span: Span, stretches: Sequence[Span]) -> int:
    """How many characters of ``span`` lie in ``stretches``."""
    return sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in stretches)


def _openings(text: str, limit: int) -> Iterator[int]:
    """Where `各位代表：现在，我代表…报告工作，请予审议` begins, its title included; ``limit`` is where the first report's body does."""
    openings = (m for m in FORMULA.finditer(text) if _ASKS.search(text, m.start(), m.end() + 160))
    for number, match in enumerate(openings):
        if number > 0 or match.start() > limit + _OWN_OPENING:
            yield _title_before(text, match.start())


def _titles(text: str, limit: int) -> Iterator[int]:
    """Lines that are the title of a report whose `一、` stands close behind: `2024年临河市政府工作报告`."""
    for match in islice(_TITLE_LINE.finditer(text, max(limit - 1, 0)), _MOST_LINES):
        if TITLE.search(match[1].strip()) and _FIRST_PART.search(text, match.end(), match.end() + 1500):
            yield match.start(1)


def _inside(span: Span, stretches: Sequence[Span]) -> bool:
    return any(stretch.overlaps(span) for stretch in stretches)


def _title_before(text: str, opening: int) -> int:
    """From the opening formula back over address, session and speaker to the title, where one stands close by."""
    start = text.rfind("\n", 0, opening) + 1
    best = start
    for _ in range(8):
        if start == 0 or opening - start > 400:
            break
        before = text.rfind("\n", 0, start - 1) + 1
        line = text[before : start - 1].strip()
        start = before
        if len(line) > 70:
            break
        if TITLE.search(line):
            return before
        if _ADDRESS.match(line):
            best = before
    return best


def _named(head: str) -> str:
    """The title or the years that the second report gives itself."""
    title = next((line.strip() for line in head.split("\n") if TITLE.search(line.strip())), None)
    if title:
        return f" (`{title[:40]}`)"
    years = years_in(head)
    return f" ({years[0]})" if years else ""
