"""One shard read: the one way in which documents become rows, whichever engine runs it.

A document may end the process that reads it (a crash in a library, all memory taken) or never come to an end. Nobody is left to
tell, so the process says beforehand what it is about to read, in a file of ``tries``; whoever reads the shard next finds there
where the last one ended. A document at which two ended is set aside.
"""

import faulthandler
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import pairwise
from uuid import uuid4

from luoshi.corpus.columns import TABLES
from luoshi.corpus.documents import Document, read_document
from luoshi.corpus.gathered import Gathered
from luoshi.corpus.issues import Issue, of_bug, of_death, of_refusal
from luoshi.corpus.layout import Layout
from luoshi.corpus.opening import Opener
from luoshi.corpus.shard import Shard, ShardOutcome
from luoshi.corpus.sketches import SKETCHES
from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.text import SourceText

_OUTCOME = "outcome.json"
ISSUES = "issues.jsonl"
# The sketches are kept in the work folder, for the grouping of copies.
STORED = {**TABLES, "sketches": SKETCHES}
# One death may be chance: a machine is switched off, memory is taken by others.
_DEATHS = 2
_HUNG = "hung-"


def read_shard(shard: Shard, out: str) -> ShardOutcome:
    """Read the documents of ``shard`` into the work folder of the dataset ``out``, all of them or none.

    What lies there already under the shard's digest is not read again. Whatever a document does becomes a row or an issue; what
    is raised is the folder's fault (:class:`OSError`) or ours.
    """
    layout = Layout(out)
    if (known := outcome_of(shard.number, shard.digest, layout)) is not None:
        return known
    _be_ready()
    gathered = Gathered(STORED)
    issues: list[Issue] = []
    with _tries(shard, layout) as tries, Opener(shard) as opener:
        for number in range(len(shard.items)):
            document = _read(shard, number, tries, opener)
            gathered.add(document.rows)
            issues += [document.issue] if document.issue else []
        tries.over()
        return _store(shard, layout, gathered, issues)


@cache
def _be_ready() -> None:
    """Load the model and the tables of the vocabulary, once a process: no document's patience pays for it."""
    read_source(SourceText.from_string("各位代表：\n一、工作回顾\n新建学校3所。"))


def outcome_of(number: int, digest: str, layout: Layout) -> ShardOutcome | None:
    """What came of a shard that is done; None where it is not."""
    try:
        with open(os.path.join(layout.done(digest), _OUTCOME), encoding="utf-8") as file:
            found = json.load(file)
    except FileNotFoundError:
        return None
    return ShardOutcome(number, digest, **found)


def _read(shard: Shard, number: int, tries: "_Tries", opener: "Opener") -> Document:
    item = shard.items[number]
    if death := tries.fatal(number):
        return Document({}, of_death(item.key, death, shard.patience))
    with tries.reading(number, shard.patience):
        try:
            data, name = opener.open(item)
        except SourceError as error:
            return Document({}, of_refusal(item.key, error))
        except Exception as error:  # as in read_document
            return Document({}, of_bug(item.key, error))
        return read_document(item.key, data, name, page=lambda _done, _of: tries.wait(shard.patience))


def _store(shard: Shard, layout: Layout, gathered: Gathered, issues: list[Issue]) -> ShardOutcome:
    """Write the shard's tables beside, then rename their folder into place."""
    counts = {table: gathered.counts[table] for table in TABLES}
    outcome = ShardOutcome(shard.number, shard.digest, len(shard.items), shard.bytes, counts, len(issues))
    os.makedirs(layout.done(), exist_ok=True)
    folder = os.path.join(layout.making, f"{shard.digest}.{uuid4().hex}")
    try:
        os.makedirs(folder)
        gathered.write(folder)
        with open(os.path.join(folder, ISSUES), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(issue.line() for issue in issues)
        with open(os.path.join(folder, _OUTCOME), "w", encoding="utf-8") as file:
            json.dump({k: v for k, v in outcome._asdict().items() if k not in ("number", "digest")}, file)
        _sync(folder)
        os.rename(folder, layout.done(shard.digest))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        if (other := outcome_of(shard.number, shard.digest, layout)) is not None:
            return other  # two workers read one shard, as an engine may have it; the rows are the same
        raise
    return outcome


def _sync(folder: str) -> None:
    """To the disk before the rename, so that a power cut leaves no name without its content."""
    for name in os.listdir(folder):
        handle = os.open(os.path.join(folder, name), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _Tries:
    """How far earlier readers of a shard came, and how far this one does: a line for each document before it is read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._fatal = _fatal(path)
        self._log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        self._clock = os.open(f"{path}.hung", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        self._say("begin")

    def fatal(self, number: int) -> str | None:
        """``crashed`` or ``hung`` for a document that must not be read again."""
        return self._fatal.get(number)

    @contextmanager
    def reading(self, number: int, seconds: int) -> Iterator[None]:
        """While a document is read. One that takes longer ends the process: a thread of Python could not, for a search by
        ``re`` lets no other thread run."""
        self._say(str(number))
        self.wait(seconds)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def wait(self, seconds: int) -> None:
        """Begins the document's time anew: every page of a scan has as much."""
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._clock)

    def over(self) -> None:
        """All documents are read; whatever ends the process now is no document's fault."""
        self._say("over")

    def close(self, *, done: bool) -> None:
        os.close(self._log)
        os.close(self._clock)
        if done:
            for path in (self._path, f"{self._path}.hung"):
                with suppress(OSError):
                    os.unlink(path)

    def _say(self, word: str) -> None:
        os.write(self._log, f"{word}\n".encode("ascii"))


@contextmanager
def _tries(shard: Shard, layout: Layout) -> Iterator[_Tries]:
    os.makedirs(layout.tries, exist_ok=True)
    tries = _Tries(os.path.join(layout.tries, shard.digest))
    try:
        yield tries
    except BaseException:
        tries.over()  # what is raised came from no document
        tries.close(done=False)
        raise
    tries.close(done=True)


def _fatal(path: str) -> dict[int, str]:
    """The documents at which earlier readers ended: any that hung, and those at which two ended."""
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            words = file.read().split()
    except FileNotFoundError:
        return {}
    # A log without a word is one whose reader was killed between opening it and its "begin".
    ends = [int(word) for word, after in pairwise([*words, "begin"]) if after == "begin" and word.isdecimal()]
    with suppress(OSError):
        if ends and os.path.getsize(f"{path}.hung"):
            words.append(f"{_HUNG}{ends[-1]}")
            with open(path, "a", encoding="ascii") as log:
                log.write(f"{words[-1]}\n")
            os.truncate(f"{path}.hung", 0)
    hung = {int(word.removeprefix(_HUNG)): "hung" for word in words if word.startswith(_HUNG)}
    return {number: "crashed" for number in ends if ends.count(number) >= _DEATHS} | hung
