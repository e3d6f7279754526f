"""The steps that a discussion goes through, each from the thread and what earlier steps found.

`pipeline` takes one discussion through all of them; `corpus` takes many discussions through one after the other. What
a step gives is what is told: labels under `Settings.abstain` have no name, spam takes no side, and re-posts have the
side and the tone of what they repeat, for the same words are the same opinion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope import arguments, deduplication, language, people, sentiment, spam, stance
from agorascope.deduplication import Post
from agorascope.language import facts, quoting
from agorascope.people import Named
from agorascope.records import (
    Accord,
    Argument,
    Article,
    Comment,
    Duplicate,
    HeldArgument,
    Label,
    Language,
    Person,
    Section,
    Spam,
    Speaker,
    Thread,
)

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings

NO_SIDE = Label.certain("stance", "none")


class Spoken(Struct, frozen=True):
    """The language of the page and of each comment, in order."""

    page: Language
    comments: tuple[Language, ...]


class Reposts(Struct, frozen=True):
    """What each comment repeats within the thread, and in a few words the campaign it is part of; None for nothing."""

    marked: tuple[Duplicate | None, ...]
    campaigns: tuple[str | None, ...]


class Unjudged(Struct, frozen=True):
    """A thread whose comments are to be judged, what they speak, and the campaign of each, or of none."""

    thread: Thread
    said: Spoken
    campaigns: tuple[str | None, ...]


class Argued(Struct, frozen=True):
    """What the article states, who argues what in it, and what each comment argues; spam argues nothing."""

    thesis: str | None
    article: tuple[HeldArgument, ...]
    comments: tuple[tuple[Argument, ...], ...]


class Attributed(Struct, frozen=True):
    """Who speaks in the article, where speakers agree or differ, its parts, and who is who on the whole page."""

    speakers: tuple[Speaker, ...]
    accords: tuple[Accord, ...]
    sections: tuple[Section, ...]
    people: tuple[Person, ...]


class Sided(Struct, frozen=True):
    """Each comment's stance to its parent and to the thesis; `marginals` are the latter as the reply tree gave them."""

    replies: tuple[Label | None, ...]
    marginals: tuple[Label, ...]
    stances: tuple[Label, ...]


class Toned(Struct, frozen=True):
    """The tone of what the article argues (None without an article) and of each comment."""

    article: Label | None
    comments: tuple[Label, ...]


def spoken(thread: Thread) -> Spoken:
    """Tell the languages; a page without an article speaks as most of its comments do."""
    found = tuple(language.detect_all([c.text for c in thread.comments]))
    about = _about(thread.article)
    if about or not found:
        return Spoken(language.detect(about), found)
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
    articles = [about for one in asked for about in [_about(one.thread.article)] * len(one.thread.comments)]
    waves = [wave for one in asked for wave in one.campaigns or [None] * len(one.thread.comments)]
    links = [behind(comment) for one in asked for comment in one.thread.comments]
    told = iter(spam.judge(texts, codes, articles, models, settings, waves, links))
    return [tuple(next(told) for _ in one.thread.comments) for one in asked]


def _codes(said: Spoken) -> list[str]:
    """Choose whose words serve each comment: those of its own language, or its page's where its own was not told."""
    return [code if one.code == "und" else one.code for code, one in zip(facts_codes(said), said.comments, strict=True)]


def argued(thread: Thread, said: Spoken, verdicts: Sequence[Spam], models: Models) -> Argued:
    """Find the thesis and the arguments. Raises `ModelError`."""
    code = facts.serving(said.page.code)
    mined = arguments.mine_all(own_words_of(thread), facts_codes(said), models)
    return Argued(
        arguments.thesis(thread.article, code, models).text or None,
        arguments.mine_article(thread.article, code, models),
        tuple(() if verdict.is_spam else claims for verdict, claims in zip(verdicts, mined, strict=True)),
    )


