"""spaCy's own parts with spaCy's own sizes, learned from the sentences that our pipelines learn from: the peer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from scripts.treebanks.conllu import Sentence

WIDTH, TOGETHER, DROPPED = 96, 16, 0.2
_LISTENS = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
_TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENS}


def learned(code: str, sentences: Sequence[Sentence], rounds: int, seed: int = 1) -> Language:
    """Train tok2vec, morphologizer, trainable lemmatizer and parser on sentences with their own words."""
    nlp = _blank(code)
    shown = [_example(nlp, sentence) for sentence in sentences]
    optimizer, order = nlp.initialize(lambda: shown), random.Random(seed)  # noqa: S311 - an order, no secret
    fix_random_seed(seed)
    for _ in range(rounds):
        order.shuffle(shown)
        for at in range(0, len(shown), TOGETHER):
            nlp.update(shown[at : at + TOGETHER], sgd=optimizer, drop=DROPPED)
    return nlp


def _blank(code: str) -> Language:
    nlp = spacy.blank(code)
    parts: dict[str, dict[str, Any]] = {
        "tok2vec": {
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "pretrained_vectors": None,
                "width": WIDTH,
                "depth": 4,
                "embed_size": 2000,
                "window_size": 1,
                "maxout_pieces": 3,
                "subword_features": code != "zh",
            }
        },
        "morphologizer": {"model": _TAGGER},
        "trainable_lemmatizer": {"model": _TAGGER, "min_tree_freq": 1, "top_k": 3},
        "parser": {
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
                "tok2vec": _LISTENS,
            }
        },
    }
    for name, config in parts.items():
        nlp.add_pipe(name, config=config)
    return nlp


def _example(nlp: Language, sentence: Sentence) -> Example:
    words = sentence.words
    texts = [sentence.text[word.start : word.end] for word in words]
    after = [word.end for word in words]
    spaces = [at + 1 < len(words) and words[at + 1].start > after[at] for at in range(len(words))]
    gold = Doc(
        nlp.vocab,
        words=texts,
        spaces=spaces,
        pos=[word.upos for word in words],
        morphs=["" if word.feats == "_" else word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=["ROOT" if word.head == at else word.deprel for at, word in enumerate(words)],
        sent_starts=[at == 0 for at in range(len(words))],
    )
    return Example(Doc(nlp.vocab, words=texts, spaces=spaces), gold)
