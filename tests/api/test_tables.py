"""Tables of discussions: the vocabulary of a corpus, types that say what they hold, rows that join."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import agorascope as ag
from agorascope.api import frames, tables
from agorascope.corpus import layers
from tests.api.conftest import HOSTILE


@pytest.fixture(scope="module")
def corpus(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> ag.Corpus:
    """Analyse the same pages into a folder."""
    return ag.analyze_corpus(samples / "pages", samples / "gone.txt", folder=tmp_path_factory.mktemp("corpus") / "out")


@pytest.mark.parametrize("name", ag.TABLES)
def test_memory_and_folder_say_the_same(name: str, clubs: ag.Discussions, corpus: ag.Corpus) -> None:
    """Names, types and values of every column that both have; only what a corpus alone can tell is missing here."""
    here, there = clubs.to_arrow(name), corpus.to_arrow(name)
    alone = {"articles": {"notices"}, "duplicates": {"cluster", "of", "kind", "similarity"}, "comments": set()}
    both = [one for one in here.column_names if one in there.column_names and one not in alone.get(name, set())]
    assert len(both) >= min(len(here.column_names), len(there.column_names)) - len(alone.get(name, set()))
    for column in both:
        assert here.schema.field(column).type == there.schema.field(column).type
    if name != "duplicates":  # a row for each re-post here, for each comment there
        assert here.select(both).to_pylist() == there.select(both).to_pylist()


def test_comments_have_all_labels(page: ag.Discussion) -> None:
    frame = page.to_pandas()
    assert list(frame.columns[: len(layers.schema("comments").names)]) == layers.schema("comments").names
    for row, comment in zip(frame.itertuples(), page.comments, strict=True):
        assert (row.id, row.text, row.stance, row.sentiment) == (
            comment.id,
            comment.text,
            comment.stance.label,
            comment.sentiment.label,
        )
        assert row.is_spam == comment.spam.is_spam
        assert row.arguments == len(comment.arguments)
        assert row.comment_id == f"en-dev#{comment.id}"
    assert frame["is_spam"].sum() == page.summary.counts.spam == 3
    assert frame["duplicate_of"].notna().sum() == 3


def test_types_say_what_they_hold(clubs: ag.Discussions) -> None:
    frame = clubs.to_pandas()
    assert {
        name: str(frame[name].dtype) for name in ("number", "depth", "is_spam", "published_at", "stance_score")
    } == {
        "number": "Int64",
        "depth": "Int64",
        "is_spam": "boolean",
        "published_at": "datetime64[us, UTC]",
        "stance_score": "float64",
    }
    told = clubs.to_polars()
    assert told.schema["published_at"] == pl.Datetime("us", "UTC")
    assert told.schema["is_spam"] == pl.Boolean


@pytest.mark.parametrize(
    ("published", "at"),
    [
        ("2026-11-28T09:10:00+02:00", datetime(2026, 11, 28, 7, 10, tzinfo=UTC)),
        ("2026-11-28", datetime(2026, 11, 28, tzinfo=UTC)),
        ("1669627200", datetime(2022, 11, 28, 9, 20, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
    ],
)
def test_times(published: str | None, at: datetime | None) -> None:
    assert tables.moment(published) == at


@pytest.mark.parametrize("name", ag.TABLES)
def test_empty_tables_keep_their_columns_and_types(name: str, clubs: ag.Discussions) -> None:
    empty, full = clubs[:0], clubs
    assert empty.to_arrow(name).schema == full.to_arrow(name).schema
    assert len(empty.to_pandas(name)) == 0
    assert empty.to_polars(name).schema == full.to_polars(name).schema
    assert list(empty.to_pandas(name).dtypes.astype(str)[lambda kinds: kinds != "object"]) == list(
        full.to_pandas(name).dtypes.astype(str)[lambda kinds: kinds != "object"]
    )


def test_tables_join_and_quotes_are_where_they_say(clubs: ag.Discussions) -> None:
    comments = clubs.to_pandas().set_index("comment_id")["text"]
    arguments = clubs.to_pandas("arguments").dropna(subset=["comment_id"])
    quotes = clubs.to_pandas("quotes")
    for table in (arguments, quotes):
        assert len(table)
        joined = table.join(comments, on="comment_id")
        assert all(text[start:end] == quote for text, start, end, quote in zip(
            joined["text"], joined["start"], joined["end"], joined["quote"], strict=True
        ))  # fmt: skip
    points = clubs.to_polars("key_points")
    both = ["discussion_id", "key_point_id"]
    assert clubs.to_polars("quotes").join(points, on=both, how="anti").is_empty()


def test_an_unknown_table_is_told(page: ag.Discussion, corpus: ag.Corpus) -> None:
    for made in (page, corpus):
        with pytest.raises(ag.UsageError, match=r"no table 'nothing'.* there are: comments, "):
            made.to_arrow("nothing")


def test_a_missing_library_is_told(page: ag.Discussion, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)  # what `import` then raises is what it raises without the library
    with pytest.raises(ag.UsageError, match=r"to_pandas needs pandas: pip install 'agorascope\[notebook\]'"):
        page.to_pandas()
    with pytest.raises(ag.UsageError, match="to_polars needs polars"):
        page.to_polars()
    assert page.to_arrow().num_rows == 24


def test_hostile_values_are_only_values() -> None:
    """Script in names, lone surrogates and formulas stand in tables as they are; only what UTF-8 lacks is replaced."""
    row = {"id": "=1+1", "author": HOSTILE, "text": "half \ud83d a pair"}
    made = ag.analyze_comments([row], f"An article {HOSTILE}\ud800", title="\udfff", name="a#b%c\udcff")
    frame = made.to_pandas()
    assert frame.loc[0, "text"] == "half \ufffd a pair"
    assert frame.loc[0, "id"] == "=1+1"
    assert "<script>" in frame.loc[0, "author"]
    assert frame.loc[0, "comment_id"].startswith("a%23b%25c")


def test_a_file_whose_name_is_not_utf8(samples: Path, tmp_path: Path) -> None:
    import json
    import os

    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_bytes((samples / "a.txt").read_bytes())
    made = ag.analyze(path)
    assert made.source == path
    assert json.loads(made.to_json())["source"] == path.replace("\udcff", "\ufffd")
    assert [c["text"] for c in made.to_dict()["comments"]] == [c.text for c in made.comments]
    assert made.to_pandas("articles")["source"][0] == path.replace("\udcff", "\ufffd")
    assert "\udcff" not in made._repr_html_()


def test_frames_of_users_are_widened_by_place() -> None:
    """Whatever the index is, and though columns of ours were there before."""
    frame = pd.DataFrame({"text": ["a", "b"], "prediction": [1, 2]}, index=[7, 7])
    told = frames.widened(frame, pd.DataFrame({"prediction": ["x", "y"]}))
    assert list(told["prediction"]) == ["x", "y"]
    assert list(told.index) == [7, 7]


def test_a_corpus(corpus: ag.Corpus, clubs: ag.Discussions) -> None:
    assert corpus.tables[0] == "comments"
    assert {"signals", "theses", "rejects", "key_points"} <= set(corpus.tables)
    assert repr(corpus).endswith(": 3 discussions, 13 comments>")
    assert [d.id for d in corpus.discussions()] == [d.id for d in clubs]
    assert [d.summary.stance for d in corpus.discussions()] == [d.summary.stance for d in clubs]
    assert corpus.record["counts"]["unreadable"] == 1
    assert sum(part.num_rows for part in corpus.parts()) == 13
    assert corpus.rows("quotes") == len(corpus.to_pandas("quotes"))
    assert ag.open_corpus(str(corpus.path)).to_pandas().equals(corpus.to_pandas())
    assert isinstance(corpus.to_arrow("articles"), pa.Table)


def test_a_corpus_that_is_not_whole(samples: Path, tmp_path: Path) -> None:
    """Without models: the labels that nobody looked for are nothing, and tables that are not there are not named."""
    made = ag.analyze_corpus(samples / "pages", folder=tmp_path / "out", stages="signals", kinds="exact")
    assert "stance" not in made.tables
    assert "key_points" not in made.tables
    frame = made.to_pandas()
    assert len(frame) == 13
    assert frame["stance"].isna().all()
    assert frame["arguments"].isna().all()
    with pytest.raises(ag.CorpusError):
        next(made.discussions())
    with pytest.raises(ag.CorpusError, match="holds no layers"):
        ag.open_corpus(tmp_path)
    with pytest.raises(ag.UsageError, match="is read itself"):
        ag.analyze_corpus(tmp_path / "out", folder=tmp_path / "out")
    with pytest.raises(ag.UsageError, match="kinds='near'"):
        ag.analyze_corpus(samples / "pages", folder=tmp_path / "out", kinds="near")