def attributed(thread: Thread, said: Spoken, found: Argued, models: Models, settings: Settings) -> Attributed:
    """Tell whose claims the article reports, and link the names of the page to people. Raises `ModelError`."""
    article, code = thread.article, facts.serving(said.page.code)
    target = target_of(article, found.thesis) if found.thesis else None
    told = arguments.attributed(article, code, found.article, target, models)
    named = [Named(*one) for one in told.named]
    speakers = tuple(
        structs.replace(one, stance=one.stance and one.stance.if_sure(settings.abstain)) for one in told.speakers
    )
    return Attributed(speakers, told.accords, told.sections, people.people(article, named, thread.comments))


def sided(
    thread: Thread,
    thesis: str | None,
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
    models: Models,
    settings: Settings,
) -> Sided:
    """Tell who is for the thesis and who against it, and how replies stand to what they answer. Raises `ModelError`."""
    texts, target = own_words_of(thread), target_of(thread.article, thesis)
    replies = stance.replies(thread.comments, texts, target, models)
    marginals = stance.sides(thread.comments, texts, target, replies, models)
    pairs = zip(verdicts, marginals, strict=True)
    alone = [NO_SIDE if verdict.is_spam else side.if_sure(settings.abstain) for verdict, side in pairs]
    named = tuple(reply.if_sure(settings.abstain) if reply else None for reply in replies)
    return Sided(named, tuple(marginals), _as_first_posted(thread.comments, alone, verdicts, marked))


def toned(
    thread: Thread,
    thesis: str | None,
    sides: Sided,
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
    models: Models,
    settings: Settings,
) -> Toned:
    """Read each comment's tone in its place; a user's own model is given the words alone. Raises `ModelError`."""
    texts, target = own_words_of(thread), target_of(thread.article, thesis)
    parents = [parent or "" for parent in stance.answered(thread.comments, texts)]
    told = sentiment.classify([text.strip() for text in texts], models, [target] * len(texts), parents)
    if "sentiment" not in models.others:
        told = sentiment.in_place(told, sides.marginals, sides.replies)
    alone = [tone.if_sure(settings.abstain) for tone in told]
    [article] = sentiment.classify([target], models)
    named = _as_first_posted(thread.comments, alone, verdicts, marked)
    return Toned(article if thread.article.text else None, named)


def _as_first_posted(
    comments: Sequence[Comment],
    labels: Sequence[Label],
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
) -> tuple[Label, ...]:
    """Give re-posts the label of what they repeat, unless they are spam."""
    place = {c.id: n for n, c in enumerate(comments)}
    rows = zip(labels, verdicts, marked, strict=True)
    return tuple(labels[place[dup.of]] if dup and not verdict.is_spam else label for label, verdict, dup in rows)


def facts_codes(said: Spoken) -> list[str]:
    """Choose whose language facts serve each comment: those of its own language, else of the page's, else English."""
    return [facts.serving(found.code, said.page.code) for found in said.comments]


def own_words_of(thread: Thread) -> list[str]:
    """Give what each comment says itself."""
    return [own_words(comment) for comment in thread.comments]


def own_words(comment: Comment) -> str:
    """Give what a comment says itself, at its offsets."""
    return quoting.own_words(comment.text, comment.quoted)


def behind(comment: Comment) -> spam.Behind:
    """Give where a comment leads without saying so: by its own words, and by the address its author signs with."""
    own = own_words(comment)
    links = tuple(link for link in comment.links if own[link.start : link.end].strip("\n"))
    return spam.Behind(links, comment.author_url)


def target_of(article: Article, thesis: str | None) -> str:
    """Put the title before the thesis: it names what a sentence cut from the text may only point at ('they')."""
    return ". ".join(dict.fromkeys(part for part in (article.title, thesis) if part))


def _about(article: Article) -> str:
    return f"{article.title or ''}\n\n{article.text}".strip()
