"""Sentences about the debate: how evenly it stands, in which languages, where it turned, what the author answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Objection, StanceCounts
    from agorascope.summary.abstract.matter import Matter

FEWEST = 4  # voices with a side from which it can be said how evenly they stand
EVEN = 0.8  # controversy: the smaller side has at least 40% of those who take one
ONE_SIDED = 0.4  # controversy: the smaller side has at most 20%
FEWEST_OF_A_LANGUAGE = 3  # voices with a side in one language
APART = 0.4  # difference of two languages' shares for the article from which it is told


def debated(matter: Matter) -> Iterator[Sentence]:
    """Tell how the sides stand, where languages differ, where the thread turned and how the author answered."""
    yield from _evenness(matter)
    yield from _languages(matter)
    yield from _turn(matter)
    yield from _objections(matter)


def _evenness(matter: Matter) -> Iterator[Sentence]:
    """Say the controversy in words; see the thresholds above."""
    stance, say = matter.summary.stance, matter.say
    sided = stance.favor + stance.against
    if sided < FEWEST:
        return
    favor, share = stance.favor > stance.against, say.percent(max(stance.favor, stance.against) / sided)
    if matter.summary.controversy >= EVEN:
        words = say.gettext("Those who take a side are split almost evenly.")
    elif matter.summary.controversy > ONE_SIDED:
        words = _contested(matter, share, favor=favor)
    else:
        words = _one_sided(matter, share, favor=favor)
    yield Sentence("controversy", words, tuple(c.id for c in matter.sided))


def _contested(matter: Matter, share: str, *, favor: bool) -> str:
    say = matter.say
    return {
        ("article", True): say.gettext(
            "The matter is contested; a majority of %(share)s agrees with the article.", share=share
        ),
        ("article", False): say.gettext(
            "The matter is contested; a majority of %(share)s disagrees with the article.", share=share
        ),
        ("thesis", True): say.gettext(
            "The matter is contested; a majority of %(share)s agrees with the thesis.", share=share
        ),
        ("thesis", False): say.gettext(
            "The matter is contested; a majority of %(share)s disagrees with the thesis.", share=share
        ),
    }[matter.towards, favor]


def _one_sided(matter: Matter, share: str, *, favor: bool) -> str:
    say = matter.say
    return {
        ("article", True): say.gettext(
            "The debate is one-sided: %(share)s of those who take a side agree with the article.", share=share
        ),
        ("article", False): say.gettext(
            "The debate is one-sided: %(share)s of those who take a side disagree with the article.", share=share
        ),
        ("thesis", True): say.gettext(
            "The debate is one-sided: %(share)s of those who take a side agree with the thesis.", share=share
        ),
        ("thesis", False): say.gettext(
            "The debate is one-sided: %(share)s of those who take a side disagree with the thesis.", share=share
        ),
    }[matter.towards, favor]


def _languages(matter: Matter) -> Iterator[Sentence]:
    """Set the languages side by side where the article has far more friends in one than in another."""
    enough = {
        code: stance
        for code, stance in matter.summary.by_language.items()
        if code != "und" and stance.favor + stance.against >= FEWEST_OF_A_LANGUAGE
    }
    shares = [stance.favor / (stance.favor + stance.against) for stance in enough.values()]
    if len(shares) > 1 and max(shares) - min(shares) >= APART:
        parts = matter.say.gettext("; ").join(_in_language(matter, code, stance) for code, stance in enough.items())
        words = matter.say.gettext("Opinion differs by language: %(parts)s.", parts=parts)
        yield Sentence("languages", words, tuple(c.id for c in matter.sided if c.language.code in enough))


def _in_language(matter: Matter, code: str, stance: StanceCounts) -> str:
    return matter.say.gettext(
        "in %(language)s %(favor)s for and %(against)s against",
        language=matter.language(code),
        favor=matter.say.number(stance.favor),
        against=matter.say.number(stance.against),
    )


def _turn(matter: Matter) -> Iterator[Sentence]:
    turn, number = matter.summary.whole.turn, matter.say.number
    if not turn:
        return
    words = matter.say.gettext(
        "The thread turned at comment %(comment)s: %(favor)s for and %(against)s against before it,"
        " %(favor_then)s for and %(against_then)s against from it on.",
        comment=matter.named(turn.comment),
        favor=number(turn.before.favor),
        against=number(turn.before.against),
        favor_then=number(turn.after.favor),
        against_then=number(turn.after.against),
    )
    others = (c.id for c in matter.sided if c.id != turn.comment)
    yield Sentence("turn", words, (turn.comment, *others))


def _objections(matter: Matter) -> Iterator[Sentence]:
    found = matter.summary.whole.objections
    if not found:
        return
    answers = [answer for one in found for answer in one.answers]
    evidence = tuple(dict.fromkeys((*(one.comment for one in found), *answers)))
    yield Sentence("objections", _answered(matter, found), evidence)
    open_ones = [one for one in found if not one.answers and one.quote]
    if open_ones:
        yield _unanswered(matter, open_ones, len([one for one in found if not one.answers]))


def _answered(matter: Matter, found: Sequence[Objection]) -> str:
    say, n = matter.say, len(found)
    answered = sum(bool(one.answers) for one in found)
    if not answered:
        return say.ngettext(
            "The article's author left the only objection unanswered.",
            "The article's author answered none of the %(n)s objections.",
            n,
        )
    if answered == n:
        return say.ngettext(
            "The article's author answered the only objection.",
            "The article's author answered all of the %(n)s objections.",
            n,
        )
    return say.ngettext(
        "The article's author answered one of the %(all)s objections.",
        "The article's author answered %(n)s of the %(all)s objections.",
        answered,
        all=say.number(n),
    )


def _unanswered(matter: Matter, found: Sequence[Objection], n: int) -> Sentence:
    """Quote the unanswered objection that most voices share, the earlier one of a tie."""
    support = {comment: len(p.comments) for p in reversed(matter.summary.key_points) for comment in p.comments}
    chosen = min(found, key=lambda one: -support.get(one.comment, 0))
    words = matter.ending(chosen.quote.quote) if chosen.quote else ""
    text = matter.say.ngettext("Left unanswered: %(quote)s", "Left unanswered, among others: %(quote)s", n, quote=words)
    return Sentence("unanswered", text, (chosen.comment,), (chosen.quote,) if chosen.quote else ())
