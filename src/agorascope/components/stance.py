"""`agorascope_stance`: whether a document is for its target or against it."""

# Annotations are values here: older versions of spaCy read the config's types from them.
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from agorascope.components.labelling import Labelling
from agorascope.components.options import Options, defaults
from agorascope.records import LABELS

if TYPE_CHECKING:
    from agorascope.inference import Models

NAME = "agorascope_stance"
DEFAULTS = defaults("attribute", "abstain", "cats", "target", "read_context", "model", "labels")


class StanceComponent(Labelling):
    """Labels the stance towards `doc._.target`, else the config's; one without any has none and is told of."""

    task: ClassVar[str] = "stance"
    names: ClassVar[tuple[str, ...]] = LABELS["stance"]
    columns: ClassVar[Mapping[str, str]] = {"target": "target", "parent": "parent", "context": "context"}
    filled: ClassVar[tuple[str, ...]] = ("target", "parent")

    def find(self, docs: Sequence[Doc], models: "Models") -> list[dict[str, Any] | None]:
        """Label the documents that have a target."""
        rows = [self.row(doc) for doc in docs]
        asked = [row for row in rows if isinstance(row.get("target"), str)]
        if len(asked) < len(rows):
            self._warn()
        told = iter(self.labelled(asked, models))
        return [next(told) if isinstance(row.get("target"), str) else None for row in rows]

    def _warn(self) -> None:
        warnings.warn(
            f"[{self.name}] a document without a target has no stance: fill in doc._.target, or set `target` in the "
            "config, or `read_context` where targets come with the texts",
            UserWarning,
            stacklevel=2,
        )


@Language.factory(
    NAME,
    assigns=[f"doc._.{NAME}"],
    default_config=DEFAULTS,
    default_score_weights={f"{NAME}_macro_f": 0.0, f"{NAME}_coverage": 0.0},
)
def make(  # noqa: PLR0913 - the settings of a component are spaCy's keyword arguments
    nlp: Language,
    name: str,
    *,
    attribute: str | None,
    abstain: float,
    cats: bool,
    target: str | None,
    read_context: bool,
    model: str | None,
    labels: dict[str, str],
) -> StanceComponent:
    """Make the component; its finding is a `Label` in `doc._.agorascope_stance`."""
    del nlp
    options = Options(
        attribute=attribute,
        abstain=abstain,
        cats=cats,
        target=target,
        read_context=read_context,
        model=model,
        labels=labels,
    )
    return StanceComponent(name, options)
