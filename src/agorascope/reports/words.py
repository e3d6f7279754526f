"""The words of the reports: labels, codes, languages and notices, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.phrases import LOCALES, locale_for, phrases
from agorascope.reports.notices import Notices
from agorascope.reports.plain import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.phrases import Phrases
    from agorascope.records import Discussion, Notice, Reason

LATIN = "-Latn"
Named = dict[str | None, str]
CAMPAIGN = re.compile(r"(\d+) authors within ([\d.]+) h")


class Words:
    """What the labels and codes of a discussion are called in one of `phrases.LOCALES`; raises `KeyError` for another.

    A label that is null is called unsure; a code that is not known is given as it is.
    """

    def __init__(self, locale: str) -> None:
        """Read the catalogue once."""
        say = phrases("reports", locale)
        self.locale, self.say = locale, say
        self._notices = Notices(say)
        self._stances, self._tones, self._replies = _sides(say)
        self._toned = _toned(say)
        self._roles = {"claim": say.gettext("claim"), "premise": say.gettext("premise")}
        self._kinds = {
            "exact": say.gettext("exact"),
            "near": say.gettext("near"),
            "translation": say.gettext("translation"),
        }
        self._relations: Named = {
            "favor": say.gettext("argues the same"),
            "against": say.gettext("argues the opposite"),
            "none": say.gettext("not clear"),
        }
        self._reasons, self._variants, self._dropped = _reasons(say), _variants(say), _dropped(say)
        self._written = {"el-Latn": say.gettext("Greeklish"), "zh-Latn": say.gettext("pinyin")}

    @property
    def tag(self) -> str:
        """Give the BCP 47 tag of the reader's language."""
        return self.say.tag

    def stance(self, label: str | None) -> str:
        """Name a stance to the article's thesis, in lower case: 'for'."""
        return self._stances.get(label, str(label))

    def tone(self, label: str | None) -> str:
        """Name a tone."""
        return self._tones.get(label, str(label))

    def toned(self, label: str | None) -> str:
        """Name a tone with the word tone before it, which it agrees with: 'Tone: positive'."""
        return self._toned.get(label, str(label))

    def reply(self, label: str | None) -> str:
        """Name what a reply does to its parent: 'agrees'."""
        return self._replies.get(label, str(label))

    def kind(self, kind: str) -> str:
        """Name how a re-post repeats."""
        return self._kinds.get(kind, kind)

    def reason(self, code: str) -> str:
        """Name a reason of spam."""
        return self._reasons.get(code, code)

    def detail(self, reason: Reason) -> str:
        """Give the words that show a reason, or, where all of the text shows it, what there is to say of it."""
        campaign = CAMPAIGN.fullmatch(reason.detail) if reason.code == "campaign" else None
        if campaign:
            authors, hours = int(campaign[1]), self.say.number(float(campaign[2]))
            return self.say.ngettext(
                "%(n)s author within %(hours)s h", "%(n)s authors within %(hours)s h", authors, hours=hours
            )
        return {
            ("advertising", "reads like an advert"): self.say.gettext("reads like an advert"),
            ("off-topic", "far from what the article is about"): self.say.gettext("far from what the article is about"),
        }.get((reason.code, reason.detail), reason.detail)

    def time(self, start: str) -> str:
        """Write an ISO 8601 day, or a day and its hour; what is neither stays."""
        from datetime import datetime

        day = self.say.date(start)
        if "T" not in start or day == start:
            return day
        return f"{day}, {datetime.fromisoformat(start):%H:%M}"

    def variant(self, reason: str) -> str:
        """Say why a form of a name is that person's."""
        return self._variants.get(reason, reason)

    def role(self, role: str) -> str:
        """Name what an argument is."""
        return self._roles.get(role, role)

    def language(self, code: str) -> str:
        """Name the language of a BCP 47 code, as a list of languages has it; a code that nobody knows stays."""
        from babel import Locale

        names = Locale.parse(self.locale).languages
        base = code.removesuffix(LATIN)
        return self._written.get(code) or str(names.get(code) or names.get(base) or safe(code))

    def relation(self, label: str | None) -> str:
        """Say how an article's thesis stands to that of the debate: 'argues the same'."""
        return self._relations.get(label, str(label))

    def doubt(self, notice: Notice) -> str:
        """Tell a notice of a debate with the discussion that it is about before it; in English that is its message."""
        return self._notices.of_debate(notice)

    def notice(self, notice: Notice, discussion: Discussion) -> str:
        """Tell a notice with its place before it; in English that is the notice's own message."""
        return self._notices.told(notice, discussion)

    def left_out(self, dropped: Mapping[str, int]) -> list[tuple[str, int]]:
        """Say why sentences of a language model were left out: each reason with its count, most first."""
        kept = sorted((-n, reason) for reason, n in dropped.items() if n)
        return [(self._dropped.get(reason, reason), -n) for n, reason in kept]

    def begun(self, words: str) -> str:
        """Write the first letter as a heading or a cell of its own has it: 'For'."""
        return words[:1].upper() + words[1:]


