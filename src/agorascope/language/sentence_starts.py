"""The pipe `agorascope_sentences`: spaCy documents whose sentences begin where `sentences` says."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

from agorascope.language.segmentation import sentences

NAME = "agorascope_sentences"


class SentenceStarts:
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


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"], default_config={"code": "und"})
def make(nlp: Language, name: str, code: str) -> SentenceStarts:
    """Make the pipe for a BCP 47 code."""
    del nlp, name
    return SentenceStarts(code)
