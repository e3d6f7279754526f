"""Tables of comments and their re-posts: rows to posts, and what was found back to rows, pairs and clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from agorascope.deduplication import Post, changes, in_campaigns, spread
from agorascope.errors import ReadError, UsageError
from agorascope.readers.persons.authors import shown_author
from agorascope.reports.plain import many
from agorascope.rows import renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agorascope.deduplication import Close, Cluster, Clusters
    from agorascope.records import ClosePair, DuplicateKind, Repost, RepostCluster, RepostPair
    from agorascope.rows import Line
    from agorascope.settings import Settings

Naming = Callable[[str], str | int]
KINDS: tuple[DuplicateKind, ...] = ("exact", "near", "translation")
SCOPES = ("all", "thread", "author")
KEPT = ("first", "longest", "none")
PARTS = {"duplicate": ("cluster", "of", "kind", "similarity")}
_TOLD_BEFORE = frozenset(f"{name}_{part}" for name, parts in PARTS.items() for part in parts)
BORDER = 50
_LARGE_SHARE, _LARGE = 0.1, 10
_NAMED_LINES = 3


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


def answered(
    lines: Iterable[Line],
    names: Mapping[str, str],
    tell: Callable[[int], Repost | None],
    left_out: frozenset[int] = frozenset(),
    *,
    needs_id: bool = False,
) -> Iterator[dict[str, Any]]:
    """Give every row with `duplicate`, in its order; a line without a comment with `error`; `left_out` not at all.

    `tell` is asked for the place of each post among the posts that were gathered.
    """
    place = 0
    for line in lines:
        reason = fault(line, names, needs_id=needs_id)
        if reason:
            yield {**_cleared(line.row), "duplicate": None, "error": f"line {line.number}: {reason}"}
            continue
        if place not in left_out:
            yield {**_cleared(line.row), "duplicate": tell(place)}
        place += 1


def _cleared(row: Mapping[str, Any] | None) -> dict[str, Any]:
    """Drop the columns in which an earlier run told of re-posts."""
    return {name: value for name, value in (row or {}).items() if name not in _TOLD_BEFORE}


def known(
    posts: Sequence[Post], found: Clusters, left_out: frozenset[int], name: Naming = str
) -> Iterator[dict[str, Any]]:
    """Give everything an index knows as rows."""
    for place, post in enumerate(posts):
        if place not in left_out:
            row = {"id": name(post.id), "text": post.text, "author": post.author, "thread": post.thread}
            yield {**row, "published": post.published, "duplicate": duplicate(place, posts, found, name)}


def duplicate(place: int, posts: Sequence[Post], found: Clusters, name: Naming = str) -> Repost | None:
    """Say what a post repeats, in the user's own ids; its cluster is named after the representative."""
    repeat = found.repeats.get(place)
    if repeat is None:
        return None
    return said(name(posts[repeat.of].id), repeat.kind, repeat.similarity)


def teller(gathered: Gathered, found: Clusters) -> Callable[[int], Repost | None]:
    """Give the function that tells of a place what its post repeats."""
    return lambda place: duplicate(place, gathered.posts, found, gathered.name)


def said(of: str | int, kind: DuplicateKind, similarity: float) -> Repost:
    """Give what stands in a row about a repeat of the post `of`."""
    return {"cluster": of, "of": of, "kind": kind, "similarity": round(similarity, 6)}


def pairs(posts: Sequence[Post], found: Clusters, name: Naming = str) -> Iterator[RepostPair]:
    """Give every verified pair with the places that were changed; a translation has none that could be named."""
    for cluster in found.clusters:
        for place in cluster.members[1:]:
            repeat = found.repeats[place]
            text, first = posts[place].text, posts[repeat.of].text
            yield {
                "id": name(posts[place].id),
                "of": name(posts[repeat.of].id),
                "kind": repeat.kind,
                "similarity": round(repeat.similarity, 6),
                "changes": None if repeat.kind == "translation" else changes(text, first),
            }


