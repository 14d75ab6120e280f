"""What a change of the rules gained and lost: two folders of ledgers, entry by entry.

    python bench/quality.py --save build/before --rules     (then change a rule)
    python bench/quality.py --save build/after --rules
    python bench/compare.py build/before build/after [--show N]

An entry is *changed* where the same stretch of the text still yields an entry, with other fields; else it is
gained or lost. Identical ledgers exit with 0, others with 1.

At the end gained and lost are counted by the rule that made the entries: what a line was learnt as (``learnt deed``),
the functions that made a value and its subject. ``quality.py --save DIR --rules`` writes them beside the ledgers
(``NAME.rules``); where they are missing, values are counted together.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Entry = dict[str, Any]


class Difference(NamedTuple):
    """``what`` is ``gained``, ``lost`` or ``changed``, ``shown`` how it is told, ``entry`` the entry (of two the new one)."""

    what: str
    shown: str
    entry: Entry


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
        places[entry["span"][0], entry["span"][1]].append(entry)
    return places


def _read(entry: Entry) -> Entry:
    """What was read, without the names of things."""
    return {key: value for key, value in entry.items() if key not in _LEFT_OUT}


def _rules(file: Path) -> dict[str, str]:
    """The rule of each entry by its id, as ``quality.py --rules`` wrote it beside the ledger."""
    beside = file.with_suffix(".rules")
    if not beside.exists():
        return {}
    rules: dict[str, str] = json.loads(beside.read_text(encoding="utf-8"))
    return rules


def _rule(entry: Entry, rules: dict[str, str]) -> str:
    """What made an entry; of one that nothing was written of what can be seen of it."""
    value = any(entry.get(key) is not None for key in ("measure", "bound", "low", "high"))
    return rules.get(entry["id"]) or ("value" if value else f"learnt {entry.get('grade') or entry['kind']}")


def _line(entry: Entry) -> str:
    fields = " ".join(f"{key}={entry[key]}" for key in _SHOWN if entry.get(key) not in (None, False))
    return f"{entry['quote']}  [{fields}]"


def differences(old: list[Entry], new: list[Entry]) -> Iterator[Difference]:
    """Each difference, in reading order."""
    before, after = _by_span(old), _by_span(new)
    for span in sorted(before.keys() | after.keys()):
        was, now = before.get(span, []), after.get(span, [])
        gone = [e for e in was if _read(e) not in map(_read, now)]
        come = [e for e in now if _read(e) not in map(_read, was)]
        for one, other in zip(gone, come, strict=False):
            fields = [k for k in _read(one) if one[k] != other.get(k)]
            moved = ", ".join(f"{k}: {one[k]} → {other.get(k)}" for k in fields)
            yield Difference("changed", f"{one['quote']}  [{moved}]", other)
        for entry in gone[len(come) :]:
            yield Difference("lost", _line(entry), entry)
        for entry in come[len(gone) :]:
            yield Difference("gained", _line(entry), entry)


def _print_by_rule(rules: dict[str, Counter[str]]) -> None:
    """How many entries each rule gained and lost, those that moved most first."""
    names = sorted(rules["gained"] | rules["lost"], key=lambda n: (-rules["gained"][n] - rules["lost"][n], n))
    if names:
        print("gained    lost  by rule")
    for name in names:
        print(f"{rules['gained'][name]:6d}  {rules['lost'][name]:6d}  {name}")


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
    rules: dict[str, Counter[str]] = {"gained": Counter(), "lost": Counter()}
    for name in names:
        sides = {"lost": args.old / name, "gained": args.new / name}
        written = {what: _rules(file) for what, file in sides.items()}
        for what, line, entry in differences(_entries(sides["lost"]), _entries(sides["gained"])):
            counts[what] += 1
            if what in rules:
                rules[what][_rule(entry, written[what])] += 1
            if counts[what] <= args.show:
                print(f"{what:8s} {name.removesuffix('.json')}  {line}")
    _print_by_rule(rules)
    print(
        ", ".join(f"{counts[what]} {what}" for what in ("gained", "lost", "changed"))
        + f" in {len(names)} ledgers"
    )
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
