"""`Models`: everything the task rooms ask of trained models, loaded at first use."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from agorascope.errors import UsageError
from agorascope.inference import encoder as encoding
from agorascope.inference import heads, store
from agorascope.inference.script import readable
from agorascope.records import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.settings import Settings

    Vectors = NDArray[np.float32]

REMEMBERED = 8192


class Models:
    """The models of one run, with a bounded memory of texts already encoded.

    Nothing heavy is imported or read before a method needs it. A text's result is the same bytes whatever
    texts stand beside it, in whatever order, with whatever `batch_size` and number of threads.
    """

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; load nothing."""
        self.settings = settings
        self._memory: OrderedDict[str, Vectors] = OrderedDict()
        self._heads: dict[str, heads.Head] = {}
        self._lock = RLock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a sentence vector of length one for each text: (texts, 384) float32.

        Raises `ModelNotFoundError` or `ModelMismatchError`. A text is cut at `settings.max_tokens` pieces.
        """
        return self.features(texts)[:, -self._encoder.width :]

    def features(self, texts: Sequence[str]) -> Vectors:
        """Give what the heads take: the mean pool of each exported layer, scaled to length one, last layer last.

        Shape (texts, layers * 384), float32. Raises like `embed`.
        """
        import numpy as np

        with self._lock:
            wanted = [encoding.usable(text, self._encoder.max_tokens) for text in texts]
            known = {text: self._memory[text] for text in wanted if text in self._memory}
            new = [text for text in dict.fromkeys(wanted) if text not in known]
            known.update(zip(new, self._encode(new), strict=True))
            self._remember(known)
            rows = [known[text] for text in wanted]
            width = self._encoder.width * len(self._encoder.pools)
            return np.stack(rows) if rows else np.empty((0, width), np.float32)

    def predict(self, task: str, texts: Sequence[str], others: Sequence[str] | None = None) -> list[Label]:
        """Label each text; a pair task also needs `others` (target, parent, context or key point), as many.

        Probabilities are calibrated and add up to one. Greeklish is read in Greek letters. Raises
        `ModelNotFoundError` for a task without a model, `UsageError` when `others` is missing or of another length.
        """
        if others is not None and len(others) != len(texts):
            raise UsageError(f"task '{task}': {len(texts)} texts, but {len(others)} second texts")
        head = self._head(task)
        first = self._readable(texts)
        if not head.is_pair or others is None:
            return head.labels(self.features(first), None)
        both = self.features([*first, *self._readable(others)])
        return head.labels(both[: len(texts)], both[len(texts) :])

    @cached_property
    def _encoder(self) -> encoding.Encoder:
        settings = self.settings
        folder = store.find(encoding.FOLDER)
        return encoding.Encoder(folder, settings.max_tokens, settings.threads, settings.batch_size)

    def _readable(self, texts: Sequence[str]) -> list[str]:
        return [readable(encoding.usable(text, self._encoder.max_tokens)) for text in texts]

    def _head(self, task: str) -> heads.Head:
        with self._lock:
            if task not in self._heads:
                folder = store.find(heads.FOLDER)
                self._heads[task] = heads.Head(folder, task, self._encoder.model.sha256)
            return self._heads[task]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        """Encode and scale every layer's pool to length one."""
        import numpy as np

        encoder = self._encoder
        pools = encoder.run(texts).reshape(len(texts), len(encoder.pools), encoder.width)
        length = np.sqrt((pools.astype(np.float64) ** 2).sum(axis=2, keepdims=True))
        scaled: Vectors = (pools / np.maximum(length, 1e-12)).astype(np.float32)
        return scaled.reshape(len(texts), len(encoder.pools) * encoder.width)

    def _remember(self, known: dict[str, Vectors]) -> None:
        for text, row in known.items():
            self._memory[text] = row
            self._memory.move_to_end(text)
        while len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