def told_in(discussion: Discussion) -> str:
    """Give the locale that a discussion's headline and abstract are in: the one asked for, else the page's own."""
    asked = str(discussion.settings.get("ui", ""))
    return asked if asked in LOCALES else locale_for(discussion.language)


def _sides(say: Phrases) -> tuple[Named, Named, Named]:
    """Name the stances, the tones and what replies do; null is unsure."""
    unsure = say.gettext("unsure")
    stances: Named = {
        None: unsure,
        "favor": say.gettext("for"),
        "against": say.gettext("against"),
        "none": say.gettext("no side"),
    }
    tones: Named = {
        None: unsure,
        "positive": say.gettext("positive"),
        "neutral": say.gettext("neutral"),
        "negative": say.gettext("negative"),
    }
    replies: Named = {
        None: unsure,
        "agree": say.gettext("agrees"),
        "disagree": say.gettext("disagrees"),
        "neutral": say.gettext("neither agrees nor disagrees"),
    }
    return stances, tones, replies


def _toned(say: Phrases) -> Named:
    return {
        None: say.gettext("Tone: unsure"),
        "positive": say.gettext("Tone: positive"),
        "neutral": say.gettext("Tone: neutral"),
        "negative": say.gettext("Tone: negative"),
    }


def _reasons(say: Phrases) -> dict[str, str]:
    return {
        "advertising": say.gettext("advertising"),
        "template-praise": say.gettext("template praise"),
        "contact": say.gettext("contact details"),
        "link": say.gettext("link"),
        "malicious": say.gettext("malicious"),
        "mixed-script": say.gettext("mixed scripts"),
        "invisible": say.gettext("invisible characters"),
        "shouting": say.gettext("shouting"),
        "repetition": say.gettext("repetition"),
        "off-topic": say.gettext("off topic"),
        "campaign": say.gettext("campaign"),
    }


def _variants(say: Phrases) -> dict[str, str]:
    return {
        "full-name": say.gettext("the full name"),
        "part-of-name": say.gettext("part of the name"),
        "title": say.gettext("the name with a title"),
        "case": say.gettext("another grammatical case"),
        "transliteration": say.gettext("another alphabet"),
        "short-form": say.gettext("a short form of the name"),
        "signature": say.gettext("signature under a comment"),
        "addressed": say.gettext("addressed by others"),
        "article-author": say.gettext("author of the article"),
    }


def _dropped(say: Phrases) -> dict[str, str]:
    """Name the reasons for which sentences of a language model are left out."""
    return {
        "no-citation": say.gettext("without a comment"),
        "unknown-comment": say.gettext("naming a comment that is not there"),
        "unseen-comment": say.gettext("naming a comment that the model was not told of"),
        "altered-quote": say.gettext("with altered words"),
        "borrowed-quote": say.gettext("with words that the comment itself quotes"),
        "unknown-figure": say.gettext("with a figure that nobody counted"),
        "too-long": say.gettext("too long"),
        "unreadable": say.gettext("not to be read"),
    }
