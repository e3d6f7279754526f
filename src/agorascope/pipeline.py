"""The order of stages: the whole program on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from agorascope import arguments, duplicates, language, readers, sentiment, spam, stance, summary
from agorascope.duplicates import Post
from agorascope.errors import ReadError
from agorascope.inference import store
from agorascope.language import facts
from agorascope.records import (
    Article,
    ArticleReport,
    Comment,
    CommentReport,
    Discussion,
    Duplicate,
    DuplicateCluster,
    Label,
    Language,
    ModelUsed,
    Quality,
    Thread,
)

if TYPE_CHECKING:
    from agorascope.duplicates import Cluster
    from agorascope.inference import Models
    from agorascope.settings import Settings

MODELS = (
    ("encoder", "encoder"),
    ("tasks", "tasks"),
    ("spam", "spam"),
    ("translation", "translation"),
)
LABELLED = ("sentiment", "stance", "reply", "spam")
NO_SIDE = Label("none", 1.0, {"favor": 0.0, "against": 0.0, "none": 1.0})


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
    """Run every stage over one discussion; the result does not depend on anything outside it."""
    texts = [own_words(c) for c in thread.comments]
    languages = language.detect_all([c.text for c in thread.comments])
    page = _page_language(thread, languages)
    codes = [facts_code(found, page) for found in languages]

    reposts = _reposts(thread.comments, models, settings)
    spoken = [code if found.code == "und" else found.code for code, found in zip(codes, languages, strict=True)]
    verdicts = spam.judge(texts, spoken, _about(thread.article), models, settings, reposts.campaigns)
    article = _article(thread.article, facts_code(page, page), models)
    mined = arguments.mine_all(texts, codes, models)
    target = _argued(article.title, article.thesis)
    replies = stance.replies(thread.comments, texts, target, models)
    sides = stance.sides(thread.comments, texts, target, replies, models)
    tones = _tones(thread, texts, target, sides, replies, models)

    found = zip(thread.comments, reposts.marked, languages, tones, sides, replies, verdicts, mined, strict=True)
    alone = [
        CommentReport(
            **structs.asdict(comment),
            language=spoken,
            sentiment=tone.if_sure(settings.abstain),
            stance=NO_SIDE if verdict.is_spam else side.if_sure(settings.abstain),
            reply=reply.if_sure(settings.abstain) if reply else None,
            spam=verdict,
            duplicate=duplicate,
            arguments=() if verdict.is_spam else claims,
        )
        for comment, duplicate, spoken, tone, side, reply, verdict, claims in found
    ]
    comments = _as_first_posted(alone)
    return Discussion(
        id=thread.id,
        source=thread.source,
        format=thread.format,
        language=page,
        article=article,
        declared_comments=thread.declared_comments,
        comments=comments,
        duplicates=tuple(_cluster(f"d{n}", cluster, comments) for n, cluster in enumerate(reposts.clusters, start=1)),
        summary=summary.summarise(comments, page, models, settings.likeness),
        quality=Quality(
            (*thread.notices, *summary.doubts(comments)),
            dict(sorted(Counter(c.kind for c in thread.chrome).items())),
        ),
        models=_used(models),
        settings=settings.shown(),
    )


def _tones(
    thread: Thread,
    texts: Sequence[str],
    target: str,
    sides: Sequence[Label],
    replies: Sequence[Label | None],
    models: Models,
) -> list[Label]:
    """Read each comment's tone in its place; a user's own model is given the words alone."""
    words = [text.strip() for text in texts]
    parents = [parent or "" for parent in stance.answered(thread.comments, texts)]
    told = sentiment.classify(words, models, [target] * len(words), parents)
    return told if "sentiment" in models.others else sentiment.in_place(told, sides, replies)


def _used(models: Models) -> tuple[ModelUsed, ...]:
    """Name our models, but for those that another one stands in the place of, and then the others."""
    ours = [store.named(folder, task) for folder, task in MODELS if task not in models.others]
    return tuple(dict.fromkeys([*ours, *(models.others[task].used for task in LABELLED if task in models.others)]))


def _page_language(thread: Thread, comments: Sequence[Language]) -> Language:
    """Take the article's language; a page without an article speaks as most of its comments do."""
    article = _about(thread.article)
    if article or not comments:
        return language.detect(article)
    ranked = Counter(found.code for found in comments)
    code = min(ranked, key=lambda name: (-ranked[name], name))
    return next(found for found in comments if found.code == code)


