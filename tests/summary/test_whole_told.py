"""The stance of the whole, put together."""

from __future__ import annotations

import pytest

from agorascope.records import CommentReport, Whole
from agorascope.summary.whole import whole
from tests.making import comment, label


def _thread(count: int) -> list[CommentReport]:
    """Make a thread in which many are for an article, then many against it, and its author answers some of these."""
    comments = []
    for n in range(count):
        late, author = n >= count // 2, n % 5 == 4
        comments.append(
            comment(
                str(n),
                parent=str(n - 1) if author else None,
                author="Rae" if author else f"P{n}",
                by_article_author=author,
                stance="favor" if author or not late else "against",
                reply=label("disagree" if late else "agree") if author else None,
                published=f"2021-10-{5 + n * 4 // count:02}T10:00:00Z",
            )
        )
    return comments


def test_everything_is_told_of_one_thread() -> None:
    """Who answers whom, voices over time, the turn, and the objections that were answered."""
    told = whole(_thread(40))
    assert [(b.speaker, b.answered, b.agree, b.disagree) for b in told.between][:1] == [("Rae", "P13", 1, 0)]
    assert [(p.start, p.stance.favor, p.stance.against) for p in told.by_time] == [
        ("2021-10-05", 9, 0),
        ("2021-10-06", 9, 0),
        ("2021-10-07", 1, 8),
        ("2021-10-08", 1, 8),
    ]
    assert told.turn is not None
    assert told.turn.comment == "20"
    assert [o.comment for o in told.objections if o.answers] == ["23", "28", "33", "38"]
    assert len(told.objections) == 16


def test_nothing_is_told_of_nobody() -> None:
    """A page without comments has no people, no time, no turn and no objections."""
    assert whole([]) == Whole()


@pytest.mark.parametrize("parents", ["chain", "circle", "star"])
def test_a_large_thread(parents: str) -> None:
    """Thirty thousand comments in one chain, one circle or under one comment: all have their place."""
    count = 30_000
    up = {"chain": [*range(-1, count)], "circle": [*range(1, count), 0], "star": [0] * count}[parents]
    comments = [
        comment(str(n), parent=str(up[n]), author=f"P{n}", by_article_author=n == count - 1, stance="against")
        for n in range(count)
    ]
    told = whole(comments)
    assert len(told.between) == {"chain": count - 1, "circle": count, "star": count - 1}[parents]
    assert len(told.objections) == count - 1
