"""Tables of documents: Parquet, JSON lines, CSV and XLSX, one row a document, a column of text, perhaps one of names."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from luoshi.corpus.shard import Columns, Item, refused
from luoshi.corpus.sheets import SUFFIXES, as_lines, is_sheet
from luoshi.sources import LIMIT, refuse

_PARQUET = (".parquet", ".pq")
_LINES = (".jsonl", ".ndjson")
# What collections call the column of the text. Exactly one of a table's columns may be among them.
TEXT_COLUMNS = frozenset(
    (
        "text", "content", "body", "fulltext", "full_text", "report_text", "report", "html", "正文", "内容", "全文", "文本",
        "报告", "报告正文", "报告内容", "报告全文", "工作报告", "政府工作报告", "文本内容", "正文内容",
    )
)  # fmt: skip
# Tables and stores of data that are not read: never counted as documents.
_NOT_UNDERSTOOD = (
    ".xls", ".xlsm", ".xlsb", ".ods", ".dta", ".sav", ".rds", ".rdata", ".feather", ".arrow", ".sqlite", ".sqlite3", ".db",
    ".json", ".pkl", ".npy",
)  # fmt: skip
_LOOKED_AT = 50  # lines of JSON from which the columns are told


def is_table(path: str) -> bool:
    return path.lower().endswith((*_PARQUET, *_LINES, *SUFFIXES))


def is_data(path: str) -> bool:
    """Whether a file holds data in a form that is not read here."""
    return path.lower().endswith(_NOT_UNDERSTOOD)


def in_table(path: str, key: str, stamp: str, size: int, columns: Columns, unpacked: str) -> Iterator[Item]:
    """The rows of a table, counted from 1 in their keys: ``rows.parquet#1``. ``unpacked`` is a folder for what has to be
    written out first.

    :raises luoshi.errors.SourceError: where no column, or more than one, may be that of the text.
    """
    if path.lower().endswith(_PARQUET):
        return _parquet_rows(path, key, stamp, size, columns)
    if is_sheet(path):
        return _json_lines(as_lines(path, key, stamp, unpacked), key, columns)
    return _json_lines(path, key, columns)


def _parquet_rows(path: str, key: str, stamp: str, size: int, columns: Columns) -> Iterator[Item]:
    import polars

    try:
        frame = polars.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
        count = int(frame.select(polars.len()).collect().item())
    except (polars.exceptions.PolarsError, OSError):
        raise refuse("broken", key, format="Parquet") from None
    texts = [
        name for name, kind in schema.items() if kind in (polars.String, polars.Binary, polars.Categorical)
    ]
    text = _text_column(texts, key, columns)
    if columns.name is not None and columns.name not in schema:
        raise refuse("no_column", key, column=columns.name, columns=", ".join(schema))
    for number in range(count):
        share = size * (number + 1) // count - size * number // count
        yield Item(f"{key}#{number + 1}", path, "row", share, stamp, (number,), text)


def _text_column(names: Iterable[str], key: str, columns: Columns) -> str:
    held = list(names)
    if columns.text is not None:
        if columns.text not in held:
            raise refuse("no_column", key, column=columns.text, columns=", ".join(held))
        return columns.text
    fitting = [name for name in held if name.strip().lower() in TEXT_COLUMNS]
    if not fitting:
        raise refuse("no_text_column", key, columns=", ".join(held))
    if len(fitting) > 1:
        raise refuse("several_text_columns", key, columns=", ".join(fitting))
    return fitting[0]


def _json_lines(path: str, key: str, columns: Columns) -> Iterator[Item]:
    """A line's stamp is made of its bytes: where lines are added to a file, those before them are what they were."""
    text = _text_column(_keys(path), key, columns)
    with open(path, "rb") as file:
        number = offset = 0
        while line := file.readline(LIMIT + 1):
            number += 1
            name, length, stamp = f"{key}#{number}", len(line), _stamp(line)
            while not line.endswith(b"\n") and (line := file.readline(LIMIT + 1)):
                length += len(line)
            if length > LIMIT:
                yield refused(name, path, refuse("too_large", name, limit=LIMIT >> 20), stamp)
            elif length > 2 or line.strip():
                yield Item(name, path, "line", length, stamp, (offset, length), text)
            offset += length


def _stamp(line: bytes) -> str:
    return hashlib.blake2b(line.rstrip(b"\r\n"), digest_size=8).hexdigest()


def _keys(path: str) -> list[str]:
    """The keys of the first lines that have a text, in their order."""
    found: dict[str, None] = {}
    with open(path, "rb") as file:
        for _ in range(_LOOKED_AT):
            try:
                row = json.loads(file.readline(LIMIT + 1))
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                found |= {name: None for name, value in row.items() if isinstance(value, str)}
    return list(found)


def read_line(data: bytes, item: Item, name_column: str | None) -> tuple[bytes, str | None]:
    """The text of a line of JSON, as bytes, and what its column of names says."""
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise refuse("not_a_row", item.key)
    return text_of(row, item, name_column)


def text_of(row: dict[str, Any], item: Item, name_column: str | None) -> tuple[bytes, str | None]:
    """The text of a table's row, as bytes, and what its column of names says."""
    text = row.get(item.text or "")
    if isinstance(text, str):
        text = text.encode("utf-8", "replace")
    elif not isinstance(text, bytes):
        raise refuse("no_text_in_row", item.key, column=item.text)
    if len(text) > LIMIT:
        raise refuse("too_large", item.key, limit=LIMIT >> 20)
    name = row.get(name_column) if name_column is not None else None
    return text, None if name is None else os.path.basename(str(name))


def parquet_rows(item: Item, first: int, count: int, columns: Iterable[str]) -> list[dict[str, Any]]:
    """Some rows of the Parquet file in which ``item`` is one; the others are not read."""
    import polars

    frame = polars.scan_parquet(item.path, glob=False).select(*dict.fromkeys(columns)).slice(first, count)
    try:
        return frame.collect().to_dicts()
    except polars.exceptions.PolarsError:
        raise refuse("broken", item.key, format="Parquet") from None
