"""The first steps: what is spoken, what was posted before, what is spam."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agorascope import deduplication, language, spam
from agorascope.deduplication import Post
from agorascope.records import Duplicate
from agorascope.steps.found import Reposts, Spoken, Unjudged
from agorascope.steps.words import about, behind, facts_codes, own_words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Spam, Thread
    from agorascope.settings import Settings


def spoken(thread: Thread) -> Spoken:
    """Tell the languages; a page without an article speaks as most of its comments do."""
    found = tuple(language.detect_all([c.text for c in thread.comments]))
    page = about(thread.article)
    if page or not found:
        return Spoken(language.detect(page), found)
    ranked = Counter(one.code for one in found)
    code = min(ranked, key=lambda name: (-ranked[name], name))
    return Spoken(next(one for one in found if one.code == code), found)


def reposts(thread: Thread, models: Models | None, settings: Settings, *, near: bool = True) -> Reposts:
    """Find re-posts and campaigns within the thread; clusters are numbered d1, d2 and so on.

    Translations are looked for where `models` are given; without `near`, only equal texts. Raises `ModelError`.
    """
    comments = thread.comments
    posts = [Post(c.id, c.text, c.author, published=c.published, rank=place) for place, c in enumerate(comments)]
    found = deduplication.find(posts, settings, models, near=near)
    marked: list[Duplicate | None] = [None] * len(comments)
    for number, cluster in enumerate(found.clusters, start=1):
        for place in cluster.members[1:]:
            repeat = found.repeats[place]
            marked[place] = Duplicate(f"d{number}", comments[repeat.of].id, repeat.kind, repeat.similarity)
    waves = deduplication.in_campaigns(found, posts, settings)
    told = [campaign(w.authors, w.hours) if (w := waves.get(n)) else None for n in range(len(posts))]
    return Reposts(tuple(marked), tuple(told))


def campaign(authors: int, hours: float) -> str:
    """Tell a campaign in a few words."""
    return f"{authors} authors within {hours:g} h"


def judged(
    thread: Thread, said: Spoken, campaigns: Sequence[str | None], models: Models, settings: Settings
) -> tuple[Spam, ...]:
    """Judge which comments are spam, with the article and the campaigns in view. Raises `ModelError`."""
    [verdicts] = judged_together([Unjudged(thread, said, tuple(campaigns))], models, settings)
    return verdicts


def judged_together(asked: Sequence[Unjudged], models: Models, settings: Settings) -> list[tuple[Spam, ...]]:
    """Judge the comments of several threads as `judged` does those of one: models read many texts faster than few."""
    texts = [text for one in asked for text in own_words_of(one.thread)]
    codes = [code for one in asked for code in _codes(one.said)]
    articles = [text for one in asked for text in [about(one.thread.article)] * len(one.thread.comments)]
    waves = [wave for one in asked for wave in one.campaigns or [None] * len(one.thread.comments)]
    links = [behind(comment) for one in asked for comment in one.thread.comments]
    told = iter(spam.judge(texts, codes, articles, models, settings, waves, links))
    return [tuple(next(told) for _ in one.thread.comments) for one in asked]


def _codes(said: Spoken) -> list[str]:
    """Choose whose words serve each comment: those of its own language, or its page's where its own was not told."""
    return [code if one.code == "und" else one.code for code, one in zip(facts_codes(said), said.comments, strict=True)]
