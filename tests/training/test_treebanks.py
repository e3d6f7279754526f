"""The programs that train the spaCy pipelines: what they read, show, learn, write and count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
import torch
from scripts.tasks.start import weights
from scripts.treebanks import conllu, export, learning, measure, sets
from scripts.treebanks.examples import ALONE, BEGIN, END, INSIDE, Example, Maker, batch, bounds, names
from scripts.treebanks.folders import assembled
from scripts.treebanks.network import Network, begin
from scripts.treebanks.sets import Plan, Shown, Treebank
from spacy.tokens import Doc

from agorascope.inference import store
from agorascope.syntax.lower import lower
from agorascope.syntax.network import Network as Running

GREEK = """# newdoc id = a
# text = Μένω στου φίλου σ το κέντρο .
1	Μένω	μένω	VERB	_	Person=1	0	root	_	_
2-3	στου	_	_	_	_	_	_	_	_
2	σε	σε	ADP	_	_	4	case	_	_
3	του	ο	DET	_	Case=Gen|Definite=Def	4	det	_	_
4	φίλου	φίλος	NOUN	_	Case=Gen	1	obl	_	_
5	σ	σε	ADP	_	_	7	case	_	_
6	το	ο	DET	_	Case=Acc	7	det	_	_
7	κέντρο	κέντρο	NOUN	_	Case=Acc	1	obl	_	_
8	.	.	PUNCT	_	_	1	punct	_	_

# text = I don't.
1	I	I	PRON	PRP	_	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	go	go	VERB	VB	_	_	_	2:x	_
4	.	.	PUNCT	.	_	2	punct	_	_
"""
SHORT = """# text = Μένω σ το κέντρο .
1	Μένω	μένω	VERB	_	Person=1	0	root	_	_
2	σ	σε	ADP	_	_	4	case	_	_
3	το	ο	DET	_	Case=Acc	4	det	_	_
4	κέντρο	κέντρο	NOUN	_	Case=Acc	1	obl	_	_
5	.	.	PUNCT	_	_	1	punct	_	_
"""
CHINESE = """# text = 我们说话。
1	我们	我	PRON	_	_	2	nsubj	_	_
2	说话	说话	VERB	_	_	0	root	_	_
3	。	。	PUNCT	_	_	2	punct	_	_
"""


def read(tmp_path: Path, text: str) -> list[conllu.Sentence]:
    """Read sentences from a file."""
    path = tmp_path / "one.conllu"
    path.write_text(text, encoding="utf-8")
    return conllu.read(path)


def test_words_are_stretches_of_the_text(tmp_path: Path) -> None:
    """A word of several parts is one word, its features those of all; parts that are written apart stay parts."""
    greek, english = read(tmp_path, GREEK)
    assert [greek.text[w.start : w.end] for w in greek.words] == ["Μένω", "στου", "φίλου", "σ", "το", "κέντρο", "."]
    whole = greek.words[1]
    assert (whole.upos, whole.lemma, whole.feats, whole.head) == ("ADP", "σε", "Case=Gen|Definite=Def", 2)
    assert [w.head for w in greek.words] == [0, 2, 0, 5, 5, 0, 0]
    assert [english.text[w.start : w.end] for w in english.words] == ["I", "do", "n't", "."]
    assert (greek.opens, english.opens) == (True, False)


def test_words_that_are_not_in_the_text_are_refused(tmp_path: Path) -> None:
    """A file whose words and text disagree is an error, with the word."""
    with pytest.raises(ValueError, match="φίλου"):
        read(tmp_path, GREEK.replace("# text = Μένω στου φίλου", "# text = Μένω στου εχθρού"))


def test_greek_is_shown_as_people_write(tmp_path: Path) -> None:
    """'σ το' and blanks before marks are the treebank's; the words are the same ones, moved."""
    sentence = read(tmp_path, GREEK)[0]
    shown = sets.joined(sentence)
    assert shown.text == "Μένω στου φίλου στο κέντρο."
    words = [[one.text[w.start : w.end] for w in one.words] for one in (sentence, shown)]
    assert words[0] == words[1]


def test_chinese_is_shown_in_both_scripts(tmp_path: Path) -> None:
    """The other script has the same places; what a character tells of its word is kept."""
    sentence = read(tmp_path, CHINESE)[0]
    other = sets.otherwise(sentence)
    assert other.text == "我們說話。"
    assert [w.lemma for w in other.words] == ["我", "說話", "。"]
    assert sets.otherwise(other) == sentence
    assert bounds(sentence).tolist() == [BEGIN, END, BEGIN, END, ALONE]
    assert INSIDE not in bounds(sentence)


def plan_of(tmp_path: Path, code: str, text: str) -> Plan:
    """Make a plan of one small treebank."""
    (tmp_path / "t.conllu").write_text("\n".join([text] * 5), encoding="utf-8")
    return Plan(code, "spacy-test", (Treebank("T", "t.conllu", "t", "CC0"),), "CC0")


