"""`agorascope_spam`: whether a document is an advert, and the reasons with their places."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from agorascope.components import reading, spans
from agorascope.components.labelling import Labelling
from agorascope.components.options import Options, Tongue, defaults
from agorascope.records import LABELS

if TYPE_CHECKING:
    from agorascope.inference import Models

NAME = spans.SPAM
PARTS = ("code", "detail", "start", "end")
DEFAULTS = defaults(
    "attribute", "threshold", "cats", "spans_key", "language", "read_context", "model", "labels", spans_key="spam"
)


class SpamComponent(Labelling):
    """Judges documents, under the article in `doc._.article` where one is filled in."""

    task: ClassVar[str] = "spam"
    names: ClassVar[tuple[str, ...]] = LABELS["spam"]
    columns: ClassVar[Mapping[str, str]] = {"context": "article"}
    filled: ClassVar[tuple[str, ...]] = ("article",)

    def row(self, doc: Doc) -> dict[str, Any]:
        """Make a row of a document, with its language."""
        return {**super().row(doc), "lang": reading.spoken(doc, self.options)}

    def find(self, docs: Sequence[Doc], models: "Models") -> list[dict[str, Any]]:
        """Judge each document."""
        return [
            {
                "is_spam": told["label"] == "spam",
                "score": told["scores"]["spam"],
                "reasons": [dict(zip(PARTS, reason, strict=True)) for reason in told["reasons"]],
            }
            for told in super().find(docs, models)
        ]

    def mark(self, doc: Doc, value: dict[str, Any]) -> None:
        """Show the places of the reasons."""
        super().mark(doc, value)
        if self.options.spans_key:
            rows = [
                (spans.name_of(self.attribute, NAME, f"r{n}"), one["start"], one["end"], one["code"].upper())
                for n, one in enumerate(value["reasons"], 1)
            ]
            spans.placed(doc, self.options.spans_key, rows)


@Language.factory(
    NAME,
    assigns=[f"doc._.{NAME}", "doc.spans", "span._.agorascope_reason"],
    default_config=DEFAULTS,
    default_score_weights={f"{NAME}_macro_f": 0.0, f"{NAME}_coverage": 0.0},
)
def make(  # noqa: PLR0913 - the settings of a component are spaCy's keyword arguments
    nlp: Language,
    name: str,
    *,
    attribute: str | None,
    threshold: float,
    cats: bool,
    spans_key: str | None,
    language: Tongue | None,
    read_context: bool,
    model: str | None,
    labels: dict[str, str],
) -> SpamComponent:
    """Make the component; its finding is a `Spam` in `doc._.agorascope_spam`."""
    del nlp
    options = Options(
        attribute=attribute,
        threshold=threshold,
        cats=cats,
        spans_key=spans_key,
        language=language,
        read_context=read_context,
        model=model,
        labels=labels,
    )
    return SpamComponent(name, options)
