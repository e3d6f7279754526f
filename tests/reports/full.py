"""A discussion in which every part of a report has something to show."""

from __future__ import annotations

from msgspec import structs

from agorascope.records import (
    Between,
    Discussion,
    DuplicateCluster,
    HeldArgument,
    ModelUsed,
    Narrative,
    Notice,
    Period,
    Person,
    Quality,
    Quote,
    Reason,
    Section,
    Sentence,
    Spam,
    Speaker,
    StanceCounts,
    Variant,
)
from agorascope.summary import retold
from tests.making import label
from tests.summary.debates import TEXT, debate

RARE = "rain is rare"


def _held(identity: str, words: str, holder: str | None) -> HeldArgument:
    start = TEXT.index(words)
    return HeldArgument(identity, start, start + len(words), words, "claim", holder, None, 0.9)


def full(locale: str = "en") -> Discussion:
    """Make it, with headline and abstract in one language."""
    found = debate()
    comments = [structs.replace(c, depth=1 if c.parent else 0) for c in found.comments]
    comments[9] = structs.replace(
        comments[9], spam=Spam(is_spam=True, score=0.9, reasons=(Reason("advertising", "reads like an advert", 0, 12),))
    )
    comments[10] = structs.replace(comments[10], text="It costs far too much")
    split = TEXT.index("Both")
    article = structs.replace(
        found.article,
        arguments=(
            _held("t1", "Fees pay for the bus", None),
            _held("t2", RARE, "Ada"),
            _held("t3", "buses are late", "both"),
        ),
        speakers=(Speaker("Ada", (), ("t2",), label("against")), Speaker("both", ("Ada", "Bob"), ("t3",), None)),
        sections=(Section(None, 0, split, ("t1", "t2")), Section("On buses", split, len(TEXT), ("t3",))),
    )
    whole = structs.replace(
        found.summary.whole,
        between=(Between("Ada", "Bob", 1, 2, 0, ("4", "5", "6")),),
        by_time=(
            Period("2021-10-05T13:00", StanceCounts(4, 1, 0), ("1", "5")),
            Period("2021-10-06", StanceCounts(), ()),
        ),
    )
    summary = structs.replace(found.summary, whole=whole, loose=(Quote("7", 0, 16, "Who pays for it?"),))
    told = structs.replace(
        found,
        article=article,
        comments=tuple(comments),
        summary=summary,
        duplicates=(DuplicateCluster("d1", "near", ("8", "11"), (), ("en",)),),
        people=(
            Person("Ada Moore", (Variant("Ada", "4", 0, 3, "short-form"), Variant("A. Moore", None, 3, 11, "title")),
                   ("4",)),
            Person("Bob", (Variant("Bob", "5", None, None, "signature"),), ("5",)),
        ),
        narrative=Narrative(
            model="someone/model",
            sentences=(Sentence("narrative", "Some find it dear.", ("8",), (Quote("8", 0, 17, "It costs too much"),)),),
            dropped={"altered-quote": 2, "no-citation": 0, "unseen-comment": 1},
        ),
        quality=Quality((Notice("comment-count", "the page says 40 comments, 11 are here"),), {"menu": 3}),
        declared_comments=40,
        models=(ModelUsed("agorascope-tasks", "1.0", "MIT", "0123456789abcdef"),),
    )  # fmt: skip
    return retold(told, locale)
