"""The terminal summary: what a content editor reads first, with a reference behind every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.blocks import Blocks, cut, labelled, text
from agorascope.reports.plain import Elsewhere, Names, safe
from agorascope.reports.words import Words

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from agorascope.records import CommentReport, Debate, Discussion, HeldArgument, Strand

QUOTES = 2
STRANDS = 20
# What the lines below do not show by themselves comes first.
TELLING = ("turn", "objections", "unanswered", "languages", "agree", "differ", "controversy", "counter", "speakers")
JOINED = ("towards", "same", "opposite", "unclear", "languages")


def show(discussion: Discussion, console: Console, locale: str | None = None) -> None:
    """Print one discussion; the same content whatever the terminal, colours only where it has them.

    The words are those of `locale` (one of `phrases.LOCALES`), English for None; headline and abstract are told as they
    stand in the discussion. Raises `KeyError` for another locale.
    """
    title = discussion.article.title or discussion.id
    _show(title, _Discussion(discussion, Words(locale or "en")).all(), console)


def show_debate(debate: Debate, console: Console, locale: str | None = None) -> None:
    """Print a debate, as `show` does a discussion."""
    _show(debate.title or debate.id, _Debate(debate, Words(locale or "en")).all(), console)


def _show(title: str, blocks: Iterator[RenderableType], console: Console) -> None:
    from rich.rule import Rule
    from rich.text import Text

    console.print(Rule(Text(safe(title), style="bold"), align="left"))
    for block in blocks:
        console.print(block)
    console.print()


class _Discussion(Blocks):
    """The parts of the summary of one discussion."""

    def __init__(self, discussion: Discussion, words: Words) -> None:
        self.d, self.comments = discussion, Names(discussion.comments)
        super().__init__(discussion.summary, self.comments, words, discussion.language.code)

    def all(self) -> Iterator[RenderableType]:
        """Give every part that has something to say."""
        d, say = self.d, self.say
        yield text(self._facts(), "dim")
        yield text(f"\n{safe(d.summary.headline)}", "bold")
        if d.comments:
            yield self.bar()
        yield from map(text, self.telling(TELLING))
        if d.article.thesis:
            yield labelled(say.gettext("Thesis"), cut(d.article.thesis, 240))
        yield from self.points()
        yield from self.listing(say.gettext("Who says what in the article"), self._holders())
        yield from self.listing(say.gettext("Re-posts"), self._duplicates())
        yield from self.listing(say.gettext("Spam"), self._spam())
        yield from self.listing(
            say.gettext("Please note"), [safe(self.words.notice(one, d)) for one in d.quality.warnings]
        )

    def _facts(self) -> str:
        d, say = self.d, self.say
        comments = say.ngettext("%(n)s comment", "%(n)s comments", len(d.comments))
        if d.declared_comments not in {None, len(d.comments)}:
            declared = say.number(d.declared_comments or 0)
            comments = say.gettext("%(comments)s of %(declared)s declared", comments=comments, declared=declared)
        published = say.date(d.article.published) if d.article.published else None
        known = [d.article.author, published, d.language.code, comments, d.source]
        return " · ".join(safe(k) for k in known if k)

    def _holders(self) -> list[str]:
        """Give one line a speaker, in the order of their first words: the surest claims, how many more there are."""
        by_holder: dict[str, list[HeldArgument]] = {}
        for argument in self.d.article.arguments:
            if argument.holder:
                by_holder.setdefault(argument.holder, []).append(argument)
        return [self._speaker(holder, held) for holder, held in by_holder.items()]

    def _speaker(self, holder: str, held: Sequence[HeldArgument]) -> str:
        surest = sorted(held, key=lambda a: (a.role != "claim", -a.score, a.start))[:QUOTES]
        quotes = "; ".join(self.said(a.quote, 100) for a in sorted(surest, key=lambda a: a.start))
        return f"{safe(holder)}: {quotes}" + (f" (+{len(held) - QUOTES})" if len(held) > QUOTES else "")

    def _duplicates(self) -> list[str]:
        return [
            f"{self.named(c.members)} ({self.words.kind(c.kind)}):"
            f" {self.said(self.comments.comments[c.members[0]].text, 90)}"
            for c in self.d.duplicates
        ]

    def _spam(self) -> list[str]:
        return [
            f"{self.names.of(c.id)} ({self.say.figure(c.spam.score)}; {self._reasons(c)}): {self.said(c.text, 90)}"
            for c in self.d.comments
            if c.spam.is_spam
        ]

    def _reasons(self, comment: CommentReport) -> str:
        return ", ".join(self.words.reason(code) for code in dict.fromkeys(r.code for r in comment.spam.reasons))


class _Debate(Blocks):
    """The parts of the summary of several discussions told as one."""

    def __init__(self, debate: Debate, words: Words) -> None:
        self.debate = debate
        super().__init__(debate.summary, Elsewhere({}), words, None)

    def all(self) -> Iterator[RenderableType]:
        """Give every part that has something to say."""
        debate, say = self.debate, self.say
        told = say.ngettext("%(n)s discussion told as one", "%(n)s discussions told as one", len(debate.strands))
        yield text(told, "dim")
        yield text(f"\n{safe(debate.summary.headline)}", "bold")
        if debate.summary.counts.comments:
            yield self.bar()
        yield from map(text, self.telling(JOINED, len(JOINED)))
        if debate.thesis:
            yield labelled(say.gettext("Thesis"), cut(debate.thesis, 240))
        yield from self.listing(say.gettext("The discussions"), self._strands())
        yield from self.points()
        yield from self.listing(
            say.gettext("Re-posts across discussions"),
            [f"{self.named(one.members)} ({self.words.kind(one.kind)})" for one in debate.duplicates],
        )
        yield from self.listing(say.gettext("Please note"), [safe(self.words.doubt(one)) for one in debate.warnings])

    def _strands(self) -> list[str]:
        strands = self.debate.strands
        more = len(strands) - STRANDS
        return [*map(self._strand, strands[:STRANDS]), *([f"+{self.say.number(more)}"] if more > 0 else [])]

    def _strand(self, strand: Strand) -> str:
        voices = self.say.ngettext("%(n)s voice", "%(n)s voices", strand.counts.voices)
        relation = self.words.relation(strand.relation.label)
        title = f" {self.said(strand.title, 90)}" if strand.title else ""
        return f"{safe(strand.id)}:{title} · {self.words.language(strand.language)} · {relation} · {voices}"
