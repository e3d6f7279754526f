"""A document as a row of `agorascope label`: its text, and what the user says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from agorascope.components.options import Options

FOUND = "agorascope_language"
"""Where the language component keeps what it found, under its own name."""


def row(doc: Doc, options: Options, columns: Mapping[str, str]) -> dict[str, Any]:
    """Make a row of a document; `columns` names for each column, the attribute in `doc._` that fills it.

    What `doc._` says goes before the context that came with the text, and that before the config.
    """
    from agorascope.components.attributes import said

    context = context_of(doc, options)
    given = {column: context[column] for column in columns if column in context}
    own = {column: value for column, name in columns.items() if (value := said(doc, name))}
    made = {"text": doc.text, **given, **own}
    if options.target and not isinstance(made.get("target"), str):
        made["target"] = options.target
    return made


def context_of(doc: Doc, options: Options) -> Mapping[str, Any]:
    """Give what came with the text where the user lets it be read and it has names, else nothing."""
    context = doc._context if options.read_context else None  # noqa: SLF001 - spaCy has no other way to it
    return context if isinstance(context, Mapping) else {}


def spoken(doc: Doc, options: Options) -> str:
    """Choose whose language facts serve a document: a code without script, or of a language that has none.

    First what the user says, in the config or in the context; then what the language component found, else the text
    shows; where that is not known the pipeline's language, and English at last.
    """
    from agorascope import language
    from agorascope.language.facts import LANGUAGES

    told = options.language or context_of(doc, options).get("lang")
    if isinstance(told, str) and (code := _base(told)) in LANGUAGES:
        return code
    kept = doc.user_data.get(FOUND)
    code = _base(kept["code"] if kept else language.detect(doc.text).code)
    if code != "und":
        return code
    return doc.lang_ if doc.lang_ in LANGUAGES else "en"


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].casefold()
