"""The facts of one language that this room needs, as patterns that match any spelling.

Matching is done on folded text (lower case, no accents, one code point for one code point), so a Greek
phrase is found with or without accents and offsets stay those of the text itself.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from agorascope.language import facts
from agorascope.language.folding import fold


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an editor of the language knows about attribution and reasoning; the TOML files explain each list."""

    spaced: bool
    question_marks: str
    pro_drop: bool
    plural_endings: tuple[str, ...]
    reporting: tuple[str, ...]
    finding: tuple[str, ...]
    positions: tuple[str, ...]
    not_reporting: tuple[str, ...]
    accord_before: tuple[str, ...]
    accord_weak: tuple[str, ...]
    view_prefixes: tuple[str, ...]
    as_words: tuple[str, ...]
    accord_after: tuple[str, ...]
    views: tuple[str, ...]
    studies: tuple[str, ...]
    copulas: tuple[str, ...]
    complementizers: tuple[str, ...]
    relatives: tuple[str, ...]
    conjunctions: tuple[str, ...]
    pronouns_m: tuple[str, ...]
    pronouns_f: tuple[str, ...]
    pronouns_p: tuple[str, ...]
    possessives_m: tuple[str, ...]
    possessives_f: tuple[str, ...]
    possessives_p: tuple[str, ...]
    singular_they: bool
    narrator: tuple[str, ...]
    bare_content: bool
    aspects: tuple[str, ...]
    subject_m: tuple[str, ...]
    subject_f: tuple[str, ...]
    subject_p: tuple[str, ...]
    oblique_m: tuple[str, ...]
    oblique_f: tuple[str, ...]
    oblique_p: tuple[str, ...]
    oblique: tuple[str, ...]
    possessive_suffixes: tuple[str, ...]
    titles: tuple[str, ...]
    kept_titles: tuple[str, ...]
    title_suffixes: tuple[str, ...]
    familiar_prefixes: tuple[str, ...]
    role_nouns: tuple[str, ...]
    particles: tuple[str, ...]
    group_nouns: tuple[str, ...]
    group_marks: tuple[str, ...]
    single_marks: tuple[str, ...]
    group_words: tuple[str, ...]
    joiners: tuple[str, ...]
    asks: tuple[str, ...]
    not_names: tuple[str, ...]
    surnames: tuple[str, ...]
    name_stop_characters: str
    name_stop_words: tuple[str, ...]
    after_name: tuple[str, ...]
    before_name: tuple[str, ...]
    nominative: tuple[tuple[str, str, str], ...]
    own_frames: tuple[str, ...]
    premise_openers: tuple[str, ...]
    claim_openers: tuple[str, ...]
    premise_cues: tuple[str, ...]
    claim_cues: tuple[str, ...]
    causal: tuple[str, ...]
    contrast: tuple[str, ...]
    leads: tuple[str, ...]
    asides: tuple[str, ...]
    thesis_cues: tuple[str, ...]
    announcements: tuple[str, ...]
    contrary: tuple[str, ...]


@cache
def rules_of(code: str) -> Rules:
    """Give the rules for a BCP 47 code."""
    found: Rules = facts.load(facts.serving(code), "arguments", Rules)
    return found


@cache
def opening(phrases: tuple[str, ...], *, spaced: bool) -> re.Pattern[str]:
    """Compile folded phrases, longest first, to match where a text begins (whole words where words are spaced)."""
    return re.compile(_alternatives(phrases, spaced=spaced))


def anywhere(phrases: tuple[str, ...], *, spaced: bool) -> re.Pattern[str]:
    """Compile folded phrases, longest first, to be searched in a text (whole words where words are spaced)."""
    return re.compile(("(?<!\\w)" if spaced else "") + _alternatives(phrases, spaced=spaced))


def _alternatives(phrases: tuple[str, ...], *, spaced: bool) -> str:
    longest_first = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    options = "|".join(re.escape(p) for p in longest_first) or "(?!)"
    return f"(?:{options})" + ("(?!\\w)" if spaced else "")
