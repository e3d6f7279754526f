"""`agorascope_language`: which language and script a document is in."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from agorascope.components.component import Component
from agorascope.components.options import Options, defaults

if TYPE_CHECKING:
    from agorascope.inference import Models

NAME = "agorascope_language"


class LanguageComponent(Component):
    """Tells the language; one that is less sure than `abstain` is `und`."""

    task: ClassVar[str] = "language"

    def find(self, docs: Sequence[Doc], models: "Models") -> list[dict[str, Any]]:
        """Detect each document's language."""
        from agorascope.settings import Settings
        from agorascope.tasks import TASKS

        settings = Settings(abstain=self.options.abstain)
        told = TASKS["language"].run([{"text": doc.text} for doc in docs], models, settings)
        return [{"code": x["label"] or "und", "script": x["script"], "confidence": x["score"]} for x in told]


@Language.factory(NAME, assigns=[f"doc._.{NAME}"], default_config=defaults("attribute", "abstain"))
def make(nlp: Language, name: str, attribute: str | None, abstain: float) -> LanguageComponent:
    """Make the component; its finding is a `Language` in `doc._.agorascope_language`."""
    del nlp
    return LanguageComponent(name, Options(attribute=attribute, abstain=abstain))
