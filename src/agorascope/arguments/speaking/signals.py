"""Where a text has reporting verbs, pronouns and other signal words (spaCy's `PhraseMatcher`)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.rules import Rules, rules_of
from agorascope.language import facts, pipeline
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_KINDS = (
    "not_reporting", "reporting", "finding", "positions", "accord_before", "accord_after", "views", "studies",
    "copulas", "complementizers", "pronouns_m", "pronouns_f", "pronouns_p", "possessives_m", "possessives_f",
    "possessives_p", "narrator", "group_nouns", "group_words", "relatives", "contrary",
)  # fmt: skip
_RUN = re.compile("\\S{300}")
_LAYERS = {
    "not_reporting": "verb", "reporting": "verb", "finding": "verb", "positions": "verb",
    "accord_before": "accord", "accord_after": "accord_after",
    "pronouns_m": "pronoun", "pronouns_f": "pronoun", "pronouns_p": "pronoun",
    "possessives_m": "possessive", "possessives_f": "possessive", "possessives_p": "possessive",
}  # fmt: skip


class Hit(NamedTuple):
    """A phrase of kind `kind` (a list of the rules) at `start`:`end`."""

    start: int
    end: int
    kind: str


def hits(text: str, code: str) -> tuple[Hit, ...]:
    """Find every signal phrase of `text`, in order; of overlapping phrases of one layer the longest stays.

    A verb inside a phrase of the list `not_reporting` ('that is to say', 小说) is dropped with it.
    """
    nlp, matcher = _matcher(facts.serving(code))
    folded = fold(text)
    docs = [(at, nlp.make_doc(folded[at:end])) for at, end in _pieces(folded)]
    found = sorted(
        (_hit(doc, nlp.vocab.strings[key], a, b, at) for at, doc in docs for key, a, b in matcher(doc)),
        key=lambda h: (h.start - h.end, h.start, _KINDS.index(h.kind)),
    )
    return tuple(sorted(h for h in _longest(found) if h.kind != "not_reporting"))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Cut runs without white space: spaCy's tokenizer peels marks off such a run one by one, in quadratic time."""
    cuts = [0, *(m.end() for m in _RUN.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _hit(doc: Doc, kind: str, start: int, end: int, at: int) -> Hit:
    last = doc[end - 1]
    return Hit(at + doc[start].idx, at + last.idx + len(last), kind)


def _longest(found: list[Hit]) -> list[Hit]:
    taken: dict[str, set[int]] = {}
    kept = []
    for hit in found:
        layer = taken.setdefault(_LAYERS.get(hit.kind, hit.kind), set())
        if layer.isdisjoint((hit.start, hit.end - 1)):
            layer.update(range(hit.start, hit.end))
            kept.append(hit)
    return kept


@cache
def _matcher(language: str) -> tuple[Language, PhraseMatcher]:
    from spacy.matcher import PhraseMatcher

    nlp, rules = pipeline(language), rules_of(language)
    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    for kind in _KINDS:
        phrases = sorted({fold(p) for p in _listed(rules, kind)})
        if phrases:
            matcher.add(kind, [nlp.make_doc(p) for p in phrases])
    return nlp, matcher


def _listed(rules: Rules, kind: str) -> tuple[str, ...]:
    phrases: tuple[str, ...] = getattr(rules, kind)
    return phrases
