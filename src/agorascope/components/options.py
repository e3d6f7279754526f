"""What a user may set of a component, in the config of the pipeline."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, structs

Voice = Literal["comment", "article"]
Tongue = Literal["el", "en", "zh"]


class Options(Struct, frozen=True, kw_only=True):
    """The settings of a component; each factory offers those that mean something to it.

    `attribute`: where in `doc._` the finding is, by default the component's name. `abstain`: labels less probable than
    this (0..1) are not told. `threshold`: least spam score. `cats`: whether scores are in `doc.cats` too. `spans_key`:
    where in `doc.spans` spans are, null for none. `target`: what a document is judged towards that names none itself.
    `language`: `el`, `zh` or `en` where all documents are in it. `read_context`: whether the mappings that
    `nlp.pipe(…, as_tuples=True)` gives with each text are read as rows of `agorascope label`. `reading`: as a comment,
    or as an article that quotes others. `model`, `labels`: a model of the user's own in the place of ours.
    """

    attribute: str | None = None
    abstain: float = 0.0
    threshold: float = 0.5
    cats: bool = False
    spans_key: str | None = None
    target: str | None = None
    language: Tongue | None = None
    read_context: bool = False
    reading: Voice = "comment"
    model: str | None = None
    labels: dict[str, str] = {}


def defaults(*names: str, **others: object) -> dict[str, Any]:
    """Give the default config of a component that offers these settings: theirs, or `others`."""
    usual = structs.asdict(Options())
    return {name: others.get(name, usual[name]) for name in names}
