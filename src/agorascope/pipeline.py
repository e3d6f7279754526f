"""The order of steps: the whole program on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope import people, readers, steps, summary
from agorascope.errors import ReadError
from agorascope.inference import store
from agorascope.records import (
    Article,
    ArticleReport,
    CommentReport,
    Discussion,
    Duplicate,
    DuplicateCluster,
    ModelUsed,
    Quality,
    Spam,
    Thread,
)

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings

MODELS = (
    ("encoder", "encoder"),
    ("tasks", "tasks"),
    ("spam", "spam"),
    ("translation", "translation"),
)
LABELLED = ("sentiment", "stance", "reply", "spam")


class Findings(Struct, frozen=True):
    """Everything the steps found in one thread; sequences are as long as its comments."""

    spoken: steps.Spoken
    marked: tuple[Duplicate | None, ...]
    verdicts: tuple[Spam, ...]
    argued: steps.Argued
    sided: steps.Sided
    toned: steps.Toned


def analyze(
    inputs: Sequence[str], models: Models, settings: Settings, format_name: str | None = None
) -> Iterator[Discussion | ReadError]:
    """Read every input and analyse each discussion in it; what cannot be read is given as its error."""
    return analyze_all(readers.read(inputs, format_name), models, settings)


def analyze_all(
    found: Iterable[Thread | ReadError], models: Models, settings: Settings
) -> Iterator[Discussion | ReadError]:
    """Analyse threads one by one as they come; errors among them are handed on in their place."""
    for thread in found:
        yield thread if isinstance(thread, ReadError) else analyze_thread(thread, models, settings)


def analyze_thread(thread: Thread, models: Models, settings: Settings) -> Discussion:
    """Take one discussion through every step; the result does not depend on anything outside it."""
    spoken = steps.spoken(thread)
    reposts = steps.reposts(thread, models, settings)
    verdicts = steps.judged(thread, spoken, reposts.campaigns, models, settings)
    argued = steps.argued(thread, spoken, verdicts, models)
    sided = steps.sided(thread, argued.thesis, verdicts, reposts.marked, models, settings)
    toned = steps.toned(thread, argued.thesis, sided, verdicts, reposts.marked, models, settings)
    found = Findings(spoken, reposts.marked, verdicts, argued, sided, toned)
    return told(thread, found, models, settings)


def told(thread: Thread, found: Findings, models: Models, settings: Settings) -> Discussion:
    """Put everything that was found together and sum it up. Raises `ModelError`.

    Whoever writes under several names is one voice: the summary counts the comments under one of them.
    """
    attributed = steps.attributed(thread, found.spoken, found.argued, models, settings)
    comments, article = tuple(_comments(thread, found)), _article(thread.article, found, attributed)
    counted = people.as_one(attributed.people, comments)
    return Discussion(
        id=thread.id,
        source=thread.source,
        format=thread.format,
        language=found.spoken.page,
        article=article,
        declared_comments=thread.declared_comments,
        comments=comments,
        duplicates=tuple(_clusters(comments)),
        summary=summary.summarise(counted, found.spoken.page, models, settings, article, settings.ui or None),
        quality=Quality(
            (*thread.notices, *summary.doubts(counted)),
            dict(sorted(Counter(c.kind for c in thread.chrome).items())),
        ),
        people=attributed.people,
        models=used(models),
        settings=settings.shown(),
    )


def used(models: Models) -> tuple[ModelUsed, ...]:
    """Name our models, but for those that another one stands in the place of, and then the others."""
    ours = [store.named(folder, task) for folder, task in MODELS if task not in models.others]
    return tuple(dict.fromkeys([*ours, *(models.others[task].used for task in LABELLED if task in models.others)]))


def _comments(thread: Thread, found: Findings) -> Iterator[CommentReport]:
    rows = zip(
        thread.comments,
        found.spoken.comments,
        found.toned.comments,
        found.sided.stances,
        found.sided.replies,
        found.verdicts,
        found.marked,
        found.argued.comments,
        strict=True,
    )
    for comment, language, tone, side, reply, verdict, duplicate, claims in rows:
        yield CommentReport(
            **structs.asdict(comment),
            language=language,
            sentiment=tone,
            stance=side,
            reply=reply,
            spam=verdict,
            duplicate=duplicate,
            arguments=claims,
        )


def _article(article: Article, found: Findings, attributed: steps.Attributed) -> ArticleReport:
    return ArticleReport(
        title=article.title,
        author=article.author,
        published=article.published,
        url=article.url,
        text=article.text,
        thesis=found.argued.thesis,
        sentiment=found.toned.article,
        arguments=found.argued.article,
        speakers=attributed.speakers,
        accords=attributed.accords,
        sections=attributed.sections,
    )


def _clusters(comments: Sequence[CommentReport]) -> Iterator[DuplicateCluster]:
    """Give the clusters in their order, the members in that of the page, the representative before them."""
    by_id: Mapping[str, CommentReport] = {c.id: c for c in comments}
    groups: dict[str, list[CommentReport]] = {}
    for comment in comments:
        if comment.duplicate:
            groups.setdefault(comment.duplicate.cluster, []).append(comment)
    for name in sorted(groups, key=lambda name: int(name[1:])):
        repeats = [c.duplicate for c in groups[name] if c.duplicate]
        members = [by_id[repeats[0].of], *groups[name]]
        yield DuplicateCluster(
            cluster=name,
            kind=max(repeat.kind for repeat in repeats),
            members=tuple(c.id for c in members),
            authors=tuple(sorted({c.author for c in members if c.author})),
            languages=tuple(sorted({c.language.code for c in members})),
        )
