"""Loads the trained pipelines: found and proved by hash where models are found, then read as spaCy reads them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agorascope.errors import ModelNotFoundError
from agorascope.language.spacy_parts import loading

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

CODES = ("el", "zh")
TASK = "syntax"
UNBOUNDED = 2**31


def knows(code: str) -> bool:
    """Tell whether there is a trained pipeline for a BCP 47 code."""
    return code in CODES or code.partition("-")[0] == "zh"


@cache
def parsed(code: str) -> Language:
    """Give the trained spaCy pipeline of a BCP 47 code (`el`, `zh`, `zh-Hant`), the same object each time.

    Beside sentence starts its documents have parts of speech, features, lemmas and trees; texts of any length are
    accepted. Sentences are those of `agorascope.language.sentences`, each with one root. Raises
    `ModelNotFoundError` for other languages (also for Greek in Latin letters) and where no pipeline is installed,
    `ModelMismatchError` where a file is not the one that its manifest names.
    """
    from agorascope.inference import store

    if not knows(code):
        raise ModelNotFoundError(f"no pipeline knows the grammar of '{code}'; there are: {', '.join(CODES)}")
    folder = store.find(folder_of(code))
    model = store.model_for(folder, TASK)
    for name in model.files:
        store.read(folder, model, name)
    return load(folder)


def folder_of(code: str) -> str:
    """Name the model folder of a language's pipeline."""
    return f"spacy-{code.partition('-')[0]}"


def load(folder: Path) -> Language:
    """Load a pipeline of ours as `spacy.load` does, also where no entry point tells spaCy of our parts."""
    import spacy
    from spacy.util import registry

    from agorascope.language import sentence_starts  # noqa: F401  - it enters its pipe
    from agorascope.syntax import chinese, component  # noqa: F401

    registry.tokenizers.register(chinese.TOKENIZER, func=chinese.make)
    with loading():
        nlp = spacy.load(folder)
    # The limit guards parsers that need memory per token; ours read one sentence at a time.
    nlp.max_length = UNBOUNDED
    return nlp
