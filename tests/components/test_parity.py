"""What a component finds is what `agorascope label` says of the same row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agorascope import arguments
from agorascope.inference import Models
from agorascope.records import Article
from agorascope.settings import Settings
from agorascope.tasks import TASKS
from tests.components.making import discussion, pipeline, rows

SETTINGS = Settings()


@pytest.fixture(scope="module")
def models() -> Models:
    """Give models of the test's own, not those of the components."""
    return Models(SETTINGS)


@pytest.mark.parametrize("code", ["el", "zh", "en"])
def test_as_label_says_of_the_sample_discussions(code: str, models: Models) -> None:
    """Rows as contexts give the same values to the last digit, whatever the pipeline's tokens."""
    given = rows(discussion(f"{code}-12"))
    assert len(given) > 10
    assert any(row["parent"] for row in given)
    nlp = pipeline(code, **{name: {"read_context": True} for name in ("sentiment", "spam", "arguments", "stance")})
    docs = [doc for doc, _ in nlp.pipe([(row["text"], row) for row in given], as_tuples=True)]
    told = {name: task.run(given, models, SETTINGS) for name, task in TASKS.items() if name in _SAME}
    for name, same in _SAME.items():
        assert [same(doc) for doc in docs] == told[name], name


def _language(doc: Any) -> dict[str, Any]:
    found = doc._.agorascope_language
    return {
        "label": found.code,
        "score": found.confidence,
        "scores": {found.code: found.confidence},
        "script": found.script,
    }


def _spam(doc: Any) -> dict[str, Any]:
    found = doc._.agorascope_spam
    scores = {"spam": found.score, "ham": round(1 - found.score, 4)}
    label = "spam" if found.is_spam else "ham"
    reasons = [[one.code, one.detail, one.start, one.end] for one in found.reasons]
    return {"label": label, "score": scores[label], "scores": scores, "reasons": reasons}


_SAME: dict[str, Callable[[Any], Any]] = {
    "language": _language,
    "sentiment": lambda doc: doc.user_data["agorascope_sentiment"],
    "stance": lambda doc: doc.user_data["agorascope_stance"],
    "spam": _spam,
    "argument": lambda doc: {
        "spans": [[one.start, one.end, one.role, one.score] for one in doc._.agorascope_arguments]
    },
}


@pytest.mark.parametrize("code", ["el", "zh", "en"])
def test_an_article_is_read_as_analyze_reads_it(code: str, models: Models) -> None:
    """Read as an article, a text tells who holds what and what supports what, exactly as `mine_article` does."""
    article = discussion(f"{code}-12").article
    nlp = pipeline(code, "arguments", arguments={"reading": "article"})
    doc = nlp.make_doc(article.text)
    doc._.title = article.title
    found = nlp(doc)._.agorascope_arguments
    assert found == arguments.mine_article(Article(title=article.title, text=article.text), code, models)
    assert any(one.holder for one in found)
    assert any(one.supports for one in found)
    assert [span._.holder for span in doc.spans["arguments"]] == [one.holder for one in found]
