"""What our components share: documents in batches, findings kept as plain values, saving, loading, pickling."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Self

import msgspec
from spacy import util
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from agorascope.components import attributes, identity, scoring, spans
from agorascope.components.shared import choice_of, models_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.training import Example

    from agorascope.components.options import Options
    from agorascope.inference import Models

    Handler = Callable[[str, Any, list[Doc], Exception], Any]

VERSION = 1
USUAL = tuple(f"agorascope_{name}" for name in ("arguments", "language", "sentiment", "spam", "stance"))


class Component(Pipe):
    """A component that judges documents by one task and keeps what it finds with each.

    A document's finding is the same whatever documents stand beside it, in whatever batch or process.
    """

    task: ClassVar[str]
    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, name: str, options: Options) -> None:
        """Take the settings; load nothing. Raises `UsageError` for settings that cannot be."""
        self.name = name
        self.options = options
        self.attribute = options.attribute or name
        self._expected: list[dict[str, str]] = []
        choice_of(self.task, options)
        self._offer()

    def find(self, docs: Sequence[Doc], models: Models) -> Sequence[Any]:
        """Judge documents: a plain value for each, None for one that cannot be asked about."""
        raise NotImplementedError

    def mark(self, doc: Doc, value: Any) -> None:  # noqa: ANN401 - each component's finding is of its own type
        """Show a finding where spaCy's users look for it, besides the attribute."""

    def __call__(self, doc: Doc) -> Doc:
        """Judge one document."""
        self._judge([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Judge documents as they come, a batch at a time; of a batch that fails, only what fails alone is lost."""
        coming = iter(stream)
        while docs := list(islice(coming, batch_size)):
            try:
                self._judge(docs)
            except Exception:  # noqa: BLE001 - the handler is told below, of the documents that it is about
                yield from self._one_by_one(docs)
            else:
                yield from docs

    def _one_by_one(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        handler: Handler = self.get_error_handler()
        for doc in docs:
            try:
                self._judge([doc])
            except Exception as error:  # noqa: BLE001 - what to do with errors is the pipeline's choice
                handler(self.name, self, [doc], error)
            else:
                yield doc

    def _judge(self, docs: Sequence[Doc]) -> None:
        for doc, value in zip(docs, self.find(docs, self._models()), strict=True):
            doc.user_data.pop(self.attribute, None)
            if value is not None:
                doc.user_data[self.attribute] = value
                self.mark(doc, value)

    def _models(self) -> Models:
        models = models_for(self.task, self.options)
        if self._expected and self.options.model:
            identity.compare(self.name, self._expected, identity.guest(self.task, self.options))
        self._expected = []
        return models

    def _offer(self) -> None:
        attributes.offer(self.attribute)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it may give."""
        return self.names

    def score(self, examples: Iterable[Example], **given: Any) -> dict[str, Any]:  # noqa: ANN401 - spaCy's signature
        """Compare with gold: `doc.cats` of the references, among our labels."""
        del given
        return scoring.cats(examples, self.attribute, self.labels) if self.names else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Write the attribute and which models are asked; settings are in the pipeline's config."""
        return util.to_bytes({"cfg": lambda: msgspec.json.encode(self._saved())}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_bytes` wrote; warns with `ModelsChangedWarning`, raises `ModelError`."""
        util.from_bytes(data, {"cfg": lambda cfg: self._load(msgspec.json.decode(cfg))}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the same into a folder."""
        util.to_disk(path, {"cfg": self._write}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the same from a folder."""
        util.from_disk(path, {"cfg": lambda file: self._load(msgspec.json.decode(file.read_bytes()))}, exclude)
        return self

    def _write(self, file: Path) -> None:
        file.write_bytes(msgspec.json.encode(self._saved()))

    def _saved(self) -> dict[str, Any]:
        models = {"models": identity.ours(self.task, self.options), "own": identity.guest(self.task, self.options)}
        return {"version": VERSION, "attribute": self.attribute, **models}

    def _load(self, saved: dict[str, Any]) -> None:
        """Keep the attribute of a component that was renamed; a user's own model is compared when it is used."""
        identity.compare(self.name, saved["models"], identity.ours(self.task, self.options))
        self._expected = saved["own"]
        if not self.options.attribute:
            self.attribute = saved["attribute"]
            self._offer()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.options), dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._offer()


for _usual in USUAL:  # documents that another process made have their findings too
    attributes.offer(_usual)
spans.offer()
