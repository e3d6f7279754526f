"""Keeps of a narrator's answer the sentences that the comments bear out, and counts the others by reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agorascope.narration.choosing import facts
from agorascope.narration.citing import MENTION, cited
from agorascope.narration.facts import named
from agorascope.narration.figures import given, said, unknown
from agorascope.narration.quoting import outside, verified
from agorascope.narration.reading import Told, read
from agorascope.narration.verdict import Dropped
from agorascope.records import Narrative, Sentence

if TYPE_CHECKING:
    from agorascope.records import Discussion

KIND = "narrative"
LONGEST = 600  # characters; what is longer is no sentence, and its citations would cover too much


def check(answer: str, discussion: Discussion, model: str = "") -> Narrative:
    """Read an answer and keep the sentences whose citations, quotations and figures hold. Never raises.

    `model` is the name to be told. Dropped, by the first reason that holds: `unreadable` (no sentence of the form asked
    for), `too-long`, `no-citation`, `unknown-comment` (no such id), `unseen-comment` (the narrator was not told of it),
    `altered-quote` (no cited comment has these words), `borrowed-quote` (it only quotes them from somebody else),
    `unknown-figure` (digits that stand neither in the facts nor in a cited comment).
    """
    understood, bench = read(answer), _Bench(discussion)
    kept: list[Sentence] = []
    dropped = Counter({"unreadable": understood.unreadable})
    for told in understood.told:
        try:
            kept.append(bench.sentence(told))
        except Dropped as verdict:
            dropped[verdict.reason] += 1
    counts = {reason: n for reason, n in sorted(dropped.items()) if n}
    return Narrative(model=model, sentences=tuple(kept), dropped=counts)


class _Bench:
    """What sentences about one discussion are held against."""

    def __init__(self, discussion: Discussion) -> None:
        told = facts(discussion)
        self.comments = {c.id: c for c in discussion.comments}
        self.seen, self.known = named(told), given(told)

    def sentence(self, told: Told) -> Sentence:
        """Give the sentence as it may be told. Raises `Dropped`."""
        if len(told.text) > LONGEST:
            raise Dropped("too-long")
        text, comments = cited(told, self.comments, self.seen)
        quoted = verified(text, comments)
        known = self.known | said(*(c.text for c in comments)) | {(str(len(comments)), False)}
        if unknown(MENTION.sub(" ", outside(quoted.text)), known):
            raise Dropped("unknown-figure")
        return Sentence(KIND, quoted.text, tuple(c.id for c in comments), quoted.quotes)
