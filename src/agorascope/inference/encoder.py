"""Turns texts into vectors: one pass of the ONNX encoder a text, mean pools of several layers.

A pass holds one text only. Products are quantised row by row, but the engine sums in another order for
another number of rows, so a batch would change the last bits of a text's vector: the law that results
do not depend on the batch is kept by not making batches, and the cores are used by as many threads.
Batches of equal length were measured: they gain nothing on a CPU.

Source of the model: multilingual-e5-small (Wang et al., 2024, arXiv:2402.05672); its inputs begin with
'query: ' and its sentence vector is the mean of the last layer, scaled to length one.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from agorascope.inference import store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

PREFIX = "query: "
FOLDER = "encoder"
TASK = "encoder"
LONGEST = 512
CHARACTERS_PER_PIECE = 32
END = 2


def usable(text: str, max_tokens: int) -> str:
    """Cut a text to what could matter to the encoder and replace what UTF-8 cannot hold (lone surrogates)."""
    cut = text[: max_tokens * CHARACTERS_PER_PIECE]
    return cut.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def threads_wanted(wanted: int) -> int:
    """Give the number of threads to run: as wanted, or for 0 one for each core this process may use."""
    if wanted > 0:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


class Encoder:
    """The loaded encoder; loading reads, checks and compiles the model (some tenths of a second)."""

    def __init__(self, folder: Path, max_tokens: int, threads: int, batch_size: int) -> None:
        """Load from `folder`; raises `ModelError` when files are missing or are not those of the manifest."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.model = store.model_for(folder, TASK)
        self.max_tokens = max(8, min(max_tokens, LONGEST))
        self.threads, self.batch_size = threads_wanted(threads), max(1, batch_size)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        network = store.read(folder, self.model, "model.onnx")
        self.session: Any = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.pools = tuple(output.name for output in self.session.get_outputs())
        self.width = int(self.session.get_outputs()[0].shape[1])
        self.tokenizer: Any = Tokenizer.from_str(store.read(folder, self.model, "tokenizer.json").decode())

    def run(self, texts: Sequence[str]) -> Vectors:
        """Give the mean pools of the layers, first to last: (texts, layers * width), not scaled."""
        import numpy as np

        found = np.empty((len(texts), len(self.pools) * self.width), np.float32)
        size = max(1, min(self.batch_size, len(texts) // (4 * self.threads)))

        def work(at: int) -> None:
            for row in range(at, min(at + size, len(texts))):
                found[row] = self._one(texts[row])

        starts = range(0, len(texts), size)
        if self.threads == 1 or len(starts) == 1:
            for at in starts:
                work(at)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                list(pool.map(work, starts))
        return found

    def _one(self, text: str) -> Vectors:
        import numpy as np

        ids = self.tokenizer.encode(PREFIX + usable(text, self.max_tokens)).ids
        if len(ids) > self.max_tokens:
            ids = [*ids[: self.max_tokens - 1], END]
        pools = self.session.run(None, {"ids": np.array([ids], np.int64)})
        return np.concatenate([pool[0] for pool in pools])
