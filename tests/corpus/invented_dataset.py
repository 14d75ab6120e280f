"""An invented dataset as ``luoshi corpus`` leaves it, as far as the summary page reads it."""

import json
import random
from pathlib import Path
from typing import Any

import polars

from tests.corpus.invented import PLACES, YEARS

ISSUES: list[dict[str, Any]] = [
    {"document": "县区/青山区2019.pdf", "kind": "scan", "sentence_zh": "没有文字层，请先识别。", "sentence_en": "it has no text layer; run OCR first"},
    {"document": "县区/<b>坏.html", "kind": "binary", "sentence_zh": "不是文本。", "sentence_en": "it is no text"},
    {"document": "市/南屏市2017.html", "kind": "doubted", "sentence_zh": "市/南屏市2017.html：正文是 2018 年的报告，文件名却写 2017 年。", "sentence_en": "市/南屏市2017.html: the text is the report of 2018, its name says 2017"},
]  # fmt: skip


def reports(seed: int = 4) -> polars.DataFrame:
    """One report a place and year less a tenth; some twice, some in doubt."""
    chance = random.Random(seed)
    rows = []
    for name, code, level in PLACES:
        for year in YEARS:
            if chance.random() < 0.1:
                continue
            rows.append(_report(chance, name, code, level, year, f"{name}/{name[-3:]}{year}.txt"))
            if chance.random() < 0.12:
                rows.append(_report(chance, name, code, level, year, f"转载/{name[-3:]}{year}.html"))
    rows.append(
        _report(chance, None, None, None, None, "杂/会议通知.txt")
        | {"doubts": "not_a_report no_year no_place"}
    )
    return polars.DataFrame(rows, infer_schema_length=None).sort("document")


def _report(
    chance: random.Random, name: Any, code: Any, level: Any, year: Any, document: str
) -> dict[str, Any]:
    targets = chance.randrange(40, 110)
    read = min(1.0, max(0.3, chance.gauss(0.94, 0.06)))
    return {
        "document": document, "place": name, "place_code": code, "place_level": level, "year": year,
        "characters": chance.randrange(9000, 22000), "doubts": "year_differs" if chance.random() < 0.04 else "",
        "targets": targets, "tasks": targets // 3, "results": targets + 20, "problems": 11, "headline": 14, "read": read,
    }  # fmt: skip


def copies(frame: polars.DataFrame) -> polars.DataFrame:
    """Two documents of one place and year are copies; the text file is the better one."""
    rows = []
    for _, group in frame.filter(polars.col("place").is_not_null()).group_by(
        "place", "year", maintain_order=True
    ):
        documents = sorted(group["document"].to_list(), key=lambda d: d.endswith(".html"))
        for document in documents:
            best = document == documents[0]
            rows.append(
                {"document": document, "group": documents[0], "size": len(documents), "best": best, "share": 1.0,
                 "rule": "entries" if best else "near"}
            )  # fmt: skip
    return polars.DataFrame(rows).sort("document")


def notices(frame: polars.DataFrame, seed: int = 9) -> polars.DataFrame:
    chance = random.Random(seed)
    kinds = ("boilerplate", "injected_text", "odd_width", "lost_character", "broken_line", "page_gap")
    rows = [
        {"document": document, "id": f"n{number}", "kind": chance.choice(kinds), "start": 0, "end": 2, "quote": "？？", "suggestion": None}
        for document in frame["document"]
        for number in range(chance.randrange(4))
    ]  # fmt: skip
    return polars.DataFrame(rows, infer_schema_length=None)


def wording() -> polars.DataFrame:
    return polars.DataFrame(
        [
            {"place": "云岭省临河市清川区", "year": 2024, "indicator": "gdp", "change": "softened", "before": "确保地区生产总值增长6%以上", "after": "地区生产总值增长5.5%左右", "after_file": "清川区2024.txt"},
            {"place": "云岭省南屏市", "year": 2022, "indicator": "fai", "change": "hardened", "before": "固定资产投资力争增长8%", "after": "固定资产投资确保增长8%以上", "after_file": "南屏市2022.txt"},
        ]
    )  # fmt: skip


def write_dataset(folder: Path) -> Path:
    """The parts on the disk."""
    frame = reports()
    for name, table in (("reports", frame), ("notices", notices(frame))):
        (folder / name).mkdir(parents=True)
        half = table.height // 2
        table[:half].write_parquet(folder / name / "part-0.parquet")
        table[half:].write_parquet(folder / name / "part-1.parquet")
    copies(frame).write_parquet(folder / "copies.parquet")
    lines = "".join(json.dumps(issue, ensure_ascii=False) + "\n" for issue in ISSUES)
    (folder / "issues.jsonl").write_text(lines, encoding="utf-8")
    (folder / "dataset.json").write_text("{}\n", encoding="utf-8")
    return folder
