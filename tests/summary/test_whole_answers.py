"""Objections, and what the article's author answered."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agorascope.records import Argument, CommentReport, Duplicate, Quote, Spam
from agorascope.summary.whole.answers import objections
from tests.making import comment


def _against(identity: str, **changes: Any) -> CommentReport:
    return comment(identity, stance="against", **changes)


def _author(identity: str, **changes: Any) -> CommentReport:
    return comment(identity, stance="favor", by_article_author=True, **changes)


def _answered(*comments: CommentReport) -> dict[str, tuple[str, ...]]:
    return {found.comment: found.answers for found in objections(comments)}


def test_an_answer_right_under_it() -> None:
    """Who objects and is answered by the author has the answer; who is answered by others has none."""
    comments = [
        _against("1"),
        _author("2", parent="1"),
        _against("3"),
        comment("4", parent="3", stance="favor"),
        comment("5", stance="favor"),
        _author("6", parent="5"),
    ]
    assert _answered(*comments) == {"1": ("2",), "3": ()}


def test_nothing_is_asked_of_an_author_who_is_not_there() -> None:
    """Without a comment of the author's that can be read, there is nothing left unanswered."""
    gone = [_author("2", site_status="deleted"), _author("3", spam=Spam(is_spam=True, score=1.0))]
    assert objections([_against("1"), *gone]) == ()
    assert _answered(_against("1"), *gone, _author("4")) == {"1": ()}


def test_the_author_does_not_object_nor_does_spam_or_a_repost() -> None:
    """Only a vote of somebody else is an objection."""
    comments = [
        comment("1", stance="against", by_article_author=True),
        _against("2", spam=Spam(is_spam=True, score=1.0)),
        _against("3"),
        _against("4", duplicate=Duplicate("d1", "3", "exact", 1.0)),
        _against("5", site_status="trash"),
    ]
    assert _answered(*comments) == {"3": ()}


def test_an_answer_to_the_same_person_going_on() -> None:
    """An answer under a later comment of the same person in the branch holds; one under somebody else's does not."""
    branch = [_against("1", author="Bo"), comment("2", parent="1", author="Cy"), comment("3", parent="2", author="BO")]
    assert _answered(*branch, _author("4", parent="3")) == {"1": ("4",)}
    assert _answered(*branch, _author("4", parent="2")) == {"1": ()}


def test_another_branch_is_another_matter() -> None:
    """What the author tells the same person elsewhere does not answer this objection."""
    comments = [
        _against("1", author="Bo"),
        comment("2", author="Bo"),
        _author("3", parent="2", addressee="Bo"),
        comment("4", parent="1", author="Cy"),
    ]
    assert _answered(*comments) == {"1": ()}


def test_every_comment_of_somebody_is_an_objection_of_its_own() -> None:
    """An answer holds for the nearest one up the branch, and for those above that had none so far."""
    comments = [
        _against("1", author="Bo"),
        _author("2", parent="1"),
        _against("3", parent="2", author="Bo"),
        _against("4", parent="3", author="Bo"),
        _author("5", parent="4"),
        _against("6", author="Bo"),
    ]
    assert _answered(*comments) == {"1": ("2",), "3": ("5",), "4": ("5",), "6": ()}


def test_an_answer_that_calls_the_objector_by_name() -> None:
    """Down the branch a name tells who is meant: one word of it will do, in the Greek vocative too."""
    for name, call in [
        ("Μ. Φίλιππος Ρω", "Φίλιππε"),
        ("Ada Bell", "ada"),
        ("Ada", "Ada Bell"),
        ("后厨老魏", "后厨老魏"),
    ]:
        branch = [_against("1", author=name), comment("2", parent="1", author="Cy")]
        assert _answered(*branch, _author("3", parent="2", addressee=call)) == {"1": ("3",)}
        assert _answered(*branch, _author("3", parent="2", addressee="Cy")) == {"1": ()}


def test_names_that_are_alike_are_not_the_same() -> None:
    """Maria is not Marios, and Ada Bell is not Ada Stone."""
    for name, call in [("Μαρία", "Μάριε"), ("Ada Bell", "Ada Stone"), ("Bo", "B."), ("Bo", "!")]:
        branch = [_against("1", author=name), comment("2", parent="1", author="Cy")]
        assert _answered(*branch, _author("3", parent="2", addressee=call)) == {"1": ()}


def test_a_signature_names_somebody_as_well_as_the_display_name() -> None:
    """Who is shown under one name and signs with another may be called by both."""
    branch = [_against("1", author="bo_77", signature="Boris"), comment("2", parent="1")]
    assert _answered(*branch, _author("3", parent="2", addressee="Boris")) == {"1": ("3",)}
    assert _answered(*branch, _author("3", parent="2", addressee="bo_77")) == {"1": ("3",)}


