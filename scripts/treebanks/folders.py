"""Puts a pipeline together: spaCy's tokenizer with the treebanks' ways, our sentences, the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from spacy.util import compile_prefix_regex, compile_suffix_regex, registry

from agorascope.language import sentence_starts
from agorascope.syntax import chinese, component
from scripts.treebanks.sets import data

if TYPE_CHECKING:
    from spacy.language import Language

    from scripts.treebanks.sets import Plan

# Both Greek treebanks see a preposition and an article in these.
ARTICLES = ("το", "τη", "την", "τον", "τα", "τους", "τις", "του", "της", "των", "τού", "τή", "τήν", "τόν", "τά")
RUNS = [r"[.!?]{2,}", r"[*=_~#-]{2,}"]
"""What people write for emphasis or as a line is one token, in EWT as in comments."""


def assembled(plan: Plan, files: dict[str, bytes], version: str) -> Language:
    """Make the pipeline of a plan from the files of its network."""
    registry.tokenizers.register(chinese.TOKENIZER, func=chinese.make)
    words = {"@tokenizers": chinese.TOKENIZER, "pipe": component.NAME}
    config: dict[str, Any] = {"nlp": {"tokenizer": words}} if plan.code == "zh" else {}
    nlp = spacy.blank(plan.code, config=config)
    if plan.code == "el":
        _articles(nlp)
    if plan.code != "zh":
        _runs(nlp)
    nlp.add_pipe(sentence_starts.NAME, config={"code": plan.code})
    pipe: Any = nlp.add_pipe(component.NAME)
    pipe.from_bytes(_packed(files))
    nlp.meta.update(
        name=plan.folder.replace("-", "_"),
        version=version,
        spacy_version=">=3.8.0,<4.0.0",
        license=plan.licence,
        author="The agorascope founders",
        description="Words, parts of speech, features, lemmas and trees; needs the package agorascope.",
        sources=[{"name": one.name, "license": one.licence} for one in data(plan)],
    )
    return nlp


def _packed(files: dict[str, bytes]) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(files)


def _articles(nlp: Language) -> None:
    tokenizer: Any = nlp.tokenizer
    for article in ARTICLES:
        for first, last in (("σ", article), ("Σ", article), ("Σ", article.upper())):
            tokenizer.add_special_case(first + last, [{"ORTH": first}, {"ORTH": last}])


def _runs(nlp: Language) -> None:
    tokenizer: Any = nlp.tokenizer
    prefixes = [*RUNS, *(nlp.Defaults.prefixes or ())]
    suffixes = [*RUNS, *(nlp.Defaults.suffixes or ())]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
