"""Words for the reader in Greek, Chinese (both scripts) and English, from catalogues of translations.

A message is its English words; `catalogues/<locale>/<room>.po` says them in another language, one file a room, read as
they are (no compiled files). Formats of numbers, shares and dates are Babel's (CLDR).
"""

from agorascope.phrases.catalogue import LOCALES, Phrases, locale_for, locale_named, phrases

__all__ = ["LOCALES", "Phrases", "locale_for", "locale_named", "phrases"]
