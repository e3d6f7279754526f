"""`agorascope_arguments`: the claims and premises of a document, and in an article whose they are."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from agorascope.components import attributes, reading, scoring, spans
from agorascope.components.component import Component
from agorascope.components.options import Options, Tongue, Voice, defaults

if TYPE_CHECKING:
    from agorascope.inference import Models

NAME = spans.ARGUMENTS
KEY = "arguments"
DEFAULTS = defaults("attribute", "spans_key", "reading", "language", "read_context", spans_key=KEY)


class ArgumentsComponent(Component):
    """Finds arguments; `reading` "article" tells those whom the text quotes, and what each premise supports."""

    task: ClassVar[str] = "argument"

    def __init__(self, name: str, options: Options) -> None:
        """Take the settings, and make the attribute for an article's title."""
        super().__init__(name, options)
        attributes.asked("title")

    def find(self, docs: Sequence[Doc], models: "Models") -> list[Any]:
        """Find the arguments of each document, in text order."""
        if self.options.reading == "article":
            return [self._of_article(doc, models) for doc in docs]
        from agorascope.settings import Settings
        from agorascope.tasks import TASKS

        rows = [{"text": doc.text, "lang": reading.spoken(doc, self.options)} for doc in docs]
        told = TASKS["argument"].run(rows, models, Settings())
        return [_plain(doc.text, one["spans"]) for doc, one in zip(docs, told, strict=True)]

    def _of_article(self, doc: Doc, models: "Models") -> list[dict[str, Any]]:
        import msgspec

        from agorascope import arguments
        from agorascope.language.facts import LANGUAGES
        from agorascope.records import Article

        title = reading.row(doc, self.options, {"title": "title"}).get("title")
        code = reading.spoken(doc, self.options)
        article = Article(title=title if isinstance(title, str) else None, text=doc.text)
        found = arguments.mine_article(article, code if code in LANGUAGES else "en", models)
        return [msgspec.to_builtins(one) for one in found]

    def mark(self, doc: Doc, value: list[dict[str, Any]]) -> None:
        """Show the arguments as spans, CLAIM and PREMISE."""
        if self.options.spans_key:
            rows = [
                (spans.name_of(self.attribute, NAME, one["id"]), one["start"], one["end"], one["role"].upper())
                for one in value
            ]
            spans.placed(doc, self.options.spans_key, rows)

    def _offer(self) -> None:
        super()._offer()
        attributes.found_unless_taken(Span, "holder", spans.holder_of)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of spans."""
        return ("CLAIM", "PREMISE")

    def score(self, examples: Iterable[Example], **given: Any) -> dict[str, Any]:  # noqa: ANN401 - spaCy's signature
        """Compare spans with those under the same key of the references."""
        del given
        return scoring.spans(examples, self.options.spans_key) if self.options.spans_key else {}


def _plain(text: str, found: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    return [
        {"id": f"a{n}", "start": start, "end": end, "quote": text[start:end], "role": role, "score": score}
        for n, (start, end, role, score) in enumerate(found, 1)
    ]


@Language.factory(
    NAME,
    assigns=[f"doc._.{NAME}", "doc.spans", "span._.agorascope_argument", "span._.holder"],
    default_config=DEFAULTS,
    default_score_weights={f"spans_{KEY}_f": 0.0, f"spans_{KEY}_p": 0.0, f"spans_{KEY}_r": 0.0},
)
def make(
    nlp: Language,
    name: str,
    *,
    attribute: str | None,
    spans_key: str | None,
    reading: Voice,
    language: Tongue | None,
    read_context: bool,
) -> ArgumentsComponent:
    """Make the component; its findings are a tuple in `doc._.agorascope_arguments`, and spans."""
    del nlp
    options = Options(
        attribute=attribute, spans_key=spans_key, reading=reading, language=language, read_context=read_context
    )
    return ArgumentsComponent(name, options)
