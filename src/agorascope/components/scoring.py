"""Figures for `nlp.evaluate`, in spaCy's own measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, SpanGroup
    from spacy.training import Example


def cats(examples: Iterable[Example], attribute: str, labels: Sequence[str]) -> dict[str, Any]:
    """Score labels against `cats` of the references, as for exclusive classes; names begin with the attribute.

    Only documents that have both count; `coverage` is the share of those with gold that have a label.
    """
    from spacy.scorer import Scorer

    def told(doc: Doc, key: str) -> dict[str, float]:
        finding = doc.user_data.get(key)
        return doc.cats if finding is None else scores(finding)

    gold = [one for one in examples if any(label in labels for label in one.reference.cats)]
    both = [one for one in gold if named(one.predicted.user_data.get(attribute))]
    found = Scorer.score_cats(both, attribute, getter=told, labels=labels, multi_label=False) if both else {}
    return {**found, f"{attribute}_coverage": len(both) / len(gold)} if gold else {}


def scores(finding: dict[str, Any]) -> dict[str, float]:
    """Give the probability of every label."""
    if "scores" in finding:
        return dict(finding["scores"])
    return {"ham": round(1 - finding["score"], 4), "spam": finding["score"]}


def named(finding: dict[str, Any] | None) -> bool:
    """Tell whether there is a finding that has a label: not knowing is an answer, but not a wrong one."""
    return finding is not None and finding.get("label", finding.get("is_spam")) is not None


def spans(examples: Iterable[Example], key: str) -> dict[str, Any]:
    """Score spans with their labels against those under the same key of the references."""
    from spacy.scorer import Scorer

    def under(doc: Doc, _attribute: str) -> SpanGroup | list[Any]:
        return doc.spans.get(key) or []

    gold = [one for one in examples if key in one.reference.spans]
    name = f"spans_{key}"
    return Scorer.score_spans(gold, name, getter=under, allow_overlap=True) if gold else {}