def test_the_name_the_author_uses_is_remembered_down_the_branch() -> None:
    """On a page without names, who is called as the objector was called is the objector going on."""
    comments = [
        _against("1", signature="FairPlay.example"),
        _author("2", parent="1", addressee="Fair"),
        comment("3", parent="2"),
        _author("4", parent="3", addressee="Fair"),
        comment("5", parent="2"),
        _author("6", parent="5"),
        _author("7", addressee="Fair"),
    ]
    assert _answered(*comments) == {"1": ("2", "4")}


def test_the_same_answer_twice_is_one() -> None:
    """Of copies of an answer the first under an objection is listed; a copy under another one answers that."""
    copy = Duplicate("d1", "2", "exact", 1.0)
    comments = [
        _against("1"),
        _author("2", parent="1"),
        _author("3", parent="1", duplicate=copy),
        _against("4"),
        _author("5", parent="4", duplicate=copy),
    ]
    assert _answered(*comments) == {"1": ("2",), "4": ("5",)}


def test_an_answer_under_a_repost_answers_the_objection() -> None:
    """What is posted again, by whomever, is answered once for all."""
    comments = [
        _against("1", author="Bo"),
        _against("2", author="Cy", duplicate=Duplicate("d1", "1", "near", 0.9)),
        _author("3", parent="2"),
    ]
    assert _answered(*comments) == {"1": ("3",)}


def test_a_repost_by_the_author_objects_to_nothing() -> None:
    """Where the author posts an objection again, answers under it are answers to the author."""
    comments = [
        _against("1"),
        _author("2", duplicate=Duplicate("d1", "1", "exact", 1.0)),
        _author("3", parent="2"),
    ]
    assert _answered(*comments) == {"1": ()}


def test_the_quote_is_the_strongest_argument_in_own_words() -> None:
    """The surest span, of equals a claim; never one that the writer quotes, and none where nothing is argued."""
    text = "They said so. It costs more. Prices rose. I pay."
    spans = [(0, 13, "claim", 0.99), (14, 28, "premise", 0.9), (29, 41, "claim", 0.9), (42, 48, "claim", 0.5)]
    arguments = tuple(
        Argument(f"a{n}", start, end, text[start:end], "claim" if role == "claim" else "premise", score)
        for n, (start, end, role, score) in enumerate(spans)
    )
    found = objections([_against("1", text=text, quoted=((0, 12),), arguments=arguments), _against("2"), _author("3")])
    assert [o.quote for o in found] == [Quote("1", 29, 41, "Prices rose."), None]


def test_parents_that_are_missing_or_in_a_circle() -> None:
    """A circle is cut at the first of its comments; nothing hangs on what is not here."""
    assert _answered(_against("1", parent="2"), _author("2", parent="1")) == {"1": ("2",)}
    assert _answered(_author("1", parent="2"), _against("2", parent="1")) == {"2": ()}
    assert _answered(_against("1", parent="1"), _author("2", parent="9")) == {"1": ()}


def test_a_branch_as_deep_as_the_thread() -> None:
    """Two people who go on for twenty thousand comments: every objection has the answer under it, and no more."""
    comments = [
        (_author if n % 2 else _against)(str(n), parent=str(n - 1) if n else None, author="Bo" if n % 2 == 0 else "Rae")
        for n in range(20_000)
    ]
    assert _answered(*comments) == {str(n): (str(n + 1),) for n in range(0, 20_000, 2)}


PEOPLE = st.sampled_from(["Bo", "Cy", None])
ONE = st.tuples(st.integers(-1, 12), PEOPLE, PEOPLE, st.booleans(), st.sampled_from(["against", "none"]))


@given(st.lists(ONE, max_size=13))
def test_whatever_the_thread(drawn: list[tuple[int, str | None, str | None, bool, str]]) -> None:
    """Every answer is the author's, below its objection, and every reply of the author's right under one is there."""
    comments = [
        comment(
            str(n), parent=str(up), author=None if own else name, addressee=call, by_article_author=own, stance=side
        )
        for n, (up, name, call, own, side) in enumerate(drawn)
        if up < n  # circles have a test of their own
    ]
    by_id = {c.id: c for c in comments}
    found = objections(comments)
    listed = [c.id for c in comments if c.stance.label == "against" and not c.by_article_author]
    assert [o.comment for o in found] == (listed if any(c.by_article_author for c in comments) else [])
    for objection in found:
        right_under = {c.id for c in comments if c.parent == objection.comment and c.by_article_author}
        assert right_under <= set(objection.answers)
        for answer in objection.answers:
            assert by_id[answer].by_article_author
            assert objection.comment in _above(answer, by_id)


def _above(identity: str, by_id: dict[str, CommentReport]) -> set[str]:
    above: set[str] = set()
    at = by_id.get(by_id[identity].parent or "")
    while at is not None:
        above.add(at.id)
        at = by_id.get(at.parent or "")
    return above
