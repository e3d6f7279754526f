"""The columns of a table under our names: the user's own, else those that known exports use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from agorascope.errors import UsageError
from agorascope.readers.notation.addresses import own_site
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.notation.times import iso_time
from agorascope.records import Article, Comment, SiteStatus
from agorascope.sources.decoding import BROKEN, whole

Fields = Mapping[str, Any]
REDDIT = re.compile(r"t[1-6]_(?=\w)")
STATUSES: dict[str, SiteStatus] = {
    "1": "approved", "approved": "approved", "approve": "approved", "0": "pending", "hold": "pending",
    "pending": "pending", "unapproved": "pending",
    "spam": "spam", "trash": "trash", "post-trashed": "trash", "deleted": "deleted",
}  # fmt: skip


@cache
def known() -> dict[str, tuple[str, ...]]:
    """Give for each of our names what tables call it."""
    text = resources.files("agorascope.readers").joinpath("columns.toml").read_text("utf-8")
    return {ours: tuple(theirs) for ours, theirs in tomllib.loads(text).items()}


@lru_cache(1 << 10)
def chosen(columns: tuple[str, ...], named: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Choose for each of our names the column of a table: what the user `named`, else what known exports call it."""
    plain = {_plain(column): column for column in reversed(columns)}
    found = {
        ours: plain[name]
        for ours, theirs in known().items()
        if (name := next((_plain(their) for their in theirs if _plain(their) in plain), None)) is not None
    }
    said = {ours: column for ours, column in named if column in columns}
    merged = {ours: column for ours, column in found.items() if column not in said.values()} | said
    return {ours: merged[ours] for ours in dict.fromkeys((*known(), *merged)) if ours in merged}


def named_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Give what the user says of columns under our names (`parent_id` is `parent`); raises `UsageError` for none."""
    found = {}
    for name, column in columns.items():
        ours = (
            name
            if name in known()
            else next((ours for ours, theirs in known().items() if _plain(name) in theirs), None)
        )
        if ours is None:
            raise UsageError(f"--map {name}={column}: no column is called {name}; there are {', '.join(known())}")
        found[ours] = column
    return found


def _plain(column: str) -> str:
    return re.sub(r"[\s.\-]+", "_", column.strip().casefold())


def renamed(row: Fields, named: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Give a row's values under our names, and its `type`; Reddit's dumps hold posts and comments."""
    fields = {ours: row[column] for ours, column in chosen(tuple(row), named).items()}
    if row.get("type") in {"article", "comment"}:
        return {**fields, "type": row["type"]}
    if "selftext" in row and "link_id" not in row:
        return {**fields, "text": row["selftext"], "type": "article"}
    return _from_reddit(fields) if "link_id" in row else fields


def _from_reddit(fields: dict[str, Any]) -> dict[str, Any]:
    """Give a comment as it was typed, without the escapes of a dump; one that is gone has no text."""
    text = fields.get("text")
    if text in {"[deleted]", "[removed]"}:
        return {**fields, "text": "", "site_status": "deleted"}
    if isinstance(text, str) and "&" in text:
        return {**fields, "text": text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")}
    return fields


def fault(fields: Fields) -> str:
    """Say what makes a row useless: a comment needs text, and ids are strings or numbers."""
    is_article = fields.get("type") == "article"
    text = fields.get("text")
    if not isinstance(text, str) and not (is_article and text is None):
        return "no text" if text is None else f"text is {_short(text)}"
    for key in ("id", "article", "parent"):
        item = fields.get(key)
        if isinstance(item, bool) or not isinstance(item, str | int | float | None):
            return f"{key} is {_short(item)}"
    return "no id" if is_article and identity(fields, "id") is None else ""


def _short(item: object) -> str:
    return repr(item)[:40]


def identity(fields: Fields, key: str) -> str | None:
    """Give an id as a string; numbers are ids too, an empty string is none."""
    item = fields.get(key)
    if item is None or item == "" or item != item:  # noqa: PLR0124 -- only NaN differs from itself
        return None
    text = str(int(item)) if isinstance(item, float) and item.is_integer() else str(item)
    return REDDIT.sub("", text, count=1) if REDDIT.match(text) else text


def words(fields: Fields, key: str) -> str | None:
    """Give a field of text; None when it is missing, empty or something else."""
    item = fields.get(key)
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    return (whole(item) if BROKEN.search(item) else item) if isinstance(item, str) and item.strip() else None


def moment(fields: Fields, key: str = "published") -> str | None:
    """Give a time in ISO 8601 where it can be read, else as it stands."""
    return iso_time(fields.get(key)) or words(fields, key)


def number(fields: Fields) -> int | None:
    """Give the number printed with a comment."""
    item = fields.get("number")
    if isinstance(item, str) and item.strip().isdecimal():
        return int(item)
    return item if isinstance(item, int) and not isinstance(item, bool) else None


def odd_fields(fields: Fields) -> list[str]:
    """Name optional fields whose values could not be used."""
    texts = ("article_title", "author", "article_url")
    odd = [
        key for key in texts if not isinstance(fields.get(key), str | int | None) or isinstance(fields.get(key), bool)
    ]
    is_lost = moment(fields) is None and fields.get("published") not in (None, "")
    return [key.removeprefix("article_") for key in odd] + (["published"] if is_lost else [])


def article_of(fields: Fields) -> Article:
    """Make the article of a row that is one."""
    text = fields.get("text") or ""
    return Article(
        title=words(fields, "article_title"),
        author=words(fields, "author"),
        published=moment(fields),
        url=words(fields, "article_url"),
        text=text,
    )


def article_beside(fields: Fields) -> Article | None:
    """Make the article of columns that stand in a comment's row; None where there are none."""
    text = words(fields, "article_text") or ""
    title = words(fields, "article_title")
    if not (text or title):
        return None
    return Article(
        title=title,
        author=words(fields, "article_author"),
        published=moment(fields, "article_published"),
        url=words(fields, "article_url"),
        text=text,
    )


def comment_of(fields: Fields, line: int) -> Comment:
    """Make the comment of a row; one without an id is named for its line."""
    text: str = fields["text"]
    return Comment(
        id=identity(fields, "id") or f"line-{line}",
        number=number(fields),
        parent=identity(fields, "parent"),
        author=words(fields, "author"),
        author_url=own_site(words(fields, "author_url")),
        published=moment(fields),
        text=text,
        quoted=quoted(text),
        site_status=STATUSES.get(str(fields.get("site_status")).casefold()),
    )


def unknown(columns: Iterable[str], named: tuple[tuple[str, str], ...]) -> list[str]:
    """Name the columns of a table that nothing is read from."""
    kept = tuple(columns)
    used = set(chosen(kept, named).values())
    return [column for column in kept if column not in used and column != "type"]
