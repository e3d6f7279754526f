"""The order of stages: the whole program on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope import arguments, duplicates, language, readers, sentiment, spam, stance, summary
from agorascope.errors import ReadError
from agorascope.records import (
    Argument,
    ArticleReport,
    CommentReport,
    Discussion,
    Duplicate,
    DuplicateCluster,
    Label,
    Language,
    Quality,
    Spam,
    Thread,
)

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings


class _Found(Struct, frozen=True):
    """What the stages found about the comments, one entry a comment, in page order."""

    languages: Sequence[Language]
    duplicates: dict[str, Duplicate]
    spam: Sequence[Spam]
    sentiment: Sequence[Label]
    arguments: Sequence[tuple[Argument, ...]]
    reply: Sequence[Label | None]
    stance: Sequence[Label]


def analyze(
    inputs: Sequence[str], models: Models, settings: Settings, format_name: str | None = None
) -> Iterator[Discussion | ReadError]:
    """Read every input and analyse each discussion in it; what cannot be read is given as its error."""
    for found in readers.read(inputs, format_name):
        yield found if isinstance(found, ReadError) else analyze_thread(found, models, settings)


def analyze_thread(thread: Thread, models: Models, settings: Settings) -> Discussion:
    """Run every stage over one discussion; the result does not depend on anything outside it."""
    languages = language.detect_all([c.text for c in thread.comments])
    page = _page_language(thread, languages)
    article = _article(thread, page, models)
    clusters = duplicates.find([(c.id, c.text) for c in thread.comments], settings)
    found = _found(thread, article, page, languages, clusters.duplicates, models, settings)
    comments = tuple(_comment(thread, i, found) for i in range(len(thread.comments)))
    return Discussion(
        id=thread.id,
        source=thread.source,
        format=thread.format,
        language=page,
        article=article,
        declared_comments=thread.declared_comments,
        comments=comments,
        duplicates=tuple(_cluster(members, comments) for members in clusters.members),
        summary=summary.summarise(comments, page, models, settings.likeness),
        quality=Quality(thread.notices, dict(sorted(Counter(c.kind for c in thread.chrome).items()))),
        models=models.used(),
        settings=settings.shown(),
    )


def _page_language(thread: Thread, comments: Sequence[Language]) -> Language:
    """Take the article's language; a page without an article speaks as most of its comments do."""
    article = f"{thread.article.title or ''}\n{thread.article.text}".strip()
    if article or not comments:
        return language.detect(article)
    ranked = Counter(found.code for found in comments).most_common()
    code = min(ranked, key=lambda pair: (-pair[1], pair[0]))[0]
    return next(found for found in comments if found.code == code)


def _article(thread: Thread, page: Language, models: Models) -> ArticleReport:
    code = facts_code(page, page)
    article = thread.article
    thesis = arguments.thesis(article, code, models)
    return ArticleReport(
        title=article.title,
        author=article.author,
        published=article.published,
        url=article.url,
        text=article.text,
        thesis=thesis.text if thesis else None,
        sentiment=sentiment.of_article(article.text, models) if article.text else None,
        arguments=arguments.mine_article(article, code, models),
    )


def facts_code(found: Language, page: Language) -> str:
    """Choose whose language facts serve a text: its own language's, else the page's, else English."""
    codes = (found.code.split("-")[0], page.code.split("-")[0])
    return next((code for code in codes if code in language.facts.LANGUAGES), "en")


def _found(
    thread: Thread,
    article: ArticleReport,
    page: Language,
    languages: Sequence[Language],
    repeats: dict[str, Duplicate],
    models: Models,
    settings: Settings,
) -> _Found:
    texts = [c.text for c in thread.comments]
    codes = [facts_code(found, page) for found in languages]
    about = f"{article.title or ''}\n\n{article.text}".strip()
    verdicts = spam.judge(texts, codes, about, models, settings)
    reply = _replies(thread, models)
    return _Found(
        languages=languages,
        duplicates=repeats,
        spam=verdicts,
        sentiment=sentiment.classify(texts, models),
        arguments=arguments.mine_all(texts, codes, models),
        reply=reply,
        stance=_stances(thread, article, reply, verdicts, repeats, models),
    )


def _replies(thread: Thread, models: Models) -> list[Label | None]:
    """Label every reply's stance to its parent; top-level comments have none."""
    by_id = {c.id: c.text for c in thread.comments}
    pairs = [(i, c.text, by_id[c.parent]) for i, c in enumerate(thread.comments) if c.parent in by_id]
    labels = stance.reply([text for _, text, _ in pairs], [parent for _, _, parent in pairs], models)
    found: list[Label | None] = [None] * len(thread.comments)
    for (i, _, _), label in zip(pairs, labels, strict=True):
        found[i] = label
    return found


def _stances(
    thread: Thread,
    article: ArticleReport,
    reply: Sequence[Label | None],
    verdicts: Sequence[Spam],
    repeats: dict[str, Duplicate],
    models: Models,
) -> list[Label]:
    """Label each comment's stance to the thesis, settle the whole tree, then let spam and re-posts follow."""
    target = article.thesis or article.title or ""
    index = {c.id: i for i, c in enumerate(thread.comments)}
    alone = stance.towards([c.text for c in thread.comments], [target] * len(thread.comments), models)
    settled = stance.settle(
        alone,
        reply,
        [index.get(c.parent) if c.parent else None for c in thread.comments],
        [c.by_article_author for c in thread.comments],
    )
    same = [
        settled[index[repeats[c.id].of]] if c.id in repeats else settled[i]
        for c, i in zip(thread.comments, range(len(settled)), strict=True)
    ]
    return [_without_side(label) if verdict.is_spam else label for label, verdict in zip(same, verdicts, strict=True)]


def _without_side(
    label: Label,
) -> Label:
    return Label("none", 1.0, {name: float(name == "none") for name in label.scores})


def _comment(thread: Thread, i: int, found: _Found) -> CommentReport:
    comment, verdict = thread.comments[i], found.spam[i]
    return CommentReport(
        **structs.asdict(comment),
        language=found.languages[i],
        sentiment=found.sentiment[i],
        stance=found.stance[i],
        reply=found.reply[i],
        spam=verdict,
        duplicate=found.duplicates.get(comment.id),
        arguments=() if verdict.is_spam else found.arguments[i],
    )


def _cluster(members: Sequence[str], comments: Sequence[CommentReport]) -> DuplicateCluster:
    by_id = {c.id: c for c in comments}
    found = [by_id[m] for m in members]
    kinds = [c.duplicate for c in found if c.duplicate]
    return DuplicateCluster(
        cluster=kinds[0].cluster,
        kind=max(kinds, key=lambda d: ("exact", "near", "translation").index(d.kind)).kind,
        members=tuple(members),
        authors=tuple(sorted({c.author for c in found if c.author})),
        languages=tuple(sorted({c.language.code for c in found})),
    )
