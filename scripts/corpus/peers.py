"""Label a corpus alone in this process: `peers WHO CORPUS THREADS`; figures as JSON on stdout.

`transformers` is the plain loop of the field: for each comment `langdetect.detect` and one
`pipeline("text-classification")` a task, on networks of the size of XLM-R base. No weights are at hand offline; theirs
are random, for speed does not depend on them. The vocabulary is ours, which gives about as many pieces a text as
XLM-R's. `ours` is `agorascope.pipeline.analyze_all`, which also finds re-posts, answers' stances to parents, and sums
up. Models are loaded and have read a text before the clock starts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from scripts.jsonl import objects

_TOKENIZER = Path(__file__).parents[2] / "models" / "encoder" / "tokenizer.json"
_XLM_R_BASE = {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072}
_XLM_R_VOCABULARY, _LONGEST = 250_002, 512
LABELS = {"sentiment": 3, "stance": 3, "spam": 2, "argument": 3}
"""The tasks of the loop, and how many labels each has; stance reads the article's title too."""
_PAIRED = "stance"
_WARM = "A first text, which is not measured."

Work = Callable[[], int]


def main() -> None:
    """Label and print the figures."""
    who, corpus, threads = sys.argv[1:]
    work = WHO[who](Path(corpus), int(threads))
    wall, cpu = perf_counter(), process_time()
    count = work()
    told = {"comments": count, "seconds": perf_counter() - wall, "cpu_seconds": process_time() - cpu}
    print(json.dumps({name: round(value, 2) for name, value in told.items()}))


def _loop(corpus: Path, threads: int) -> Work:
    import torch
    from langdetect import detect
    from langdetect.lang_detect_exception import LangDetectException

    torch.set_num_threads(threads)
    rows = list(objects(corpus))
    titles = {row["id"]: row["title"] for row in rows if row["type"] == "article"}
    comments = [row for row in rows if row["type"] == "comment"]
    tasks = {task: _pipeline(labels) for task, labels in LABELS.items()}

    def label(text: str, title: str) -> None:
        with suppress(LangDetectException):  # which it raises where there is no word
            detect(text)
        for task, classify in tasks.items():
            classify({"text": text, "text_pair": title} if task == _PAIRED else text, truncation=True)

    def work() -> int:
        for row in comments:
            label(row["text"], titles[row["article_id"]])
        return len(comments)

    label(_WARM, _WARM)
    return work


def _pipeline(labels: int) -> Any:  # noqa: ANN401 - transformers has no types
    from transformers import (
        PreTrainedTokenizerFast,
        TextClassificationPipeline,
        XLMRobertaConfig,
        XLMRobertaForSequenceClassification,
    )

    special = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>", "pad": "<pad>", "unk": "<unk>"}
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(_TOKENIZER),
        model_max_length=_LONGEST,
        **{f"{name}_token": piece for name, piece in special.items()},
    )
    config = XLMRobertaConfig(
        vocab_size=_XLM_R_VOCABULARY,
        max_position_embeddings=_LONGEST + 2,
        type_vocab_size=1,
        num_labels=labels,
        pad_token_id=tokenizer.pad_token_id,
        **_XLM_R_BASE,
    )
    model = XLMRobertaForSequenceClassification(config).eval()
    return TextClassificationPipeline(model=model, tokenizer=tokenizer, device="cpu")


def _ours(corpus: Path, threads: int) -> Work:
    from agorascope.inference import Models
    from agorascope.pipeline import analyze_all
    from agorascope.readers import read
    from agorascope.records import Article, Comment, Thread
    from agorascope.settings import Settings

    settings = Settings(threads=threads)
    models = Models(settings)
    comments = (Comment(id="1", text=_WARM), Comment(id="2", parent="1", depth=1, text=_WARM))
    warm = Thread(id="0", source="", format="", article=Article(title=_WARM, text=_WARM), comments=comments)
    list(analyze_all([warm], models, settings))

    def work() -> int:
        told = analyze_all(read([str(corpus)]), models, settings)
        return sum(len(discussion.comments) for discussion in told if not isinstance(discussion, Exception))

    return work


WHO: dict[str, Callable[[Path, int], Work]] = {"transformers": _loop, "ours": _ours}

if __name__ == "__main__":
    main()
