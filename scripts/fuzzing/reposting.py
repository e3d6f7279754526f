"""`duplicates` on rows that nobody means well: by the command, in another order, with an index, in Python."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zlib import crc32

from hypothesis import strategies as st

from scripts.fuzzing.labelling import as_lines
from scripts.fuzzing.laws import must
from scripts.fuzzing.nasty import lines, rows, texts, values

COLUMNS: Final = ("author", "thread", "article_id", "published")
MOST: Final = 9
LONE: Final = re.compile("[\ud800-\udfff]")
OUT: Final = ("out.jsonl", "out.jsonl", "out.csv", "out.tsv", "out.parquet")
OPTIONS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"scope": "thread"},
    {"scope": "author"},
    {"keep": "first"},
    {"keep": "longest"},
)
TIMES: Final = st.sampled_from(
    ("2026-01-01T00:00:00", "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00+14:00", "x", "", None, 0)
)


def inputs() -> st.SearchStrategy[bytes]:
    """Make a JSON array: objects are rows that say few different things, texts are lines that hold no row."""
    said = st.fixed_dictionaries({"text": st.tuples(st.integers(0, 2), st.booleans(), st.none() | texts())})
    row = rows(COLUMNS, id=st.integers(0, 20) | values(), published=TIMES)
    bad = rows((*COLUMNS, "id", "text"))
    some = st.lists(st.one_of(st.tuples(row, said), st.tuples(row, said), bad, lines()), min_size=1, max_size=MOST)
    return st.builds(_said, some, st.lists(texts(), min_size=3, max_size=3)).map(lambda made: json.dumps(made).encode())


def _said(some: list[Any], few: list[str]) -> list[Any]:
    """Let rows say what few texts say: as they are, in capitals, with something behind."""
    found: list[Any] = []
    for one in some:
        if isinstance(one, tuple):
            row, (which, loud, more) = one[0], one[1]["text"]
            text = few[which] + (more or "")
            found.append({**row, "text": text.upper() if loud else text})
        else:
            found.append(one)
    return found


def check(data: bytes) -> None:
    """Look for re-posts among the rows in every way; raises `BrokenLawError`, or what broke."""
    given = json.loads(data)
    mixed = random.Random(crc32(data))  # noqa: S311 - which ways, the same for the same data
    alone = [row for row in given if isinstance(row, dict)]
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _check_command(place, as_lines(given), mixed)
        _check_orders(place, alone, mixed)
        _check_index(place, alone, mixed)
    if mixed.random() < 1 / 4:  # models are slow
        _check_api(alone)


def run(place: Path, data: bytes, **options: Any) -> list[dict[str, Any]] | None:  # noqa: ANN401 - the command's
    """Do what the command does; give its rows, None where it refuses the table. Raises what breaks it."""
    from agorascope.cli.duplicates import run as command
    from agorascope.errors import AgorascopeError

    (place / "in.jsonl").write_bytes(data)
    asked = {"out": place / "out.jsonl", **options}
    try:
        command(str(place / "in.jsonl"), quiet=True, kinds="exact,near", **asked)
    except AgorascopeError:
        return None
    return _rows(asked["out"]) if asked["out"].suffix == ".jsonl" else None


def _check_command(place: Path, data: bytes, mixed: random.Random) -> None:
    """Every row is told once and in its place; clusters, pairs and the border hold together."""
    from agorascope.rows import table

    told = run(place, data, **{name: place / f"{name}.jsonl" for name in ("pairs", "clusters", "border")})
    if told is not None:
        with table(str(place / "in.jsonl")) as found:
            read = [*found.lines()]
        must(len(told) == len(read), f"{len(told)} rows of {len(read)}")
        whole = [row for row in told if "error" not in row]
        must(all(isinstance(row["text"], str) for row in whole), "a row without a text, and without a reason")
        _check_files(place, [row["text"] for row in whole])
    run(place, data, out=place / mixed.choice(OUT), **mixed.choice(OPTIONS))


def _check_files(place: Path, said: list[str]) -> None:
    texts_of = set(said)
    for cluster in _rows(place / "clusters.jsonl"):
        must(cluster["size"] == len(cluster["members"]) > 1, "a cluster of another size")
        must(cluster["text"] in texts_of, "a cluster's text that nobody wrote")
    for pair in _rows(place / "pairs.jsonl"):
        must(0 <= pair["similarity"] <= 1 and pair["kind"] in {"exact", "near"}, "a pair without a kind or a share")
        for change in pair["changes"]:
            ends = [change["at"], change["was"]]
            must(all(0 <= start <= end for start, end in ends), "a change outside of its text")
    for close in _rows(place / "border.jsonl"):
        must({close["text"], close["of_text"]} <= texts_of, "a pair at the border that nobody wrote")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def _named(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows names that tell them apart: then what is told of each can be compared."""
    return [{**row, "id": f"n{number}"} for number, row in enumerate(given) if isinstance(row.get("text"), str)]


def _found(told: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {row["id"]: row["duplicate"] for row in told or ()}


def _repeats(told: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {name: one for name, one in _found(told).items() if one}


def _check_orders(place: Path, given: list[dict[str, Any]], mixed: random.Random) -> None:
    named = _named(given)
    if named:
        told = _found(run(place, as_lines(named)))
        must(told == _found(run(place, as_lines(mixed.sample(named, len(named))))), "the order of rows counts")
        must(all(one["of"] in told and told[one["of"]] is None for one in told.values() if one), "a repeat of a repeat")


def _check_index(place: Path, given: list[dict[str, Any]], mixed: random.Random) -> None:
    """In portions or at once an index knows the same, and what is added twice changes nothing."""
    index, named = place / "i.db", _named(given)
    if not named:
        return
    cut = mixed.randrange(len(named) + 1)
    for part in (named[:cut], named[cut:], named):
        known = run(place, as_lines(part), index=index, known=True) if part else None
        once = run(place, as_lines(named))  # an index does not keep what nobody can see, which repeats nothing
    must(_repeats(known) == _repeats(once), "an index knows other re-posts than one run finds")
    run(place, as_lines(given), index=index)


def _check_api(given: list[dict[str, Any]]) -> None:
    """Compare Python's values, halves of characters and all, and look for translations."""
    import agorascope
    from agorascope.errors import AgorascopeError

    try:
        told = agorascope.duplicates(given)
    except AgorascopeError:
        return
    must(len(told) == len(given), f"{len(told)} rows of {len(given)} in Python")
    said = [row["text"] for place, row in enumerate(given) if place not in told.errors]
    texts_of = {LONE.sub("\ufffd", text) for text in said}  # halves of characters stand nowhere in what is told
    must(all(cluster["text"] in texts_of for cluster in told.clusters), "a cluster's text that nobody wrote in Python")
    _ = told.pairs, told.border(), told.kept(), told.to_dicts(), told._repr_html_()
    try:
        told.to_arrow()
    except AgorascopeError:
        return
