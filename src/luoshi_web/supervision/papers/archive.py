"""A ZIP file of one form alone: entries in a given order, dated 1980-01-01, stored without compression.

Compressed bytes differ between editions of zlib; stored ones do not. A paper of 200 rows is then some 500 KB.
"""

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The file's bytes, the same for the same entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as out:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            out.writestr(entry, data)
    return file.getvalue()


def entries_of(data: bytes) -> list[tuple[str, bytes]]:
    """The entries of a ZIP file, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return [(name, given.read(name)) for name in given.namelist()]
