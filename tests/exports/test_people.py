"""The participants of a Polis export are the voices of the summary."""

from __future__ import annotations

from itertools import product

import pytest

from agorascope.exports.polis.people import may_vote, person
from agorascope.records import Comment, Duplicate, Spam
from agorascope.summary import voices
from tests.making import comment

NAMES = (None, "", "  ", "Ann", " ann ", "ΆΝΝΑ", "Άννα", "ａｎｎ", "comment:1")


def test_persons_are_those_of_the_summary() -> None:
    """Two comments are one person's here where they are one person's there, and nowhere else."""
    fields = ("author", "signature", "by_article_author")
    made = list(product(NAMES, NAMES, (False, True)))
    comments = [
        Comment(id=str(n), author=author, signature=signature, by_article_author=is_writer)
        for n, (author, signature, is_writer) in enumerate(made)
    ]
    theirs = [voices.person(one) for one in comments]
    ours = [person({"comment_id": str(n), **dict(zip(fields, row, strict=True))}) for n, row in enumerate(made)]
    assert ours == theirs


@pytest.mark.parametrize("status", [None, "approved", "pending", "spam", "trash", "deleted"])
@pytest.mark.parametrize("spam", [Spam(is_spam=False, score=0.4), Spam(is_spam=True, score=0.6)])
@pytest.mark.parametrize("of", [None, "2"])
def test_who_may_vote_is_as_in_the_summary(status: str | None, spam: Spam, of: str | None) -> None:
    """Spam, re-posts within the discussion and what the site took down have no voice."""
    duplicate = Duplicate("d1", of, "near", 0.9) if of else None
    counted = voices.counted([comment("1", site_status=status, spam=spam, duplicate=duplicate)])
    assert may_vote({"site_status": status}, {"is_spam": spam.is_spam}, {"thread_of": of}) == bool(counted)
