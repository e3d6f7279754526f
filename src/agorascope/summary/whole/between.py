"""Who agrees with whom: the replies of one person to another, counted.

A signed network of a discussion, as in Leskovec, Huttenlocher and Kleinberg 2010, "Signed networks in social media";
the signs are the reply labels of the comments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from agorascope.records import Between, CommentReport
from agorascope.summary.voices import counted, person
from agorascope.summary.whole.shown import heard, shown_names

Pair = tuple[str, str]


def between(comments: Sequence[CommentReport], author: str | None = None) -> tuple[Between, ...]:
    """Count for every pair of people how the one answers the other: most replies first, then by name.

    Spam, re-posts and what the site took down are no replies, and who answers spam or such a comment answers nobody
    here; what answers a re-post answers who posted it. Answers to oneself are left out, a reply whose label is not
    known is neutral. `author` is the article's byline.
    """
    replies: dict[Pair, list[CommentReport]] = {}
    for pair, reply in _replies(comments):
        replies.setdefault(pair, []).append(reply)
    names = shown_names(heard(comments), author)
    edges = [_edge(names[speaker], names[answered], found) for (speaker, answered), found in replies.items()]
    return tuple(sorted(edges, key=lambda edge: (-len(edge.comments), edge.speaker, edge.answered)))


def _replies(comments: Sequence[CommentReport]) -> Iterator[tuple[Pair, CommentReport]]:
    """Give the replies of one person to another in page order."""
    above: dict[str, CommentReport] = {}
    for comment in heard(comments):
        above.setdefault(comment.id, comment)
    for reply in counted(comments):
        answered = above.get(reply.parent) if reply.parent is not None else None
        if answered is not None and person(reply) != person(answered):
            yield (person(reply), person(answered)), reply


def _edge(speaker: str, answered: str, replies: Sequence[CommentReport]) -> Between:
    labels = Counter(reply.reply.label if reply.reply else None for reply in replies)
    agree, disagree = labels["agree"], labels["disagree"]
    return Between(
        speaker=speaker,
        answered=answered,
        agree=agree,
        disagree=disagree,
        neutral=len(replies) - agree - disagree,
        comments=tuple(reply.id for reply in replies),
    )
