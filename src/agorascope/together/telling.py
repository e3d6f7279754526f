"""One debate from several discussions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope import pipeline, summary
from agorascope.phrases import locale_for, phrases
from agorascope.records import Debate, Discussion, Label, Language, Notice, Strand
from agorascope.together.comments import joined, marked, repeats
from agorascope.together.naming import apart
from agorascope.together.theses import leading, relations
from agorascope.together.words import worded

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.records import CommentReport, Summary
    from agorascope.settings import Settings


def debate(
    discussions: Sequence[Discussion],
    models: Models,
    settings: Settings,
    locale: str | None = None,
    said: Mapping[str, str] | None = None,
) -> Debate:
    """Tell several discussions (one or more) as one; their order does not matter. Raises `ModelError`.

    Sides are counted towards the thesis of the discussion with most voices; `said` are relations to it (`favor`,
    `against`, `none`) that the user knows, by the name of the discussion (those that `apart` gives). `locale` is the
    language of headline and abstract; by default that of most articles.
    """
    ordered = apart(discussions)
    given = {d.id: said[d.id] for d in ordered if said and d.id in said}
    lead = leading(ordered, given)
    stands = relations(ordered, lead, given, models, settings)
    comments = joined(ordered, stands)
    again = repeats(comments, models, settings) if len(ordered) > 1 else ()
    voting = marked(comments, again)
    language = _language(ordered, lead)
    tongue = locale or locale_for(language)
    strands = tuple(_strand(d, relation) for d, relation in zip(ordered, stands, strict=True))
    counted = _without_threads(summary.summarise(voting, language, models, settings), len(ordered))
    return Debate(
        id=lead.id if len(ordered) == 1 else f"{lead.id}+{len(ordered) - 1}",
        title=lead.article.title,
        thesis=lead.article.thesis,
        locale=tongue,
        strands=strands,
        summary=worded(counted, voting, lead, strands, tongue),
        duplicates=again,
        warnings=(*_doubts(ordered, stands), *_of_all(voting, len(ordered)), *_carried(ordered)),
        models=pipeline.used(models),
        settings=settings.shown() | _theses(given),
    )


def _without_threads(told: Summary, strands: int) -> Summary:
    """Leave out where the thread turned: in several threads that is where the one ends and the next begins."""
    return structs.replace(told, whole=structs.replace(told.whole, turn=None)) if strands > 1 else told


def _language(discussions: Sequence[Discussion], lead: Discussion) -> Language:
    """Give the language that most articles are in; of as many, that of the leading one, then the first by name."""
    ranked, own = Counter(locale_for(d.language) for d in discussions), locale_for(lead.language)
    best = min(ranked, key=lambda name: (-ranked[name], name != own, name))
    return next(d.language for d in discussions if locale_for(d.language) == best)


def _strand(discussion: Discussion, relation: Label) -> Strand:
    return Strand(
        id=discussion.id,
        source=discussion.source,
        title=discussion.article.title,
        thesis=discussion.article.thesis,
        language=discussion.language.code,
        relation=relation,
        counts=discussion.summary.counts,
        stance=discussion.summary.stance,
    )


def _doubts(discussions: Sequence[Discussion], stands: Sequence[Label]) -> Iterator[Notice]:
    """Tell whose sides are not counted, and of whom a model says how they are to be counted."""
    for one, relation in zip(discussions, stands, strict=True):
        if relation.label == "none" and one.comments:
            words = "it is not clear how this article's thesis stands to that of the debate: its comments take no side"
            yield Notice("unrelated-thesis", words, one.id)
        elif relation.score < 1:
            sure = phrases("together", "en").percent(relation.score)
            same = "the same as that" if relation.label == "favor" else "the opposite of that"
            words = f"this article's thesis was read as arguing {same} of the debate (probability {sure})"
            yield Notice("read-thesis", words, one.id)


def _of_all(comments: Sequence[CommentReport], strands: int) -> tuple[Notice, ...]:
    """Tell how certain the debate's own figures are; those of one discussion are that discussion's."""
    return summary.doubts(comments) if strands > 1 else ()


def _carried(discussions: Sequence[Discussion]) -> Iterator[Notice]:
    """Carry what is to be known of each discussion, with its name before the place in it."""
    for one in discussions:
        for told in one.quality.warnings:
            yield structs.replace(told, where=f"{one.id}: {told.where}" if told.where else one.id)


def _theses(said: Mapping[str, str]) -> dict[str, float | int | str | bool]:
    """Keep what the user said of the theses beside the settings."""
    return {"theses": ",".join(f"{name}={side}" for name, side in sorted(said.items()))} if said else {}
