"""Writes a trained network as the folder of a spaCy pipeline: layers in int8, heads in half precision, names."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from agorascope.syntax.network import ABOUT, HEADS, LAYERS, About
from scripts.encoder import graph
from scripts.encoder import peaks as largest
from scripts.encoder.e5file import Shape
from scripts.treebanks.examples import batch
from scripts.treebanks.network import EPSILON, NAMES, WIDTH
from scripts.treebanks.network import HEADS as ATTENTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.treebanks.examples import Example, Names
    from scripts.treebanks.network import Network
    from scripts.treebanks.sets import Shown

CALIBRATED = 200


def files(
    network: Network, still: int, known: Names, encoder: str, examples: Sequence[Example], lemmas: dict[str, str]
) -> dict[str, bytes]:
    """Give the network's files; the first treebank's style is the one that it writes in."""
    about = About(
        encoder=encoder, still=still, tags=known.tags, relations=known.relations, signs=known.signs, lemmas=lemmas
    )
    return {
        LAYERS: _layers(network, still, peaks(network, still, examples[:CALIBRATED])),
        HEADS: _heads(network),
        ABOUT: msgspec.json.format(msgspec.json.encode(about, order="sorted"), indent=0),
    }


def peaks(network: Network, still: int, examples: Sequence[Example]) -> dict[str, Any]:
    """Give the largest size that each input of each product takes, by the product's name in the graph."""
    products = {
        f"encoder.layer.{still + number}.{theirs}": getattr(layer, ours)
        for number, layer in enumerate(network.layers)
        for ours, theirs in NAMES.items()
        if isinstance(getattr(layer, ours), torch.nn.Linear)
    }

    def run() -> None:
        for one in examples:
            network.read(batch([one])[0])

    return largest.peaks(products, run)


def _layers(network: Network, still: int, found: dict[str, Any]) -> bytes:
    state = {
        f"encoder.layer.{still + number}.{theirs}.{part}": getattr(getattr(layer, ours), part).detach().numpy()
        for number, layer in enumerate(network.layers)
        for ours, theirs in NAMES.items()
        for part in ("weight", "bias")
    }
    shape = Shape(WIDTH, still + len(network.layers), ATTENTION, 4 * WIDTH, 0, 0, 0, EPSILON)
    built = graph.Graph(ATTENTION, EPSILON, quantised=True, peaks=found)
    built.node("Identity", [graph.above(built, state, shape, still)], "pieces")
    sizes = ["texts", "pieces", WIDTH]
    given, told = (helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes) for name in ("hidden", "pieces"))
    body = helper.make_graph(built.nodes, "syntax", [given], [told], built.weights)
    imports = [helper.make_opsetid("", graph.OPSET), helper.make_opsetid(graph.CONTRIB, 1)]
    model = helper.make_model(body, opset_imports=imports, producer_name="agorascope")
    model.ir_version = graph.IR_VERSION
    content: bytes = model.SerializeToString(deterministic=True)
    onnx.checker.check_model(model, full_check=False)
    return content


def _heads(network: Network) -> bytes:
    """Store the heads without a date, so that the same weights are the same bytes."""
    state = {name: value.numpy() for name, value in network.state_dict().items() if not name.startswith("layers.")}
    held = {name.removesuffix(".weight") if name in _TABLES else name: value for name, value in state.items()}
    held["style"] = held["style"][0]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(held):
            part = io.BytesIO()
            np.save(part, held[name].astype(np.float16))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), part.getvalue())
    return target.getvalue()


_TABLES = frozenset({"style.weight", "form.weight", "sign.weight", "place.weight"})


def lexicon(rows: Sequence[Shown], style: str) -> dict[str, str]:
    """Give the lemma of each word (in small letters, with its part of speech) that had one wherever it was seen."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for sentence in (row.sentence, *row.others) if row.style == style else ():
            for word in sentence.words:
                found[f"{sentence.text[word.start : word.end].lower()}|{word.upos}"].add(word.lemma)
    return {key: next(iter(lemmas)) for key, lemmas in sorted(found.items()) if len(lemmas) == 1}
