"""One light spaCy pipeline per language: its tokenizer, and sentence starts from `segmentation`.

Those that also know parts of speech, lemmas and trees are in the room `syntax`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agorascope.language.spacy_parts import loading

if TYPE_CHECKING:
    from spacy.language import Language

_ANY_LANGUAGE = "xx"


@cache
def pipeline(code: str) -> Language:
    """Give the spaCy pipeline of a BCP 47 code, the same object each time; spaCy is imported at the first call.

    It tokenizes, and `doc.sents` begin where `sentences` says (at the first token that starts there or later).
    `el-Latn` and codes that spaCy does not know, or whose tokenizer needs a package that is not installed, get
    spaCy's multi-language tokenizer. Texts of any length are accepted. Raises `PackageError` where a package beside
    spaCy keeps it from working.
    """
    from agorascope.language import sentence_starts

    with loading():
        nlp = _blank(code)
    nlp.add_pipe(sentence_starts.NAME, config={"code": code})
    # The limit guards parsers that need memory per token; a tokenizer alone has no such need.
    nlp.max_length = 2**31
    return nlp


def _blank(code: str) -> Language:
    import spacy

    language, _, script = code.partition("-")
    try:
        return spacy.blank(_ANY_LANGUAGE if script == "Latn" else language)
    except ImportError:
        return spacy.blank(_ANY_LANGUAGE)
