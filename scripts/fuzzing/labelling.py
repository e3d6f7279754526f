"""`label`, every task, on rows that nobody means well: by the command's way from bytes, and by the Python API's."""

from __future__ import annotations

import io
import json
import math
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec
from hypothesis import strategies as st

from scripts.fuzzing.laws import must
from scripts.fuzzing.nasty import lines, rows, texts, values

if TYPE_CHECKING:
    from agorascope.inference import Models

COLUMNS = ("target", "parent", "context", "key_point", "lang", "label")
MOST = 4
PART = 4
CLOSE = 1e-3


def inputs() -> st.SearchStrategy[bytes]:
    """Make a JSON array: objects are rows, texts are lines that hold no row as they stand."""
    pairs = st.sampled_from(("target", "parent", "key_point"))
    whole = rows(COLUMNS, text=texts(), target=texts(), parent=texts(), key_point=texts())
    some = st.builds(lambda row, name, value: {**row, name: value}, rows(COLUMNS, text=values()), pairs, texts())
    return st.lists(st.one_of(whole, some, lines()), min_size=1, max_size=MOST).map(
        lambda made: json.dumps(made).encode()
    )


def check(data: bytes) -> None:
    """Label the rows for every task; raises `BrokenLawError`, or what broke."""
    from agorascope.errors import ReadError
    from agorascope.tasks import TASKS

    given = json.loads(data)
    rows_alone = [row for row in given if isinstance(row, dict)]
    for task in TASKS:
        with suppress(ReadError):  # the first line is binary or in no known encoding
            _check_rows(task, _commanded(task, given))
        if crc32(task.encode(), crc32(data)) % PART == 0:  # models are slow: of each input a part of the tasks
            told, back = _commanded(task, rows_alone), _commanded(task, rows_alone[::-1])
            must([*map(_told, told)] == [*map(_told, back[::-1])], f"{task}: the order of rows counts")
            _check_api(task, rows_alone)


@cache
def _models() -> Models:
    from agorascope.inference import Models
    from agorascope.settings import Settings

    return Models(Settings())


def as_lines(given: list[Any]) -> bytes:
    """Write rows as JSONL, and texts as the lines that they are."""
    return b"".join(
        (
            row.encode("utf-8", "surrogateescape" if _escapes(row) else "surrogatepass")
            if isinstance(row, str)
            else json.dumps(row).encode()
        )
        + b"\n"
        for row in given
    )


def _escapes(text: str) -> bool:
    return all(not "\ud800" <= sign <= "\udfff" or "\udc80" <= sign <= "\udcff" for sign in text)


def _commanded(task: str, given: list[Any]) -> list[dict[str, Any]]:
    """Give what the command writes for these lines, without loading the models anew."""
    from agorascope.cli.label import _answer
    from agorascope.rows import lines as read
    from agorascope.settings import Settings
    from agorascope.tasks import task as named

    written, before = io.TextIOWrapper(io.BytesIO()), sys.stdout
    batch = list(read(io.BytesIO(as_lines(given))))
    sys.stdout = written
    try:
        failed = _answer(batch, named(task), {}, _models(), Settings())
    finally:
        sys.stdout = before
    told = [json.loads(line) for line in written.buffer.getvalue().splitlines()]
    must(len(told) == len(batch), f"{task}: {len(told)} rows of {len(batch)}")
    for line, row in zip(batch, told, strict=True):
        whole = msgspec.json.decode(msgspec.json.encode(line.row or {}))  # a NaN, which is no JSON, is null
        kept = {name: value for name, value in whole.items() if name not in {"prediction", "error"}}
        must(all(row[name] == value for name, value in kept.items()), f"{task}: a column has changed")
    must(failed == sum(row["prediction"] is None for row in told), f"{task}: {failed} failed, and others are told")
    return told


def _check_rows(task: str, told: list[dict[str, Any]]) -> None:
    for row in told:
        if row["prediction"] is None:
            must(row["error"], f"{task}: no prediction and no reason")
        else:
            _check_prediction(task, row["text"], row["prediction"])


def _check_prediction(task: str, text: str, found: dict[str, Any]) -> None:
    if task == "argument":
        for start, end, _, score in found["spans"]:
            must(0 <= start < end <= len(text) and text[start:end].strip(), f"{task}: a span outside of its text")
            must(0 <= score <= 1, f"{task}: a score of {score}")
        return
    shares = [found["score"], *found["scores"].values()]
    must(all(math.isfinite(share) and 0 <= share <= 1 for share in shares), f"{task}: scores of {shares}")
    must(found["label"] in found["scores"], f"{task}: {found['label']} is no label of it")
    must(
        task == "language" or abs(sum(found["scores"].values()) - 1) < CLOSE,
        f"{task}: scores that are not one together",
    )
    for _, detail, start, end in found.get("reasons", ()):
        must(0 <= start < end <= len(text) and isinstance(detail, str), f"{task}: a reason outside of its text")


def _told(row: dict[str, Any]) -> tuple[object, bool]:
    return row["prediction"], row["prediction"] is None


def _check_api(task: str, given: list[dict[str, Any]]) -> None:
    """Label Python's values, which may hold what JSON's lines do not: halves of characters, huge numbers."""
    import agorascope
    from agorascope.errors import AgorascopeError

    try:
        told = agorascope.label(task, given)  # type: ignore[arg-type]
    except AgorascopeError:
        return
    must(len(told) == len(given), f"{task}: {len(told)} rows of {len(given)} in Python")
    for row, found in zip(given, told, strict=True):
        if found is not None:
            _check_prediction(task, row["text"], found)
    told.to_dicts()
    told._repr_html_()
    try:
        told.to_arrow()
    except AgorascopeError:
        return
