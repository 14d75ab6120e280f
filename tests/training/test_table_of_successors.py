"""The table of what followed, made of files as the repository areacodes has them; what cannot be told apart stops it."""

from pathlib import Path

import pytest

from training import successors as script

FILES = {
    "1993-1994": "-432300 益阳地区\n-432301 益阳市>资阳区,赫山区\n-432302 沅江市>_\n+430900 益阳市\n",
    "1996-1997": "-510211 江北区>重庆市江北区\n-510200 重庆市\n-510203 大渡口区>_\n# -510212 沙坪坝区>_\n",
    "1998-1999": "-542134\t盐井县>?\n-533101\t畹町市>瑞丽市\n-513021\t达县>#,通川区\n",
    "2000-2001": "-330181\t萧山市>萧山区\n",
    "2003-2004": "-440202\t北江区>祯江区\n",
    "2010-2011": "-500110 万盛区>綦江区\n-500222 綦江县>綦江区\n",
    "202010-202011": "-330103\t下城区>拱墅区\n",
    "1985-1986": "-110222\t顺义县>顺义区\n",
}


@pytest.fixture
def areacodes(tmp_path: Path) -> Path:
    (tmp_path / "diff").mkdir()
    for years, text in FILES.items():
        (tmp_path / "diff" / f"{years}.diff").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_row_a_division_that_became_another(areacodes: Path) -> None:
    told, untold = script.followed(list(script.lines_of(areacodes)))
    assert not untold
    assert {d.name: [f"{o.code} {o.name}" for o in those] for d, those in told.items()} == {
        "益阳市": ["430902 资阳区", "430903 赫山区"],
        "重庆市": ["500000 重庆市"],  # its counties follow; no prefecture lies between
        "江北区": ["500105 江北区"],
        "大渡口区": ["500104 大渡口区"],
        "畹町市": ["533102 瑞丽市"],
        "达县": ["511721 达县", "511702 通川区"],
        "北江区": ["440204 浈江区"],  # misprinted
        "万盛区": ["500110 綦江区"],  # and not 綦江县, whose name goes on
    }


def test_what_cannot_be_told_apart_is_named_and_nothing_is_written(
    areacodes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (areacodes / "diff" / "2020-2021.diff").write_text("-330103\t下城区>拱野区\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["successors", str(areacodes)])
    assert script.main() == 1
    printed = capsys.readouterr()
    assert not printed.out
    assert "2021: 拱野区, which follows 330103 下城区" in printed.err


def test_what_is_written_is_what_the_library_reads(
    areacodes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["successors", str(areacodes)])
    assert script.main() == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line[0] != "#"]
    table = Path("src/luoshi/vocabulary/data/successors.tsv").read_text(encoding="utf-8").splitlines()
    assert set(rows) <= set(table)
