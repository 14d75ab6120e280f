"""How documents are cut into shards: all of them, each once, the same way wherever it is done."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.corpus.plan import MOST_BYTES, Plan, cut, digests_in, shard_digest
from luoshi.corpus.shard import Item

KEYS = st.sets(st.text("ab/1.十", min_size=1, max_size=8), max_size=120)
SIZES = st.integers(1, 12)


def items_of(keys: set[str], size: int = 1) -> list[Item]:
    return [Item(key, f"/x/{key}", "file", size, "1") for key in sorted(keys)]


@given(KEYS, SIZES)
def test_every_document_is_in_one_shard_in_its_order(keys: set[str], size: int) -> None:
    items = items_of(keys)
    shards = list(cut(items, size))
    assert [item for shard in shards for item in shard] == items
    assert all(1 <= len(shard) <= 3 * size for shard in shards)
    assert all(len(shard) >= max(size // 4, 1) for shard in shards[:-1])


def test_only_the_first_shards_are_small() -> None:
    shards = list(cut(items_of({f"{n:06d}" for n in range(20_000)}), 64))
    sizes = [len(shard) for shard in shards]
    assert all(16 <= size <= 48 for size in sizes[:24])
    assert all(64 <= size <= 192 for size in sizes[24:-1])


def test_few_documents_keep_two_workers_busy_to_the_end() -> None:
    """The largest first, each to whoever is free: the last to end is at most a twentieth behind the mean."""
    sizes = sorted(map(len, cut(items_of({f"{n:06d}" for n in range(400)}), 64)), reverse=True)
    ends = [0, 0]
    for size in sizes:
        ends[ends.index(min(ends))] += size
    assert max(ends) <= 1.05 * sum(sizes) / 2


@given(st.lists(st.integers(0, MOST_BYTES), max_size=40))
def test_large_documents_make_small_shards(sizes: list[int]) -> None:
    items = [Item(f"{n:03d}", "/x", "file", size, "1") for n, size in enumerate(sizes)]
    for shard in cut(items, 8):
        assert len(shard) == 1 or sum(item.size for item in shard) <= MOST_BYTES


def test_a_file_that_is_added_changes_the_shards_around_it_alone() -> None:
    keys = {f"{n:05d}.txt" for n in range(5000)}
    before = [shard_digest(shard, None) for shard in cut(items_of(keys))]
    after = [shard_digest(shard, None) for shard in cut(items_of(keys | {"02500b.txt"}))]
    assert len(before) > 40
    assert len(set(after) - set(before)) <= 4


def test_a_digest_tells_what_the_rows_depend_on() -> None:
    item = Item("a", "/x/a", "file", 1, "1")
    same = shard_digest((item,), None)
    assert shard_digest((item._replace(path="/y/a"),), None) == same
    for other in (item._replace(stamp="2"), item._replace(key="b"), item._replace(text="正文")):
        assert shard_digest((other,), None) != same
    assert shard_digest((item,), "name") != same


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = str(tmp_path / "plan.jsonl")
    items = [
        *items_of({f"十/{n}" for n in range(50)}),
        Item("z#1", "/z", "row", 3, "s", (0,), "正文"),
        Item("z\udc80", "/z\udc80", "slice", 3, "s", (1, 2, -1)),
    ]
    plan = Plan.write(path, items, name_column="名", size=4, patience=7)
    shards = list(plan.load(plan.shards))
    assert [item for shard in shards for item in shard.items] == items
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert [(s.digest, s.bytes, len(s.items)) for s in shards] == [
        (p.digest, p.bytes, p.documents) for p in plan.shards
    ]
    assert {(shard.name_column, shard.patience) for shard in shards} == {("名", 7)}
    assert list(plan.load(plan.shards[3:4])) == shards[3:4]
    assert digests_in(path) == {shard.digest for shard in shards}
    assert digests_in(path + "x") == frozenset()


def test_another_model_of_lines_reads_every_shard_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    shard = tuple(items_of({"a.txt", "b.txt"}))
    before = shard_digest(shard, None)
    assert shard_digest(shard, None) == before
    monkeypatch.setattr("luoshi.corpus.plan.identity", lambda: "another")
    assert shard_digest(shard, None) != before
