"""What all results have in common: they never change, and their tables are there for pandas and Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Fixed:
    """A value whose parts are set once."""

    __slots__ = ()

    def _fix(self, **values: object) -> None:
        """Set the parts."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name}: {type(self).__name__} never change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name}: {type(self).__name__} never change")


class Tabled(Fixed):
    """A value with one table or several; the first is given where none is named."""

    __slots__ = ()

    def to_arrow(self, table: str = "") -> pa.Table:
        """Give a table as Arrow; raises `UsageError` for a name there is none of."""
        raise NotImplementedError

    def to_pandas(self, table: str = "") -> pd.DataFrame:
        """Give a table for pandas: `Int64` and `boolean` where there may be nothing, times with their zone.

        Raises `UsageError` where there is none of the name, or no pandas.
        """
        from agorascope.api import frames

        return frames.pandas(self.to_arrow(table) if table else self.to_arrow())

    def to_polars(self, table: str = "") -> pl.DataFrame:
        """Give a table for Polars. Raises `UsageError` where there is none of the name, or no Polars."""
        from agorascope.api import frames

        return frames.polars(self.to_arrow(table) if table else self.to_arrow())
