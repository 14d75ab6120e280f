"""Which documents a path holds, whatever it is, and that each is read as it lies there."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.corpus.inputs import Inputs, given_paths
from luoshi.corpus.opening import Opener
from luoshi.corpus.shard import Columns, Item, Shard
from luoshi.errors import SourceError

CONTENTS = {"a.txt": "甲".encode(), "第2页.html": b"<p>two</p>", "sub/b.txt": b"b" * 5000}
ANY = Columns()


def found(*paths: Path | str, out: Path | None = None, columns: Columns = ANY) -> list[Item]:
    return list(_inputs(paths, out, columns).items())


def _inputs(paths: Sequence[Path | str], out: Path | None, columns: Columns) -> Inputs:
    place = str(out or "/nowhere")
    return Inputs(given_paths([str(p) for p in paths]), columns, place, os.path.join(place, "unpacked"))


def opened(items: Sequence[Item], name_column: str | None = None) -> dict[str, bytes | str | None]:
    """The bytes of every document, or the key of its refusal."""
    contents: dict[str, bytes | str | None] = {}
    with Opener(Shard(0, "0", tuple(items), name_column)) as opener:
        for item in items:
            try:
                contents[item.key] = opener.open(item)[0]
            except SourceError as error:
                contents[item.key] = error.key
    return contents


def keys(items: Sequence[Item]) -> list[str]:
    return [item.key for item in items]


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def test_a_folder_is_read_with_all_that_lies_in_it_in_the_order_of_its_keys(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "a.txt", "a-b/1.html", "十/一.txt", ".git/x", "~$b.docx")
    assert keys(found(tmp_path)) == sorted(keys(found(tmp_path)))
    assert keys(found(tmp_path)) == ["a-b/1.html", "a.txt", "a/1.txt", "a/2.txt", "b.txt", "十/一.txt"]


def test_what_accompanies_pages_is_left_out_and_counted(tmp_path: Path) -> None:
    write(tmp_path, "1.html", "1_files/style.css", "1_files/logo.PNG", "1_files/more.png", "README")
    inputs = _inputs([tmp_path], None, Columns())
    assert keys(list(inputs.items())) == ["1.html", "README"]
    assert inputs.left_out == {".css": 1, ".png": 2}


def test_the_dataset_that_is_made_and_others_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", "out/x.txt", "older/dataset.json", "older/reports/p", "older/entries/p")
    assert keys(found(tmp_path, out=tmp_path / "out")) == ["1.txt"]
    for dataset in ("out", "older"):
        with pytest.raises(SourceError, match="this is a dataset"):
            found(tmp_path / dataset, out=tmp_path / "out")


def test_links_to_folders_are_left_out_and_broken_links_told(tmp_path: Path) -> None:
    write(tmp_path / "in", "1.txt", "sub/2.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "in/same.txt").symlink_to(tmp_path / "in/1.txt")
    items = found(tmp_path / "in")
    assert keys(items) == ["1.txt", "gone.txt", "same.txt", "sub/2.txt"]
    assert opened(items)["gone.txt"] == "missing"


def test_several_paths_begin_with_their_names(tmp_path: Path) -> None:
    write(tmp_path, "north/2020/1.txt", "south/2020/1.txt", "other/x.txt", "more/x.txt")
    paths = [tmp_path / "south/2020", tmp_path / "north/2020", tmp_path / "other"]
    assert keys(found(*paths)) == ["north/2020/1.txt", "other/x.txt", "south/2020/1.txt"]
    assert keys(found(tmp_path / "other/x.txt", tmp_path / "more/x.txt")) == ["more/x.txt", "other/x.txt"]


def test_no_document_is_found_twice(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "a/b/2.txt")
    paths = [tmp_path / "a/b", tmp_path / "a", tmp_path / "a/b/2.txt", tmp_path / "a/../a"]
    assert keys(found(*paths)) == ["1.txt", "b/2.txt"]


def test_a_glob_means_the_files_that_it_matches(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "a/b/2.txt", "a/b/3.html", "[x].txt")
    assert keys(found(f"{tmp_path}/**/*.txt")) == ["1.txt", "2.txt", "[x].txt"]
    assert keys(found(tmp_path / "[x].txt")) == ["[x].txt"]
    with pytest.raises(SourceError, match="no file matches"):
        found(f"{tmp_path}/*.pdf")
    with pytest.raises(SourceError, match="no such file"):
        found(tmp_path / "nothing")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_utf8_is_gbk(tmp_path: Path) -> None:
    for name in ("北京市.txt".encode("gbk"), b"\xff.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(b"x")
    items = found(tmp_path)
    assert keys(items) == ["\\xff.txt", "北京市.txt"]
    assert set(opened(items).values()) == {b"x"}


def _zip(path: Path, contents: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, data) in enumerate(contents.items()):
            archive.writestr(name, data, (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)[number % 2])
    return path


def _tar(path: Path, contents: dict[str, bytes]) -> Path:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in contents.items():
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    packers = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress, ".tar": bytes}
    path.write_bytes(packers[path.suffix](buffer.getvalue()))
    return path


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz", "x.tar.bz2"])
def test_an_archive_is_a_folder(tmp_path: Path, name: str) -> None:
    make = _zip if name.endswith("zip") else _tar
    junk = {"__MACOSX/a.txt": b"", ".hidden": b"", "style.css": b""}
    path = make(tmp_path / name, CONTENTS | junk)
    items = found(path, out=tmp_path / "out")
    assert opened(items) == {f"{name}/{inner}": data for inner, data in CONTENTS.items()}
    assert keys(items) == sorted(keys(items))
    assert keys(found(tmp_path, out=tmp_path / "out")) == keys(items)


def test_names_in_a_zip_of_a_chinese_system(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", {"AAAAAA.txt": b"x"})
    path.write_bytes(path.read_bytes().replace(b"AAAAAA", "北京市".encode("gbk")))
    assert keys(found(path)) == ["x.zip/北京市.txt"]


def test_two_files_of_one_name_in_an_archive_are_two_documents(tmp_path: Path) -> None:
    path = _tar(tmp_path / "x.tar", {"a": b"1"})
    with tarfile.open(path, "a") as archive:
        info = tarfile.TarInfo("a")
        info.size = 1
        archive.addfile(info, io.BytesIO(b"2"))
    assert opened(found(path)) == {"x.tar/a": b"1", "x.tar/a~2": b"2"}


def test_what_is_wrong_in_an_archive_is_wrong_with_one_document(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", {"a.txt": b"a" * 99, "inner.zip": b"PK", "b.txt": b"b" * 99})
    data = bytearray(path.read_bytes())
    data[data.index(b"b" * 99) if b"b" * 99 in data else data.index(b"b.txt") + 8] ^= 0xFF
    path.write_bytes(bytes(data))
    contents = opened(found(path))
    assert contents["x.zip/a.txt"] == b"a" * 99
    assert contents["x.zip/inner.zip"] == "nested_archive"
    assert contents["x.zip/b.txt"] == "broken"


def test_a_broken_archive_ends_the_run_only_where_it_was_named(tmp_path: Path) -> None:
    write(tmp_path, "x.zip", "y.tar", "z.tar.gz", "w.tar.xz", "v.tar.bz2", "1.txt")
    items = found(tmp_path, out=tmp_path / "out")
    contents = opened(items)
    assert {key for key, value in contents.items() if value == "broken"} == {
        "x.zip", "y.tar", "z.tar.gz", "w.tar.xz", "v.tar.bz2",
    }  # fmt: skip
    assert contents["1.txt"] == b"1.txt"
    with pytest.raises(SourceError, match="damaged"):
        found(tmp_path / "x.zip")


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.corpus.archives._ALWAYS", 1 << 20)
    large = tmp_path / "bomb.zip"
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"{number}.txt", bytes(1 << 20))
    with pytest.raises(SourceError) as refusal:
        found(large)
    assert refusal.value.key == "bomb"
    monkeypatch.setattr("luoshi.corpus.archives.LIMIT", 9)
    small = _zip(tmp_path / "one.zip", {"0.txt": b"0123456789"})
    assert opened(found(small)) == {"one.zip/0.txt": "too_large"}
    packed = tmp_path / "bomb.tar.gz"
    packed.write_bytes(gzip.compress(bytes(2 << 20), 1))
    with pytest.raises(SourceError) as refusal:
        found(packed, out=tmp_path / "out")
    assert refusal.value.key == "bomb"
    assert not list(tmp_path.rglob("*.tar"))


def test_a_member_never_unpacks_to_more_than_it_declares(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", {"a.txt": b"a" * 99_999})
    item = found(path)[0]
    offset, length, checksum, _ = item.place
    lying = item._replace(place=(offset, length, checksum, 10), size=10)
    assert opened([lying]) == {"x.zip/a.txt": "broken"}


ROWS = [{"file": "青川区2026.txt", "正文": "甲"}, {"file": None, "正文": None}, {"file": "c", "正文": ""}]


@pytest.mark.parametrize("suffix", ["parquet", "jsonl"])
def test_a_table_is_one_document_a_row(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows.{suffix}"
    if suffix == "parquet":
        polars.DataFrame(ROWS).write_parquet(path)
    else:
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
        path.write_text(lines + "\n\n", encoding="utf-8")
    items = found(path)
    assert keys(items) == [f"rows.{suffix}#{n}" for n in (1, 2, 3)]
    assert list(opened(items).values()) == ["甲".encode(), "no_text_in_row", b""]
    with Opener(Shard(0, "0", tuple(items), "file")) as opener:
        assert opener.open(items[0]) == ("甲".encode(), "青川区2026.txt")
        assert opener.open(items[2]) == (b"", "c")


def test_what_is_added_behind_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    lines, archive = tmp_path / "rows.jsonl", tmp_path / "x.zip"
    lines.write_text('{"text": "a"}', encoding="utf-8")
    _zip(archive, {"b.txt": b"b"})
    before = [found(path)[0] for path in (lines, archive)]
    lines.write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    _zip(archive, {"a.txt": b"a", "b.txt": b"b"})
    after = [found(lines)[0], found(archive)[1]]
    assert [(i.key, i.stamp) for i in before] == [(i.key, i.stamp) for i in after]


def test_a_line_that_is_no_row_is_wrong_with_one_document(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": \n[1]\n\n{"text": "b"}')
    assert list(opened(found(path)).values()) == [b"a", "not_a_row", "not_a_row", b"b"]
    assert keys(found(path)) == ["rows.jsonl#1", "rows.jsonl#2", "rows.jsonl#3", "rows.jsonl#5"]


def test_the_column_of_the_text_is_found_or_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    polars.DataFrame({"text": ["a"], "content": ["b"], "words": ["c"], "n": [1]}).write_parquet(path)
    with pytest.raises(SourceError, match=r"several columns .*text, content.*--text-column"):
        found(path)
    assert opened(found(path, columns=Columns("words"))) == {"rows.parquet#1": b"c"}
    for columns in (Columns("n"), Columns("nothing"), Columns("words", "nothing")):
        with pytest.raises(SourceError, match="there is no column"):
            found(path, columns=columns)
    polars.DataFrame({"words": ["c"]}).write_parquet(path)
    with pytest.raises(SourceError, match=r"no column looks like.*columns: words"):
        found(path)
    assert opened(found(tmp_path)) == {"rows.parquet": "no_text_column"}


def test_only_the_rows_of_a_shard_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import luoshi.corpus.opening as opening

    path = tmp_path / "rows.parquet"
    polars.DataFrame({"text": [str(n) for n in range(1000)]}).write_parquet(path, row_group_size=100)
    asked = []
    read = opening.parquet_rows

    def watched(item: Item, first: int, count: int, columns: Sequence[str]) -> list[dict[str, object]]:
        asked.append((first, count))
        return read(item, first, count, columns)

    monkeypatch.setattr(opening, "parquet_rows", watched)
    items = found(path)
    assert len(items) == 1000
    assert opened(items[500:600]) == {f"rows.parquet#{n + 1}": str(n).encode() for n in range(500, 600)}
    assert asked == [(500, 100)]


NAMES = st.text("ab.-_~# 十", min_size=1, max_size=5).filter(
    lambda n: n.strip(". ") and n[0] not in ".~ " and n[-1] != " "
)
TREES = st.sets(st.lists(NAMES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=12)


@given(TREES)
@settings(max_examples=60)
def test_whatever_a_folder_holds_each_file_is_one_document_in_order(tree: set[tuple[str, ...]]) -> None:
    files = {path for path in tree if not any(path == other[: len(path)] != other for other in tree)}
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), *("/".join(path) for path in files))
        items = found(folder)
    assert keys(items) == sorted("/".join(path) for path in files)


SHEET = [
    ["文件名", "正文", "备注"],
    ["青川区2026.txt", "甲，“乙”\n丙", ""],
    ["", "", ""],
    ["c.txt", "丁;戊", "无"],
]


def _sheet(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in SHEET:
            book.active.append(row)
        book.create_sheet("other").append(["text", "z"])
        book.save(path)
    else:
        with open(path, "w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(SHEET)
    return path


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("r.csv", "utf-8-sig", ","),
        ("r.csv", "gb18030", ","),
        ("r.csv", "utf-8", ";"),
        ("r.tsv", "utf-16", "\t"),
        ("r.xlsx", "", ""),
    ],
)
def test_a_sheet_is_one_document_a_row(tmp_path: Path, name: str, encoding: str, delimiter: str) -> None:
    path = _sheet(tmp_path / name, encoding, delimiter)
    items = found(path, out=tmp_path / "out")
    assert keys(items) == [f"{name}#1", f"{name}#3"]
    assert list(opened(items).values()) == ["甲，“乙”\n丙".encode(), "丁;戊".encode()]
    with Opener(Shard(0, "0", tuple(items), "文件名")) as opener:
        assert [opener.open(item)[1] for item in items] == ["青川区2026.txt", "c.txt"]
    noted = found(path, out=tmp_path / "out", columns=Columns("备注"))
    assert opened(noted)[f"{name}#3"] == "无".encode()
    with pytest.raises(SourceError, match="there is no column 全文"):
        found(path, out=tmp_path / "out", columns=Columns("全文"))


def test_a_sheet_larger_than_a_report_may_be_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["luoshi.sources.load"], "LIMIT", 3000)
    path = tmp_path / "large.csv"
    path.write_text("text\n" + "".join(f"{'报' * 500}{n}\n" for n in range(50)), encoding="utf-8")
    assert len(found(path, out=tmp_path / "out")) == 50


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "empty"),
        ("\n1\n", "no_header"),
        ("text,text\na,b\n", "column_twice"),
        ('text\n"a" b\n', "broken_csv"),
        ("a,b\n1,2\n", "no_text_column"),
    ],
)
def test_what_is_no_table_of_texts_is_refused_and_never_one_document(
    tmp_path: Path, content: str, key: str
) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in/x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as refusal:
        found(path, out=tmp_path / "out")
    assert refusal.value.key == key
    assert opened(found(tmp_path / "in", out=tmp_path / "out")) == {"x.csv": key}


@pytest.mark.parametrize("suffix", ["xls", "dta", "rds", "sqlite", "sav"])
def test_data_in_another_form_is_refused(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / f"in/x.{suffix}"
    path.write_bytes(b"anything at all")
    with pytest.raises(SourceError, match="CSV, XLSX, Parquet or JSON lines"):
        found(path)
    assert opened(found(tmp_path / "in")) == {f"x.{suffix}": "unknown_table"}


def test_a_table_in_an_archive_is_no_document(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", {"a.csv": b"text\n1\n", "b.txt": b"b"})
    assert opened(found(path)) == {"x.zip/a.csv": "packed_table", "x.zip/b.txt": b"b"}
