"""What the components share that give a document one label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from agorascope.components import attributes, reading
from agorascope.components.component import Component
from agorascope.components.scoring import scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from agorascope.components.options import Options
    from agorascope.inference import Models


class Labelling(Component):
    """Labels documents as `agorascope label` labels rows; `columns` names the attribute that fills each column."""

    columns: ClassVar[Mapping[str, str]] = {}
    filled: ClassVar[tuple[str, ...]] = ()

    def __init__(self, name: str, options: Options) -> None:
        """Take the settings, and make the attributes that users fill in."""
        super().__init__(name, options)
        attributes.asked(*self.filled)

    def find(self, docs: Sequence[Doc], models: Models) -> Sequence[Any]:
        """Label each document."""
        return self.labelled([self.row(doc) for doc in docs], models)

    def row(self, doc: Doc) -> dict[str, Any]:
        """Make a row of a document."""
        return reading.row(doc, self.options, self.columns)

    def labelled(self, rows: Sequence[Mapping[str, Any]], models: Models) -> list[dict[str, Any]]:
        """Run the task on rows."""
        from agorascope.settings import Settings
        from agorascope.tasks import TASKS

        settings = Settings(abstain=self.options.abstain, spam_threshold=self.options.threshold)
        return TASKS[self.task].run(rows, models, settings)

    def mark(self, doc: Doc, value: Any) -> None:  # noqa: ANN401 - labels and verdicts
        """Put the scores into `doc.cats`, beside what is there."""
        if self.options.cats:
            doc.cats = {**doc.cats, **scores(value)}
