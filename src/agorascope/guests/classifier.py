"""Labels by a Hugging Face network: what its labels mean decides how it is asked.

A classifier of texts (or of pairs) answers at once. A model of textual entailment is asked whether the text
entails a sentence that says the label, one sentence for each label, and the entailment logits of a text are
compared (Yin, Hay & Roth 2019, arXiv:1909.00161).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.guests import hub, naming, network
from agorascope.guests.contract import Counts, label_of, second_texts
from agorascope.language import detect_all, facts
from agorascope.records import LABELS

if TYPE_CHECKING:
    from agorascope.records import Label, ModelUsed
    from agorascope.settings import Settings

Pair = tuple[str, str | None]
MOST_QUOTED = 400  # characters of a target or parent inside a hypothesis


class Classifier:
    """A sequence-classification or entailment model that does one task."""

    counts = Counts()

    def __init__(self, net: network.Network, sense: naming.Meaning, used: ModelUsed) -> None:
        """Keep a loaded network, what its labels mean, and its name."""
        self.net, self.sense, self.used = net, sense, used

    def labels(
        self,
        task: str,
        texts: Sequence[str],
        targets: Sequence[str] | None = None,
        parents: Sequence[str] | None = None,
    ) -> list[Label]:
        """Label each text; a pair task compares it with its target or parent. Raises `UsageError` without those."""
        others = second_texts(task, texts, targets, parents)
        if self.sense.by_entailment:
            return self._entailed(task, texts, others)
        pairs: list[Pair] = list(zip(texts, [None] * len(texts) if others is None else others, strict=True))
        return [self._label(task, row) for row in self.net.logits(pairs)]

    def _label(self, task: str, logits: Sequence[float]) -> Label:
        shares: dict[str, float] = {}
        for label, share in zip(self.sense.ours, softmax(logits), strict=True):
            shares[label] = shares.get(label, 0.0) + share
        return label_of(task, shares)

    def _entailed(self, task: str, texts: Sequence[str], others: Sequence[str] | None) -> list[Label]:
        """Compare the entailment logits of the sentences that say the labels."""
        about = [other[:MOST_QUOTED] for other in others] if others is not None else [""] * len(texts)
        codes = _codes(texts if others is None else about)
        asked: list[Pair] = [
            (text, sentence)
            for text, code, other in zip(texts, codes, about, strict=True)
            for sentence in naming.hypotheses(task, code, other)
        ]
        rows, place, width = self.net.logits(asked), self.sense.ours.index(naming.ENTAILMENT), len(LABELS[task])
        entailed = [row[place] for row in rows]
        return [
            label_of(task, dict(zip(LABELS[task], softmax(entailed[at : at + width]), strict=True)))
            for at in range(0, len(entailed), width)
        ]


def _codes(texts: Sequence[str]) -> list[str]:
    """Say in which language to ask: that of the words that stand in the sentence, else of the text, else English."""
    codes = [found.code.split("-")[0] for found in detect_all(list(texts))]
    return [code if code in facts.LANGUAGES else "en" for code in codes]


def softmax(logits: Sequence[float]) -> list[float]:
    """Turn logits into probabilities."""
    most = max(logits)
    odds = [exp(value - most) for value in logits]
    return [value / sum(odds) for value in odds]


def load(
    spec: str, task: str, mapping: Mapping[str, str], settings: Settings, say: Callable[[str], None]
) -> Classifier:
    """Find, check and load a model; the labels are settled before anything large is read. Raises `AgorascopeError`."""
    folder: Path = hub.folder_of(spec, say)
    sense = naming.meaning(network.labels_of(folder, spec), task, mapping)
    net = network.opened(folder, spec, settings.max_tokens, settings.threads)
    return Classifier(net, sense, hub.used(folder, spec))
