"""docs/panel.md against the code."""

import re
from pathlib import Path

import pytest

from luoshi.corpus.export import PANEL_FORMATS, export_panel
from luoshi.corpus.panel_columns import panel_columns
from luoshi.corpus.pictures import KINDS
from tests.corpus.invented import panel

PAGE = (Path(__file__).parents[2] / "docs/panel.md").read_text(encoding="utf-8")


def test_every_column_is_described_as_the_workbook_describes_it() -> None:
    for column in panel_columns():
        assert f"| `{column.name}` | {column.type} | {column.label['zh']} | {column.note['en']} |" in PAGE


def test_every_format_and_kind_of_picture_is_named() -> None:
    assert [word for word in (*PANEL_FORMATS, *KINDS) if f"`{word}`" not in PAGE] == []


def test_the_python_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert snippet
    (tmp_path / "panel.parquet").write_bytes(export_panel(panel(), "parquet"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(snippet[1], names)
    assert names["by_year"].height == 10  # type: ignore[attr-defined]
