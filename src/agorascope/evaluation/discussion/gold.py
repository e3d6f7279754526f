"""Gold of whole discussions read: what an annotator says of one page, and where the file is not as it should be.

The format is that of `docs/evaluate.md`. Every field but `id`, `comments` and a comment's `n` may be left out: what is
not annotated is not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from agorascope.errors import UsageError
from agorascope.records import DuplicateKind, Role

Sentiment = Literal["negative", "neutral", "positive"]
Reply = Literal["agree", "disagree", "neutral"]
Side = Literal["favor", "against"]
SHOWN = 10


class GoldArgument(Struct, frozen=True):
    """A claim or premise by its words; `holder` is the person an article attributes it to."""

    quote: str
    role: Role
    holder: str | None = None


class GoldArticle(Struct, frozen=True, kw_only=True):
    """What is annotated of the article."""

    title: str | UnsetType | None = UNSET
    paragraphs: tuple[str, ...] | UnsetType = UNSET
    sentiment: Sentiment | UnsetType = UNSET
    arguments: tuple[GoldArgument, ...] | UnsetType = UNSET


class GoldComment(Struct, frozen=True, kw_only=True):
    """What is annotated of comment `n`; `parent` and `duplicate_of` are numbers of comments."""

    n: Annotated[int, Meta(ge=1)]
    id: str | int | UnsetType = UNSET
    parent: int | UnsetType | None = UNSET
    author: str | UnsetType | None = UNSET
    published: str | UnsetType | None = UNSET
    text: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    signature: str | UnsetType | None = UNSET
    addressee: str | UnsetType | None = UNSET
    by_article_author: bool | UnsetType = UNSET
    sentiment: Sentiment | UnsetType = UNSET
    stance: Literal["favor", "against", "none"] | UnsetType = UNSET
    reply: Reply | UnsetType | None = UNSET
    spam: bool | UnsetType = UNSET
    duplicate_of: int | UnsetType | None = UNSET
    duplicate_kind: DuplicateKind | None = None
    arguments: tuple[GoldArgument, ...] | UnsetType = UNSET


class GoldPoint(Struct, frozen=True, kw_only=True):
    """A key point: its side, and the numbers of the comments that make it."""

    text: str = ""
    stance: Side
    comments: tuple[int, ...]


class GoldDiscussion(Struct, frozen=True, kw_only=True):
    """One annotated discussion; `language` is the page's."""

    id: str
    language: str = "und"
    article: GoldArticle = GoldArticle()
    comments: tuple[GoldComment, ...]
    key_points: tuple[GoldPoint, ...] | UnsetType = UNSET


class GoldPage(Struct, frozen=True):
    """A discussion's gold, the file it stands in, and the file's object with all that others wrote into it."""

    path: Path
    gold: GoldDiscussion
    given: dict[str, Any]


def read_gold(inputs: Sequence[str | Path]) -> tuple[list[GoldPage], list[Path]]:
    """Read gold files, and those of folders, in the order of names; also give a folder's .json files that are none.

    Raises `UsageError` that names file and field of everything wrong, and where nothing is annotated.
    """
    files = _files(inputs)
    read = {path: _read(path) for path in files}
    others = [path for path, found in read.items() if not files[path] and not _is_gold(found)]
    checked = [_checked(path, found) for path, found in read.items() if path not in others]
    wrong = [line for lines in checked if not isinstance(lines, GoldPage) for line in lines]
    if wrong:
        more = [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        raise UsageError("; ".join([*wrong[:SHOWN], *more]))
    pages = [page for page in checked if isinstance(page, GoldPage)]
    if not pages:
        raise UsageError(f"{', '.join(map(str, inputs))}: no annotated discussion; docs/evaluate.md tells the format")
    return pages, others


def _files(inputs: Sequence[str | Path]) -> dict[Path, bool]:
    """Give the files, and whether the user named each or only its folder."""
    files: dict[Path, bool] = {}
    for given in map(Path, inputs):
        inside = sorted(given.glob("*.json")) if given.is_dir() else []
        files |= {path: files.get(path, False) for path in inside} | ({} if given.is_dir() else {given: True})
    return files


def _read(path: Path) -> object:
    """Give the file's value; what prevents it is given as the error."""
    try:
        return msgspec.json.decode(path.read_bytes())
    except FileNotFoundError:
        return UsageError("there is no such file or folder; give annotations (NAME.json), or a folder of them")
    except OSError as error:
        return UsageError(f"cannot be read: {error.strerror}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return UsageError(f"no JSON: {error}")


def _is_gold(found: object) -> bool:
    """Tell gold from the other JSON files of a folder: its comments are numbered `n`."""
    comments = found.get("comments") if isinstance(found, dict) else None
    return isinstance(comments, list) and any(isinstance(c, dict) and "n" in c for c in comments)


def _checked(path: Path, found: object) -> GoldPage | list[str]:
    """Give the page, or everything that is wrong with it."""
    if isinstance(found, UsageError):
        return [f"{path}: {found}"]
    try:
        gold = msgspec.convert(found, GoldDiscussion)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        return [f"{path}: {where.strip('.`') or 'the file'}: {what}"]
    wrong = [f"{path}: {line}" for line in _wrong(gold)]
    return wrong or GoldPage(path, gold, found if isinstance(found, dict) else {})


def _wrong(gold: GoldDiscussion) -> Iterator[str]:
    """Name what types cannot: numbers that are none of a comment, quotes that are not in their text."""
    counts = Counter(c.n for c in gold.comments)
    if not gold.comments:
        yield "comments: there are none"
    yield from (f"comments: {n} comments have n {number}" for number, n in counts.items() if n > 1)
    for comment in gold.comments:
        for name in ("parent", "duplicate_of"):
            value = getattr(comment, name)
            if isinstance(value, int) and (value not in counts or value == comment.n):
                yield f"comment {comment.n}: {name}: {value} is not the n of another comment"
        yield from _misquoted(f"comment {comment.n}: arguments", comment.arguments, comment.text)
    for i, point in enumerate(gold.key_points or ()):
        yield from (f"key_points[{i}]: comments: no comment has n {n}" for n in point.comments if n not in counts)
        if not point.comments:
            yield f"key_points[{i}]: comments: there are none"
    whole = "\n".join(gold.article.paragraphs) if gold.article.paragraphs else UNSET
    yield from _misquoted("article: arguments", gold.article.arguments, whole)


def _misquoted(where: str, arguments: tuple[GoldArgument, ...] | UnsetType, text: str | UnsetType) -> Iterator[str]:
    if not arguments or text is UNSET:
        return
    for i, argument in enumerate(arguments):
        if not argument.quote or argument.quote not in text:
            yield f"{where}[{i}]: quote: the text has no such words"
