"""Which language a text is in, where its sentences are, and Greek written in Latin letters.

Public names: `sentences`, `pipeline`, `detect`, `detect_all`, `to_greek`, `aligned`, `accented`, `common`, `faceless`,
`heard`, `nameless`. Importing the room loads neither spaCy nor langdetect; each name brings what it needs at its first
use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agorascope.language.accents import accented
    from agorascope.language.detection import detect, detect_all
    from agorascope.language.greeklish import aligned, to_greek
    from agorascope.language.names import nameless
    from agorascope.language.reading import heard
    from agorascope.language.segmentation import sentences
    from agorascope.language.spacy_pipelines import pipeline
    from agorascope.language.swaps import common, faceless

__all__ = [
    "accented",
    "aligned",
    "common",
    "detect",
    "detect_all",
    "faceless",
    "heard",
    "nameless",
    "pipeline",
    "sentences",
    "to_greek",
]

_HOMES = {
    "accented": "accents",
    "aligned": "greeklish",
    "common": "swaps",
    "detect": "detection",
    "detect_all": "detection",
    "faceless": "swaps",
    "heard": "reading",
    "nameless": "names",
    "pipeline": "spacy_pipelines",
    "sentences": "segmentation",
    "to_greek": "greeklish",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the public names have different types
    """Load a public name from its module at first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
