"""The comments of several discussions as those of one: names, people, re-posts."""

from __future__ import annotations

import pytest
from msgspec import structs

from agorascope.inference import Models
from agorascope.records import CommentReport, Discussion, Duplicate, Label, Person, Spam, StanceCounts, Variant
from agorascope.settings import Settings
from agorascope.summary.voices import stance_of_voices, voices
from agorascope.together import apart, names
from agorascope.together.comments import joined, marked, repeats
from agorascope.together.theses import SAME, UNKNOWN, turned
from tests.making import comment, discussion

SETTINGS = Settings()
TEXT = "The club renewed my card twice without asking, and nobody on the telephone could tell me why."
OTHER = "Buses should run on Sundays, because people work on Sundays too and cannot walk that far."


def _named(name: str, *comments: CommentReport, author: str | None = None) -> Discussion:
    found = discussion(*comments)
    return structs.replace(found, id=name, article=structs.replace(found.article, author=author))


def _voting(*discussions: Discussion, models: Models) -> list[CommentReport]:
    comments = joined(discussions, [SAME] * len(discussions))
    return marked(comments, repeats(comments, models, SETTINGS))


def test_comments_are_named_by_discussion() -> None:
    """Ids, parents and what is repeated have the discussion's name before them; printed numbers are left out."""
    again = comment("2", parent="1", duplicate=Duplicate("d1", "1", "exact", 1.0))
    [first, second] = joined([_named("a", comment("1"), again)], [SAME])
    assert (first.id, first.number, second.parent) == ("a#1", None, "a#1")
    assert second.duplicate == Duplicate("a#d1", "a#1", "exact", 1.0)


def test_no_two_comments_have_one_name() -> None:
    """A mark in a discussion's name is told from the one that stands before the comment."""
    found = joined([_named("a", comment("b#c")), _named("a#b", comment("c"))], [SAME, SAME])
    assert len({c.id for c in found}) == 2


def test_one_person_under_two_names_is_one_voice() -> None:
    """Who signs with a short form in one comment and a full name in another is counted as in the discussion alone."""
    comments = [comment("1", stance="favor", author="Jo Dale"), comment("2", stance="favor", author="Joanna Dale")]
    forms = tuple(Variant(c.author or "", c.id, None, None, "short-form") for c in comments)
    one = structs.replace(_named("a", *comments), people=(Person("Joanna Dale", forms, ("1", "2")),))
    assert len(voices(joined([one], [SAME]))) == 1


def test_authors_of_two_articles_are_two_people() -> None:
    """Each article's author is one voice under a name, even where the comments bear none."""
    comments = [comment(n, stance="favor", by_article_author=True) for n in ("1", "2")]
    nobody = comment("1", stance="favor", by_article_author=True)
    threads = [_named("a", *comments, author="Ada"), _named("b", *comments, author="Bob"), _named("c", nobody, nobody)]
    found = joined(threads, [SAME] * 3)
    assert [c.author for c in found] == ["Ada", "Ada", "Bob", "Bob", "#c#1", "#c#1"]
    assert len(voices(found)) == 3
    assert not any(c.by_article_author for c in found)


def test_one_name_is_one_voice_everywhere() -> None:
    """Somebody who says the same under two articles votes once; people without a name are told apart."""
    ada = comment("1", stance="favor", author="Ada")
    found = joined([_named("a", ada, comment("2", stance="favor")), _named("b", ada, comment("2"))], [SAME, SAME])
    assert stance_of_voices(found) == StanceCounts(favor=2, none=1)


def test_reposts_in_another_thread_have_no_vote(models: Models) -> None:
    """The earlier one votes, whatever the discussions are called; what a thread marks itself stays as it is."""
    late = comment("1", stance="against", text=TEXT, published="2024-01-02T10:00:00")
    early = comment("1", stance="favor", text=TEXT.upper(), published="2024-01-01T10:00:00")
    own = comment("2", text=TEXT, duplicate=Duplicate("d1", "1", "exact", 1.0))
    found = _voting(_named("a", late, own), _named("b", early, comment("2", text=OTHER)), models=models)
    told = {c.id: c.duplicate.of for c in found if c.duplicate}
    assert told == {"a#1": "b#1", "a#2": "a#1"}
    assert stance_of_voices(found) == StanceCounts(favor=1, none=1)


def test_a_repost_keeps_the_side_that_is_known(models: Models) -> None:
    """Of equals the one under an article of which the side is known votes, though another is earlier."""
    early = comment("1", stance="favor", text=TEXT, published="2024-01-01T10:00:00")
    late = comment("1", stance="favor", text=TEXT, published="2024-01-02T10:00:00")
    comments = joined([_named("a", early), _named("b", late)], [UNKNOWN, SAME])
    [cluster] = repeats(comments, models, SETTINGS)
    assert (cluster.members, cluster.kind) == (("b#1", "a#1"), "exact")
    assert stance_of_voices(marked(comments, [cluster])) == StanceCounts(favor=1)


def test_spam_and_removed_comments_lead_nobody(models: Models) -> None:
    """An advert or a comment that a site took down does not take the vote of the same words elsewhere."""
    advert = comment("1", text=TEXT, spam=Spam(is_spam=True, score=0.9))
    gone = comment("2", text=OTHER, site_status="trash")
    kept = (comment("1", text=TEXT, stance="favor"), comment("2", text=OTHER, stance="favor"))
    found = _voting(_named("a", advert, gone), _named("b", *kept), models=models)
    assert [c.id for c in found if c.duplicate] == []
    assert stance_of_voices(found) == StanceCounts(favor=2)


@pytest.mark.parametrize(
    ("label", "relation", "side"),
    [
        ("favor", "against", "against"),
        ("against", "against", "favor"),
        ("none", "against", "none"),
        ("favor", "favor", "favor"),
        ("favor", "none", "none"),
        (None, "against", None),
    ],
)
def test_sides_are_turned_with_their_scores(label: str | None, relation: str, side: str | None) -> None:
    """The probability of a side goes with it; what is not known stays unknown."""
    told = turned(Label(label, 0.7, {"favor": 0.7, "against": 0.2, "none": 0.1}), Label.certain("stance", relation))
    assert told.label == side
    assert told.scores["favor"] == {"favor": 0.7, "against": 0.2, "none": 0.0}[relation]


def test_names_do_not_depend_on_the_order() -> None:
    """The second of one name has a number; what is called so already is left alone; content decides between equals."""
    one, two = _named("a", comment("1", text="x")), _named("a", comment("1", text="y"))
    taken = structs.replace(_named("a~2"), source="other.txt")
    assert sorted(names([one, two, taken])) == ["a", "a~2", "a~3"]
    assert names([one, two, taken])[2] == "a~2"
    assert apart([one, two, taken]) == apart([taken, two, one])
    assert [d.id for d in apart([two, one, taken])] == ["a", "a~2", "a~3"]
