"""The first stage: threads as they are read become the parts of `articles`, `comments` and `rejects`.

Parts are cut by what is read alone, never by the machine it is read on. A part counts when its `comments` are there,
which are written last. An interrupted run reads again from the beginning; parts that come out the same stay as they
are, with all that was made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from agorascope.corpus import layers, threads
from agorascope.corpus.folder import content_name
from agorascope.errors import ReadError

if TYPE_CHECKING:
    from agorascope.corpus.folder import Folder
    from agorascope.corpus.threads import Row
    from agorascope.records import Thread

PART: Final = 2_000
"""Comments of a part: few enough that little is lost with one, many enough that files are few."""
MOST_BYTES: Final = 64_000_000
MOST_DISCUSSIONS: Final = 2_000
MADE: Final = "read"
LAYERS: Final = ("rejects", "articles", "comments")


class Read(Struct, frozen=True):
    """What was read so far: discussions, comments, rows that were refused or mended, sources that could not be read."""

    parts: int = 0
    discussions: int = 0
    comments: int = 0
    notices: int = 0
    unreadable: int = 0


class _Part:
    """Rows of a part that is being filled."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in LAYERS}
        self.size = 0

    def add(self, thread: Thread) -> None:
        self.rows["articles"].append(threads.article_row(thread))
        self.rows["comments"] += threads.comment_rows(thread)
        self.rows["rejects"] += threads.notice_rows(thread)
        self.size += len(thread.article.text) + sum(len(c.text) for c in thread.comments)

    @property
    def is_empty(self) -> bool:
        return not any(self.rows.values())

    def is_full(self, comments: int) -> bool:
        """Tell whether the part ends here; a discussion is never cut, the part ends behind the one that fills it."""
        held = len(self.rows["comments"]) >= comments or len(self.rows["articles"]) >= MOST_DISCUSSIONS
        return held or self.size >= MOST_BYTES


def read(
    found: Iterable[Thread | ReadError], folder: Folder, comments: int, watch: Callable[[Read], None]
) -> tuple[Read, list[ReadError]]:
    """Write all that is read, in parts of so many comments; give the counts, and what could not be read at all."""
    errors: list[ReadError] = []
    part, told = _Part(), Read()
    for item in named(found):
        if isinstance(item, ReadError):
            errors.append(item)
            part.rows["rejects"].append(threads.reject("unreadable", item.reason, source=item.source))
            told = structs.replace(told, unreadable=told.unreadable + 1)
            continue
        part.add(item)
        told = structs.replace(
            told,
            discussions=told.discussions + 1,
            comments=told.comments + len(item.comments),
            notices=told.notices + len(item.notices),
        )
        if part.is_full(comments):
            told, part = _written(folder, told, part), _Part()
        watch(told)
    if not part.is_empty or not told.parts:
        told = _written(folder, told, part)
    for name in (*layers.NAMES, *(path.name for path in folder.work.glob("*/"))):
        folder.cut(name, told.parts)
    return told, errors


def _written(folder: Folder, told: Read, part: _Part) -> Read:
    """Write a part; what was found in another one that stood there is not to be taken for what is found in this."""
    number = told.parts
    was = [content_name(folder, name, number) for name in LAYERS]
    written = [folder.put(name, number, part.rows[name], MADE).content for name in LAYERS]
    if written != was:
        for name in layers.NAMES:
            if name not in LAYERS:
                folder.file(name, number).unlink(missing_ok=True)
    return structs.replace(told, parts=number + 1)


def named(found: Iterable[Thread | ReadError]) -> Iterator[Thread | ReadError]:
    """Give every discussion a name that no earlier one has: two folders may both hold an index.html."""
    seen: dict[str, int] = {}
    for item in found:
        if isinstance(item, ReadError):
            yield item
            continue
        name, count = item.id, seen.get(item.id, 0)
        while name in seen:
            count += 1
            name = f"{item.id}~{count + 1}"
        seen[item.id] = count
        seen.setdefault(name, 0)
        yield item if name == item.id else structs.replace(item, id=name)
