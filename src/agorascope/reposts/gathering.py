"""Rows of a table as posts: what each holds, which hold none and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from agorascope.deduplication import Post
from agorascope.errors import ReadError
from agorascope.readers.persons.authors import shown_author
from agorascope.rows import renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agorascope.rows import Line

SCOPES = ("all", "thread", "author")


class Gathered(Struct, frozen=True):
    """The posts of a table in its order, the lines that hold none with the reason, and whether all ids are numbers."""

    posts: tuple[Post, ...]
    rejected: tuple[tuple[int, str], ...]
    numbered: bool

    @property
    def repeated_ids(self) -> int:
        """How many rows have an id that stood before."""
        return len(self.posts) - len({post.id for post in self.posts})

    def name(self, of: str) -> str | int:
        """Give an id as the table writes it."""
        return int(of) if self.numbered and of.removeprefix("-").isdecimal() else of


def gather(lines: Iterable[Line], names: Mapping[str, str], scope: str, *, needs_id: bool = False) -> Gathered:
    """Read posts: `text`, and where there are such columns `id`, `author`, `thread` (or `article_id`), `published`.

    A row without an id is called by its line, `line-7`, unless ids are needed. `scope` names what only posts of the
    same are compared in. Of an author the name is kept that readers would show: no e-mail address, no IP.
    """
    posts: list[Post] = []
    rejected: list[tuple[int, str]] = []
    numbered = True
    for line in lines:
        reason = fault(line, names, needs_id=needs_id)
        if reason:
            rejected.append((line.number, reason))
        elif line.row is not None:
            row = renamed(line.row, names)
            posts.append(_post(line.number, row, scope))
            numbered = numbered and _is_number(row.get("id"))
    return Gathered(tuple(posts), tuple(rejected), numbered and bool(posts))


def check(gathered: Gathered, first: Line | None, source: str) -> None:
    """Raise `ReadError` where no row at all holds a comment: the columns have other names, or it is another file."""
    if gathered.rejected and not gathered.posts:
        columns = ", ".join(first.row) if first and first.row else ""
        advice = f"There are the columns {columns}: name yours, --map text=…" if columns else "Give rows with `text`"
        number, reason = gathered.rejected[0]
        raise ReadError(source, f"no row holds a comment (line {number}: {reason})", advice)


def joined(parts: Sequence[Gathered]) -> Gathered:
    """Put parts of a table, gathered one after the other, together."""
    posts = tuple(post for part in parts for post in part.posts)
    rejected = tuple(line for part in parts for line in part.rejected)
    return Gathered(posts, rejected, all(part.numbered for part in parts if part.posts))


def fault(line: Line, names: Mapping[str, str], *, needs_id: bool = False) -> str | None:
    """Say why a line holds no comment, or None."""
    if line.row is None:
        return line.error or "no row"
    column = names.get("text", "text")
    row = renamed(line.row, names)
    if not isinstance(row.get("text"), str):
        return f"no text in `{column}`"
    return "no id, and an index needs ids that stay" if needs_id and not _told(row.get("id")) else None


def _post(number: int, row: Mapping[str, Any], scope: str) -> Post:
    thread = _told(row.get("thread")) or _told(row.get("article_id"))
    post = Post(
        id=_told(row.get("id")) or f"line-{number}",
        text=row["text"],
        author=shown_author(_told(row.get("author"))),
        thread=thread,
        published=_told(row.get("published")),
    )
    scopes = {"thread": post.thread or "", "author": post.author or f"\0{post.id}"}
    return structs.replace(post, scope=scopes.get(scope, ""))


def _is_number(value: object) -> bool:
    """Tell whether an id is a number that a table's column can hold: 64 bits, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _told(value: object) -> str | None:
    """Take a value as text; numbers and times are values too, nothing, an empty text and what holds others are none."""
    if value is None or value == "" or isinstance(value, bool | dict | list):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str) else str(value)
