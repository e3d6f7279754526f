"""Writes the networks as ONNX graphs: BERT without a mask, its lower layers (the trunk) apart from the upper ones.

The graph is written node by node and not traced: a traced graph carries mask arithmetic that a run
without padding does not need, hides which products are quantised, and depends on the exporter of the
day. Every text of a batch has the same number of pieces, so nothing is padded and nothing is masked.

Word vectors are 4-bit blocks with a scale each (`GatherBlockQuantized` of ONNX Runtime): the source has
them so, nothing is lost. Matrices are int8 with a scale for each output (`DynamicQuantizeMatMul`), in 7
of the 8 bits, because processors without VNNI add pairs of products in 16 bits and would overflow.
That operator takes one scale for all activations it is given, so a pass must hold one text only, or its
vector would depend on its neighbours. Blockwise matrices (`MatMulNBits`, which quantises activations by
row and block) lose less and take longer; they are used where one scale does not do: a few
inputs of the last product of layer 4 are a hundred times the others (that product alone takes the
middle layers from cosine 0.989 to 0.997).

Tuned weights are no 4-bit blocks any more. Tried once, by hand, on 2,830 answers of six heads: 96.4 % were those of
float32 when all products were bytewise; 98.2 % with inputs and weights evened out before (`codes.calming`); 99.0 %
with that and the last product of each layer in 8-bit blocks, for 8 % of the time; 99.6 % with every product in blocks,
for 40 %. `scripts/measure_tasks` measures what is exported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from scripts.encoder import codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from scripts.encoder.e5file import Shape

    Peaks = Mapping[str, NDArray[np.float32]]
    State = Mapping[str, NDArray[np.float32]]

LAST = re.compile(r"layer\.\d+\.output\.dense$")
BLOCKWISE = frozenset({"encoder.layer.4.output.dense"})
CONTRIB = "com.microsoft"
OPSET = 21
IR_VERSION = 10


class Graph:
    """Collects nodes and weights; quantised or, to compare with, in float32."""

    def __init__(self, heads: int, epsilon: float, *, quantised: bool, peaks: Peaks | None = None) -> None:
        """Begin empty; `peaks` are the largest inputs of the products of a network that was tuned."""
        self.heads, self.epsilon, self.quantised, self.peaks = heads, epsilon, quantised, peaks
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[Any]) -> str:
        """Store a tensor and give its name back."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: object) -> str:
        """Add a node whose only output bears its name."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def product(self, value: str, name: str, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """`value @ weights.T + bias`; weights are (outputs, inputs), as PyTorch keeps them."""
        offset = self.weight(f"{name}.bias", bias)
        if not self.quantised:
            plain = self.node("MatMul", [value, self.weight(f"{name}.weight", weights.T)], f"{name}.product")
            return self.node("Add", [plain, offset], name)
        if self.peaks is None and name in BLOCKWISE:
            return self._blockwise(value, name, codes.in_blocks(weights), offset, bits=4, block=codes.BLOCK)
        if self.peaks is not None and LAST.search(name):
            return self._blockwise(value, name, codes.in_bytes(weights), offset, bits=8, block=codes.WIDE)
        if self.peaks is not None and name in self.peaks:
            factors = codes.calming(weights, self.peaks[name])
            value = self.node("Mul", [value, self.weight(f"{name}.calm", 1 / factors)], f"{name}.calmed")
            weights = weights * factors
        return self._bytewise(value, name, weights, offset)

    def _bytewise(self, value: str, name: str, weights: NDArray[np.float32], offset: str) -> str:
        found, scales = codes.by_output(weights.T)
        inputs = [value, self.weight(f"{name}.codes", found), self.weight(f"{name}.scales", scales)]
        zeros = self.weight(f"{name}.zeros", np.zeros(len(scales), np.int8))
        return self.node("DynamicQuantizeMatMul", [*inputs, zeros, offset], name, CONTRIB)

    def _blockwise(
        self, value: str, name: str, coded: tuple[NDArray[np.uint8], Any], offset: str, *, bits: int, block: int
    ) -> str:
        found, scales = coded
        rows, blocks = scales.shape
        inputs = [
            value,
            self.weight(f"{name}.codes", found.reshape(rows, blocks, -1)),
            self.weight(f"{name}.scales", scales.reshape(-1)),
        ]
        sizes = {"N": rows, "K": blocks * block, "bits": bits, "block_size": block}
        return self.node("MatMulNBits", [*inputs, "", "", offset], name, CONTRIB, accuracy_level=4, **sizes)

    def embedding(self, ids: str, name: str, weights: NDArray[np.float32]) -> str:
        """Look up the rows of `weights` that `ids` name."""
        if not self.quantised:
            return self.node("Gather", [self.weight(f"{name}.weight", weights), ids], name)
        found, scales = codes.in_blocks(weights)
        inputs = [self.weight(f"{name}.codes", found), ids, self.weight(f"{name}.scales", scales)]
        sizes = {"bits": 4, "block_size": codes.BLOCK, "gather_axis": 0, "quantize_axis": 1}
        return self.node("GatherBlockQuantized", inputs, name, CONTRIB, **sizes)

    def normalise(self, value: str, added: str, name: str, state: Mapping[str, NDArray[np.float32]]) -> str:
        """Layer normalisation of the sum of two values (the residual connection)."""
        parts = [self.weight(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")]
        inputs = [value, added, *parts]
        return self.node("SkipLayerNormalization", inputs, name, CONTRIB, epsilon=self.epsilon)


def _layer(graph: Graph, value: str, at: str, state: Mapping[str, NDArray[np.float32]]) -> str:
    def product(source: str, part: str) -> str:
        name = f"{at}.{part}"
        return graph.product(source, name, state[f"{name}.weight"], state[f"{name}.bias"])

    parts = [product(value, f"attention.self.{part}") for part in ("query", "key", "value")]
    mixed = graph.node("MultiHeadAttention", parts, f"{at}.mixed", CONTRIB, num_heads=graph.heads)
    attended = product(mixed, "attention.output.dense")
    value = graph.normalise(attended, value, f"{at}.attention.output.LayerNorm", state)
    inner = graph.node("Gelu", [product(value, "intermediate.dense")], f"{at}.gelu", approximate="none")
    return graph.normalise(product(inner, "output.dense"), value, f"{at}.output.LayerNorm", state)


def _embedded(graph: Graph, state: Mapping[str, NDArray[np.float32]]) -> str:
    words = graph.embedding("ids", "words", state["embeddings.word_embeddings.weight"])
    places = state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    inputs = [graph.weight("places", places), graph.weight("zero", np.array([0], np.int64)), length]
    place = graph.node("Slice", [*inputs, graph.weight("axis", np.array([0], np.int64))], "place")
    value = graph.node("Add", [words, place], "placed")
    parts = [graph.weight(f"start.{part}", state[f"embeddings.LayerNorm.{part}"]) for part in ("weight", "bias")]
    return graph.node("LayerNormalization", [value, *parts], "start", epsilon=graph.epsilon)


def trunk(state: State, shape: Shape, *, layers: int, quantised: bool) -> onnx.ModelProto:
    """Build the lower part: `ids` (texts, pieces) int64 → `hidden` (texts, pieces, width) behind so many layers.

    `state` is a `BertModel` state dict as arrays; layer 0 is the embedding.
    """
    graph = Graph(shape.heads, shape.epsilon, quantised=quantised)
    value = _embedded(graph, state)
    for number in range(layers):
        value = _layer(graph, value, f"encoder.layer.{number}", state)
    graph.node("Identity", [value], "hidden")
    given = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])
    return _model(graph, "trunk", given, {"hidden": ["texts", "pieces", shape.hidden]}, {})


def upper(state: State, shape: Shape, *, layers: int, quantised: bool, trunk: str) -> onnx.ModelProto:
    """Build the rest of the encoder: `hidden` → `pool` (texts, width), the mean of the last layer.

    `trunk` is the SHA-256 of the lower part, which the run time compares.
    """
    graph = Graph(shape.heads, shape.epsilon, quantised=quantised)
    value = above(graph, state, shape, layers)
    graph.node("ReduceMean", [value, graph.weight("pieces", np.array([1], np.int64))], "pool", keepdims=0)
    return _model(graph, "encoder", _hidden(shape), {"pool": ["texts", shape.hidden]}, {"trunk": trunk})


def above(graph: Graph, state: State, shape: Shape, layers: int) -> str:
    """Add the layers above the trunk's; the name of what the last one gives."""
    value = "hidden"
    for number in range(layers, shape.layers):
        value = _layer(graph, value, f"encoder.layer.{number}", state)
    return value


