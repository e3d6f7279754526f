"""Tables in and out: JSONL, CSV and TSV, Parquet; a row at a time, a bad one answered in its place.

Public names: `Line`, `Table`, `Writer`, `chunks`, `lines`, `mapping`, `opened`, `renamed`, `table`, `writer`.
"""

from __future__ import annotations

from agorascope.rows.jsonl import lines
from agorascope.rows.line import Line, chunks, mapping, renamed
from agorascope.rows.tables import Table, opened, table
from agorascope.rows.writing import Writer, writer

__all__ = ["Line", "Table", "Writer", "chunks", "lines", "mapping", "opened", "renamed", "table", "writer"]
