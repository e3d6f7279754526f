"""Several discussions told as one debate: voices, sides, key points, names, words."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from msgspec import structs

from agorascope.inference import Models
from agorascope.records import Debate, Discussion, Notice, Quote, StanceCounts, comment_name
from agorascope.settings import Settings
from agorascope.together import debate, names, numbered, retold
from tests.making import discussion

SETTINGS = Settings()
SAID = {"club-en": "favor", "club-el": "against", "club-zh": "favor"}


@pytest.fixture(scope="module")
def told(clubs: list[Discussion], models: Models) -> Debate:
    """Tell the three clubs as one, with what a reader of the articles knows."""
    return debate(clubs, models, SETTINGS, said=SAID)


def _texts(discussions: list[Discussion]) -> dict[str, str]:
    return {comment_name(d.id, c.id): c.text for d in discussions for c in d.comments}


def _quotes(found: Debate) -> list[Quote]:
    summary = found.summary
    points = [quote for point in summary.key_points for quote in point.quotes]
    return [*points, *summary.loose, *(quote for sentence in summary.abstract for quote in sentence.quotes)]


def test_one_discussion_is_a_debate(twice: list[Discussion], models: Models) -> None:
    """A debate of one tells what its discussion tells, objections too; comments have its name before theirs."""
    alone = twice[1]
    found = debate([alone], models, SETTINGS)
    own, summary = alone.summary, found.summary
    assert (found.id, len(found.strands), found.duplicates) == (alone.id, 1, ())
    assert (summary.counts, summary.stance, summary.stance_raw) == (own.counts, own.stance, own.stance_raw)
    assert (summary.headline, summary.by_language) == (own.headline, own.by_language)
    assert [p.text for p in summary.key_points] == [p.text for p in own.key_points]
    assert [s.kind for s in summary.abstract] == [s.kind for s in own.abstract]
    assert len(summary.whole.objections) == len(own.whole.objections) > 0
    assert {q.comment for q in _quotes(found)} <= set(_texts([alone]))
    assert found.strands[0].relation.label == "favor"


def test_the_same_thread_twice_has_the_voices_of_one(twice: list[Discussion], models: Models) -> None:
    """What stands in both threads votes once; the dated one leads, and its people are known."""
    page, table = twice
    found = debate(twice, models, SETTINGS)
    assert {s.id: s.relation.label for s in found.strands} == {page.id: "favor", table.id: "favor"}
    assert (found.summary.counts.voices, found.summary.stance) == (table.summary.counts.voices, table.summary.stance)
    assert found.summary.counts.comments == len(page.comments) + len(table.comments)
    spoken = {q.comment.split("#")[0] for q in _quotes(found)}
    assert spoken == {table.id}
    for cluster in found.duplicates:
        assert cluster.members[0].startswith(f"{table.id}#")
        assert any(member.startswith(f"{page.id}#") for member in cluster.members[1:])


def test_the_same_file_twice(clubs: list[Discussion], models: Models) -> None:
    """Discussions of one name are told apart by a number, and still have the voices of one."""
    found = debate([clubs[0], clubs[0]], models, SETTINGS)
    assert [s.id for s in found.strands] == ["club-en", "club-en~2"]
    assert found.summary.stance == clubs[0].summary.stance
    assert found.summary.counts.duplicates == len(clubs[0].comments)


def test_order_does_not_matter(clubs: list[Discussion], models: Models, told: Debate) -> None:
    """Whatever order the discussions come in, the debate has the same bytes."""
    several = {msgspec.json.encode(debate(some, models, SETTINGS, said=SAID)) for some in itertools.permutations(clubs)}
    assert several == {msgspec.json.encode(told)}


def test_a_debate_can_be_read_again(told: Debate) -> None:
    """The object survives JSON."""
    assert msgspec.json.decode(msgspec.json.encode(told), type=Debate) == told


def test_every_quote_is_its_slice(clubs: list[Discussion], told: Debate) -> None:
    """Quotes stand at their offsets in the comment that the name leads to."""
    texts = _texts(clubs)
    assert len(_quotes(told)) > 8
    assert all(texts[q.comment][q.start : q.end] == q.quote for q in _quotes(told))


def test_sides_of_an_opposed_article_are_turned(clubs: list[Discussion], told: Debate) -> None:
    """Who agrees with an article that argues the opposite is against the debate's thesis, in points and in counts."""
    [greek] = [d for d in clubs if d.id == "club-el"]
    own = greek.summary.stance
    assert own.favor != own.against
    assert told.summary.by_language["el"] == StanceCounts(own.against, own.favor, own.none)
    [strand] = [s for s in told.strands if s.id == "club-el"]
    assert (strand.relation.label, strand.stance) == ("against", own)
    sides = {c.id: c.stance.label for c in greek.comments}
    turned = [
        (point.stance, sides[comment.removeprefix("club-el#")])
        for point in told.summary.key_points
        for comment in point.comments
        if comment.startswith("club-el#")
    ]
    assert turned
    assert all({*pair} == {"favor", "against"} for pair in turned)


def test_points_join_languages(told: Debate) -> None:
    """A point that people make in two languages, under opposed articles, is one point."""
    assert [p for p in told.summary.key_points if {"el", "en"} <= set(p.languages)]


def test_what_nobody_can_tell_takes_no_side(clubs: list[Discussion], models: Models) -> None:
    """Comments on an article whose relation is not clear are counted without a side, and a warning says so."""
    found = debate(clubs, models, SETTINGS, said={"club-en": "favor", "club-el": "none", "club-zh": "none"})
    assert found.summary.stance_raw.favor + found.summary.stance_raw.against < 6
    assert {q.comment.split("#")[0] for q in _quotes(found)} == {"club-en"}
    assert [(w.code, w.where) for w in found.warnings if w.code == "unrelated-thesis"] == [
        ("unrelated-thesis", "club-el"),
        ("unrelated-thesis", "club-zh"),
    ]
    told = {sentence.kind: sentence for sentence in found.summary.abstract}
    assert {name.split("#")[0] for name in told["unclear"].comments} == {"club-el", "club-zh"}


