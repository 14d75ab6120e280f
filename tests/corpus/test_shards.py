"""One shard: all of it or nothing, and no document ends it."""

import json
from pathlib import Path

import polars
import pytest

import luoshi
import luoshi.corpus.shards as shards
from luoshi.corpus.columns import TABLES, polars_schema
from luoshi.corpus.documents import Document
from luoshi.corpus.inputs import Inputs, given_paths
from luoshi.corpus.layout import Layout
from luoshi.corpus.shard import Columns, Shard
from luoshi.corpus.shards import read_shard
from luoshi.ledger.frame import rows as entry_rows
from tests.corpus.conftest import EXAMPLES


def shard_of(folder: Path, digest: str = "d") -> Shard:
    inputs = Inputs(given_paths([str(folder)]), Columns(), "/nowhere", "/nowhere")
    return Shard(0, digest, tuple(inputs.items()), None, 60)


def issues_in(out: Path, digest: str = "d") -> dict[str, dict[str, object]]:
    lines = (out / ".work/done" / digest / "issues.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["document"]: row for row in map(json.loads, lines)}


def table(out: Path, name: str, digest: str = "d") -> polars.DataFrame:
    return polars.read_parquet(out / ".work/done" / digest / f"{name}.parquet")


def test_the_rows_are_those_of_the_ledger(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for original in EXAMPLES.glob("*.txt"):
        (source / original.name).write_bytes(original.read_bytes())
    outcome = read_shard(shard_of(source), str(out))
    entries = table(out, "entries")
    notices, unused, sections = (table(out, name) for name in ("notices", "unused", "sections"))
    reports = {row["document"]: row for row in table(out, "reports").to_dicts()}
    assert outcome.documents == len(reports) == len(list(source.iterdir()))
    for path in source.iterdir():
        report = luoshi.read(path)
        text = report.source.text
        graded = {line.id: line.grade for line in report.lines}
        mine = entries.filter(document=path.name).drop("document").to_dicts()
        assert mine == [row | {"line_grade": graded.get(row["line"])} for row in entry_rows(report)]
        for row in (*mine, *notices.filter(document=path.name).to_dicts()):
            assert text[row["start"] : row["end"]] == row["quote"]
        assert unused.filter(document=path.name).get_column("reason").to_list() == [
            u.reason for u in report.unused
        ]
        assert sections.filter(document=path.name).get_column("id").to_list() == [
            s.id for s in report.outline
        ]
        row = reports[path.name]
        assert (row["year"], row["sha256"], row["characters"]) == (
            report.front.year,
            report.source.sha256,
            len(text),
        )
        assert (row["place"], row["entries"]) == (
            report.front.place and report.front.place.name,
            len(report.entries),
        )
        assert 0.9 < row["read"] <= 1


def test_a_bad_document_is_one_issue_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_bytes((EXAMPLES / "qingchuan-2026.txt").read_bytes())
    (source / "empty.txt").touch()
    (source / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (source / "picture.html").write_bytes(b"GIF89a" + bytes(50))
    (source / "bug.txt").write_text("各位代表：", encoding="utf-8")
    shard = shard_of(source)
    (source / "gone.txt").write_text("x", encoding="utf-8")
    shard = shard_of(source)
    (source / "gone.txt").unlink()
    read = luoshi.corpus.documents.read_source

    def broken(source: luoshi.SourceText, **extra: object) -> luoshi.Report:
        if source.path == "bug.txt":
            raise IndexError("of ours")
        return read(source, **extra)

    monkeypatch.setattr("luoshi.corpus.documents.read_source", broken)
    outcome = read_shard(shard, str(out))
    issues = issues_in(out)
    assert {key: row["kind"] for key, row in issues.items()} == {
        "binary.txt": "binary", "bug.txt": "bug", "empty.txt": "empty", "gone.txt": "missing", "picture.html": "unsupported",
    }  # fmt: skip
    assert (issues["bug.txt"]["type"], issues["bug.txt"]["message"]) == ("IndexError", "of ours")
    for key, row in issues.items():
        assert str(row["sentence_en"]).startswith(f"{key}: ")
        assert str(row["sentence_zh"]).startswith(f"{key}：")
        assert str(tmp_path) not in json.dumps(row)
    assert table(out, "reports").get_column("document").to_list() == ["a.txt"]
    assert (outcome.documents, outcome.issues) == (6, 5)


def test_every_part_has_every_column_even_without_rows(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "empty.txt").touch()
    read_shard(shard_of(source), str(tmp_path / "out"))
    for name, columns in TABLES.items():
        frame = table(tmp_path / "out", name)
        assert (dict(frame.schema), len(frame)) == (polars_schema(columns), 0)


def test_half_a_character_can_be_stored(tmp_path: Path) -> None:
    report = luoshi.read("各位代表：今年目标：地区生产总值\ud800增长5%。")
    document = luoshi.corpus.documents._document("a", 1, None, report)
    frame = polars.DataFrame(document.rows["notices"], schema=polars_schema(TABLES["notices"]), orient="row")
    assert "\ud800" not in str(document.rows)
    assert len(frame) == len(document.rows["notices"])


def test_a_shard_that_fails_while_it_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text("各位代表：", encoding="utf-8")

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("luoshi.corpus.shards.os.rename", full)
        with pytest.raises(OSError, match="No space"):
            read_shard(shard_of(source), str(out))
    assert list((out / ".work/done").iterdir()) == list((out / ".work/making").iterdir()) == []
    assert read_shard(shard_of(source), str(out)).documents == 1


def test_a_shard_that_is_done_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text("各位代表：", encoding="utf-8")
    first = read_shard(shard_of(source), str(out))

    def never(*_: object) -> Document:
        raise AssertionError

    monkeypatch.setattr(shards, "read_document", never)
    assert read_shard(shard_of(source), str(out)) == first


@pytest.mark.parametrize(
    ("log", "hung", "fatal"),
    [
        ("begin\n0\n1\n", "", {}),
        ("begin\n0\n1\nbegin\n0\n", "", {}),
        ("begin\n0\n1\nbegin\n0\n1\n", "", {1: "crashed"}),
        ("begin\n0\n1\nover\nbegin\n0\n1\nover\n", "", {}),
        ("begin\n0\n1\nbegin\n0\n2\nbegin\n0\n1\nbegin\n0\n2\n", "", {1: "crashed", 2: "crashed"}),
        ("begin\n0\n1\n", "Timeout", {1: "hung"}),
        ("begin\n0\n1\nhung-1\nbegin\n0\n", "", {1: "hung"}),
        ("begin\nbegin\nbegin\n", "", {}),
        ("", "", {}),  # killed between opening its log and the first word
        ("", "Timeout", {}),
    ],
)
def test_what_earlier_readers_left_tells_which_document_ended_them(
    tmp_path: Path, log: str, hung: str, fatal: dict[int, str]
) -> None:
    path = tmp_path / "tries"
    path.write_text(log, encoding="ascii")
    (tmp_path / "tries.hung").write_text(hung, encoding="ascii")
    assert shards._fatal(str(path)) == fatal
    assert shards._fatal(str(path)) == fatal  # and again: it was written down


def test_a_finished_shard_leaves_no_trace_of_its_tries(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text("各位代表：", encoding="utf-8")
    read_shard(shard_of(source), str(out))
    assert list(Path(Layout(str(out)).tries).iterdir()) == []
