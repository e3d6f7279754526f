"""One room's messages in one language."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.support import NullTranslations

    from agorascope.records import Language

LOCALES = ("el", "en", "zh", "zh_Hant")
SOURCE = "en"


class Phrases:
    """What a room says to the reader, in one language; `%(name)s` in a message is filled by the value of that name."""

    def __init__(self, locale: str, translations: NullTranslations) -> None:
        """Keep the translations; `locale` is one of `LOCALES`."""
        self.locale, self.translations = locale, translations

    @property
    def tag(self) -> str:
        """Give the BCP 47 tag, as HTML's `lang` wants it."""
        return {"zh": "zh-Hans", "zh_Hant": "zh-Hant"}.get(self.locale, self.locale)

    def gettext(self, words: str, /, **values: object) -> str:
        """Say `words`, filled with `values`."""
        return str(self.translations.ugettext(words)) % values

    def ngettext(self, one: str, other: str, n: int, /, **values: object) -> str:
        """Say `one` or `other`, as the language counts `n`; `%(n)s` is the number as the language writes it."""
        return str(self.translations.ungettext(one, other, n)) % {"n": self.number(n), **values}

    def number(self, value: float) -> str:
        """Write a number: 1,234 or 1.234."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.locale))

    def figure(self, value: float) -> str:
        """Write a score or a measure with two places: 0.67 or 0,67."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, format="0.00", locale=self.locale))

    def percent(self, share: float) -> str:
        """Write a share (0..1) in whole per cent; only all is 100 %, only nothing 0 %."""
        from babel.numbers import format_percent

        told = min(max(round(share, 2), 0.01), 0.99) if 0 < share < 1 else round(share, 2)
        return str(format_percent(told, locale=self.locale))

    def date(self, iso: str) -> str:
        """Write an ISO 8601 day (or the day of a time); what is no day stays as it is."""
        from babel.dates import format_date

        try:
            day = datetime.fromisoformat(iso).date() if "T" in iso else date.fromisoformat(iso)
        except ValueError:
            return iso
        return str(format_date(day, format="long", locale=self.locale))

    def listed(self, items: Sequence[str]) -> str:
        """Join words: 'a, b and c'."""
        from babel.lists import format_list

        return str(format_list(list(items), locale=self.locale)) if items else ""


def locale_named(name: str) -> str | None:
    """Give the locale that a user names: `el`, `en`, `zh`, `zh-Hant`, in any case, or None for another language."""
    known = {locale.lower(): locale for locale in LOCALES} | {"zh_hans": "zh", "zh_tw": "zh_Hant"}
    return known.get(name.lower().replace("-", "_"))


def locale_for(language: Language) -> str:
    """Choose the locale for readers of a page: its language and script; English for languages without a catalogue."""
    code = language.code.split("-")[0]
    if code == "zh":
        return "zh_Hant" if language.script == "Hant" else "zh"
    return code if code in LOCALES else SOURCE


@cache
def phrases(room: str, locale: str) -> Phrases:
    """Give the messages of a room in one of `LOCALES`; raises `KeyError` for another."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import NullTranslations, Translations

    if locale not in LOCALES:
        raise KeyError(locale)
    if locale == SOURCE:
        return Phrases(locale, NullTranslations())
    path = files("agorascope.phrases") / "catalogues" / locale / f"{room}.po"
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(path.read_bytes()), locale=locale))
    compiled.seek(0)
    return Phrases(locale, Translations(compiled))
