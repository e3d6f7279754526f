"""Corpora for the benchmark: the same every time, shaped like threads, and read without a word of complaint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scripts.corpus import few, making, sources, watching
from scripts.corpus.composing import Composer
from scripts.corpus.log import Log
from scripts.corpus.site import SEED

from agorascope.readers import read
from agorascope.records import Thread
from tests.training.conftest import write

ROOT = Path(__file__).parents[2]
COMMENTS = 700
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of labelled data with few texts; those of the repository come on top."""
    folder = tmp_path_factory.mktemp("labelled")
    rows = [{"text": f"Win number {n} at good{n}.example", "label": "spam", "lang": "en"} for n in range(5)]
    write(folder / "spam" / "train.jsonl", rows)
    return folder


@pytest.fixture(scope="module")
def texts(labelled: Path) -> sources.Texts:
    """Give a hundredth of the texts, so that new ones have to be composed."""
    found = sources.read(labelled, SEED)
    few = [{lang: group[lang][:60] for lang in group} for group in (found.comments, found.adverts)]
    return sources.Texts(*few)


@pytest.fixture(scope="module")
def corpus(texts: sources.Texts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus of a few hundred comments."""
    path = tmp_path_factory.mktemp("corpus") / "made.jsonl"
    making.write(texts, path, COMMENTS, _silent)
    return path


@pytest.fixture
def rows(corpus: Path) -> Rows:
    """Give the rows of the corpus."""
    return [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]


def _silent(_: str) -> None:
    pass


def _comments(rows: Rows) -> Rows:
    return [row for row in rows if row["type"] == "comment"]


def test_has_as_many_comments_as_asked_for(rows: Rows) -> None:
    """Comments are numbered through the whole corpus, each under the article before it."""
    comments = _comments(rows)
    assert [row["id"] for row in comments] == list(range(1, COMMENTS + 1))
    article = None
    for row in rows:
        article = row["id"] if row["type"] == "article" else article
        assert row.get("article_id", article) == article


def test_answers_come_after_what_they_answer(rows: Rows) -> None:
    """Every parent is an earlier comment of the same discussion, posted no later; some discussions are deep."""
    by_id = {row["id"]: row for row in _comments(rows)}
    answers = [row for row in by_id.values() if row["parent_id"]]
    for row in answers:
        parent = by_id[row["parent_id"]]
        assert parent["id"] < row["id"]
        assert parent["article_id"] == row["article_id"]
        assert datetime.fromisoformat(parent["published"]) <= datetime.fromisoformat(row["published"])
    assert 0.2 < len(answers) / COMMENTS < 0.6
    assert any(by_id[row["parent_id"]]["parent_id"] for row in answers)


def test_the_reader_takes_every_comment(corpus: Path) -> None:
    """Our own reader finds every comment and has nothing to remark."""
    threads = [thread for thread in read([str(corpus)]) if isinstance(thread, Thread)]
    assert sum(len(thread.comments) for thread in threads) == COMMENTS
    assert [thread.notices for thread in threads if thread.notices] == []
    assert all(thread.article.title and thread.article.text for thread in threads)


def test_a_corpus_is_the_same_in_every_process(texts: sources.Texts, corpus: Path, tmp_path: Path) -> None:
    """Another process with another hash seed writes the same bytes."""
    kept = tmp_path / "texts.json"
    kept.write_text(json.dumps([texts.comments, texts.adverts]), encoding="utf-8")
    code = (
        "import json, pathlib, sys; from scripts.corpus import few, making, sources\n"
        "texts = sources.Texts(*json.loads(pathlib.Path(sys.argv[1]).read_text('utf-8')))\n"
        "making.write(texts, pathlib.Path(sys.argv[2]), int(sys.argv[3]), print)"
    )
    command = [sys.executable, "-c", code, str(kept), str(tmp_path / "again"), str(COMMENTS)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"}, check=True)  # noqa: S603 - our own
    assert (tmp_path / "again").read_bytes() == corpus.read_bytes()


def test_a_smaller_corpus_begins_a_larger_one(texts: sources.Texts, corpus: Path, tmp_path: Path) -> None:
    """So that what is measured on few comments is about the same comments."""
    making.write(texts, tmp_path / "small", COMMENTS // 7, _silent)
    assert corpus.read_bytes().startswith((tmp_path / "small").read_bytes())


def test_reposts_are_few(rows: Rows) -> None:
    """A text is said again by some, and most say something of their own though there were 60 texts a language."""
    said = [row["text"] for row in _comments(rows)]
    assert 0.8 < len(set(said)) / COMMENTS < 1.0


def test_composed_texts_are_new(texts: sources.Texts) -> None:
    """No composed text is a real one, and none comes twice."""
    real = texts.comments["el"]
    composer = Composer(real, "el", SEED)
    made = [composer.one(len(text)) for text in real]
    assert len({*real, *made}) == len(real) + len(made)


def test_composing_says_when_it_cannot() -> None:
    """Without clauses there is nothing to compose of."""
    with pytest.raises(ValueError, match="0 clauses of texts in language en are too few"):
        Composer(["one"], "en", SEED).one(10)


def test_few_comments_stand_for_many(corpus: Path) -> None:
    """As many as asked for are taken out of four discussions; where none is large enough that is told."""
    rows = few.chosen(corpus, 30)
    assert len(_comments(rows)) == 30
    assert len(rows) == 34
    with pytest.raises(ValueError, match="no discussion of 500 comments in en"):
        few.chosen(corpus, 2000)


def test_data_without_texts_is_told(tmp_path: Path) -> None:
    """A folder that is not the data is named."""
    with pytest.raises(FileNotFoundError, match="holds no labelled data"):
        sources.read(tmp_path, SEED)


def test_a_benchmark_goes_on_where_it_was(tmp_path: Path) -> None:
    """What is in the log is not measured again, unless that is asked for, and then once."""
    counted = iter(range(9))

    def work() -> dict[str, Any]:
        return {"count": next(counted)}

    def told(log: Log) -> Iterator[int]:
        yield from (log.once({"run": "x"}, work)["count"] for _ in range(2))

    path = tmp_path / "log.jsonl"
    assert [*told(Log(path, _silent, again=False)), *told(Log(path, _silent, again=False))] == [0, 0, 0, 0]
    assert [*told(Log(path, _silent, again=True)), *told(Log(path, _silent, again=False))] == [1, 1, 1, 1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """What a program's own children hold is counted, also when they have let go of it."""
    ready = tmp_path / "ready"
    child = "import pathlib, sys, time; held = bytearray(80_000_000); pathlib.Path(sys.argv[1]).touch(); time.sleep(2)"
    code = (
        "import pathlib, subprocess, sys, time\n"
        "subprocess.Popen(['/bin/sh', '-c', '\"$@\" &', 'sh', sys.executable, '-c', *sys.argv[1:]]).wait()\n"
        "while not pathlib.Path(sys.argv[2]).is_file(): time.sleep(0.1)\n"
        "time.sleep(1)"
    )
    found = watching.watched([sys.executable, "-c", code, child, str(ready)], tmp_path / "out", lambda: "this")
    assert (found.peak() or 0) > 80
    assert (found.peak("this"), found.peak("that")) == (found.peak(), None)


def test_a_program_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    """The error names the command, its exit code and what it said last."""
    with pytest.raises(watching.Failed, match=r"(?s)exit code 3 .*not today"):
        watching.watched(
            [sys.executable, "-c", "import sys; print('not today', file=sys.stderr); exit(3)"], tmp_path / "o"
        )
