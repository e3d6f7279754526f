"""The layers as whoever opens them finds them: tables that join, offsets that hold, answers that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq
import pytest

from agorascope.corpus import layers
from tests.corpus.conftest import Analysed
from tests.corpus.making import Row, Rows, column, rows


@pytest.fixture(scope="module")
def tables(corpus: Analysed) -> dict[str, Rows]:
    """Read all layers."""
    return {layer.name: rows(corpus.out, layer.name) for layer in layers.LAYERS}


@pytest.fixture(scope="module")
def texts(tables: dict[str, Rows]) -> dict[str | None, str]:
    """Give the text of each comment by its id, and of each article by its discussion's."""
    comments = {row["comment_id"]: row["text"] for row in tables["comments"]}
    return comments | {row["discussion_id"]: row["text"] for row in tables["articles"]}


def _about(row: Row) -> str:
    """Name what a row is about: a comment, or the article of a discussion."""
    return str(row["comment_id"] or row["discussion_id"])


@pytest.mark.parametrize("layer", layers.LAYERS, ids=lambda layer: layer.name)
def test_files_open_with_what_reads_parquet(corpus: Analysed, layer: layers.Layer) -> None:
    """Each part has the columns that are told of, and values wherever they are promised."""
    schema = layers.schema(layer.name)
    for path in sorted((corpus.out / layer.name).glob("*.parquet")):
        table = pq.read_table(path, partitioning=None)
        assert table.schema.remove_metadata() == schema
        assert [field.name for field in schema if not field.nullable and table[field.name].null_count] == []


def test_tables_are_data_frames_that_join(corpus: Analysed) -> None:
    """Who works with pandas joins layers on comment_id and has a row for each comment."""
    pandas = pytest.importorskip("pandas")
    comments = pandas.read_parquet(corpus.out / "comments")
    spam = pandas.read_parquet(corpus.out / "spam")
    assert len(comments.merge(spam, on="comment_id", validate="one_to_one")) == len(comments)


@pytest.mark.parametrize("layer", [layer.name for layer in layers.LAYERS if layer.each])
def test_layers_have_a_row_for_each_comment_in_order(tables: dict[str, Rows], layer: str) -> None:
    """The same comments in the same order, each once."""
    wanted = [(row["discussion_id"], row["comment_id"]) for row in tables["comments"]]
    assert [(row["discussion_id"], row["comment_id"]) for row in tables[layer]] == wanted
    assert len(set(wanted)) == len(wanted)


@pytest.mark.parametrize("layer", ["language", "sentiment"])
def test_articles_have_a_row_without_a_comment(tables: dict[str, Rows], layer: str) -> None:
    """What is told of an article stands before what is told of its comments; sentiment only where it has a text."""
    wanted: list[str] = []
    for article in tables["articles"]:
        if layer == "language" or article["text"]:
            wanted.append(article["discussion_id"])
        wanted += [c["comment_id"] for c in tables["comments"] if c["discussion_id"] == article["discussion_id"]]
    assert list(map(_about, tables[layer])) == wanted


def test_every_id_that_is_named_is_there(tables: dict[str, Rows]) -> None:
    """Parents, what is repeated, clusters, evidence: none leads nowhere."""
    ids = set(column(tables["comments"], "comment_id"))
    discussions = set(column(tables["articles"], "discussion_id"))
    named = {row["parent_comment_id"] for row in tables["comments"]}
    named |= {row[name] for row in tables["duplicates"] for name in ("of", "cluster", "thread_of")}
    named |= {one for row in tables["summaries"] for point in row["key_points"] for one in point["comment_ids"]}
    named |= {one for row in tables["summaries"] for one in row["unmatched"]}
    named |= {_about(row) for row in tables["arguments"] if row["comment_id"]}
    assert named - {None} <= ids
    assert len(named) > 20
    for name, layer in tables.items():
        if name != "rejects":
            assert set(column(layer, "discussion_id")) <= discussions


def test_parents_are_those_of_the_thread(tables: dict[str, Rows]) -> None:
    """The parent's row has the id by which the thread names it, in the same discussion."""
    by_id = {row["comment_id"]: row for row in tables["comments"]}
    for row in tables["comments"]:
        parent = by_id.get(row["parent_comment_id"])
        assert (parent["id"] if parent else None) == row["parent"]
        assert parent is None or parent["discussion_id"] == row["discussion_id"]


def _quotes(tables: dict[str, Rows]) -> Iterator[tuple[str, Any]]:
    """Give all that is quoted with whom it is quoted from."""
    yield from ((_about(row), row) for row in tables["arguments"])
    yield from ((q["comment_id"], q) for row in tables["summaries"] for p in row["key_points"] for q in p["quotes"])


def test_quotes_are_what_stands_at_their_offsets(tables: dict[str, Rows], texts: dict[str, str]) -> None:
    """Offsets count code points of the text of the comment or the article."""
    quoted = list(_quotes(tables))
    assert len(quoted) > 80
    assert [q for name, q in quoted if texts[name][q["start"] : q["end"]] != q["quote"]] == []


def test_reasons_and_quoted_lines_lie_within_the_text(tables: dict[str, Rows], texts: dict[str, str]) -> None:
    """What shows that a comment is spam, what it quotes and the article's headings have places in the text."""
    spans = [(_about(row), one) for name in ("spam", "signals") for row in tables[name] for one in row["reasons"]]
    spans += [(row["comment_id"], one) for row in tables["comments"] for one in row["quoted"]]
    spans += [(row["discussion_id"], one) for row in tables["articles"] for one in row["headings"]]
    assert len(spans) > 20
    assert [name for name, span in spans if not 0 <= span["start"] <= span["end"] <= len(texts[name])] == []


def test_clusters_are_named_after_their_first(tables: dict[str, Rows]) -> None:
    """The name of a cluster is the comment that all others of it repeat, which repeats nothing."""
    rows = [row for row in tables["duplicates"] if row["cluster"]]
    assert rows
    for row in rows:
        if row["comment_id"] == row["cluster"]:
            assert (row["of"], row["kind"], row["similarity"]) == (None, None, None)
        else:
            assert row["of"] == row["cluster"]
            assert row["kind"] in {"exact", "near", "translation"}
            assert 0 < row["similarity"] <= 1
    assert set(column(rows, "cluster")) <= {row["comment_id"] for row in rows}
