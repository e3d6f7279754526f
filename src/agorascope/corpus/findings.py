"""What the steps find as rows of the layers, and rows as findings again; the same values in both directions.

Every function takes the threads of a part with their names (`Held`); rows come in the order of the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import convert, structs

from agorascope import steps
from agorascope.corpus.layers import column
from agorascope.corpus.threads import Held, Row, comment_id
from agorascope.records import Duplicate, Language, Reason, Spam

CORPUS = ("cluster", "of", "kind", "similarity", "campaign_authors", "campaign_hours")


def names(held: Held) -> list[Row]:
    """Give the columns that name each comment."""
    return [{"discussion_id": held.thread.id, "comment_id": name} for name in held.comment_ids]


def about(held: Held) -> Row:
    """Give the columns that say a row is about the article."""
    return {"discussion_id": held.thread.id, "comment_id": None}


class Found:
    """The rows of a part of one layer, by discussion: those of the comments in order, and those of the article."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Sort rows out; those of `arguments` are several for a comment, or none."""
        self.article: dict[str, list[Row]] = defaultdict(list)
        self.comments: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            (self.article if row.get("comment_id") is None else self.comments)[row["discussion_id"]].append(row)


def language_rows(held: Held, said: steps.Spoken) -> Iterator[Row]:
    """Give rows of `language`: the article's, then the comments'."""
    yield about(held) | structs.asdict(said.page)
    yield from (name | structs.asdict(one) for name, one in zip(names(held), said.comments, strict=True))


def spoken(held: Held, found: Found) -> steps.Spoken:
    """Read rows of `language`."""
    [page] = found.article[held.thread.id]
    return steps.Spoken(_language(page), tuple(map(_language, found.comments[held.thread.id])))


def _language(row: Row) -> Language:
    return Language(row["code"], row["script"], row["confidence"])


def thread_reposts(held: Held, reposts: steps.Reposts) -> Iterator[Row]:
    """Give the columns of `duplicates` that tell of the thread alone."""
    for name, mark, campaign in zip(names(held), reposts.marked, reposts.campaigns, strict=True):
        yield name | {
            "thread_cluster": mark.cluster if mark else None,
            "thread_of": comment_id(held.thread.id, mark.of) if mark else None,
            "thread_kind": mark.kind if mark else None,
            "thread_similarity": mark.similarity if mark else None,
            "thread_campaign": campaign,
        }


def corpus_repost(row: Row | None) -> Row:
    """Give the columns of `duplicates` that tell of the corpus, from a row of `found` or from none."""
    return {name: row[name] if row else None for name in CORPUS}


def marked(held: Held, found: Found) -> tuple[Duplicate | None, ...]:
    """Read what each comment repeats within its thread."""
    own = dict(zip(held.comment_ids, (c.id for c in held.thread.comments), strict=True))
    return tuple(_mark(row, own) for row in found.comments[held.thread.id])


def _mark(row: Row, own: Mapping[str, str]) -> Duplicate | None:
    if row["thread_of"] is None:
        return None
    return Duplicate(row["thread_cluster"], own[row["thread_of"]], row["thread_kind"], row["thread_similarity"])


def campaigns(held: Held, found: Found) -> list[str | None]:
    """Read the campaign that each comment is part of, in the corpus or else in its thread."""
    return [
        steps.campaign(row["campaign_authors"], row["campaign_hours"])
        if row["campaign_authors"] is not None
        else row["thread_campaign"]
        for row in found.comments[held.thread.id]
    ]


def signal_row(name: Row, signals: Mapping[str, float], reasons: Sequence[Reason]) -> Row:
    """Give the row of `signals` of the comment with that name."""
    return name | {column(one): value for one, value in signals.items()} | {"reasons": _reasons(reasons)}


def signal_rows(held: Held, told: Sequence[tuple[Mapping[str, float], Sequence[Reason]]]) -> Iterator[Row]:
    """Give rows of `signals`."""
    return (signal_row(name, *one) for name, one in zip(names(held), told, strict=True))


def spam_rows(held: Held, verdicts: Sequence[Spam]) -> Iterator[Row]:
    """Give rows of `spam`."""
    for name, verdict in zip(names(held), verdicts, strict=True):
        told = {"is_spam": verdict.is_spam, "score": verdict.score, "reasons": _reasons(verdict.reasons)}
        yield name | told


def _reasons(reasons: Sequence[Reason]) -> list[Row]:
    return [structs.asdict(reason) for reason in reasons]


def verdicts(held: Held, found: Found) -> tuple[Spam, ...]:
    """Read rows of `spam`."""
    rows = found.comments[held.thread.id]
    return tuple(
        Spam(row["is_spam"], row["score"], tuple(convert(one, Reason) for one in row["reasons"])) for row in rows
    )
