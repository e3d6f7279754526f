"""Structure, re-posts and voices against the gold's, by hand."""

from __future__ import annotations

import msgspec

from agorascope.evaluation.discussion import answers, structure, voices
from agorascope.evaluation.discussion.annotated import as_annotated
from agorascope.evaluation.discussion.answers import Answered
from agorascope.evaluation.discussion.structure import Duplicates, Names, Structure
from agorascope.evaluation.discussion.voices import Shift, Votes
from agorascope.records import Duplicate, Objection, Spam, StanceCounts, Whole
from tests.evaluation.annotating import found, gold, matched, point
from tests.making import comment

SPAM = Spam(is_spam=True, score=1.0)


def again(of: str) -> Duplicate:
    return Duplicate("c1", of, "near", 0.9)


def test_structure_by_hand() -> None:
    """One comment is missing, one is too many, a text and a parent are wrong, and the title is right."""
    annotated = gold(
        {"text": "Comment 1.", "parent": None},
        {"text": "Other.", "parent": 1},
        {"text": "Comment 3.", "parent": 2},
        {"text": "Missing."},
        article={"title": "A title"},
    )
    told = found(comment("1"), comment("2", parent="1"), comment("3", parent="1"), comment("9"))
    assert structure.structure(matched(annotated, told)) == Structure(
        comments=4, found=4, matched=3, texts=4, text=2, parents=3, parent=2, articles=1, title=1
    )


def test_names_by_hand() -> None:
    """Of two signatures one is found right; what is not annotated is not counted."""
    annotated = gold({"signature": "Ann"}, {"signature": "Bob"}, {"signature": None}, {})
    told = found(*(comment(str(n), signature=name) for n, name in enumerate(("Ann", None, "Eve", "Zoe"), start=1)))
    assert structure.names(matched(annotated, told), "signature") == Names(gold=2, found=2, right=1)
    marks = gold({"by_article_author": True}, {"by_article_author": False})
    both = matched(marks, found(comment("1"), comment("2", by_article_author=True)))
    assert structure.names(both, "by_article_author") == Names(gold=1, found=1, right=0)


def test_duplicates_by_hand() -> None:
    """Whoever leads the cluster, 3 is found to repeat 1; 4 is a false re-post of 2; a translation is missed."""
    annotated = gold(
        {"duplicate_of": None},
        {"duplicate_of": None},
        {"duplicate_of": 1, "duplicate_kind": "near"},
        {"duplicate_of": None},
        {"duplicate_of": 2, "duplicate_kind": "translation"},
    )
    told = found(
        comment("1", duplicate=again("3")),
        comment("2"),
        comment("3"),
        comment("4", duplicate=again("2")),
        comment("5"),
    )
    counted = Duplicates(gold=1, found=1, false=1, translations=1, translations_found=0)
    assert structure.duplicates(matched(annotated, told)) == counted
    assert structure.duplicates(matched(gold({}), found(comment("1", duplicate=again("1"))))) == Duplicates()


def test_clusters_of_the_gold_follow_chains_and_stand_circles() -> None:
    """A re-post of a re-post is one of the first; two comments that repeat each other are one cluster."""
    chain = matched(gold({}, {"duplicate_of": 1}, {"duplicate_of": 2}), found(comment("1")))
    circle = matched(gold({"duplicate_of": 2}, {"duplicate_of": 1}), found(comment("1")))
    assert structure.clusters(chain) == {1: 1, 2: 1, 3: 1}
    assert structure.clusters(circle) == {1: 1, 2: 1}


def test_distance_of_shares_by_hand() -> None:
    """Half without a side against none at all is half; nobody against somebody is the largest share."""
    assert voices.distance(StanceCounts(1, 1, 2), StanceCounts(2, 2, 0)) == 0.5
    assert voices.distance(StanceCounts(), StanceCounts(3, 1, 0)) == 0.75
    assert voices.distance(StanceCounts(), StanceCounts()) == 0


