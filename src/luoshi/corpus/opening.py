"""The bytes of a document, wherever it lies. What several documents lie in is opened once."""

from types import TracebackType
from typing import IO, Any

from luoshi.corpus.archives import read_slice
from luoshi.corpus.shard import Item, Shard, refusal_of
from luoshi.corpus.tables import parquet_rows, read_line, text_of
from luoshi.sources import read_bytes, refuse


class Opener:
    """Opens the documents of one shard, in their order."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self._path: str | None = None
        self._file: IO[bytes] | None = None
        self._rows: dict[int, dict[str, Any]] = {}

    def __enter__(self) -> "Opener":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def open(self, item: Item) -> tuple[bytes, str | None]:
        """The bytes of a document, and its file's name where a table says it. Raises :class:`~luoshi.errors.SourceError`."""
        if item.kind == "refused":
            raise refusal_of(item)
        if item.kind == "file":
            return read_bytes(item.path, name=item.key), None
        try:
            if item.kind == "row":
                return text_of(self._row(item), item, self._shard.name_column)
            file = self._opened(item.path)
            if item.kind == "line":
                file.seek(item.place[0])
                return read_line(file.read(item.place[1]), item, self._shard.name_column)
            return read_slice(file, item), None
        except FileNotFoundError:
            raise refuse("missing", item.key) from None
        except OSError as error:
            raise refuse("forbidden", item.key, reason=error.strerror or str(error)) from None

    def _opened(self, path: str) -> IO[bytes]:
        if self._path != path or self._file is None:
            self._close()
            self._path, self._file = path, open(path, "rb")  # noqa: SIM115  (closed with the shard)
        return self._file

    def _row(self, item: Item) -> dict[str, Any]:
        """A row, all rows of its file that are in this shard being read at once."""
        if self._path != item.path or item.place[0] not in self._rows:
            self._close()
            numbers = [i.place[0] for i in self._shard.items if i.kind == "row" and i.path == item.path]
            columns = [name for name in (item.text, self._shard.name_column) if name]
            first = min(numbers)
            rows = parquet_rows(item, first, max(numbers) - first + 1, columns)
            self._path, self._rows = item.path, dict(enumerate(rows, first))
        return self._rows.pop(item.place[0], {})

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._path, self._file, self._rows = None, None, {}
