"""The words of the desk in the reader's language: kinds, verdicts, layers, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope.phrases import phrases
from agorascope.reports.words import Words

if TYPE_CHECKING:
    from agorascope.records import Reason

ROOM: Final = "moderation"


class DeskWords:
    """What the desk's codes are called in one of `phrases.LOCALES`; raises `KeyError` for another locale.

    A code that is not known is given as it is.
    """

    def __init__(self, locale: str) -> None:
        """Read the catalogues once."""
        say = phrases(ROOM, locale)
        self.locale, self.say, self._words = locale, say, Words(locale)
        self._kinds = {"spam": say.gettext("spam"), "duplicate": say.gettext("re-post")}
        self._verdicts = {
            "approve": say.gettext("approved"),
            "spam": say.gettext("spam"),
            "duplicate": say.gettext("re-post"),
            "unsure": say.gettext("not sure"),
        }
        self._layers = {
            "general": say.gettext("general model"),
            "site": say.gettext("this site's own layer"),
            "moderator": say.gettext("a moderator's decision"),
            "reposts": say.gettext("comparison with other comments"),
        }
        self._reasons = {
            "repost-exact": say.gettext("word for word again"),
            "repost-near": say.gettext("nearly word for word again"),
            "repost-translation": say.gettext("the same in another language"),
            "known-spam": say.gettext("marked as spam before"),
            "site-layer": say.gettext("like what was marked as spam here"),
        }

    @property
    def tag(self) -> str:
        """Give the BCP 47 tag of the reader's language."""
        return self.say.tag

    def kind(self, kind: str) -> str:
        """Name what a comment is flagged as."""
        return self._kinds.get(kind, kind)

    def verdict(self, verdict: str) -> str:
        """Name what was decided."""
        return self._verdicts.get(verdict, verdict)

    def layer(self, layer: str) -> str:
        """Name what decided that a comment is flagged."""
        return self._layers.get(layer, layer)

    def reason(self, code: str) -> str:
        """Name a reason."""
        return self._reasons.get(code) or self._words.reason(code)

    def detail(self, reason: Reason) -> str:
        """Give the words that show a reason, or what there is to say of it; empty where the code says it all."""
        return reason.detail if reason.code in self._reasons else self._words.detail(reason)

    def language(self, code: str) -> str:
        """Name the language of a BCP 47 code."""
        return self._words.language(code)
