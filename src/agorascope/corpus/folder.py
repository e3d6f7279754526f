"""The folder of an analysed corpus: its parts, written whole or not at all, and what they were made from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from agorascope.corpus import layers
from agorascope.errors import CorpusError

if TYPE_CHECKING:
    import pyarrow as pa

WORK: Final = ".work"
"""What a run needs to go on and nobody else reads."""
DISCUSSIONS: Final = "discussions.jsonl"
RECORD: Final = "run.json"
HALF: Final = ".*.part"
"""Names of files that are being written."""
_MADE, _CONTENT = b"agorascope.made_from", b"agorascope.content"
_ROWS_AT_ONCE = 1 << 20
_DIGEST = 16


class Mark(Struct, frozen=True):
    """What a part's file says of itself: what it was made from, what it holds, how many rows."""

    made: str
    content: str
    rows: int


class Folder:
    """Layers on disk; the results stand in folders of their own name, what only a run needs under `.work`."""

    def __init__(self, path: Path) -> None:
        """Name the folder; nothing is read or made."""
        self.path = path
        self.work = path / WORK

    def file(self, name: str, part: int, suffix: str = "parquet") -> Path:
        """Give the path of a part of a layer, or of a table that only a run needs."""
        root = self.path if name in layers.NAMES else self.work
        return root / name / f"part-{part:05}.{suffix}"

    def count(self, name: str) -> int:
        """Tell how many parts a layer has, from the first to the first that is missing."""
        part = 0
        while self.file(name, part).is_file():
            part += 1
        return part

    def mark(self, name: str, part: int) -> Mark | None:
        """Read what a part says of itself; None where there is none, or the file is broken."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            told = pq.read_metadata(self.file(name, part))
        except (OSError, pa.ArrowException, ValueError):
            return None
        known = told.metadata or {}
        if _MADE not in known or _CONTENT not in known:  # somebody else's table
            return None
        return Mark(known[_MADE].decode("utf-8", "replace"), known[_CONTENT].decode("utf-8", "replace"), told.num_rows)

    def table(self, name: str, part: int, columns: list[str] | None = None) -> pa.Table:
        """Read a part; raises `CorpusError` where it is missing, or one bit of it is not as it was written."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self.file(name, part)
        try:
            file = pq.ParquetFile(path, page_checksum_verification=True)
            if name in layers.NAMES and not file.schema_arrow.equals(layers.schema(name)):
                raise ValueError("its columns are not those of this version")  # noqa: TRY301 - told as what is broken
            return file.read(columns)
        except (OSError, pa.ArrowException, ValueError) as error:
            why = " ".join(str(error).split())
            raise CorpusError(f"{path}: cannot be read ({why}); delete it and run analyze again") from error

    def rows(self, name: str, part: int) -> list[dict[str, Any]]:
        """Read a part as rows."""
        found: list[dict[str, Any]] = self.table(name, part).to_pylist()
        return found

    def tables(self, name: str) -> Iterator[pa.Table]:
        """Read a layer, part by part."""
        return (self.table(name, part) for part in range(self.count(name)))

    def write(self, name: str, part: int, table: pa.Table, made: str) -> Mark:
        """Write a part in place of an earlier one: the file is there whole or not at all."""
        import pyarrow.parquet as pq

        content = content_of(table)
        marked = table.replace_schema_metadata({_MADE: made, _CONTENT: content})
        with whole(self.file(name, part)) as path:
            pq.write_table(marked, path, compression="zstd", row_group_size=_ROWS_AT_ONCE, write_page_checksum=True)
        return Mark(made, content, table.num_rows)

    def put(self, name: str, part: int, rows: Sequence[dict[str, Any]], made: str) -> Mark:
        """Write rows of a layer as a part, unless the same rows stand there, made from the same."""
        table = tabled(rows, layers.schema(name))
        known = self.mark(name, part)
        if known and known == Mark(made, content_of(table), table.num_rows) and self._is_sound(name, part):
            return known
        return self.write(name, part, table, made)

    def _is_sound(self, name: str, part: int) -> bool:
        try:
            self.table(name, part)
        except CorpusError:
            return False
        return True

    def cut(self, name: str, parts: int) -> None:
        """Delete the parts from number `parts` on: the corpus became smaller."""
        root = self.file(name, 0).parent
        for path in sorted(root.glob("part-*")):
            number = path.name.removeprefix("part-").split(".")[0]
            if number.isdecimal() and int(number) >= parts:
                path.unlink()


def content_name(folder: Folder, name: str, part: int) -> str:
    """Name what a part of a layer holds; one that is missing has no name."""
    mark = folder.mark(name, part)
    return mark.content if mark else ""


class whole:  # noqa: N801 - used like a function
    """Give a path to write to; when all went well the file takes the name that was asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.part

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.part.replace(self.path)
        except OSError as error:  # the user knows the name that was asked for
            raise OSError(error.errno, error.strerror, str(self.path)) from error
        finally:
            with suppress(OSError):
                self.part.unlink(missing_ok=True)


def storable(value: Any) -> Any:  # noqa: ANN401  whatever stands in a row or a record
    """Put U+FFFD in the place of lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {name: storable(one) for name, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list | tuple) else value


def tabled(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Put rows into a table; without rows it has its columns and types all the same."""
    import pyarrow as pa

    try:
        return pa.Table.from_pylist(rows, schema)
    except UnicodeEncodeError:  # a file name that is not UTF-8 stands in `source`
        return pa.Table.from_pylist([storable(row) for row in rows], schema)


def content_of(table: pa.Table) -> str:
    """Give a digest of a table's values, whatever the file or the chunks they lie in."""
    import pyarrow as pa

    told = blake2b(str(table.schema.remove_metadata()).encode(), digest_size=_DIGEST)
    sink = pa.BufferOutputStream()
    combined = table.replace_schema_metadata(None).combine_chunks()
    with pa.ipc.new_stream(sink, combined.schema) as stream:
        stream.write_table(combined)
    told.update(sink.getvalue())
    return told.hexdigest()
