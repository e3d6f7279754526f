"""Claim, premise or neither: the argument head's probabilities, moved by the discourse cues of the language.

The head sees meaning but not much of a connective; the cues are those of Stab and Gurevych (2017), as data.
Weights are in nats added to the log-probability of a role; they were chosen on the dev part of our own comments.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.rules import anywhere, opening, rules_of
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.records import Label, Role

OPENER, CUE, FINDING, QUESTION, ASIDE = 0.7, 0.3, 1.2, 1.0, 3.0
_TINY = 1e-4
_ASKS = re.compile("[?？;\u037e][\"'”»」)\\s]*$")
_ADDRESS = re.compile("https?://|www\\.|\\S@\\S")
_DIGIT = re.compile("\\d")


class Weighed(NamedTuple):
    """The likelier of the two roles, and the probabilities of claim, premise and neither (they sum to 1)."""

    role: Role
    claim: float
    premise: float
    neither: float

    @property
    def score(self) -> float:
        """The probability of the chosen role."""
        return self.claim if self.role == "claim" else self.premise


def weigh(label: Label, words: str, code: str, *, finding: bool = False) -> Weighed:
    """Join the head's `label` of a sentence or clause with the cues in its `words`.

    `finding` says that the words report what somebody found or measured.
    """
    moves = _moves(words, code)
    moves["premise"] += FINDING if finding else 0.0
    raw = {k: log(max(label.scores.get(k, 0.0), _TINY)) + moves[k] for k in ("claim", "premise", "none")}
    top = max(raw.values())
    total = sum(exp(v - top) for v in raw.values())
    claim, premise, neither = (exp(raw[k] - top) / total for k in ("claim", "premise", "none"))
    return Weighed("claim" if claim >= premise else "premise", claim, premise, neither)


def asks(words: str, code: str) -> bool:
    """Tell whether a sentence is a question; ';' asks in Greek."""
    found = _ASKS.search(words)
    return found is not None and found[0][0] in rules_of(code).question_marks


def aside(words: str, code: str) -> bool:
    """Tell whether a sentence is a greeting, thanks, a link or the like, by how it begins."""
    return _ADDRESS.search(words) is not None or _cues(code)["asides"].match(fold(words)) is not None


def _moves(words: str, code: str) -> dict[str, float]:
    folded, cues = fold(words), _cues(code)
    moves = {"claim": 0.0, "premise": 0.0, "none": 0.0}
    moves["premise"] += OPENER * bool(cues["premise_openers"].match(folded))
    moves["claim"] += OPENER * bool(cues["claim_openers"].match(folded) or cues["own_frames"].match(folded))
    moves["premise"] += CUE * (bool(cues["premise_cues"].search(folded)) + bool(_DIGIT.search(folded)))
    moves["claim"] += CUE * bool(cues["claim_cues"].search(folded))
    moves["none"] += QUESTION * asks(words, code) + ASIDE * aside(words, code)
    return moves


@cache
def _cues(code: str) -> Mapping[str, re.Pattern[str]]:
    rules = rules_of(code)
    heads = ("premise_openers", "claim_openers", "own_frames", "asides")
    found = {name: opening(getattr(rules, name), spaced=rules.spaced) for name in heads}
    inner = ("premise_cues", "claim_cues")
    return found | {name: anywhere(getattr(rules, name), spaced=False) for name in inner}