def facts_code(found: Language, page: Language) -> str:
    """Choose whose language facts serve a text: its own language's, else the page's, else English."""
    codes = (found.code.split("-")[0], page.code.split("-")[0])
    return next((code for code in codes if code in facts.LANGUAGES), "en")


def own_words(comment: Comment) -> str:
    """Blank out what a comment quotes with line breaks, so that offsets stay true and no sentence runs across."""
    pieces, done = [], 0
    for start, end in comment.quoted:
        pieces += [comment.text[done:start], "\n" * (end - start)]
        done = end
    return "".join([*pieces, comment.text[done:]])


def _argued(title: str | None, thesis: str | None) -> str:
    """Put the title before the thesis: it names what a sentence cut from the text may only point at ('they')."""
    return ". ".join(dict.fromkeys(part for part in (title, thesis) if part))


def _about(article: Article) -> str:
    return f"{article.title or ''}\n\n{article.text}".strip()


def _article(article: Article, code: str, models: Models) -> ArticleReport:
    thesis = arguments.thesis(article, code, models).text or None
    [tone] = sentiment.classify([_argued(article.title, thesis)], models)
    return ArticleReport(
        title=article.title,
        author=article.author,
        published=article.published,
        url=article.url,
        text=article.text,
        thesis=thesis,
        sentiment=tone if article.text else None,
        arguments=arguments.mine_article(article, code, models),
    )


def _as_first_posted(comments: Sequence[CommentReport]) -> tuple[CommentReport, ...]:
    """Give re-posts the side and the tone of what they repeat: the same words are the same opinion."""
    by_id = {c.id: c for c in comments}
    return tuple(_as(by_id[c.duplicate.of], c) if c.duplicate and not c.spam.is_spam else c for c in comments)


def _as(first: CommentReport, comment: CommentReport) -> CommentReport:
    return structs.replace(comment, stance=first.stance, sentiment=first.sentiment)


class _Reposts(NamedTuple):
    """What each comment repeats, the clusters in the order of their first comments, and who is part of a campaign."""

    marked: list[Duplicate | None]
    clusters: tuple[Cluster, ...]
    campaigns: list[str | None]


def _reposts(comments: Sequence[Comment], models: Models, settings: Settings) -> _Reposts:
    """Find re-posts and campaigns and name them by ids; clusters are numbered, a campaign is told in a few words."""
    posts = [Post(c.id, c.text, c.author, published=c.published, rank=place) for place, c in enumerate(comments)]
    found = duplicates.find(posts, settings, models)
    marked: list[Duplicate | None] = [None] * len(comments)
    for number, cluster in enumerate(found.clusters, start=1):
        for place in cluster.members[1:]:
            repeat = found.repeats[place]
            marked[place] = Duplicate(f"d{number}", comments[repeat.of].id, repeat.kind, repeat.similarity)
    waves = duplicates.in_campaigns(found, posts, settings)
    told = [f"{w.authors} authors within {w.hours:g} h" if (w := waves.get(n)) else None for n in range(len(posts))]
    return _Reposts(marked, found.clusters, told)


def _cluster(name: str, cluster: Cluster, comments: Sequence[CommentReport]) -> DuplicateCluster:
    members = [comments[place] for place in cluster.members]
    return DuplicateCluster(
        cluster=name,
        kind=cluster.kind,
        members=tuple(c.id for c in members),
        authors=tuple(sorted({c.author for c in members if c.author})),
        languages=tuple(sorted({c.language.code for c in members})),
    )
