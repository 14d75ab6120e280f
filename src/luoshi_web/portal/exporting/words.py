"""The search of an export: pairs of neighbouring characters in shards, and the texts that decide, as scripts that a page may load from a disk.

A browser lets a page of a disk read no data, and run scripts beside it: so each shard is a call of ``luoshi``. ``static/portal/search.js`` knows the
other side: which shard a pair stands in, how a text is folded, what is one hit. No segmenter has a say: the text itself decides.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from luoshi_web.portal.models import Line, Paragraph, Report
from luoshi_web.portal.search.grams import Folded
from luoshi_web.portal.selectors import place_path

_A_SHARD = 20_000  # places of pairs in a shard, about 100 kB


def write_search(folder: Path) -> Iterator[int]:
    """Write ``folder`` (``static/search``), a report at a time; yields after each. Paragraphs are numbered as hits are shown: newest year first."""
    folder.mkdir(parents=True)
    pairs: dict[str, array[int]] = defaultdict(lambda: array("I"))
    reports: list[list[object]] = []
    number = 0
    held = Report.objects.select_related("place").defer("text", "sections", "counts").order_by("-year", "-pk")
    for report in held.iterator(chunk_size=200):
        texts: list[list[object]] = []
        lines = _lines(report)
        for paragraph in Paragraph.objects.filter(report=report).order_by("-pk"):
            folded = Folded(paragraph.text).text
            for pair in {folded[at : at + 2] for at in range(len(folded) - 1)}:
                pairs[pair].append(number + len(texts))
            texts.append(
                [paragraph.number, paragraph.text, _within(paragraph, lines.get(paragraph.number, ()))]
            )
        _write(folder / f"t-{len(reports)}.js", "texts", len(reports), texts)
        reports.append(
            [f"{place_path(report.place)}{report.year}/", report.place.full_name, report.year, number]
        )
        number += len(texts)
        yield 1
    shards = _shards(pairs)
    _write(folder / "about.js", "about", {"shards": len(shards), "paragraphs": number, "reports": reports})
    for at, shard in enumerate(shards):
        _write(folder / f"g-{at}.js", "pairs", at, shard)


def _lines(report: Report) -> dict[int, list[Line]]:
    held: dict[int, list[Line]] = defaultdict(list)
    for line in (
        Line.objects.filter(report=report)
        .only("paragraph", "start", "end", "kind", "report")
        .order_by("start", "end", "pk")
    ):
        held[line.paragraph].append(line)
    return held


def _within(paragraph: Paragraph, lines: "list[Line] | tuple[()]") -> list[list[object]]:
    return [[line.start - paragraph.start, line.end - paragraph.start, line.pk, line.kind] for line in lines]


def _shards(pairs: dict[str, "array[int]"]) -> list[dict[str, list[int]]]:
    """The pairs by shard, each with the steps from one paragraph to the next."""
    count = max(1, sum(map(len, pairs.values())) // _A_SHARD)
    shards: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for pair, places in sorted(pairs.items()):
        steps = [place - before for place, before in zip(places, [0, *places], strict=False)]
        shards[shard_of(pair, count)][pair] = steps
    return shards


def shard_of(pair: str, count: int) -> int:
    return (ord(pair[0]) * 31 + ord(pair[1])) % count


def _write(path: Path, call: str, *said: object) -> None:
    words = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in said)
    # These two end a line in older scripts, and a lone half of a pair is no UTF-8
    words = words.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.write_bytes(f"luoshi.{call}({words});\n".encode("utf-8", "replace"))
