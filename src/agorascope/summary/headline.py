"""The headline: the debate in one sentence of counted facts, in the language of the page."""

from __future__ import annotations

from msgspec import Struct

from agorascope.language import facts
from agorascope.records import Counts, Language, StanceCounts

FALLBACK = "en"


class Plural(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase for exactly one and for any other number."""

    one: str
    other: str

    def of(self, n: int) -> str:
        """Give the phrase for `n`."""
        return (self.one if n == 1 else self.other).format(n=n)


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """The pieces a headline is put together from, in one language and script."""

    nobody: str
    voices: Plural
    favor: Plural
    against: Plural
    none: Plural
    aside: str
    spam: Plural
    duplicates: Plural
    colon: str
    comma: str
    stop: str
    gap: str


class SummaryFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What a summary needs to know about a language; `traditional` serves the Hant script."""

    phrases: Phrases
    traditional: Phrases | None = None


def phrases_for(language: Language) -> Phrases:
    """Choose the phrases of the page's language and script; pages in other languages get English ones."""
    code = language.code.split("-")[0]
    known: SummaryFacts = facts.load(code if code in facts.LANGUAGES else FALLBACK, "summary", SummaryFacts)
    return known.traditional if language.script == "Hant" and known.traditional else known.phrases


def headline(counts: Counts, stance: StanceCounts, language: Language) -> str:
    """Tell how many voices take which side, and what was not counted; figures of nought are left out."""
    say = phrases_for(language)
    if not counts.comments:
        return say.nobody
    sides = ((say.favor, stance.favor), (say.against, stance.against), (say.none, stance.none))
    told = [f"{say.voices.of(counts.voices)}{say.colon}{_listed(sides, say)}{say.stop}"] if counts.voices else []
    aside = _listed(((say.spam, counts.spam), (say.duplicates, counts.duplicates)), say)
    return say.gap.join([*told, *([say.aside.format(parts=aside)] if aside else [])])


def _listed(parts: tuple[tuple[Plural, int], ...], say: Phrases) -> str:
    return say.comma.join(phrase.of(n) for phrase, n in parts if n)