def test_folds_keep_documents_whole(tmp_path: Path) -> None:
    """Sentences of one document lie in one fold, and every fold has some."""
    rows = sets.shown(plan_of(tmp_path, "el", GREEK + "\n" + GREEK.partition("\n\n")[2]), tmp_path)
    assert len(rows) == 15
    assert {row.fold for row in rows} == set(range(sets.FOLDS))


def trained(tmp_path: Path, code: str, text: str, rounds: int, name: str) -> tuple[Network, list[Shown], Maker]:
    """Learn a small treebank by heart, with one tuned layer over the first."""
    torch.manual_seed(3)
    rows = sets.shown(plan_of(tmp_path, code, text), tmp_path)
    known = names(rows, characters=code == "zh")
    maker = Maker(1, tmp_path / "pieces")
    examples = [[maker.example(s, row.style, known) for s in (row.sentence, *row.others)] for row in rows]
    network = Network(1, known.sizes)
    begin(network, weights(store.find("encoder") / "upper.onnx"), 1)
    recipe = learning.Recipe(cycles=(rounds,), average=0.5, pieces=100, half=False)
    return learning.train(network, examples, recipe, tmp_path / name), rows, maker


@pytest.mark.parametrize(("code", "text"), [("el", SHORT), ("zh", CHINESE)])
def test_what_is_learned_is_what_runs(tmp_path: Path, code: str, text: str) -> None:
    """A network that learned a sentence by heart tells it, after export and quantisation, from raw text too."""
    network, rows, maker = trained(tmp_path, code, text, 60, "a.pt")
    known = names(rows, characters=code == "zh")
    examples = [maker.example(row.sentence, row.style, known) for row in rows]
    content = export.files(network, 1, known, lower(1, None).sha256, examples, export.lexicon(rows, "t"))
    running, sentence = Running(content), rows[0].sentence
    row = running.row(sentence.text)
    pieces = running.pieces(row)
    with torch.inference_mode():
        given, _ = batch([examples[0]])
        expected = network.read(given)
        told = network.words(given, expected)
    assert np.abs(pieces - expected[0].numpy()).mean() < 0.05
    places = [(word.start, word.end) for word in sentence.words]
    found = running.words(sentence.text, row, pieces, places)
    assert np.array_equal(found["upos"].argmax(axis=1), told["upos"][0].argmax(-1).numpy())
    plan = plan_of(tmp_path, code, text)
    nlp = assembled(plan, content, "0.0.1")
    figures = {f.kind: f.value for f in measure.figures(nlp, [r.sentence for r in rows], " " if code == "el" else "")}
    assert figures["LAS"] == figures["lemmas"] == figures["UPOS"] == figures["words"] == 100
    assert export.files(network, 1, known, lower(1, None).sha256, examples, {}) == export.files(
        network, 1, known, lower(1, None).sha256, examples, {}
    )


def test_a_stopped_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    """Two rounds in one go, and two with a stop between them, give the same numbers."""
    whole, *_ = trained(tmp_path, "zh", CHINESE, 2, "whole.pt")
    recipe = learning.Recipe(cycles=(2,), average=0.5, pieces=100, half=False)
    rows = sets.shown(plan_of(tmp_path, "zh", CHINESE), tmp_path)
    known, maker = names(rows, characters=True), Maker(1, tmp_path / "pieces")
    examples = [[maker.example(s, row.style, known) for s in (row.sentence, *row.others)] for row in rows]
    torch.manual_seed(3)
    stopped = Network(1, known.sizes)
    begin(stopped, weights(store.find("encoder") / "upper.onnx"), 1)
    with pytest.raises(KeyboardInterrupt):
        learning.train(stopped, Stops(examples), recipe, tmp_path / "parts.pt")
    torch.manual_seed(99)
    resumed = learning.train(Network(1, known.sizes), examples, recipe, tmp_path / "parts.pt")
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


class Stops(list[list[Example]]):
    """Examples that can be asked for one round and for the count before it, and then stop the run."""

    asked = 0

    def __iter__(self) -> Iterator[list[Example]]:
        """Count how often they are asked for."""
        self.asked += 1
        if self.asked > 2:
            raise KeyboardInterrupt
        return super().__iter__()


def test_counting_is_that_of_the_shared_task(tmp_path: Path) -> None:
    """A word cut wrongly counts against what is told and what is asked, and so does all that hangs on it."""
    sentence = read(tmp_path, CHINESE)[0]
    nlp = spacy.blank("xx")

    doc = Doc(
        nlp.vocab,
        words=["我们", "说", "话", "。"],
        spaces=[False] * 4,
        pos=["PRON", "VERB", "NOUN", "PUNCT"],
        tags=["PRON", "VERB", "NOUN", "PUNCT"],
        lemmas=["我", "说", "话", "。"],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "root", "obj", "punct"],
        morphs=[""] * 4,
    )
    [counts] = measure._counts([sentence], doc, 0)
    found = dict(zip(measure.KINDS, counts.tolist(), strict=True))
    assert found["words"] == [2, 4, 3]
    assert found["sentences"] == [1, 1, 1]
    assert found["UPOS"] == [2, 4, 3]
    assert found["UAS"] == [0, 4, 3]
