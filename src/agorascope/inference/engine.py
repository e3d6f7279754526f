"""Runs networks on ONNX Runtime: one row at a time, as many rows at once as there are threads.

A pass holds one row only. Products are quantised row by row, but the engine sums in another order for
another number of rows, so a batch would change the last bits of a result: the law that results
do not depend on the batch is kept by not making batches, and the cores are used by as many threads.
Batches of equal length were measured: they gain nothing on a CPU.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from agorascope.errors import ModelMismatchError
from agorascope.inference import store
from agorascope.inference.inputs import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CHARACTERS_PER_PIECE = 32
_SHARES = 16  # parts for each thread: with few, the others wait long for the last one
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # ONNX Runtime 1.32 would report its use over the network
Given = TypeVar("Given")
Told = TypeVar("Told")


def usable(text: str, max_tokens: int) -> str:
    """Cut a text to what could matter to a model, and replace what it cannot be given."""
    return encodable(text[: max_tokens * CHARACTERS_PER_PIECE])


def threads_wanted(wanted: int) -> int:
    """Give the number of threads to run: as wanted, or for 0 one for each core this process may use."""
    if wanted > 0:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def session(folder: Path, model: store.Model, name: str, trunk: str | None = None) -> Any:  # noqa: ANN401
    """Load a network of a model folder; raises `ModelError`.

    `trunk` is the SHA-256 of the word vectors that it will be given; the network names the one it was trained on.
    """
    loaded = loaded_from(store.read(folder, model, name))
    wanted = loaded.get_modelmeta().custom_metadata_map.get("trunk")
    if trunk is not None and wanted != trunk:
        raise ModelMismatchError(
            f"{folder / name} was trained on the trunk {str(wanted)[:12]}, but {trunk[:12]} is installed; "
            "export it again (scripts/export_tasks) or restore models/encoder"
        )
    return loaded


def loaded_from(network: bytes) -> Any:  # noqa: ANN401
    """Load a network from the content of its file, to be run on one thread."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # somebody may have loaded the library before us
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would hold, for each thread, what the longest text so far has taken
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def each(items: Sequence[Given], work: Callable[[Given], Told], threads: int, batch_size: int) -> list[Told]:
    """Do the work on every item, on so many threads; results in the order of the items."""
    size = max(1, min(batch_size, len(items) // (_SHARES * threads)))
    starts = range(0, len(items), size)

    def part(at: int) -> list[Told]:
        return [work(item) for item in items[at : at + size]]

    if threads == 1 or len(starts) <= 1:
        return [told for at in starts for told in part(at)]
    return [told for told_ones in _pool(threads).map(part, starts) for told in told_ones]


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Give threads that stay: each has a heap that keeps what it freed, and new threads every second make many."""
    return ThreadPoolExecutor(threads, "agorascope")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # threads are not taken along
