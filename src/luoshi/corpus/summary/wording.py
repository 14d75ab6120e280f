"""Targets whose words bind more or less than the year before: 确保 to 力争, 以上 to 左右."""

from typing import TYPE_CHECKING

from luoshi.corpus.pictures.chosen import main_rows
from luoshi.reconcile.wording import FIRMNESS, STRICTNESS

if TYPE_CHECKING:
    import polars


def wording_changes(panel: "polars.DataFrame") -> "polars.DataFrame":
    """One row a change, with the columns place, year, indicator, change (``hardened``, ``softened``), before, after (quotes)
    and after_file. Compared are targets of one place, indicator and measure in years that follow each other; a change of the
    modality goes before one of the bound. The firmest changes first, of those the latest.
    """
    import polars

    col = polars.col
    firm = {code or "": value for code, value in FIRMNESS.items()}
    told = (
        main_rows(panel)
        .filter(col("target_bound").is_not_null() & ~col("other"))
        .with_columns(
            firmness=col("target_modality")
            .fill_null("")
            .replace_strict(firm, default=1, return_dtype=polars.Int64),
            strictness=col("target_bound").replace_strict(STRICTNESS, default=0, return_dtype=polars.Int64),
        )
        .sort("place", "indicator", "year")
    )
    before = {
        name: col(name).shift(1).over("place", "indicator") for name in ("year", "firmness", "strictness")
    }
    changed = told.with_columns(
        follows=col("year") == before["year"] + 1,
        firmer=col("firmness") - before["firmness"],
        stricter=col("strictness") - before["strictness"],
        before=col("target_quote").shift(1).over("place", "indicator"),
    ).filter(col("follows") & ((col("firmer") != 0) | (col("stricter") != 0)))
    turn = polars.when(col("firmer") != 0).then(col("firmer")).otherwise(col("stricter"))
    return (
        changed.with_columns(change=polars.when(turn > 0).then(polars.lit("hardened")).otherwise(polars.lit("softened")))
        .with_columns(size=col("firmer").abs() * 10 + col("stricter").abs())
        .sort(["size", "year", "place", "indicator"], descending=[True, True, False, False])
        .select("place", "year", "indicator", "change", "before", after="target_quote", after_file="target_file")
    )  # fmt: skip
