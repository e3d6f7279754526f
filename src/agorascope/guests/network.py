"""Runs a Hugging Face sequence-classification network: pairs of texts in, logits out. The one user of PyTorch.

On a processor every pair is a pass of its own and the cores are used by as many threads: sums in a batch of
another size may differ in their last bits, and no text may change its neighbour's numbers. On a GPU, where
single passes would waste it, every batch has one and the same number of rows, and a row's length is padded to a
multiple of a fixed step: the shapes a row is computed in depend on that row alone.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from agorascope.errors import ModelError
from agorascope.inference.engine import threads_wanted, usable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Encoded = dict[str, list[int]]

ROWS, STEP = 32, 64
SHORTEST = 16
INSTALL = "running a Hugging Face model needs PyTorch: pip install 'agorascope[torch]'"


def labels_of(folder: Path, spec: str) -> tuple[str, ...]:
    """Read the labels from a model's config, without PyTorch; raises `ModelError` for one that does not classify."""
    config = _config(folder, spec)
    if config.problem_type in {"regression", "multi_label_classification"} or config.num_labels < 2:  # noqa: PLR2004
        kind = config.problem_type or "a single number"
        raise ModelError(f"{spec}: gives {kind}, not one label of several; only such classifiers can be used")
    return tuple(str(config.id2label.get(place, f"LABEL_{place}")) for place in range(config.num_labels))


def _config(folder: Path, spec: str) -> Any:  # noqa: ANN401  transformers has no types to lean on
    from transformers import AutoConfig

    try:
        return AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    except Exception as error:  # a stranger's files can break the library anywhere
        raise _broken(spec, error) from error


def _broken(spec: str, error: Exception) -> ModelError:
    told = str(error).strip().partition("\n")[0]
    return ModelError(f"{spec}: transformers cannot load it ({type(error).__name__}: {told})")


@lru_cache(maxsize=4)
def opened(folder: Path, spec: str, max_tokens: int, threads: int) -> Network:
    """Give a network, loaded once for all the tasks it does; raises `ModelError`."""
    return Network(folder, spec, max_tokens, threads)


class Network:
    """A loaded network with its tokenizer, on the GPU where there is one."""

    def __init__(self, folder: Path, spec: str, max_tokens: int, threads: int) -> None:
        """Load; raises `ModelError` without PyTorch, for custom code, and for weights without a classifying head."""
        try:
            import torch
        except ImportError as error:
            raise ModelError(f"{spec}: {INSTALL}") from error
        self.torch: Any = torch
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.threads = threads_wanted(threads)
        self._begun = False
        self.tokenizer, self.model = _loaded(folder, spec, torch)
        self.model.eval().to(self.device)
        self.longest = _longest(self.tokenizer, self.model.config, max_tokens)
        self.rows = ROWS if self.device != "cpu" and self.tokenizer.pad_token_id is not None else 1

    def logits(self, pairs: Sequence[tuple[str, str | None]]) -> list[list[float]]:
        """Give the logits of each text, or pair of texts; equal pairs are computed once."""
        different = list(dict.fromkeys(pairs))
        encoded = [self._encoded(*pair) for pair in different]
        found = self._batched(encoded) if self.rows > 1 else self._singly(encoded)
        known = dict(zip(different, found, strict=True))
        return [known[pair] for pair in pairs]

    def _encoded(self, text: str, other: str | None) -> Encoded:
        cut = [usable(part, self.longest) for part in (text, other) if part is not None]
        return dict(self.tokenizer(*cut, truncation=True, max_length=self.longest))

    def _singly(self, encoded: Sequence[Encoded]) -> list[list[float]]:
        def run(row: Encoded) -> list[float]:
            return self._pass({name: [values] for name, values in row.items()})[0]

        # More threads inside one pass would split its sums in other places; each thread counts its own (OpenMP, MKL).
        self.torch.set_num_threads(1)
        if self.threads == 1 or len(encoded) == 1:
            return [run(row) for row in encoded]
        if not self._begun:  # what PyTorch sets up at its first pass is set up by one thread, and its answer dropped
            run(encoded[0])
            self._begun = True
        with ThreadPoolExecutor(self.threads, initializer=self.torch.set_num_threads, initargs=(1,)) as pool:
            return list(pool.map(run, encoded))

    def _batched(self, encoded: Sequence[Encoded]) -> list[list[float]]:
        found: list[list[float]] = [[] for _ in encoded]
        lengths = [-(-len(row["input_ids"]) // STEP) * STEP for row in encoded]
        for length in sorted(set(lengths)):
            which = [place for place, own in enumerate(lengths) if own == length]
            for at in range(0, len(which), self.rows):
                here = which[at : at + self.rows]
                filled = [encoded[place] for place in here] + [encoded[here[0]]] * (self.rows - len(here))
                padded = self.tokenizer.pad(filled, padding="max_length", max_length=length)
                for place, row in zip(here, self._pass(dict(padded)), strict=False):
                    found[place] = row
        return found

    def _pass(self, batch: dict[str, list[list[int]]]) -> list[list[float]]:
        tensors = {name: self.torch.tensor(values, device=self.device) for name, values in batch.items()}
        with self.torch.inference_mode():
            rows: list[list[float]] = self.model(**tensors).logits.double().cpu().tolist()
        if not all(isfinite(value) for row in rows for value in row):
            raise ModelError("the network gave something that is no number: its weights are broken")
        return rows


def _loaded(folder: Path, spec: str, torch: Any) -> tuple[Any, Any]:  # noqa: ANN401
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    here = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), **here)
        model, told = AutoModelForSequenceClassification.from_pretrained(
            str(folder), use_safetensors=True, dtype=torch.float32, output_loading_info=True, **here
        )
    except Exception as error:  # a stranger's files can break the library anywhere
        raise _broken(spec, error) from error
    if told["missing_keys"]:
        raise ModelError(
            f"{spec}: its weights lack {', '.join(sorted(told['missing_keys'])[:3])}: it was not trained to classify; "
            "name a model of sequence classification"
        )
    return tokenizer, model


def _longest(tokenizer: Any, config: Any, max_tokens: int) -> int:  # noqa: ANN401
    """Take the least of what is asked, what the tokenizer says, and the places the network has (two are RoBERTa's)."""
    told = int(getattr(config, "max_position_embeddings", None) or 0)
    places = told if told > 0 else max_tokens + 2  # networks without places of their own say -1
    return max(SHORTEST, min(max_tokens, int(tokenizer.model_max_length), places - 2))
