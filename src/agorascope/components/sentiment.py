"""`agorascope_sentiment`: the tone of a document."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from collections.abc import Mapping
from typing import ClassVar

from spacy.language import Language

from agorascope.components.labelling import Labelling
from agorascope.components.options import Options, defaults
from agorascope.records import LABELS

NAME = "agorascope_sentiment"
DEFAULTS = defaults("attribute", "abstain", "cats", "read_context", "model", "labels")


class SentimentComponent(Labelling):
    """Labels the tone; where `doc._.target` and `doc._.parent` are filled in, in their light."""

    task: ClassVar[str] = "sentiment"
    names: ClassVar[tuple[str, ...]] = LABELS["sentiment"]
    columns: ClassVar[Mapping[str, str]] = {"target": "target", "parent": "parent"}
    filled: ClassVar[tuple[str, ...]] = ("target", "parent")


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
    read_context: bool,
    model: str | None,
    labels: dict[str, str],
) -> SentimentComponent:
    """Make the component; its finding is a `Label` in `doc._.agorascope_sentiment`."""
    del nlp
    options = Options(
        attribute=attribute, abstain=abstain, cats=cats, read_context=read_context, model=model, labels=labels
    )
    return SentimentComponent(name, options)
