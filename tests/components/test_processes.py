"""Several processes find what one finds, however they are started; and nothing is loaded that is not used."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin

from tests.components.making import TARGET, TEXTS, kept, pipeline

FRESH = """
import sys, spacy
nlp = spacy.blank("el")
for name in ("language", "sentiment", "spam", "arguments", "stance"):
    nlp.add_pipe(f"agorascope_{name}")
import agorascope.components.sentiment
print(nlp.pipe_names)
heavy = ("onnxruntime", "transformers", "tokenizers", "daft", "sklearn", "scipy", "pyarrow", "langdetect", "lxml")
ours = ("agorascope.inference", "agorascope.tasks", "agorascope.arguments")
print([name for name in (*heavy, *ours) if name in sys.modules])
"""
READ = """
import sys, spacy
from spacy.tokens import DocBin
[doc] = DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("en").vocab)
print(doc._.agorascope_spam.score)
print(doc.spans["spam"][0]._.agorascope_reason.detail)
"""
STARTED = """
import json, multiprocessing, sys, spacy

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    texts, target = json.loads(sys.argv[2]), sys.argv[3]
    nlp = spacy.blank("el")
    for name in ("language", "sentiment", "spam", "arguments"):
        nlp.add_pipe(f"agorascope_{name}")
    nlp.add_pipe("agorascope_stance", name="side", config={"target": target})
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    print(json.dumps([[doc.text, doc.user_data, doc._.side.label] for doc in docs]))
"""


def test_a_fresh_process_needs_no_import_and_loads_nothing_heavy() -> None:
    """The names of the factories are known by entry points; models come with the first document."""
    done = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)  # noqa: S603
    names, heavy = done.stdout.splitlines()
    assert names.count("agorascope_") == 5
    assert heavy == "[]"


def test_two_processes_find_what_one_finds() -> None:
    """The same bytes, also where the models were loaded before the process was forked."""
    nlp = pipeline("el")
    texts = list(TEXTS.values()) * 3
    alone = [doc.to_bytes() for doc in nlp.pipe(texts)]
    for size in (1, 4):
        assert [doc.to_bytes() for doc in nlp.pipe(texts, n_process=2, batch_size=size)] == alone
    assert [nlp(text).to_bytes() for text in texts] == alone


def test_two_processes_have_targets_and_records() -> None:
    """What users fill in goes to the processes; records and spans are there when documents come back."""
    nlp = pipeline("en", "arguments", "stance", stance={"target": None, "read_context": True})
    docs = []
    for text in TEXTS.values():
        doc = nlp.make_doc(text)
        doc._.target = TARGET
        docs.append(doc)
    rows = [(text, {"target": TARGET}) for text in TEXTS.values()]
    by_attribute = list(nlp.pipe(docs, n_process=2, batch_size=2))
    by_context = [doc for doc, _ in nlp.pipe(rows, as_tuples=True, n_process=2, batch_size=2)]
    for one, other in zip(by_attribute, by_context, strict=True):
        assert one._.agorascope_stance == other._.agorascope_stance
        assert one._.agorascope_stance.label
        assert [span._.agorascope_argument for span in one.spans["arguments"]] == list(one._.agorascope_arguments)


def test_processes_that_inherit_nothing(tmp_path: Path) -> None:
    """Started anew instead of forked, processes find the same."""
    script = tmp_path / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    texts = list(TEXTS.values())
    arguments = [sys.executable, str(script), "spawn", json.dumps(texts), TARGET]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603
    nlp = spacy.blank("el")
    for name in ("language", "sentiment", "spam", "arguments"):
        nlp.add_pipe(f"agorascope_{name}")
    nlp.add_pipe("agorascope_stance", name="side", config={"target": TARGET})
    assert json.loads(done.stdout) == [[doc.text, doc.user_data, doc._.side.label] for doc in nlp.pipe(texts)]


def test_saved_documents_have_their_findings_elsewhere(tmp_path: Path) -> None:
    """Another process reads records and spans of saved documents without any of our components in a pipeline."""
    doc = pipeline("en")(TEXTS["advert"])
    DocBin(store_user_data=True, docs=[doc]).to_disk(tmp_path / "docs.spacy")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", READ, str(tmp_path / "docs.spacy")], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [str(doc._.agorascope_spam.score), doc._.agorascope_spam.reasons[0].detail]


def test_components_and_documents_are_pickled() -> None:
    """Copies of a component find the same, and bring nothing heavy with them."""
    nlp = pipeline("en", "spam", "arguments")
    doc = nlp(TEXTS["advert"])
    procs: list[Any] = [proc for _, proc in nlp.pipeline]
    for proc in procs:
        packed = pickle.dumps(proc)
        assert len(packed) < 2_000
        for again in (pickle.loads(packed), copy.deepcopy(proc)):  # noqa: S301 - our own bytes
            assert (again.name, again.options, again.attribute) == (proc.name, proc.options, proc.attribute)
            assert kept(again(nlp.make_doc(doc.text)))["found"].items() <= doc.user_data.items()
    assert kept(pickle.loads(pickle.dumps(doc))) == kept(doc)  # noqa: S301 - our own bytes
