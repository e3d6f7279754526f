"""The headline and the abstract of a debate: what its discussions have in common, before what is argued in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope import summary
from agorascope.phrases import phrases
from agorascope.records import (
    ArticleReport,
    CommentReport,
    Counts,
    Discussion,
    Sentence,
    StanceCounts,
    Strand,
    Summary,
    comment_name,
)
from agorascope.summary.abstract.matter import shown
from agorascope.summary.headline import headline

if TYPE_CHECKING:
    from agorascope.phrases import Phrases


def worded(
    told: Summary, comments: Sequence[CommentReport], lead: Discussion, strands: Sequence[Strand], locale: str
) -> Summary:
    """Write headline and abstract in one of `phrases.LOCALES`; of one discussion they are those of the discussion.

    `comments` are those of the debate, `lead` is the discussion whose thesis it has. Raises `KeyError` for another
    locale.
    """
    words = phrases("summary", locale)
    if len(strands) == 1:
        headed = structs.replace(told, headline=headline(told.counts, told.stance, words))
        return structs.replace(headed, abstract=summary.abstract(headed, comments, lead.article, words))
    say = phrases("together", locale)
    headed = structs.replace(told, headline=_headline(told.counts, told.stance, len(strands), say))
    first, *rest = summary.abstract(headed, comments, _article(lead), words, towards="thesis")
    return structs.replace(headed, abstract=(first, *_strands(lead, strands, comments, say), *rest))


def _article(lead: Discussion) -> ArticleReport:
    """Give the leading article without what only it can speak of: its panel and its author."""
    return structs.replace(lead.article, author=None, speakers=(), accords=(), sections=(), arguments=())


def _headline(counts: Counts, stance: StanceCounts, strands: int, say: Phrases) -> str:
    """Tell how many voices in how many discussions take which side, and what was not counted."""
    discussions = say.ngettext("%(n)s discussion", "%(n)s discussions", strands)
    if not counts.comments:
        return say.gettext("Nobody has commented in %(discussions)s.", discussions=discussions)
    sides = (
        (stance.favor, say.ngettext("one agrees with the thesis", "%(n)s agree with the thesis", stance.favor)),
        (stance.against, say.ngettext("one disagrees", "%(n)s disagree", stance.against)),
        (stance.none, say.ngettext("one takes no side", "%(n)s take no side", stance.none)),
    )
    aside = (
        (counts.spam, say.ngettext("one spam comment", "%(n)s spam comments", counts.spam)),
        (counts.duplicates, say.ngettext("one re-post", "%(n)s re-posts", counts.duplicates)),
    )
    voices = say.ngettext("One voice", "%(n)s voices", counts.voices)
    told = say.gettext(
        "%(voices)s in %(discussions)s: %(sides)s.", voices=voices, discussions=discussions, sides=_listed(sides, say)
    )
    if not counts.voices:
        told = say.gettext("Nobody has a voice in %(discussions)s.", discussions=discussions)
    if not (counts.spam or counts.duplicates):
        return told
    return say.gettext("%(told)s Not counted: %(parts)s.", told=told, parts=_listed(aside, say))


def _listed(parts: Sequence[tuple[int, str]], say: Phrases) -> str:
    return say.gettext(", ").join(words for n, words in parts if n)


def _strands(
    lead: Discussion, strands: Sequence[Strand], comments: Sequence[CommentReport], say: Phrases
) -> Iterator[Sentence]:
    """Tell whose thesis the sides are towards, and how the other articles stand to it."""
    title = shown(lead.article.title or lead.id)
    yield Sentence("towards", say.gettext("Sides are taken towards the thesis of “%(title)s”.", title=title), ())
    others = [strand for strand in strands if strand.id != lead.id]
    same = sum(strand.relation.label == "favor" for strand in others)
    if same:
        words = say.ngettext("Another article argues the same.", "%(n)s other articles argue the same.", same)
        yield Sentence("same", words, ())
    opposite = sum(strand.relation.label == "against" for strand in others)
    if opposite:
        words = say.ngettext(
            "One article argues the opposite: whoever agrees with it counts as disagreeing.",
            "%(n)s articles argue the opposite: whoever agrees with them counts as disagreeing.",
            opposite,
        )
        yield Sentence("opposite", words, ())
    yield from _open(others, comments, say)


def _open(others: Sequence[Strand], comments: Sequence[CommentReport], say: Phrases) -> Iterator[Sentence]:
    unclear = [strand.id for strand in others if strand.relation.label == "none" and strand.counts.comments]
    if unclear:
        words = say.ngettext(
            "How one article stands to it is not clear: its comments take no side here.",
            "How %(n)s articles stand to it is not clear: their comments take no side here.",
            len(unclear),
        )
        within = {comment_name(name, "") for name in unclear}
        yield Sentence("unclear", words, tuple(c.id for c in comments if c.id[: c.id.index("#") + 1] in within))
