"""How much of injected damage is found, and how much of a ledger survives it.

    python bench/damage.py [--texts DIR] [--count 60] [--seed 1] [--json FILE]

Clean reports are damaged by a seeded program that knows every offset, one kind at a time, and read again. Recall and
precision count places: one found where one was put (overlapping it), none found elsewhere but where the clean copy has
one already. Entries kept is the F1 of the damaged copy's entries against the clean copy's, by value.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import luoshi
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report
from luoshi.sources import load_bytes
from luoshi.text import SourceText

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples"
# What the bench looks for besides the kind it put in: notices that speak of the copy's damage.
KINDS = ("injected_text", "lost_character", "odd_width", "broken_line", "ocr_confusion", "mojibake",
         "repeated_body", "page_gap", "mixed_reports")  # fmt: skip
PLACES = 12  # of damage in one copy


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged copy; ``spans`` are the places that must be noticed, in its own offsets."""

    text: str
    spans: tuple[tuple[int, int], ...]
    whole: bool = False  # one notice for the whole copy is enough
    part: tuple[int, int] | None = None  # what it holds of the clean text, where not all
    own: tuple[int, int] | None = None  # where that stands in it, where something else stands there too
    page: int | None = None  # which page of a set its file says that it is


def edited(text: str, edits: Sequence[tuple[int, int, str]]) -> Damaged:
    """``text`` with each ``[start, end)`` replaced, and where the replacements stand."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    last = length = 0
    for start, end, new in sorted(edits):
        pieces += (text[last:start], new)
        length += start - last
        spans.append((length, length + max(len(new), 1)))
        length += len(new)
        last = end
    return Damaged("".join((*pieces, text[last:])), tuple(spans))


def chosen(rng: random.Random, places: Sequence[int], apart: int = 40) -> list[int]:
    """Some of the places, no two nearer than ``apart``."""
    kept: list[int] = []
    for place in rng.sample(list(places), len(places)):
        if all(abs(place - other) >= apart for other in kept):
            kept.append(place)
        if len(kept) == PLACES:
            break
    return sorted(kept)


HAN = r"[\u4e00-\u9fff]"
INSIDE = re.compile(rf"(?<={HAN}{{8}})(?={HAN}{{8}})")
ADVERTISEMENTS = (
    "pp电子娱乐官网", "来自马克数据网", "百度搜索马 克 数 据 网", "更多材料请关注公众号：机关写作", "（转载请注明出处）",
    "www.gongwenwang.com", "澳门真人百家乐", "bob体育官网", "本文来自公文写作网", "【全文免费下载】", "转自道客文库",
    "更多公文尽在天下范文网", "加QQ群：123456789", "来源于毕业论文网",
)  # fmt: skip
DECIMAL = re.compile(r"(?<=\d)\.(?=\d+(?:%|％|[万亿]|个))")
ZERO_OR_ONE = re.compile(r"(?<=\d)[01](?=[%％万亿])|(?<![\d.．])1(?=\d*\.?\d+(?:%|％|[万亿]))")
PLUS = re.compile(r"(?<=[\w\u4e00-\u9fff])[+＋](?=[\w\u4e00-\u9fff])")
NAME = re.compile(rf"“({HAN}{{2}})({HAN}{{2}})”")


def injected(text: str, rng: random.Random) -> Damaged:
    places = chosen(rng, [m.start() for m in INSIDE.finditer(text)])
    return edited(text, [(p, p, rng.choice(ADVERTISEMENTS)) for p in places])


def lost_points(text: str, rng: random.Random) -> Damaged:
    places = chosen(rng, [m.start() for m in DECIMAL.finditer(text)], 3)
    return edited(text, [(p, p + 1, rng.choice("?？\ufffd\ue5e5")) for p in places])


def lost_indents(text: str, rng: random.Random) -> Damaged:
    places = chosen(rng, [m.end() for m in re.finditer(rf"(?<=。)\n\s*(?={HAN})", text)], 3)
    return edited(text, [(p, p, rng.choice(("????", "??"))) for p in places])


def lost_plus(text: str, rng: random.Random) -> Damaged:
    names = list(NAME.finditer(text))
    picked = rng.sample(names, min(PLACES, len(names)))
    # “基金产业” had a plus sign between its halves, and lost it
    return edited(text, [(m.end(1), m.end(1), " ") for m in picked])


def half_width(text: str, rng: random.Random) -> Damaged:
    changed = text.translate(str.maketrans("，；：！（）", ",;:!()"))
    return Damaged(changed, ((0, len(changed)),), whole=True)


def full_width(text: str, rng: random.Random) -> Damaged:
    changed = text.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
    return Damaged(changed, ((0, len(changed)),), whole=True)


def sentence_places(text: str) -> list[int]:
    """Places inside a sentence, eight characters of running text on each side."""
    return [m.start() for m in INSIDE.finditer(text)]


def hard_breaks(text: str, rng: random.Random) -> Damaged:
    return edited(text, [(p, p, "\n") for p in chosen(rng, sentence_places(text))])


def page_numbers(text: str, rng: random.Random) -> Damaged:
    forms = ("\n- {} -\n", "\n{}\n", "\n第{}页\n", "\n— {} —\n", "\n{}/24\n")
    places = chosen(rng, sentence_places(text))
    return edited(text, [(p, p, rng.choice(forms).format(n)) for n, p in enumerate(places, 2)])


def footnotes(text: str, rng: random.Random) -> Damaged:
    places = chosen(rng, [m.end() for m in re.finditer(rf"”(?={HAN})", text)])
    return edited(text, [(p, p, f"[{n}]") for n, p in enumerate(places, 1)])


def letters(text: str, rng: random.Random) -> Damaged:
    places = chosen(rng, [m.start() for m in ZERO_OR_ONE.finditer(text)], 6)
    return edited(text, [(p, p + 1, rng.choice("Oo" if text[p] == "0" else "lI")) for p in places])


def decoded_wrongly(text: str, rng: random.Random) -> Damaged:
    """No byte was lost: each has a character in the wrong encoding."""
    own = rng.choice(("utf-8", "gb18030"))
    changed = text.encode(own, "replace").decode("latin-1")
    return Damaged(changed, ((0, len(changed)),), whole=True)


def decoded_and_lost(text: str, rng: random.Random) -> Damaged:
    """Bytes that have no character in the wrong encoding are gone, and with them what they said."""
    changed = text.encode("utf-8").decode(rng.choice(("gb18030", "cp1252")), "replace")
    return Damaged(changed, ((0, len(changed)),), whole=True)


def cut_copy(text: str, rng: random.Random) -> Damaged:
    """A page of several: a third from the beginning and a third from the end are missing, at the end of a sentence."""
    stops = [m.end() for m in re.finditer("。", text)]
    first = min(stops, key=lambda s: abs(s - len(text) * rng.uniform(0.25, 0.4)))
    last = min(stops, key=lambda s: abs(s - len(text) * rng.uniform(0.6, 0.75)))
    page = text[first:last].lstrip()
    return Damaged(page, ((0, 60), (len(page) - 60, len(page))), part=(first, last), page=2)


def nameless_page(text: str, rng: random.Random) -> Damaged:
    """The same page, and nothing outside its words says of which year it is."""
    return replace(cut_copy(text, rng), page=None)


def told_twice(text: str, rng: random.Random) -> Damaged:
    return Damaged(f"{text}\n{text}", ((len(text) + 1, 2 * len(text) + 1),))


def two_reports(text: str, rng: random.Random) -> Damaged:
    """Another report stands behind this one."""
    other = (EXAMPLES / rng.choice(("qingchuan-2024.txt", "nanping-2026.txt"))).read_text(encoding="utf-8")
    both = f"{text}\n{other}"
    return Damaged(both, ((len(text) + 1, len(both)),), own=(0, len(text)))


DAMAGES: dict[str, tuple[str, Callable[[str, random.Random], Damaged]]] = {
    "advertisement in a sentence": ("injected_text", injected),
    "decimal point lost": ("lost_character", lost_points),
    "indent as question marks": ("lost_character", lost_indents),
    "plus sign lost in a name": ("lost_character", lost_plus),
    "half-width marks": ("odd_width", half_width),
    "full-width digits": ("odd_width", full_width),
    "hard line break": ("broken_line", hard_breaks),
    "page number": ("broken_line", page_numbers),
    "mark of a footnote": ("broken_line", footnotes),
    "letter for digit": ("ocr_confusion", letters),
    "the middle page of three": ("page_gap", cut_copy),
    "the same, in a file without a name": ("page_gap", nameless_page),
    "the report twice": ("repeated_body", told_twice),
    "two reports in one file": ("mixed_reports", two_reports),
    "decoded wrongly": ("mojibake", decoded_wrongly),
    "decoded wrongly, bytes lost": ("mojibake", decoded_and_lost),
}


def values(report: Report, part: tuple[int, int] | None) -> Counter[tuple[object, ...]]:
    """The entries that carry a value, as values; those of a ``part`` of the text alone, where one is given."""
    first, last = part or (0, len(report.source.text))
    return Counter(
        (e.kind, e.headline, e.indicator, e.measure, e.direction, e.bound, e.low, e.high, e.unit, e.period)
        for e in report.entries
        if (e.low is not None or e.high is not None) and first <= e.span.start < last
    )


def notices(report: Report, kind: str) -> list[tuple[int, int]]:
    return [(n.span.start, n.span.end) for n in report.notices if n.kind == kind]


@dataclass(slots=True)
class Tally:
    put: int = 0
    found: int = 0
    made_up: int = 0
    kept: int = 0
    clean: int = 0
    damaged: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.put if self.put else 1.0

    @property
    def precision(self) -> float:
        told = self.found + self.made_up
        return self.found / told if told else 1.0

    @property
    def entries(self) -> float:
        return 2 * self.kept / (self.clean + self.damaged) if self.clean + self.damaged else 1.0


def measure(
    kind: str, damage: Callable[[str, random.Random], Damaged], texts: Sequence[tuple[str, str]], seed: int
) -> Iterator[tuple[Tally, list[str]]]:
    """One tally a text, with a few of the misses in words."""
    for number, (name, text) in enumerate(texts):
        copy = damage(text, random.Random(f"{seed} {number}"))
        before = luoshi.read(SourceText.from_string(text))
        file_name = f"{name}_{copy.page}.txt" if copy.page else None
        after = read_source(load_bytes(copy.text.encode()), file_name=file_name)
        told = notices(after, kind)
        clean = len(notices(before, kind))
        tally, words = Tally(), []
        if copy.whole:
            tally.put, tally.found = 1, min(1, len(told))
        else:
            tally.put = len(copy.spans)
            for start, end in copy.spans:
                if any(a < end and start < b for a, b in told):
                    tally.found += 1
                else:
                    words.append("missed " + copy.text[max(0, start - 14) : end + 10])
            false = [s for s in told if not any(s[0] < end and start < s[1] for start, end in copy.spans)]
            tally.made_up = max(0, len(false) - clean)
            if tally.made_up:
                words += ["made up " + copy.text[max(0, a - 14) : b + 10] for a, b in false[:2]]
        left, right = values(before, copy.part), values(after, copy.own)
        tally.kept, tally.clean, tally.damaged = (left & right).total(), left.total(), right.total()
        yield tally, words


def total(tallies: Sequence[Tally]) -> Tally:
    return Tally(*(sum(getattr(t, name) for t in tallies) for name in Tally.__slots__))


def clean_texts(folder: Path, count: int) -> list[tuple[str, str]]:
    """Names and texts of reports with the least damage of their own, spread over the folder; the examples where there is no folder."""
    files = sorted(p for p in folder.rglob("*.txt") if p.stat().st_size > 12_000)
    if not files:
        return [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(EXAMPLES.glob("*.txt"))]
    scored = []
    for path in files:
        text = luoshi.read(path).source.text
        report = luoshi.read(SourceText.from_string(text))
        wrong = sum(n.kind in KINDS for n in report.notices)
        around = sum(n.span.end - n.span.start for n in report.notices if n.kind == "boilerplate")
        if around * 10 > len(text):
            continue  # a page with much around the report, or the report twice
        scored.append((wrong, path.stem, text))
    return [(name, text) for _, name, text in sorted(scored)[:count]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=CORPUS)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show this many misses of each damage")
    options = parser.parse_args(arguments)
    texts = clean_texts(options.texts, options.count)
    rows = {}
    print(f"{len(texts)} reports, seed {options.seed}")
    print(f"{'damage':36} {'kind':16} {'places':>7} {'recall':>7} {'precision':>10} {'entries kept':>13}")
    for name, (kind, damage) in DAMAGES.items():
        results = list(measure(kind, damage, texts, options.seed))
        tally = total([t for t, _ in results])
        rows[name] = {"kind": kind, "places": tally.put, "recall": round(tally.recall, 4),
                      "precision": round(tally.precision, 4), "entries": round(tally.entries, 4)}  # fmt: skip
        print(
            f"{name:36} {kind:16} {tally.put:7} {tally.recall:7.3f} {tally.precision:10.3f} {tally.entries:13.3f}",
            flush=True,
        )
        for words in [w for _, listed in results for w in listed][: options.misses]:
            print("   ", repr(words))
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
