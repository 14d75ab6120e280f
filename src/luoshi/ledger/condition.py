"""A condition over the columns of a flat table, as SQL writes it: ``indicator = 'gdp' and low_value >= 6``."""

from typing import TYPE_CHECKING

from luoshi.errors import BilingualError

if TYPE_CHECKING:
    import polars

_NUMBER = "__row"


class ConditionError(BilingualError):
    """A condition that names no column or is no SQL; one sentence in each language."""


def rows_where(frame: "polars.DataFrame", condition: str) -> list[int]:
    """The numbers of the rows of ``frame`` of which ``condition`` holds, in their order.

    :raises ConditionError: where it is no condition over the frame's columns.
    """
    import polars

    numbered = frame.with_row_index(_NUMBER)
    try:
        chosen = polars.SQLContext(entries=numbered).execute(
            f"SELECT {_NUMBER} FROM entries WHERE ({condition}\n)", eager=True
        )
    except (polars.exceptions.PolarsError, ValueError, TypeError, RuntimeError) as error:
        reason = " ".join(str(error).split())[:160]
        columns = ", ".join(frame.columns)
        raise ConditionError(
            f"“{condition}” is no condition over this table ({reason}); write one as in \"indicator = 'gdp'\". Columns: {columns}",
            f"“{condition}”不是这张表的条件（{reason}）；写法如 \"indicator = 'gdp'\"。可用的列：{columns}",
        ) from None
    return sorted(chosen[_NUMBER].to_list())