def test_shift_counts_the_gold_by_our_rule() -> None:
    """The gold has one voice for, one against; without its spam mark we have two for and one against.

    The page shows no names; the gold knows that comments 1 and 2 are of one person, who has one voice.
    """
    annotated = gold(
        {"stance": "favor", "author": "Ann", "spam": False},
        {"stance": "favor", "author": "Ann", "spam": True},
        {"stance": "against", "author": "Bob", "duplicate_of": None},
        {"stance": "against", "author": "Eve", "duplicate_of": 3},
    )
    told = found(
        comment("1", stance="favor"),
        comment("2", stance="favor"),
        comment("3", stance="against"),
        comment("4", stance="against", duplicate=again("3")),
    )
    off = round(2 / 3 - 1 / 2, 4)
    assert voices.shift(matched(annotated, told)) == Shift("page", off, off, 0.0)
    same = gold({"stance": "favor", "author": "Ann"}, {"stance": "favor", "author": "Ann"}, {"stance": "against"}, {})
    assert voices.shift(matched(same, told)) == Shift("page", 0.0, off, 0.0)
    assert voices.shift(matched(gold({}, {}), told)) is None


def test_deviation_of_several_discussions() -> None:
    """The mean, the worst and its name; fifteen points are within fifteen points."""
    told = voices.stance_shares([Shift("a", 0.15, 0.2, 0.0), Shift("b", 0.25, 0.2, 0.0)]).voices
    assert (told.discussions, told.mean.value, told.worst, told.worst_id, told.within) == (2, 0.2, 0.25, "b", 1)
    nothing = voices.stance_shares([]).comments
    assert (nothing.discussions, nothing.mean.value, nothing.worst) == (0, None, None)


def test_votes_by_hand() -> None:
    """Spam that is not flagged and a re-post that is not marked count as voices; a text that is flagged is silenced."""
    annotated = gold(
        {"spam": True},
        {"spam": True},
        {"spam": False},
        {"duplicate_of": 3},
        {"duplicate_of": None},
        {"duplicate_of": 5},
    )
    told = found(
        comment("1", spam=SPAM),
        comment("2"),
        comment("3"),
        comment("4"),
        comment("5", spam=SPAM),
        comment("6", spam=SPAM),
        points=(point("favor", "2", "3", "4"), point("favor", "4", "5")),
    )
    assert voices.votes(matched(annotated, told)) == Votes(
        spam=2,
        spam_counted=1,
        duplicates=2,
        duplicates_counted=1,
        silenced=1,
        in_key_points=2,
        flagged_in_key_points=1,
    )


def test_one_post_of_a_text_is_enough() -> None:
    """Whichever post of a text counts, nobody is silenced and nothing counts twice."""
    annotated = gold({}, {"duplicate_of": 1})
    told = found(comment("1", duplicate=again("2")), comment("2"))
    assert voices.votes(matched(annotated, told)) == Votes(duplicates=1)


def test_what_the_gold_does_not_say_is_as_found() -> None:
    """Annotated facts replace ours; the others stay, and a comment that we did not find takes no side."""
    annotated = gold({"stance": "against", "parent": 2}, {"spam": True, "duplicate_of": 1}, {"stance": "favor"})
    told = found(comment("1", stance="favor", signature="Ann"), comment("2", stance="favor"))
    first, second, third = as_annotated(matched(annotated, told))
    assert (first.stance.label, first.parent, first.signature, first.spam.is_spam) == ("against", "2", "Ann", False)
    assert (second.stance.label, second.spam.is_spam) == ("favor", True)
    assert second.duplicate is not None
    assert second.duplicate.of == "1"
    assert (third.id, third.stance.label, third.author) == ("gold:3", "favor", None)


def test_answered_objections_by_the_same_rule() -> None:
    """The gold's labels make two objections, one of them answered; we told of one, and missed the answer."""
    annotated = gold(
        {"stance": "against", "parent": None},
        {"stance": "favor", "parent": 1, "by_article_author": True},
        {"stance": "against", "parent": None},
    )
    told = found(comment("1", stance="against"), comment("2", parent="1"), comment("3"))
    summary = msgspec.structs.replace(told.summary, whole=Whole(objections=(Objection("1", None, ()),)))
    both = matched(annotated, msgspec.structs.replace(told, summary=summary))
    assert answers.answered(both) == Answered(
        gold=2, found=1, right=1, gold_answered=1, found_answered=0, right_answered=0
    )
    assert answers.answered(matched(gold({}), told)) == Answered()
