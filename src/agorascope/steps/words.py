"""Which words of a discussion a step reads, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope import spam
from agorascope.language import facts, quoting

if TYPE_CHECKING:
    from agorascope.records import Article, Comment, Thread
    from agorascope.steps.found import Spoken


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


def facts_codes(said: Spoken) -> list[str]:
    """Choose whose language facts serve each comment: those of its own language, else of the page's, else English."""
    return [facts.serving(found.code, said.page.code) for found in said.comments]


def target_of(article: Article, thesis: str | None) -> str:
    """Put the title before the thesis: it names what a sentence cut from the text may only point at ('they')."""
    return ". ".join(dict.fromkeys(part for part in (article.title, thesis) if part))


def about(article: Article) -> str:
    """Give title and text of an article, empty for none."""
    return f"{article.title or ''}\n\n{article.text}".strip()
