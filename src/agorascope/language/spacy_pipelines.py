"""One spaCy pipeline per language: its tokenizer, and sentence starts from `segmentation`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from agorascope.language.segmentation import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_COMPONENT = "agorascope_sentences"
_ANY_LANGUAGE = "xx"


@cache
def pipeline(code: str) -> Language:
    """Give the spaCy pipeline of a BCP 47 code, the same object each time; spaCy is imported at the first call.

    It tokenizes, and `doc.sents` begin where `sentences` says (at the first token that starts there or later).
    `el-Latn` and codes that spaCy does not know, or whose tokenizer needs a package that is not installed, get
    spaCy's multi-language tokenizer. Texts of any length are accepted.
    """
    import spacy

    language, _, script = code.partition("-")
    try:
        nlp = spacy.blank(_ANY_LANGUAGE if script == "Latn" else language)
    except ImportError:
        nlp = spacy.blank(_ANY_LANGUAGE)
    _register()
    nlp.add_pipe(_COMPONENT, config={"code": code})
    # The limit guards parsers that need memory per token; a tokenizer alone has no such need.
    nlp.max_length = 2**31
    return nlp


@cache
def _register() -> None:
    from spacy.language import Language

    @Language.factory(_COMPONENT, default_config={"code": "und"})
    def create(nlp: Language, name: str, code: str) -> _SentenceStarts:  # noqa: ARG001 - spaCy passes them by name
        return _SentenceStarts(code)


class _SentenceStarts:
    """A pipeline component that marks the first token of every sentence."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of `doc` in one array: setting them token by token costs a scan each."""
        if not len(doc):
            return doc
        import numpy as np

        begins = [start for start, _ in sentences(doc.text, self.code)]
        offsets = [token.idx for token in doc]
        marks = np.full(len(offsets), -1, dtype=np.int64)
        first = np.searchsorted(offsets, begins)
        marks[first[first < len(offsets)]] = 1
        marks[0] = 1
        return doc.from_array(["SENT_START"], cast("Any", marks.astype(np.uint64)))
