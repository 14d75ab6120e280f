"""``make train``: reads what was read, scores by folds, learns from all of it, and installs the model with its card.

python -m training.train [--shared DIR] [--output FILE] [--hold-out FILE] [--force]
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from luoshi.errors import VocabularyError
from luoshi.lines.lexicon import Lexicon
from luoshi.lines.model import Model, packed, unpacked
from training.examples import Example, read_example, read_view
from training.folds import AGREED, FOLDS, UNCALIBRATED, as_model, by_certainty, calibrate, score_folds
from training.gold import OWN, ROOT, SHARED, GoldReport, load_gold
from training.learner import Settings, learn
from training.lexicon import make_lexicon
from training.scores import Score

INSTALLED = ROOT / "src" / "luoshi" / "lines" / "data" / "lines.npz"
CARD = ROOT / "docs" / "model_card.md"
_LEEWAY = 0.002  # what another order of sums may change in a score


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="where gold/lines.jsonl and corpus/ are")
    parser.add_argument("--output", type=Path, default=INSTALLED, help="where the model goes")
    parser.add_argument(
        "--hold-out", type=Path, help="a list of reports (one a line) that are not learnt from"
    )
    parser.add_argument(
        "--force", action="store_true", help="install the model though it scores less than the one there"
    )
    parser.add_argument(
        "--no-folds",
        action="store_true",
        help="learn only; the model says nothing of its score and is not installed",
    )
    options = parser.parse_args()
    if not (options.shared / "gold" / "lines.jsonl").exists():
        _say(f"{options.shared / 'gold' / 'lines.jsonl'} is not there: nothing to learn from")
        return 2
    held = set(options.hold_out.read_text(encoding="utf-8").split()) if options.hold_out else set()
    gold = [report for report in load_gold(options.shared) if report.document not in held]
    _say("making the lexicon")
    lexicon = corpus_lexicon(options.shared / "corpus")
    examples = read_examples(gold, options.shared / "corpus", lexicon)
    settings = Settings()
    score, ours = Score(), Score()
    if not options.no_folds:
        score, ours, _ = score_folds(examples, lexicon, settings, _say)
    figures = score.figures()
    _say(json.dumps(figures, indent=1))
    worse = _worse(figures, options.output)
    if worse and not options.force:
        _say(f"not installed: {worse}. What is there stays as it is; --force installs it all the same.")
        return 1
    calibration = calibrate(score.stands) if score.stands else None
    table = [] if calibration is None else by_certainty(score.stands, calibration)
    _say(f"learning from all {len(examples)} reports")
    model = as_model(
        lexicon,
        learn(examples, lexicon, settings),
        UNCALIBRATED if calibration is None else calibration,
        card=_card(gold, settings, figures) | {"certainty": table, "ours": ours.figures()},
    )
    _write(options.output, packed(model))
    if options.output == INSTALLED:
        CARD.write_text(card_page(model), encoding="utf-8")
    return 0


def corpus_lexicon(corpus: Path) -> Lexicon:
    """The lexicon of all reports of the corpus."""
    return make_lexicon([read_view(path)[0].text for path in sorted(corpus.rglob("*.txt"))])


def read_examples(gold: list[GoldReport], corpus: Path, lexicon: Lexicon) -> list[Example]:
    """The examples of all reports that were read."""
    found = []
    for number, report in enumerate(gold, 1):
        if number % 50 == 0:
            _say(f"read {number} of {len(gold)} reports")
        found.append(read_example(report, corpus, lexicon))
    return found


def _worse(figures: dict[str, float], path: Path) -> str | None:
    """In what the model that is installed at ``path`` scores more."""
    try:
        before: dict[str, float] = unpacked(path.read_bytes()).card["folds"]
    except (FileNotFoundError, VocabularyError):
        return None  # none there, or one of a format that is read no more
    for key in ("lines.usable", "deeds.silent"):
        if figures.get(key, 0.0) < before.get(key, 0.0) - _LEEWAY:
            return f"{key} {figures.get(key, 0.0):.4f} where the installed model has {before[key]:.4f}"
    return None


def _card(gold: list[GoldReport], settings: Settings, figures: dict[str, float]) -> dict[str, Any]:
    lines = [line for report in gold for line in report.lines]
    data = hashlib.sha256(repr([(r.document, r.paragraphs, r.lines) for r in gold]).encode()).hexdigest()
    return {
        "reports": len(gold),
        "paragraphs": sum(len(report.paragraphs) for report in gold),
        "lines": len(lines),
        "doubted": sum(line.doubt for line in lines),
        "readers": len({line.reader for line in lines}),
        "labels": dict(sorted(Counter(line.label for line in lines).items())),
        "data": data,
        "settings": asdict(settings),
        "folds": figures,
    }


def card_page(model: Model) -> str:
    """The card as a page of the docs."""
    card = model.card
    rows = "\n".join(
        f"| {key} | {value:.3f} | {card['ours'][key]:.3f} |" for key, value in card["folds"].items()
    )
    sure = "\n".join(f"| {edge} | {share:.1%} | {right:.1%} |" for edge, share, right in card["certainty"])
    labels = "、".join(f"{label} {count:,}" for label, count in card["labels"].items())
    settings = ", ".join(f"{key} {value}" for key, value in card["settings"].items())
    return f"""# The model of lines: its card

`make train` writes this page and `src/luoshi/lines/data/lines.npz` together; neither is edited by hand.

- **What it decides**: for each stretch between two marks, whether it stands in a line of the ledger, where the line begins and ends, and
  its kind and grade ([ledger.md](ledger.md#lines)). No number, unit, period or indicator: those are parsed.
- **What it learnt from**: {card["paragraphs"]:,} paragraphs of {card["reports"]:,} reports, {card["lines"]:,} lines by {card["readers"]} careful
  readers, {card["doubted"]:,} of them with a doubt; {labels}. Digest of it all: `{card["data"][:16]}`.
- **How**: a linear-chain CRF, L-BFGS ({settings}); {len(model.keys):,} things that may be seen of a unit, a byte for each of 15 labels.
  The same input gives the same bytes. No randomness but the order of the folds, whose seed is fixed.
- **Scores**: {FOLDS} folds by document, each report read by a model that had not seen it; certainties before calibration. The gold beside the corpus is what
  counts; what readers of ours read (quickly, and half of it where the model was least certain) stands beside it.
- **Licence**: as the project's, Apache-2.0. It holds hashes and weights, no text.

| | given gold | read by readers of ours |
| --- | --- | --- |
{rows}

`certainty` is how often such a line stood as it is (ends and grade), held against {AGREED}, the share of one careful reader's lines that another writes down in the same way.
Of the lines that the folds predicted:

| certainty at least | lines | stood as they are |
| --- | --- | --- |
{sure}
"""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)
    _say(f"wrote {path}: {len(content) / 1e6:.2f} MB")


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

__all__ = ["CARD", "INSTALLED", "OWN", "card_page", "main", "read_examples"]
