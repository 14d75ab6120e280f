"""``luoshi panel``: its formats, what it ends with, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Outcome
from tests.corpus.test_panel import dataset, write

Run = Callable[..., Outcome]


def test_the_command_writes_every_format_and_sums_up(tmp_path: Path, luoshi: Run) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%")
    write(folder, 2025, "地区生产总值增长6.4%。", "地区生产总值增长5%，进出口总额增长4%")
    out = dataset(folder)
    for form in ("csv", "parquet", "xlsx", "dta"):
        outcome = luoshi(
            "panel", out, "--indicator", "地区生产总值", "-o", tmp_path / f"p.{form}", "--lang", "zh"
        )
        assert outcome.code == 0, outcome.err
        assert (tmp_path / f"p.{form}").stat().st_size > 0
        assert outcome.err.startswith("2 行：1 个地区，2024 至 2025 年；目标 2 项（")
    piped = luoshi("panel", out, "--indicator", "gdp", "-q").out
    assert piped.removeprefix("\ufeff").startswith("place,place_code,")
    assert luoshi("panel", out, "--indicator", "gpd").code == 2
    assert luoshi("panel", out, "-o", tmp_path / "p.pdf").code == 2


def test_a_table_of_the_dataset_is_never_written_over(tmp_path: Path, luoshi: Run) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, 2025, "地区生产总值增长6.4%。", "地区生产总值增长5%")
    out = Path(dataset(folder))
    table = out / "entries/part-00000.parquet"
    before = table.read_bytes()
    refused = luoshi("panel", out, "-o", table, "--lang", "zh")
    assert refused.code == 2
    assert "这就是读入的文件" in refused.err
    assert table.read_bytes() == before
    assert luoshi("panel", out, "-o", out / "panel.csv").code == 0  # a new file may lie there
