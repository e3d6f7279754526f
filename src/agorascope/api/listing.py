"""What there is: installed models, formats that are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

from agorascope.api.fixed import Fixed
from agorascope.inference.store import Installed

if TYPE_CHECKING:
    from spacy.language import Language


class Installation(Fixed, Sequence[Installed]):
    """The installed models: each has `model` (name, version, licence, files, figures, data), `folder` and `size`."""

    __slots__ = ("_found",)

    _found: tuple[Installed, ...]

    def __init__(self, found: Iterable[Installed]) -> None:
        """Keep them."""
        self._fix(_found=tuple(found))

    def __reduce__(self) -> tuple[type[Installation], tuple[tuple[Installed, ...]]]:
        return Installation, (self._found,)

    @overload
    def __getitem__(self, index: int) -> Installed: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Installed]: ...
    def __getitem__(self, index: int | slice) -> Installed | Sequence[Installed]:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def _repr_html_(self) -> str:
        """Show the models in a notebook."""
        from agorascope.api import showing

        heads = ("model", "task", "version", "licence", "MB")
        rows = [(m.model.name, m.model.task, m.model.version, m.model.licence, m.size / 1e6) for m in self]
        return showing.listed(f"{len(self)} models", heads, rows)

    def __repr__(self) -> str:
        return f"<{len(self)} models: {', '.join(f'{one.model.name} {one.model.version}' for one in self)}>"


def models() -> Installation:
    """List the installed models with their licences, hashes and figures; nothing is loaded.

    Raises `ModelError` for a broken folder.

    >>> import agorascope as ag
    >>> {"tasks", "spam", "encoder"} <= {one.model.task for one in ag.models()}
    True
    """
    from agorascope.inference.store import installed

    return Installation(installed())


def formats() -> dict[str, tuple[str, ...]]:
    """Give the formats that are read, each with the endings of its files.

    >>> import agorascope as ag
    >>> ag.formats()["csv"]
    ('.csv', '.tsv')
    """
    from agorascope.readers.registry import readers

    return {name: tuple(reader.suffixes) for name, reader in readers().items()}


def nlp(code: str) -> Language:
    """Give our spaCy pipeline of a language, a new one at each call: pipes may be added.

    For `el` and `zh` it is the trained one, with parts of speech, features, lemmas and trees; for others (and
    Greeklish, `el-Latn`) it has words and sentences. The components `agorascope_language`, `agorascope_sentiment` …
    can be added to it by name. Raises `ModelError` where a trained one cannot be used.

    >>> import agorascope as ag
    >>> [(token.text, token.pos_) for token in ag.nlp("el")("Καλό κείμενο.")]
    [('Καλό', 'ADJ'), ('κείμενο', 'NOUN'), ('.', 'PUNCT')]
    """
    from agorascope import language, syntax

    # Those of the caches are used within: nobody's pipes belong there.
    own: Language = (syntax.parsed if syntax.knows(code) else language.pipeline).__wrapped__(code)
    return own
