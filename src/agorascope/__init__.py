"""Who argues what: articles and their comment threads in Greek, Chinese and English, read offline.

    import agorascope as ag

    d = ag.analyze("page.html")
    d.summary.key_points
    d.to_pandas("arguments")
    ag.label("stance", rows, target="…")
    ag.duplicates(texts)

The names in `__all__` are stable; each is loaded when it is first used. docs/python.md tells of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agorascope.api.analysing import analyze, analyze_all, analyze_comments, analyze_text, iterate, load
    from agorascope.api.asking import forget
    from agorascope.api.corpora import Corpus, analyze_corpus, open_corpus
    from agorascope.api.debating import Debate, debate, debates
    from agorascope.api.discussion import Discussion
    from agorascope.api.discussions import Discussions
    from agorascope.api.evaluating import Evaluation, evaluate
    from agorascope.api.flagging import Flags, flag
    from agorascope.api.labelling import Labels, label
    from agorascope.api.listing import formats, models, nlp
    from agorascope.api.reading import page, thread
    from agorascope.api.repeating import Duplicates, duplicates
    from agorascope.api.tables import TABLES
    from agorascope.errors import (
        AgorascopeError,
        CorpusBusyError,
        CorpusError,
        IndexMismatchError,
        ModelError,
        ModelMismatchError,
        ModelNotFoundError,
        ReadError,
        UnknownFormatError,
        UsageError,
    )
    from agorascope.records import Thread
    from agorascope.schemas import schema
    from agorascope.settings import Settings

    __version__: str

_FOUND_IN = {
    "api.analysing": ("analyze", "analyze_all", "analyze_comments", "analyze_text", "iterate", "load"),
    "api.asking": ("forget",),
    "api.corpora": ("Corpus", "analyze_corpus", "open_corpus"),
    "api.debating": ("Debate", "debate", "debates"),
    "api.discussion": ("Discussion",),
    "api.discussions": ("Discussions",),
    "api.evaluating": ("Evaluation", "evaluate"),
    "api.flagging": ("Flags", "flag"),
    "api.labelling": ("Labels", "label"),
    "api.listing": ("formats", "models", "nlp"),
    "api.reading": ("page", "thread"),
    "api.repeating": ("Duplicates", "duplicates"),
    "api.tables": ("TABLES",),
    "errors": (
        "AgorascopeError",
        "CorpusBusyError",
        "CorpusError",
        "IndexMismatchError",
        "ModelError",
        "ModelMismatchError",
        "ModelNotFoundError",
        "ReadError",
        "UnknownFormatError",
        "UsageError",
    ),
    "records": ("Thread",),
    "schemas": ("schema",),
    "settings": ("Settings",),
}
_MODULES = {name: module for module, names in _FOUND_IN.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function, a class, a text
    """Load a stable name when it is first used."""
    if name == "__version__":
        from importlib.metadata import version

        return version("agorascope")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"agorascope.{_MODULES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Name what there is, loaded or not."""
    return sorted({*globals(), *__all__, "__version__"})


__all__ = [
    "TABLES",
    "AgorascopeError",
    "Corpus",
    "CorpusBusyError",
    "CorpusError",
    "Debate",
    "Discussion",
    "Discussions",
    "Duplicates",
    "Evaluation",
    "Flags",
    "IndexMismatchError",
    "Labels",
    "ModelError",
    "ModelMismatchError",
    "ModelNotFoundError",
    "ReadError",
    "Settings",
    "Thread",
    "UnknownFormatError",
    "UsageError",
    "analyze",
    "analyze_all",
    "analyze_comments",
    "analyze_corpus",
    "analyze_text",
    "debate",
    "debates",
    "duplicates",
    "evaluate",
    "flag",
    "forget",
    "formats",
    "iterate",
    "label",
    "load",
    "models",
    "nlp",
    "open_corpus",
    "page",
    "schema",
    "thread",
]
