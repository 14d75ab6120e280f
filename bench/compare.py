"""What a change of the rules gained and lost: two folders of ledgers, entry by entry.

    python bench/quality.py --save build/before     (then change a rule)
    python bench/quality.py --save build/after
    python bench/compare.py build/before build/after [--show N]

An entry is *changed* where the same stretch of the text still yields an entry, with other fields; else it is
gained or lost. Identical ledgers exit with 0, others with 1.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
_SHOWN = (
    "kind",
    "headline",
    "subject",
    "indicator",
    "measure",
    "bound",
    "low",
    "high",
    "unit",
    "period",
    "modality",
)
_LEFT_OUT = ("id", "section")  # names of things, not what was read


def _entries(file: Path) -> list[Entry]:
    if not file.exists():
        return []
    entries: list[Entry] = json.loads(file.read_text(encoding="utf-8"))["entries"]
    return entries


def _by_span(entries: list[Entry]) -> dict[tuple[int, int], list[Entry]]:
    places: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        places[entry["span"][0], entry["span"][1]].append(
            {k: v for k, v in entry.items() if k not in _LEFT_OUT}
        )
    return places


def _line(entry: Entry) -> str:
    fields = " ".join(f"{key}={entry[key]}" for key in _SHOWN if entry.get(key) not in (None, False))
    return f"{entry['quote']}  [{fields}]"


def differences(old: list[Entry], new: list[Entry]) -> Iterator[tuple[str, str]]:
    """``("gained" | "lost" | "changed", what to show)`` for each difference, in reading order."""
    before, after = _by_span(old), _by_span(new)
    for span in sorted(before.keys() | after.keys()):
        was, now = before.get(span, []), after.get(span, [])
        gone = [e for e in was if e not in now]
        come = [e for e in now if e not in was]
        for one, other in zip(gone, come, strict=False):
            fields = [k for k in one if one[k] != other.get(k)]
            moved = ", ".join(f"{k}: {one[k]} → {other.get(k)}" for k in fields)
            yield "changed", f"{one['quote']}  [{moved}]"
        for entry in gone[len(come) :]:
            yield "lost", _line(entry)
        for entry in come[len(gone) :]:
            yield "gained", _line(entry)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--show", type=int, default=40, help="show this many of each kind (default 40)")
    args = parser.parse_args()
    names = sorted({p.relative_to(d).as_posix() for d in (args.old, args.new) for p in d.rglob("*.json")})
    counts: Counter[str] = Counter()
    for name in names:
        for what, line in differences(_entries(args.old / name), _entries(args.new / name)):
            counts[what] += 1
            if counts[what] <= args.show:
                print(f"{what:8s} {name.removesuffix('.json')}  {line}")
    print(
        ", ".join(f"{counts[what]} {what}" for what in ("gained", "lost", "changed"))
        + f" in {len(names)} ledgers"
    )
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
