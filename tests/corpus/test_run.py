"""A run: the same bytes however it came about, and nothing read twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import duckdb
import polars
import pytest

from luoshi.corpus.columns import TABLES
from luoshi.corpus.engines import Work
from luoshi.corpus.engines.local import LocalEngine
from luoshi.corpus.run import Wanted
from luoshi.corpus.shard import Shard, ShardOutcome
from luoshi.errors import SourceError
from tests.corpus.conftest import Here, Seen, bytes_of, read_corpus

Reports = Callable[[int], Path]
COMMAND = [sys.executable, "-c", "from luoshi.cli import main; main()", "corpus"]


class Shuffled(Here):
    """Reads shards in another order, and some of them twice."""

    def run(self, work: Work, shards: Iterator[Shard]) -> Iterator[ShardOutcome]:
        held = list(shards)
        random.Random(4).shuffle(held)
        for shard in held:
            work(shard)
            yield work(shard)


class Watched(Here):
    """Knows how large the shards were that it was given, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def run(self, work: Work, shards: Iterator[Shard]) -> Iterator[ShardOutcome]:
        for shard in shards:
            self.sizes.append(shard.bytes)
            yield work(shard)


def wanted(folder: Path, out: Path, **more: object) -> Wanted:
    return Wanted([str(folder)], str(out), size=3)._replace(**more)


def documents(out: Path, table: str = "reports") -> list[str]:
    return polars.read_parquet(out / table / "*.parquet").get_column("document").to_list()


def test_the_largest_shards_are_read_first(reports: Reports, tmp_path: Path) -> None:
    engine = Watched()
    read_corpus(wanted(reports(12), tmp_path / "out"), engine)
    assert len(set(engine.sizes)) > 1
    assert engine.sizes == sorted(engine.sizes, reverse=True)


def test_the_same_bytes_whatever_the_workers_and_their_order(reports: Reports, tmp_path: Path) -> None:
    folder = reports(24)
    (folder / "empty.txt").touch()
    first = read_corpus(wanted(folder, tmp_path / "one"))
    assert first.new == 25
    read_corpus(wanted(folder, tmp_path / "shuffled"), Shuffled())
    engine = LocalEngine(3)
    read_corpus(wanted(folder, tmp_path / "pool"), engine)
    same = bytes_of(tmp_path / "one")
    assert same == bytes_of(tmp_path / "shuffled") == bytes_of(tmp_path / "pool")
    assert {Path(name).parts[0] for name in same} >= {*TABLES, "dataset.json", "issues.jsonl"}


