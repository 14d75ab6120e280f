"""Copies of one report among the documents of a dataset."""


def group_copies(out: str) -> None:
    """Write ``copies.parquet`` from the sketches in ``.work/sketches`` and the reports."""