def _hidden(shape: Shape) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["texts", "pieces", shape.hidden])


def _model(
    graph: Graph, name: str, given: onnx.ValueInfoProto, told: Mapping[str, list[Any]], about: Mapping[str, str]
) -> onnx.ModelProto:
    outputs = [helper.make_tensor_value_info(key, TensorProto.FLOAT, sizes) for key, sizes in told.items()]
    body = helper.make_graph(graph.nodes, name, [given], outputs, graph.weights)
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(body, opset_imports=imports, producer_name="agorascope")
    model.ir_version = IR_VERSION
    helper.set_model_props(model, dict(about))
    return model


def tasks(
    state: State,
    shape: Shape,
    labels: Mapping[str, int],
    tags: int,
    *,
    layers: int,
    trunk: str,
    peaks: Peaks | None = None,
) -> onnx.ModelProto:
    """Build the tuned part: `hidden` → logits of each task (texts, labels), and `argument` (texts, pieces, tags).

    `state` holds the layers under the encoder's names and the heads as `heads.TASK.*` and `tags.*`. With `peaks`,
    the largest inputs of its products by name, it is quantised.
    """
    graph = Graph(shape.heads, shape.epsilon, quantised=peaks is not None, peaks=peaks)
    value = above(graph, state, shape, layers)
    along = graph.weight("pieces", np.array([1], np.int64))
    mean = graph.node("ReduceMean", [value, along], "mean", keepdims=0)
    gathered = graph.node("Gather", [value, graph.weight("zeroth", np.array([0], np.int64))], "gathered", axis=1)
    first = graph.node("Flatten", [gathered], "first", axis=1)
    for task in labels:
        _head(graph, value, (mean, first), task, state)
    plain = graph.node("MatMul", [value, graph.weight("tags.weight", state["tags.weight"].T)], "tags.product")
    graph.node("Add", [plain, graph.weight("tags.bias", state["tags.bias"])], "argument")
    told: dict[str, list[Any]] = {task: ["texts", count] for task, count in labels.items()}
    told["argument"] = ["texts", "pieces", tags]
    return _model(graph, "tasks", _hidden(shape), told, {"trunk": trunk})


