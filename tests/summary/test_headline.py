"""The headline tells counted facts in the language of the page."""

from __future__ import annotations

import pytest

from agorascope.phrases import Phrases, locale_for, phrases
from agorascope.records import Counts, Language, StanceCounts
from agorascope.summary.headline import headline

PAGES = [
    (
        Language("el", "Grek", 1.0),
        (
            "11 φωνές: 9 συμφωνούν με το άρθρο, μία διαφωνεί, μία δεν παίρνει θέση."
            " Δεν μέτρησαν: ένα ανεπιθύμητο, 2 επαναλήψεις."
        ),
    ),
    (
        Language("en", "Latn", 1.0),
        (
            "11 voices: 9 agree with the article, one disagrees, one takes no side."
            " Not counted: one spam comment, 2 re-posts."
        ),
    ),
    (
        Language("zh", "Hans", 1.0),
        "11位发言者：9位赞同文章观点，1位反对，1位未表态。未计入：1条垃圾评论，2条重复评论。",
    ),
    (
        Language("zh", "Hant", 1.0),
        "11位發言者：9位贊同文章觀點，1位反對，1位未表態。未計入：1則垃圾留言，2則重複留言。",
    ),
]


def _say(page: Language) -> Phrases:
    return phrases("summary", locale_for(page))


@pytest.mark.parametrize(("page", "words"), PAGES, ids=lambda v: getattr(v, "code", ""))
def test_headline_speaks_the_language_and_script_of_the_page(page: Language, words: str) -> None:
    """Singular and plural, Simplified and Traditional, are each said as an editor would."""
    assert headline(Counts(14, 1, 2, 11), StanceCounts(9, 1, 1), _say(page)) == words


def test_nought_is_not_told() -> None:
    """Sides nobody takes and flags nothing has are left out."""
    words = headline(Counts(2, 0, 0, 2), StanceCounts(2), phrases("summary", "en"))
    assert words == "2 voices: 2 agree with the article."


def test_page_without_comments_says_so() -> None:
    """A page without comments has a sentence of its own, pages in other languages an English one."""
    assert headline(Counts(0, 0, 0, 0), StanceCounts(), _say(Language("fr", "Latn", 1.0))).startswith("Nobody")


def test_page_of_spam_alone_has_no_voices() -> None:
    """Where nobody may vote, only what was set aside is told."""
    assert headline(Counts(2, 2, 0, 0), StanceCounts(), phrases("summary", "en")) == "Not counted: 2 spam comments."
