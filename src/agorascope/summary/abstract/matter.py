"""What the sentences of an abstract are made of, and how they show a quote, a comment, a language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from agorascope.summary.voices import sided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.phrases import Phrases
    from agorascope.records import ArticleReport, CommentReport, Summary

LONGEST = 160  # characters of a quote that a sentence shows
_LOOSE = " .,:。，、：·"  # what may follow a quote in its text and would clash with the end of the sentence
_ENDS = ("?", "!", "…", "...", "？", "！", ";", "\u037e")


class Matter:
    """One discussion to be told, with the messages to tell it in."""

    def __init__(
        self,
        summary: Summary,
        comments: Sequence[CommentReport],
        article: ArticleReport,
        say: Phrases,
        towards: Literal["article", "thesis"],
    ) -> None:
        """Take what was found, and what sides are called sides towards."""
        self.summary, self.comments, self.article, self.say, self.towards = summary, comments, article, say, towards

    @cached_property
    def by_id(self) -> dict[str, CommentReport]:
        """Look comments up."""
        return {c.id: c for c in self.comments}

    @cached_property
    def sided(self) -> tuple[CommentReport, ...]:
        """Give the comments that have a voice and take a side, in page order."""
        return tuple(sided(self.comments))

    def inside(self, quote: str) -> str:
        """Show a quote in the middle of a sentence."""
        return self.say.gettext("“%(quote)s”", quote=shown(quote))

    def ending(self, quote: str) -> str:
        """Show a quote at the end of a sentence, with the full stop where the quote has no such end itself."""
        words = self.inside(quote)
        return words if shown(quote).endswith(_ENDS) else self.say.gettext("%(words)s.", words=words)

    def named(self, comment: str) -> str:
        """Name a comment by its printed number, else by its id."""
        number = self.by_id[comment].number
        return f"#{number}" if number is not None else f"[{comment}]"

    def languages(self, codes: Iterable[str]) -> str:
        """List languages, as they stand after 'in'; one that is not known is left out."""
        return self.say.listed([self.language(code) for code in codes if code != "und"])

    def language(self, code: str) -> str:
        """Name a language as it stands after 'in'."""
        from babel import Locale

        known = {
            "el": self.say.gettext("Greek"),
            "el-Latn": self.say.gettext("Greeklish"),
            "en": self.say.gettext("English"),
            "zh": self.say.gettext("Chinese"),
            "zh-Latn": self.say.gettext("pinyin"),
        }
        base = code.partition("-")[0]
        return known.get(code) or str(Locale.parse(self.say.locale).languages.get(base, code))


def shown(quote: str) -> str:
    """Give a quote as a sentence shows it: its beginning, on one line; what is cut off at the end is an ellipsis.

    Without the ellipsis it is always a piece of `quote`.
    """
    lines = quote.strip().splitlines()
    first = lines[0].rstrip() if lines else quote
    if len(first) > LONGEST:
        cut = first[: LONGEST - 1]
        space = cut.rfind(" ")
        return (cut[:space] if space > LONGEST // 2 else cut).rstrip(_LOOSE + "…") + "…"
    if len(lines) > 1:
        return first.rstrip(_LOOSE + "…") + "…"
    return first if first.endswith(_ENDS) else first.rstrip(_LOOSE) or first
