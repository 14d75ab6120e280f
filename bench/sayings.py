"""How much of real reports the registers can answer: sayings and reports by register and figure.

    python bench/sayings.py [--texts DIR] [--show N] [--seed 1]

``--show`` prints so many sayings, drawn by the seed, to be read for wrong links: the count alone says nothing of whether they are right.
"""

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

import luoshi
from luoshi_web.registers.sayings import Saying, sayings_of

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def read(texts: Path) -> list[tuple[str, Saying]]:
    """Every saying below a folder, with the name of its report."""
    paths = sorted(path for path in texts.rglob("*") if path.suffix in (".txt", ".html"))
    return [(path.name, saying) for path in paths for saying in sayings_of(luoshi.read(path))]


def main() -> None:
    """Print the counts, and what was asked to be shown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, default=CORPUS)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.texts.is_dir():
        print("sayings: there is no ../shared/corpus beside this checkout; nothing is measured")
        return
    found = read(asked.texts)
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for name, saying in found:
        reports[saying.register].add(name)
    counts = Counter(saying.register for _, saying in found)
    for register, count in counts.most_common():
        print(f"{register:<10} {count:>5} sayings in {len(reports[register]):>3} reports")
    for (register, figure), count in sorted(Counter((s.register, s.figure) for _, s in found).items()):
        print(f"  {register}.{figure:<20} {count:>5}")
    for name, saying in random.Random(asked.seed).sample(found, min(asked.show, len(found))):
        print(f"{name}\t{saying.register}.{saying.figure}\t{saying.words}\t{saying.quote}")


if __name__ == "__main__":
    main()
