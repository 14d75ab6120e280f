"""A panel that lies in a file: what ``luoshi panel`` wrote as Parquet or CSV."""

import os
from typing import TYPE_CHECKING

from luoshi.corpus.panel_columns import PanelError, as_panel, schema

if TYPE_CHECKING:
    import polars

SUFFIXES = (".parquet", ".csv")


def load_panel(path: str | os.PathLike[str]) -> "polars.DataFrame":
    """The panel in ``path``.

    :raises PanelError: where the file is missing, in another format, or no panel.
    """
    import polars

    name = os.fspath(path)
    suffix = os.path.splitext(name)[1].lower()
    if suffix not in SUFFIXES:
        names = ", ".join(SUFFIXES)
        raise PanelError(f"{name}: a panel is read from {names}", f"{name}：面板数据只能从 {names} 读取")
    try:
        frame = polars.read_parquet(name) if suffix == ".parquet" else _read_csv(name)
    except (OSError, polars.exceptions.PolarsError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0][:120]
        raise PanelError(f"{name}: cannot be read ({reason})", f"{name}：无法读取（{reason}）") from error
    try:
        return as_panel(frame)
    except PanelError as error:
        raise PanelError(f"{name}: {error}", f"{name}：{error.chinese}") from error


def _read_csv(name: str) -> "polars.DataFrame":
    """Text columns as they stand, codes of places with their zeros; the ``'`` before a would-be formula goes again."""
    import polars

    frame = polars.read_csv(name, schema_overrides=schema(), encoding="utf8")
    texts = [column for column, kind in frame.schema.items() if kind == polars.String]
    return frame.with_columns(polars.col(texts).str.replace(r"^'([=+\-@\t\r])", "${1}"))
