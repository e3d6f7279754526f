"""The lower layers of the encoder, without those above: what tells most of grammar stands in the middle of a network.

The file of the encoder is not kept a second time: its graph is cut in memory, after its hash was proved. That asks for
no ONNX package, because a graph is a list of fields (protocol buffers): nodes that are not wanted are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.errors import ModelMismatchError
from agorascope.inference import engine, store
from agorascope.inference.encoder import NETWORK

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Row
    from agorascope.inference.trunk import Trunk

    Hidden = NDArray[np.float32]

# Numbers of the fields in onnx.proto.
GRAPH, NODE, INITIALIZER, OUTPUT = 7, 1, 5, 12
NODE_INPUT, NODE_OUTPUT, TENSOR_NAME, VALUE_NAME = 1, 2, 8, 1
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
MORE, SEVEN = 0x80, 0x7F


class Middle:
    """The first layers of the encoder over the shared trunk: a row of pieces → (1, pieces, 384)."""

    def __init__(self, trunk: Trunk, layers: int) -> None:
        """Load from the trunk's folder; raises `ModelError`."""
        self.trunk = trunk
        self.sha256 = trunk.model.files[NETWORK]
        content = cut(store.read(trunk.folder, trunk.model, NETWORK), f"encoder.layer.{layers - 1}.output.LayerNorm")
        self.session: Any = engine.loaded_from(content)

    def run(self, row: Row) -> Hidden:
        """Give what the last of the layers gives."""
        hidden: Hidden = self.session.run(None, {"hidden": self.trunk.run(row)})[0]
        return hidden


def cut(network: bytes, wanted: str) -> bytes:
    """Leave of a network's file what the value `wanted` is made of, and make that its only output.

    Raises `ModelMismatchError` when no node of the network gives it.
    """
    parts = list(_fields(network))
    graph = next(content for number, _, content, _ in parts if number == GRAPH)
    fields = list(_fields(graph))
    needed = _needed([content for number, _, content, _ in fields if number == NODE], wanted)
    kept = [whole for number, _, content, whole in fields if _stays(number, content, needed)]
    smaller = b"".join(kept) + _field(OUTPUT, _field(VALUE_NAME, wanted.encode()))
    return b"".join(whole for number, _, _, whole in parts if number != GRAPH) + _field(GRAPH, smaller)


def _stays(number: int, content: bytes, needed: set[str]) -> bool:
    if number == NODE:
        return not needed.isdisjoint(_names(content, NODE_OUTPUT))
    if number == INITIALIZER:
        return not needed.isdisjoint(_names(content, TENSOR_NAME))
    return number != OUTPUT


def _needed(nodes: list[bytes], wanted: str) -> set[str]:
    """Give the names of all values that one value is made of, itself included; nodes stand in running order."""
    needed = {wanted}
    for node in reversed(nodes):
        if not needed.isdisjoint(_names(node, NODE_OUTPUT)):
            needed.update(_names(node, NODE_INPUT))
    if len(needed) == 1:
        raise ModelMismatchError(f"{NETWORK} has no value {wanted!r}; reinstall agorascope")
    return needed


def _names(message: bytes, wanted: int) -> list[str]:
    return [content.decode() for number, _, content, _ in _fields(message) if number == wanted]


def _fields(message: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Give every field of a message: its number, its kind, its content, and the whole as it stands."""
    view, at = memoryview(message), 0
    while at < len(view):
        key, start = _number(view, at)
        number, kind = key >> 3, key & 7
        if kind == BYTES:
            size, start = _number(view, start)
            end = start + size
        elif kind == VARINT:
            _, end = _number(view, start)
        else:
            end = start + {FIXED64: 8, FIXED32: 4}[kind]
        yield number, kind, bytes(view[start:end]), bytes(view[at:end])
        at = end


def _number(view: memoryview, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; give it and the place behind it."""
    value = shift = 0
    while True:
        byte = view[at]
        value |= (byte & SEVEN) << shift
        at, shift = at + 1, shift + 7
        if not byte & MORE:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    return _written(number << 3 | BYTES) + _written(len(content)) + content


def _written(value: int) -> bytes:
    found = bytearray()
    while value > SEVEN:
        found.append(value & SEVEN | MORE)
        value >>= 7
    found.append(value)
    return bytes(found)
