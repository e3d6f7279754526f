"""What many authors post within a day is spam whatever its words; what one author posts many times is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion, Spam
from agorascope.settings import Settings
from agorascope.spam import judge

SETTINGS = Settings()
ARTICLE = "The town should keep its old bridge. It is safe, it is paid for, and the river needs no second one."
COMMENT = "Vote no on the new bridge, only the hotel owners will use it."
ADVERT = "FREE casino bonus 500 spins!!! Register now at http://spin-king.example/bonus WhatsApp +00 555 0142"


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the real models."""
    return Models(SETTINGS)


def judged(models: Models, campaigns: list[str | None], *texts: str) -> list[Spam]:
    """Judge English texts without an article."""
    return judge(texts, ["en"] * len(texts), "", models, SETTINGS, campaigns)


def test_a_campaign_is_spam_over_the_whole_text(models: Models) -> None:
    """The reason says what campaign it is and goes from the first to the last visible character."""
    text = f"  {COMMENT}\n"
    [alone, told] = judged(models, [None, "4 authors within 2 h"], text, text)
    assert not alone.is_spam
    assert told.is_spam
    assert told.score >= 0.9
    [reason] = [reason for reason in told.reasons if reason.code == "campaign"]
    assert reason.detail == "4 authors within 2 h"
    assert text[reason.start : reason.end] == COMMENT


def test_an_advert_keeps_its_reasons(models: Models) -> None:
    """A campaign comes before what its words show, and makes no score smaller."""
    [alone] = judged(models, [], ADVERT)
    [told] = judged(models, ["9 authors within 1 h"], ADVERT)
    assert [reason.code for reason in told.reasons] == ["campaign", *[reason.code for reason in alone.reasons]]
    assert told.score >= alone.score
    assert {reason.code for reason in alone.reasons} >= {"advertising", "link"}


def test_who_is_in_no_campaign_is_judged_as_before(models: Models) -> None:
    """None of a campaign, told or left out, changes nothing."""
    texts = [COMMENT, ADVERT]
    assert judged(models, [None, None], *texts) == judged(models, [], *texts)
    assert judged(models, [None, "x"], *texts)[0] == judged(models, [], *texts)[0]


def page(folder: Path, *comments: dict[str, Any]) -> Path:
    """Write a discussion as JSONL, every comment under an article."""
    rows = [{"type": "article", "id": "a", "title": "Keep the bridge", "text": ARTICLE}]
    rows += [{"type": "comment", "article_id": "a", "id": f"c{n}", **row} for n, row in enumerate(comments)]
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def found(path: Path, models: Models) -> Discussion:
    """Read and analyse it."""
    [discussion] = analyze([str(path)], models, SETTINGS)
    assert isinstance(discussion, Discussion)
    return discussion


def posted(author: str | None, minute: int, text: str = COMMENT) -> dict[str, Any]:
    """Make a comment."""
    return {"author": author, "published": f"2026-03-01T{10 + minute // 60}:{minute % 60:02}:00Z", "text": text}


OTHER = posted(
    "zoe", 30, "I cross the old bridge every day with my children, and it has never been closed for a single hour."
)


def test_five_authors_within_two_hours_are_spam(tmp_path: Path, models: Models) -> None:
    """Their comments are spam for that reason, take no side and are no voices; the neighbour is not touched."""
    copies = [posted(f"author {n}", 25 * n) for n in range(5)]
    discussion = found(page(tmp_path, *copies, OTHER), models)
    for comment in discussion.comments:
        codes = {reason.code: reason.detail for reason in comment.spam.reasons}
        if comment.author == "zoe":
            assert not comment.spam.is_spam
            assert codes == {}
        else:
            assert comment.spam.is_spam
            assert codes == {"campaign": "5 authors within 1.67 h"}
            assert (comment.stance.label, comment.arguments) == ("none", ())
    assert discussion.summary.counts.spam == 5
    assert discussion.summary.counts.voices == 1


@pytest.mark.parametrize(
    "copies",
    [
        [posted("ann", 25 * n) for n in range(5)],
        [posted(f"author {n % 3}", 25 * n) for n in range(6)],
        [posted(None, 25 * n) for n in range(5)],
        [{**posted(f"author {n}", 0), "published": None} for n in range(5)],
        [{**posted(f"author {n}", 0), "published": f"2026-03-{1 + 2 * n:02}T10:00:00Z"} for n in range(5)],
        [posted(f"author {n}", 25 * n, "I agree!") for n in range(5)],
    ],
    ids=["one author", "three authors", "no author", "no time", "days apart", "short"],
)
def test_other_repeats_are_no_spam(tmp_path: Path, models: Models, copies: list[dict[str, Any]]) -> None:
    """The same author five times, few authors, nobody, no time, days apart and short agreement make no campaign."""
    discussion = found(page(tmp_path, *copies, OTHER), models)
    assert discussion.summary.counts.duplicates == len(copies) - 1
    assert not any(comment.spam.is_spam for comment in discussion.comments)
    assert not any(reason.code == "campaign" for comment in discussion.comments for reason in comment.spam.reasons)
