"""The thread as a nested list: every comment with its anchor, its labels and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import escape, headed, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import CommentReport
    from agorascope.reports.markdown.marks import Page

DEEPEST = 12  # levels: viewers set deeper lists as code
NAME = 60


def thread(sheet: Page) -> Iterator[str]:
    """List every comment."""
    if sheet.d.comments:
        yield from (*headed(sheet.say.gettext("The thread")), "")
        yield from (_entry(sheet, comment) for comment in sheet.d.comments)


def _entry(sheet: Page, c: CommentReport) -> str:
    who = f" {line(c.author or c.signature or '', NAME)}" if c.author or c.signature else ""
    indent = "  " * min(c.depth, DEEPEST)
    anchor = f'<a id="{sheet.comments.anchor(c.id)}"></a>'
    flags = ", ".join(line(flag, NAME) for flag in _flags(sheet, c))
    return f"{indent}- {anchor}{escape(sheet.comments.of(c.id))}{who} ({flags}): {line(c.text)}"


def _flags(sheet: Page, c: CommentReport) -> Iterator[str]:
    words, say = sheet.words, sheet.say
    yield words.stance(c.stance.label)
    yield words.tone(c.sentiment.label)
    if c.reply:
        yield words.reply(c.reply.label)
    if c.by_article_author:
        yield words.variant("article-author")
    if c.spam.is_spam:
        yield say.gettext("spam")
    if c.duplicate:
        yield say.gettext("%(kind)s re-post", kind=words.kind(c.duplicate.kind))
