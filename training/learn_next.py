"""``make learn``: what a careful reader should read next, so that each hour counts most.

    python -m training.learn_next [--paragraphs N] [--out DIR]

Two lists go to ``build/learn/``: ``next.txt``, the paragraphs of the corpus that nobody has read and of whose lines the tagger is least certain,
numbered, to be read and written down as ``training.annotate`` takes it; and ``contradicted.tsv``, the lines that readers wrote and models that had not seen
them confidently read otherwise: one of the two is wrong.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from luoshi.ledger.repaired import repaired
from luoshi.lines.lattice import LABELS, Chains, likelihood
from luoshi.lines.model import Model, installed
from luoshi.lines.reader import read_lines
from luoshi.outline import read_outline
from luoshi.outline.stretches import stretches
from luoshi.sources import load
from luoshi.text import Span, reading_view
from training.examples import Example
from training.folds import score_folds
from training.gold import ROOT, SHARED, load_gold
from training.learner import Settings
from training.train import read_examples

OUT = ROOT / "build" / "learn"
_CONFIDENT = 0.9
_SHORTEST, _LONGEST = 60, 600  # characters of a paragraph worth an annotation


class Unread(NamedTuple):
    """A paragraph that nobody has read; ``doubt`` is how many of its lines the tagger expects to be wrong, a hundred characters."""

    doubt: float
    document: str
    span: Span
    text: str


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--paragraphs", type=int, default=120)
    options = parser.parse_args()
    gold = load_gold(options.shared)
    if not gold:
        print("nothing was read yet", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    read = {report.document: report.paragraphs for report in gold}
    unread = sorted(_unread(options.shared / "corpus", read), reverse=True)
    chosen = _spread(unread, options.paragraphs)
    _write_next(options.out, chosen)
    lexicon = installed().lexicon
    examples = read_examples(gold, options.shared / "corpus", lexicon)
    _, _, unseen = score_folds(examples, lexicon, Settings(), lambda told: print(told, file=sys.stderr))
    rows = [row for example, model in unseen for row in contradicted(example, model)]
    rows.sort(reverse=True)
    lines = [
        f"{sure:.3f}\t{doc}\t{start}\t{end}\t{read}\t{found}\t{text}"
        for sure, doc, start, end, read, found, text in rows
    ]
    head = "sure\treport\tstart\tend\tread as\tfound as\ttext\n"
    (options.out / "contradicted.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(chosen)} paragraphs to read in {options.out / 'next.txt'}; {len(rows)} units contradicted")
    return 0


def _unread(corpus: Path, read: dict[str, tuple[Span, ...]]) -> Iterator[Unread]:
    for path in sorted(corpus.rglob("*.txt")):
        document = path.relative_to(corpus).as_posix()
        source = load(str(path))
        _, copy, _ = repaired(source)
        view = reading_view(copy.text, copy.furniture)
        found = read_lines(view.text, stretches(view, read_outline(copy, view)))
        doubts = [(line.start, 1 - line.certainty) for line in found.lines]
        at = 0
        for paragraph in source.text.split("\n"):
            span = Span(at, at + len(paragraph))
            at = span.end + 1
            if not _SHORTEST <= len(paragraph.strip()) <= _LONGEST:
                continue
            if any(span.overlaps(known) for known in read.get(document, ())):
                continue
            begin, stop = view.position(span.start), view.position(span.end)
            doubt = sum(doubt for start, doubt in doubts if begin <= start < stop)
            yield Unread(100 * doubt / len(paragraph), document, span, paragraph.strip())


def _spread(unread: Sequence[Unread], number: int) -> list[Unread]:
    """The most doubtful, but no more than two of one report."""
    taken: dict[str, int] = {}
    chosen: list[Unread] = []
    for one in unread:
        if taken.get(one.document, 0) < 2 and len(chosen) < number:
            taken[one.document] = taken.get(one.document, 0) + 1
            chosen.append(one)
    return chosen


def _write_next(out: Path, chosen: Sequence[Unread]) -> None:
    text, index = [], []
    for number, one in enumerate(chosen):
        name = f"p{number:03d}"
        text.append(f"## {name}  {one.document} {one.span.start}-{one.span.end}\n{one.text}\n")
        index.append([name, one.document, one.span.start, one.span.end])
    (out / "next.txt").write_text("\n".join(text), encoding="utf-8")
    (out / "next.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


def contradicted(example: Example, model: Model) -> Iterator[tuple[float, str, int, int, str, str, str]]:
    """The units of ``example`` that ``model``, which did not see it, confidently reads otherwise than the reader."""
    units = example.units
    emissions = model.emissions(example.seen)
    likely, _ = likelihood(emissions, model.transitions, Chains.of(units.firsts))
    shares = likely.before * likely.after
    for unit in range(len(units)):
        found = int(shares[unit].argmax())
        read = int(example.labels[unit])
        sure = float(shares[unit, found])
        if found != read and sure >= _CONFIDENT:
            start, end = int(units.starts[unit]), int(units.ends[unit])
            yield sure, example.document, start, end, LABELS[read], LABELS[found], example.text[start:end]


if __name__ == "__main__":
    sys.exit(main())
