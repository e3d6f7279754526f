"""Attributes under `doc._` and `span._`: records made of the plain values that are kept in `doc.user_data`.

Plain values, because a document goes to other processes and to disk as MessagePack, and because whoever reads it
there need not have this package.
"""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from agorascope.errors import UsageError
from agorascope.records import Argument, HeldArgument, Label, Language, Spam

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Span

KINDS = (("is_spam", Spam), ("script", Language), ("scores", Label))


def finding(key: str, doc: Doc) -> Any:  # noqa: ANN401 - what is found is of different types
    """Give what is kept under a key as a record, arguments as a tuple; None where nothing was looked for.

    The fields tell the kind: attributes are shared by all pipelines of a process, and with them by their components.
    """
    value = doc.user_data.get(key)
    if isinstance(value, (list, tuple)):  # of a list, `DocBin` makes a tuple
        return tuple(argument(row) for row in value)
    kind = next((kind for mark, kind in KINDS if isinstance(value, dict) and mark in value), None)
    return msgspec.convert(value, kind) if kind else value


def argument(row: dict[str, Any]) -> Argument | HeldArgument:
    """Give an argument as a record."""
    return msgspec.convert(row, HeldArgument) if "holder" in row else msgspec.convert(row, Argument)


def offer(key: str) -> None:
    """Offer what is kept under a key as an attribute of documents of the same name; raises `UsageError`."""
    from spacy.tokens import Doc

    found(Doc, key, partial(finding, key))


def found(holder: type[Doc | Span], name: str, getter: Callable[..., Any]) -> None:
    """Offer a finding as an attribute; raises `UsageError` where the name is somebody else's.

    A `getter` is a function of a module, alone or in a `partial`: attributes go to other processes with their names.
    """
    if not holder.has_extension(name):
        holder.set_extension(name, getter=getter)
    elif not _same(holder.get_extension(name)[2], getter):
        where = holder.__name__.lower()
        raise UsageError(
            f"{where}._.{name} belongs to something else already; give the component another name, "
            "or its config another `attribute`"
        )


def found_unless_taken(holder: type[Doc | Span], name: str, getter: Callable[..., Any]) -> None:
    """Offer a short name for what is found elsewhere too; where it is somebody else's, warn and leave it to them."""
    try:
        found(holder, name, getter)
    except UsageError as error:
        warnings.warn(str(error).partition(";")[0], UserWarning, stacklevel=2)


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - whatever was registered
    return _named(one) == _named(other)


def _named(getter: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever was registered
    """Name a function by its place: a module that is loaded anew in a notebook has others under the same names."""
    func, args = (getter.func, getter.args) if isinstance(getter, partial) else (getter, ())
    return getattr(func, "__module__", None), getattr(func, "__qualname__", func), args


def asked(*names: str) -> None:
    """Make attributes that users fill in; one that is there already is theirs, and is read as it is."""
    from spacy.tokens import Doc

    for name in names:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def said(doc: Doc, name: str) -> str:
    """Give what a user said of a document, '' where there is no such attribute or it holds no text."""
    value = doc._.get(name) if doc.has_extension(name) else None
    return value if isinstance(value, str) else ""