def clusters(posts: Sequence[Post], found: Clusters, settings: Settings, name: Naming = str) -> Iterator[RepostCluster]:
    """Give every cluster with its members and how it spread, the largest first."""
    ranked = sorted(found.clusters, key=lambda cluster: -len(cluster.members))
    waves = in_campaigns(found, posts, settings)
    for cluster in ranked:
        told = spread(cluster.members, posts, settings)
        campaign = waves.get(cluster.members[0]) or next((waves[p] for p in cluster.members if p in waves), None)
        yield {
            "cluster": name(posts[cluster.members[0]].id),
            "kind": cluster.kind,
            "size": len(cluster.members),
            "members": [name(posts[place].id) for place in cluster.members],
            "authors": told.authors,
            "threads": told.threads,
            "first_seen": told.first_seen,
            "last_seen": told.last_seen,
            "campaign": {"authors": campaign.authors, "hours": campaign.hours} if campaign else None,
            "text": posts[cluster.members[0]].text,
        }


def without(posts: Sequence[Post], found: Clusters, keep: str | None) -> frozenset[int]:
    """Give the places left out where only the `first` or the `longest` post of a cluster is kept, or `none`."""
    if keep is None:
        return frozenset()
    if keep not in KEPT:
        raise UsageError(f"--keep {keep}: choose one of {', '.join(KEPT)}")
    kept = {_kept(cluster, posts, keep) for cluster in found.clusters}
    return frozenset(place for cluster in found.clusters for place in cluster.members) - kept


def _kept(cluster: Cluster, posts: Sequence[Post], keep: str) -> int | None:
    if keep == "longest":
        return max(cluster.members, key=lambda place: len(posts[place].text))  # of equals the first
    return cluster.members[0] if keep == "first" else None


def only(found: Clusters, kinds: Sequence[str]) -> Clusters:
    """Leave out the repeats of other kinds, and clusters that have none left."""
    repeats = {place: repeat for place, repeat in found.repeats.items() if repeat.kind in kinds}
    kept = [(c, tuple(p for p in c.members if p == c.members[0] or p in repeats)) for c in found.clusters]
    shown = tuple(structs.replace(c, members=members) for c, members in kept if len(members) > 1)
    return structs.replace(found, repeats=repeats, clusters=shown)


def closest(posts: Sequence[Post], close: Iterable[Close], name: Naming = str) -> Iterator[ClosePair]:
    """Give pairs near the threshold with both texts, to be read."""
    for pair in close:
        yield {
            "id": name(posts[pair.place].id),
            "of": name(posts[pair.of].id),
            "similarity": round(pair.similarity, 4),
            "needed": pair.needed,
            "duplicate": pair.taken,
            "text": posts[pair.place].text,
            "of_text": posts[pair.of].text,
        }


def told(gathered: Gathered, found: Clusters, settings: Settings, left_out: int) -> Iterator[str]:
    """Say in sentences what was found, and what the user should know about the table."""
    posts = gathered.posts
    kinds = Counter(repeat.kind for repeat in found.repeats.values())
    counted = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS if kinds[kind])
    clustered = f"{counted}, in {many(len(found.clusters), 'cluster')}" if counted else "no re-posts"
    yield f"{many(len(posts), 'comment')}: {clustered}"
    largest = max(found.clusters, key=lambda cluster: len(cluster.members), default=None)
    if largest and len(largest.members) > max(_LARGE_SHARE * len(posts), _LARGE):
        yield f"one cluster holds {len(largest.members):,} of them: {posts[largest.members[0]].id}"
    campaigns = len(set(map(id, in_campaigns(found, posts, settings).values())))
    if campaigns:
        yield f"{many(campaigns, 'campaign')} (many authors in a short time); --clusters FILE names them"
    yield from of_table(gathered, left_out)


def of_table(gathered: Gathered, left_out: int) -> Iterator[str]:
    """Say what the user should know about the rows that were read and written."""
    rejected = gathered.rejected
    if left_out:
        yield f"{many(left_out, 'row')} left out, as --keep asked"
    if gathered.repeated_ids:
        yield f"{many(gathered.repeated_ids, 'row')} with an id that stood before; `of` cannot tell them apart"
    if rejected:
        lines = "; ".join(f"line {number}: {reason}" for number, reason in rejected[:_NAMED_LINES])
        more = f" and {len(rejected) - _NAMED_LINES:,} more" if len(rejected) > _NAMED_LINES else ""
        yield f"{many(len(rejected), 'row')} without a comment, marked with `error`: {lines}{more}"