def test_the_leading_thesis_need_not_be_said(clubs: list[Discussion], models: Models, told: Debate) -> None:
    """Who names the others alone, as against or for the leading thesis, gets the debate of who names all."""
    others = {name: side for name, side in SAID.items() if name != "club-en"}
    found = debate(clubs, models, SETTINGS, said=others)
    assert structs.replace(found, settings=told.settings) == told
    alike = debate(clubs, models, SETTINGS, said={"club-el": "favor", "club-zh": "against"})
    assert alike.id == told.id
    assert {s.id: s.relation.label for s in alike.strands} == {
        "club-en": "favor",
        "club-el": "favor",
        "club-zh": "against",
    }


def test_warnings_of_discussions_are_carried(clubs: list[Discussion], models: Models) -> None:
    """What is to be known of a discussion stands in the debate, word for word, with its name before the place."""
    first, second, third = clubs
    short = Notice("comment-count", "the page says 37 comments, 24 are here")
    lost = Notice("missing-parent", "answers '9', which is not here; now top-level", "comment 7")
    warned = [
        structs.replace(first, quality=structs.replace(first.quality, warnings=(short,))),
        structs.replace(second, quality=structs.replace(second.quality, warnings=(lost, short))),
        structs.replace(third, quality=structs.replace(third.quality, warnings=())),
    ]
    own = debate([structs.replace(d, quality=third.quality) for d in warned], models, SETTINGS, said=SAID).warnings
    found = debate(warned, models, SETTINGS, said=SAID).warnings
    own = own[: len(own) - 3 * len(third.quality.warnings)]
    assert found == (
        *own,
        structs.replace(lost, where=f"{second.id}: comment 7"),
        structs.replace(short, where=second.id),
        structs.replace(short, where=first.id),
    )


def test_of_one_discussion_nothing_is_warned_of_twice(twice: list[Discussion], models: Models) -> None:
    """A debate of one has the warnings of its discussion: close calls once."""
    [page, _] = twice
    assert {w.code for w in page.quality.warnings} >= {"comment-count", "unsure-stance"}
    found = debate([page], models, SETTINGS).warnings
    assert found == tuple(structs.replace(w, where=page.id) for w in page.quality.warnings)


def test_names_are_known_from_ids() -> None:
    """Before discussions are told the names are known that they will have, of ids that look like names, too."""
    ids = ["a", "b", "a", "a~2", "a", "b"]
    assert list(numbered(ids)) == ["a", "b", "a~3", "a~2", "a~4", "b~2"]
    several = [structs.replace(discussion(), id=name, source=str(n)) for n, name in enumerate(ids)]
    assert sorted(names(several)) == sorted(numbered(ids))
    assert sorted(numbered(ids[::-1])) == sorted(numbered(ids))


def test_what_was_said_is_kept(told: Debate) -> None:
    """The debate names what the user said of the theses, and the language it is in: that of the leading article."""
    assert told.settings["theses"] == "club-el=against,club-en=favor,club-zh=favor"
    assert (told.locale, told.title) == ("en", "Keep the Price Tag Honest: A Discount Beats a Paid Club")


def test_sides_of_a_debate_are_towards_its_thesis(told: Debate) -> None:
    """No sentence of a debate takes one of its articles for all of them: sides are for the thesis and against it."""
    words = {sentence.kind: sentence.text for sentence in told.summary.abstract}
    assert words["thesis"].startswith("The thesis: “")
    assert words["favor"].startswith("The leading point for the thesis comes from ")
    assert words["against"].startswith("The leading point against the thesis comes from ")
    assert not [text for kind, text in words.items() if kind in {"headline", "controversy"} and "the article" in text]


def test_abstract_says_whose_thesis_it_is(told: Debate) -> None:
    """The headline counts discussions; the sentences behind it name the article and how the others stand to it."""
    headline, *rest = told.summary.abstract
    assert headline.text == told.summary.headline
    assert "in 3 discussions" in headline.text
    assert [s.kind for s in rest[:3]] == ["towards", "same", "opposite"]
    assert str(told.title) in rest[0].text


@pytest.mark.parametrize("locale", ["el", "en", "zh", "zh_Hant"])
def test_told_again_is_told_the_same(clubs: list[Discussion], models: Models, told: Debate, locale: str) -> None:
    """A debate retold without models has the bytes of one told in that language from the beginning."""
    anew = debate(clubs[::-1], models, structs.replace(SETTINGS, ui=locale), locale, SAID)
    again = retold(told, clubs, locale)
    assert structs.replace(again, settings=anew.settings) == anew


def test_of_other_discussions_nothing_is_told_again(clubs: list[Discussion], told: Debate) -> None:
    """A debate whose discussions are not those given is refused."""
    with pytest.raises(ValueError, match="other discussions"):
        retold(told, clubs[:2], "el")


def test_no_turn_between_threads(twice: list[Discussion], models: Models, told: Debate) -> None:
    """In several threads nobody looks for the place where the thread turned, nor for one author's answers."""
    found = debate(twice, models, SETTINGS)
    for one in (found, told):
        assert one.summary.whole.turn is None
        assert one.summary.whole.objections == ()
        assert {s.kind for s in one.summary.abstract}.isdisjoint({"turn", "objections", "unanswered", "speakers"})