def test_every_document_has_one_row_or_one_issue(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(24), tmp_path / "out"
    (folder / "empty.txt").touch()
    dataset = read_corpus(wanted(folder, out)).dataset
    issues = [json.loads(line) for line in (out / "issues.jsonl").read_text(encoding="utf-8").splitlines()]
    unread = [row["document"] for row in issues if row["kind"] != "doubted"]
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert documents(out) == [name for name in files if name != "empty.txt"]
    assert unread == ["empty.txt"]
    assert dataset["documents"] == 25
    assert dataset["rows"] == {table: len(documents(out, table)) for table in TABLES}
    counted = Counter(documents(out, "entries"))
    for row in polars.read_parquet(out / "reports/*.parquet").iter_rows(named=True):
        assert row["entries"] == counted[row["document"]]
    ids = polars.read_parquet(out / "entries/*.parquet").select("document", "id")
    assert len(ids.unique()) == len(ids)
    assert json.loads((out / "dataset.json").read_text(encoding="utf-8")) == dataset
    assert str(tmp_path) not in (out / "dataset.json").read_text(encoding="utf-8")


def test_duckdb_and_polars_read_it(reports: Reports, tmp_path: Path) -> None:
    out = tmp_path / "out"
    read_corpus(wanted(reports(9), out))
    query = f"""
        select r.place, r.year, e.low_value from read_parquet('{out}/entries/*.parquet') e
        join read_parquet('{out}/reports/*.parquet') r using (document)
        where e.indicator = 'gdp' and e.kind = 'target' and e.measure = 'growth' and e.headline
        order by all
    """
    rows = duckdb.sql(query).fetchall()
    entries, sheets = (polars.scan_parquet(out / table / "*.parquet") for table in ("entries", "reports"))
    frame = entries.join(sheets, on="document").filter(
        indicator="gdp", kind="target", measure="growth", headline=True
    )
    assert rows
    assert sorted(frame.select("place", "year", "low_value").collect().rows()) == rows


def test_what_is_finished_is_not_read_again(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(12), tmp_path / "out"
    first = read_corpus(wanted(folder, out))
    before, seen = bytes_of(out), Seen()
    again = read_corpus(wanted(folder, out), seen=seen)
    assert (again.new, again.dataset, seen.start) == (0, first.dataset, None)
    assert bytes_of(out) == before


def test_only_what_changed_is_read_again(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(40), tmp_path / "out"
    read_corpus(wanted(folder, out))
    first, *_ = texts = sorted(folder.rglob("*.txt"))
    (folder / "1/new.txt").write_bytes(texts[-1].read_bytes())
    first.unlink()
    seen = Seen()
    finished = read_corpus(wanted(folder, out), seen=seen)
    assert seen.start is not None
    assert seen.start.changed
    assert seen.start.known > seen.start.documents // 3  # the rest stands in shards that lost or got one
    assert finished.new == seen.start.documents - seen.start.known
    read_corpus(wanted(folder, tmp_path / "anew"))
    assert bytes_of(out) == bytes_of(tmp_path / "anew")


def test_another_version_reads_everything_again(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = reports(6), tmp_path / "out"
    read_corpus(wanted(folder, out))
    monkeypatch.setattr("luoshi.corpus.plan.__version__", "9")
    seen = Seen()
    assert read_corpus(wanted(folder, out), seen=seen).new == 6
    assert seen.start is not None
    assert seen.start.changed


def test_a_part_that_was_lost_is_read_again(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(12), tmp_path / "out"
    read_corpus(wanted(folder, out))
    before = bytes_of(out)
    (out / "entries/part-00001.parquet").unlink()
    assert 0 < read_corpus(wanted(folder, out)).new < 12
    assert bytes_of(out) == before


def test_fresh_reads_everything_and_leaves_what_is_not_its_own(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(6), tmp_path / "out"
    read_corpus(wanted(folder, out))
    (out / "panel.csv").write_text("mine", encoding="utf-8")
    before = bytes_of(out)
    assert read_corpus(wanted(folder, out, fresh=True)).new == 6
    assert bytes_of(out) == before


def test_a_folder_of_something_else_is_not_touched(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(3), tmp_path / "out"
    out.mkdir()
    (empty := tmp_path / "empty").mkdir()
    (out / "thesis.docx").touch()
    with pytest.raises(SourceError, match="holds other things"):
        read_corpus(wanted(folder, out))
    with pytest.raises(SourceError, match="this is a file"):
        read_corpus(wanted(folder, out / "thesis.docx"))
    with pytest.raises(SourceError, match="no document lies here"):
        read_corpus(wanted(empty, tmp_path / "new"))
    assert [p.name for p in out.iterdir()] == ["thesis.docx"]


def test_two_runs_do_not_write_one_dataset(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(6), tmp_path / "out"

    class Second(Here):
        def run(self, work: Work, shards: Iterator[Shard]) -> Iterator[ShardOutcome]:
            with pytest.raises(SourceError, match="another run"):
                read_corpus(wanted(folder, out))
            return map(work, shards)

    read_corpus(wanted(folder, out), Second())


@pytest.mark.parametrize("moment", range(1, 16))  # 0 is the plan, before anything is read
def test_the_last_step_can_be_killed_anywhere(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    folder, out = reports(4), tmp_path / "out"
    steps = 0

    class Killed(BaseException):
        pass

    def step(*arguments: object, act: Callable[..., None]) -> None:
        nonlocal steps
        steps += 1
        if steps == moment + 1:
            raise Killed
        act(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr("luoshi.corpus.publish.os.replace", partial(step, act=os.replace))
        with pytest.raises(Killed):
            read_corpus(wanted(folder, out, size=2))
    assert not (out / "dataset.json").exists()
    with monkeypatch.context() as patched:
        patched.setattr("luoshi.corpus.shards.read_document", None)  # all is read
        assert read_corpus(wanted(folder, out, size=2)).new == 0
    read_corpus(wanted(folder, tmp_path / "whole", size=2))
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


@pytest.mark.skipif(os.name == "nt", reason="kills processes")
def test_killed_at_random_moments_it_ends_in_the_same_bytes(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(60), tmp_path / "out"
    read_corpus(wanted(folder, tmp_path / "whole"))
    arguments = [*COMMAND, str(folder), "-o", str(out), "--workers", "2", "--shard-size", "3", "-q"]
    chance, kept = random.Random(20), [done(out)]
    for _ in range(4):
        process = subprocess.Popen(arguments, start_new_session=True)
        enough = len(kept[-1]) + chance.randint(1, 5)
        while len(done(out)) < enough and process.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        with suppress(ProcessLookupError):  # it has just come to its end
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kept.append(done(out))
    assert subprocess.run(arguments, check=False).returncode == 0
    assert bytes_of(out) == bytes_of(tmp_path / "whole")
    for earlier, later in zip(kept, [*kept[1:], done(out)], strict=True):
        assert earlier.items() <= later.items()  # nothing was read twice


def done(out: Path) -> dict[str, int]:
    """The shards that are finished, each with the file that was written then."""
    return {p.parent.name: p.stat().st_ino for p in out.glob(".work/done/*/outcome.json")}


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_ctrl_c_says_how_to_go_on(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(90), tmp_path / "out"
    arguments = [*COMMAND, str(folder), "-o", str(out), "--workers", "2", "--shard-size", "3", "--lang", "en"]
    process = subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.PIPE, text=True)
    while not list(out.glob(".work/done/*/outcome.json")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert (
        told.splitlines()[-1]
        == f"luoshi: stopped; what was read is kept in {out}, the same command goes on from there"
    )
    assert "Traceback" not in told
    assert subprocess.run(arguments, check=False, stderr=subprocess.PIPE, text=True).stderr.startswith(
        tuple("123456789")
    )
    assert len(documents(out)) == 90


def test_a_finished_dataset_of_other_documents_is_not_written_over(reports: Reports, tmp_path: Path) -> None:
    folder, out = reports(12), tmp_path / "out"
    read_corpus(wanted(folder, out))
    before = bytes_of(out)
    other = tmp_path / "others"
    other.mkdir()
    (other / "x.txt").write_text("各位代表：今年地区生产总值增长5%。", encoding="utf-8")
    for more in ({}, {"fresh": True}):
        with pytest.raises(
            SourceError, match=r"finished dataset of 12 other documents.*--replace"
        ) as refusal:
            read_corpus(wanted(other, out, **more))
        assert "--replace" in refusal.value.sentence("zh")
        assert bytes_of(out) == before
        assert read_corpus(wanted(folder, out)).new == 0
    assert read_corpus(wanted(other, out, replace=True)).dataset["documents"] == 1


def test_other_documents_under_the_same_names_are_another_dataset_and_a_moved_one_is_not(
    reports: Reports, tmp_path: Path
) -> None:
    folder, out = reports(6), tmp_path / "out"
    read_corpus(wanted(folder, out))
    moved = folder.rename(tmp_path / "moved")
    assert read_corpus(wanted(moved, out)).new == 0
    other = tmp_path / "else"
    for path in [p for p in moved.rglob("*") if p.is_file()]:
        twin = other / path.relative_to(moved)
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.write_text("别处的报告", encoding="utf-8")
    with pytest.raises(SourceError, match="--replace"):
        read_corpus(wanted(other, out))