def _head(graph: Graph, value: str, pools: tuple[str, str], task: str, state: State) -> None:
    """Two questions attend to the pieces; their pools, the mean and the first piece go through one hidden layer."""
    at = f"heads.{task}"

    def plain(source: str, part: str, name: str) -> str:
        product = graph.node(
            "MatMul", [source, graph.weight(f"{at}.{part}.weight", state[f"{at}.{part}.weight"].T)], f"{at}.{part}.x"
        )
        return graph.node("Add", [product, graph.weight(f"{at}.{part}.bias", state[f"{at}.{part}.bias"])], name)

    asked = graph.node("Softmax", [plain(value, "ask", f"{at}.ask")], f"{at}.asked", axis=1)
    turned = graph.node("Transpose", [asked], f"{at}.turned", perm=[0, 2, 1])
    drawn = graph.node("Flatten", [graph.node("MatMul", [turned, value], f"{at}.drawn")], f"{at}.flat", axis=1)
    joined = graph.node("Concat", [drawn, *pools], f"{at}.joined", axis=1)
    wide = graph.product(joined, f"{at}.inner", state[f"{at}.inner.weight"], state[f"{at}.inner.bias"])
    inner = graph.node("Gelu", [wide], f"{at}.gelu", approximate="none")
    plain(inner, "tell", task)
