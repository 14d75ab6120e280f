"""The calls at the top of the package, and what they say of themselves."""

import inspect
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import luoshi
from luoshi.ledger.export import export

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize(
    "name", ["nope.txt", "reports/nope", "2026年报告.docx", r"C:\reports\x", "./x", "/nowhere/x"]
)
def test_a_name_of_no_file_is_an_error_with_a_sentence(name: str) -> None:
    with pytest.raises(luoshi.SourceError, match="there is no such file") as refused:
        luoshi.read(name)
    assert refused.value.sentence("zh").endswith("请检查路径。")


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值增长6%。",
        "各位代表",
        "一、工作\n增长6%",
        "见附件1.docx，增长5%",
        "今年1/2的目标",
        "2025/26",
        "他/她的工作",
    ],
)
def test_a_sentence_is_a_text(text: str) -> None:
    assert luoshi.read(text).source.text == text
    assert luoshi.read_text(text).source.text == text


def test_a_text_may_have_a_name_that_hints_at_place_and_year() -> None:
    report = luoshi.read_text("经济稳步增长，就业总体稳定。要扩大投资，办好实事。", name="杭州市2019.txt")
    assert (report.front.year, report.front.guessed) == (2019, ("place", "year"))
    assert luoshi.read_text("nope.txt").source.text == "nope.txt"


def test_packages_and_calls_share_a_name() -> None:
    import luoshi.corpus.run
    import luoshi.quantities
    import luoshi.reconcile

    assert luoshi.quantities("增长5%")[0].low == 5
    outcome = luoshi.reconcile(EXAMPLES / "qingchuan-2025.txt", EXAMPLES / "qingchuan-2026.txt")
    assert outcome.earlier.year == 2025
    assert luoshi.same(
        EXAMPLES / "qingchuan-2026.txt", EXAMPLES / "qingchuan-2026-pages/5905.html"
    ).are_copies


def test_read_many_reads_files_folders_and_texts_as_they_come(tmp_path: Path) -> None:
    for name in ("qingchuan-2024.txt", "nanping-2026.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    sources = [EXAMPLES / "qingchuan-2025.txt", EXAMPLES / "qingchuan-2026-pages", tmp_path]
    found = luoshi.read_many(sources)
    assert next(found).front.year == 2025
    assert [report.front.year for report in found] == [2026, 2026, 2024]


@pytest.mark.parametrize("name", ["a.txt", Path("a.txt")])
def test_read_many_of_one_name_is_an_error_with_a_sentence(name: str | Path) -> None:
    with pytest.raises(TypeError, match=r"takes a list of files: read_many\(\['a.txt'\]\)"):
        list(luoshi.read_many(name))  # type: ignore[arg-type]


def test_what_is_shown_is_short_and_escaped() -> None:
    report = luoshi.read(EXAMPLES / "qingchuan-2026.txt")
    assert len(repr(report)) < 120
    assert "2026" in repr(report)
    assert len(repr(report.entries[0])) < 200
    hostile = luoshi.read_text(
        "<script>x</script>政府工作报告\n各位代表：\n今年地区生产总值增长<b>5%</b>左右。"
    )
    assert "<script>" not in hostile._repr_html_()
    for shown in (report, report.entries[0], luoshi.reconcile(EXAMPLES / "qingchuan-2025.txt", report)):
        assert shown._repr_html_().count("<table>") == 1


def test_untitled_pages_name_the_file_and_never_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "秘密文件夹"
    folder.mkdir()
    path = folder / "甲.txt"
    path.write_text("各位代表：今年地区生产总值增长5%。", encoding="utf-8")
    report = luoshi.read(path)
    assert (report.front.title, report.name) == (None, "甲.txt")
    assert "<title>甲.txt" in export(report, "html").decode()
    assert export(report, "table").decode().startswith("甲.txt")
    for name, text in (("5905.txt", "各位代表：增长5%。"), ("5905_2.txt", "二、工作安排\n建设学校3所。")):
        (folder / name).write_text(text, encoding="utf-8")
    path.unlink()
    assert luoshi.read(folder).name == "5905.txt"


def test_the_calls_have_types_without_any() -> None:
    import luoshi.calls as calls

    for name in ("read", "read_text", *calls.__all__):
        function = getattr(calls, name)
        signature = inspect.signature(function)
        assert signature.return_annotation is not inspect.Signature.empty
        annotations = [str(p.annotation) for p in signature.parameters.values()]
        assert not any("Any" in a for a in [*annotations, str(signature.return_annotation)]), name


def test_a_program_that_uses_the_calls_is_checked_by_mypy(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text(
        "import luoshi\n"
        "report = luoshi.read('x.txt')\n"
        "reveal_type(luoshi.reconcile(report, report))\n"
        "reveal_type(luoshi.corpus('x', 'y'))\n"
        "reveal_type(luoshi.panel('y'))\n"
        "reveal_type(luoshi.quantities('x'))\n",
        encoding="utf-8",
    )
    source = Path(luoshi.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"),
         "--follow-imports=silent", str(program)],
        capture_output=True, text=True, check=False, env={"MYPYPATH": str(source), "PATH": ""},
    )  # fmt: skip
    told = [line.partition('"')[2] for line in run.stdout.splitlines() if "Revealed" in line]
    assert [kind.rpartition(".")[2].rstrip('"') for kind in told[:3]] == [
        "Reconciliation",
        "Dataset",
        "DataFrame",
    ], run.stdout
    assert "Quantity" in told[3]


if typing.TYPE_CHECKING:
    typing.assert_type(luoshi.read("x"), luoshi.Report)
