"""Analysed folders for tests: what is not said of a row is nothing, zero or neutral."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from agorascope.corpus import layers
from agorascope.corpus.folder import Folder

Row = dict[str, Any]
EMPTY: Row = {"string": "", "int64": 0, "double": 0.0, "bool": False}


def rows_of(name: str, rows: Sequence[Row]) -> pa.Table:
    """Make a table of a layer; columns that a row does not name are null where they may be, else empty."""
    schema = layers.schema(name)
    blank = {field.name: None if field.nullable else EMPTY.get(str(field.type), []) for field in schema}
    assert all(row.keys() <= blank.keys() for row in rows), name
    return pa.Table.from_pylist([blank | row for row in rows], schema)


def argument(text: str, quote: str, role: str = "claim", number: int = 1) -> Row:
    """Make an argument that stands in `text`."""
    start = text.index(quote)
    told = {"argument_id": f"a{number}", "start": start, "end": start + len(quote), "quote": quote, "role": role}
    return told | {"score": 0.9}


def comment(identity: str, text: str = "", **more: Any) -> Row:
    """Make a comment of a talk: `more` are columns of comments, and rows of other layers under their names."""
    return {"id": identity, "text": text or f"Comment {identity}.", **more}


def talk(name: str, *comments: Row, points: Sequence[Row] = (), **article: Any) -> Row:
    """Make a discussion: `points` are key points, `article` columns of articles, and its rows under layers' names."""
    return {"name": name, "comments": comments, "points": list(points), "article": article}


def point(text: str, side: str, *makers: str, quotes: Sequence[tuple[str, str]] = ()) -> Row:
    """Make a key point that comments with these ids make."""
    said = [{"comment_id": own, "start": 0, "end": len(quote), "quote": quote} for own, quote in quotes]
    return {"text": text, "stance": side, "comment_ids": list(makers), "prevalence": 0.5, "quotes": said} | {
        "languages": ["en"]
    }


BESIDE = ("language", "duplicates", "signals", "spam", "stance", "sentiment")
NEUTRAL: dict[str, Row] = {"language": {"code": "en"}, "stance": {"label": "none"}, "sentiment": {"label": "neutral"}}


def corpus(path: Path, *parts: Sequence[Row], without: Sequence[str] = ()) -> Path:
    """Write talks as the parts of all layers but those that are left out."""
    folder = Folder(path)
    for number, talks in enumerate(parts):
        for name, rows in _layers(talks).items():
            if name not in without:
                folder.write(name, number, rows_of(name, rows), "test")
    return path


def _layers(talks: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in layers.NAMES}
    for one in talks:
        name, article = one["name"], dict(one["article"])
        about = {"discussion_id": name, "comment_id": None}
        found["language"].append(about | {"code": article.pop("code", "en")})
        found["arguments"] += [about | row for row in article.pop("arguments", ())]
        found["rejects"] += [{"discussion_id": name} | row for row in article.pop("rejects", ())]
        summary = {"thesis": article.pop("thesis", None), "key_points": one["points"]}
        found["summaries"].append({"discussion_id": name, "headline": f"About {name}."} | summary)
        found["articles"].append({"discussion_id": name, "comments": len(one["comments"])} | article)
        found["theses"].append({"discussion_id": name, "thesis": summary["thesis"]})
        for row in one["comments"]:
            _comment(found, name, dict(row))
    return found


def _comment(found: dict[str, list[Row]], discussion: str, row: Row) -> None:
    names = {"discussion_id": discussion, "comment_id": f"{discussion}#{row['id']}"}
    found["arguments"] += [names | one for one in row.pop("arguments", ())]
    for layer in BESIDE:
        found[layer].append(names | NEUTRAL.get(layer, {}) | row.pop(layer, {}))
    if row.get("parent"):
        row["parent_comment_id"] = f"{discussion}#{row['parent']}"
    found["comments"].append(names | row)
