"""What is exported answers at run time as PyTorch does in training, and only over the trunk it was trained on."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra 'train'")
onnx = pytest.importorskip("onnx", reason="needs the extra 'train'")

from scripts.encoder import check, graph  # noqa: E402
from scripts.tasks import export  # noqa: E402
from scripts.tasks import network as networks  # noqa: E402
from scripts.tasks.examples import LABELS  # noqa: E402
from scripts.tasks.pieces import HEADS, TAGS  # noqa: E402

from agorascope.errors import ModelMismatchError  # noqa: E402
from agorascope.inference import Models, store  # noqa: E402
from agorascope.inference.inputs import Reading  # noqa: E402
from agorascope.settings import Settings  # noqa: E402
from tests.training.conftest import STILL  # noqa: E402

READINGS = [
    Reading("never, because trams are late"),
    Reading("δωρεάν; όχι.", "trams should be free"),
    Reading("我不同意，电车应该免费", "", "never"),
    Reading("good", "bad", "a tram"),
    Reading(""),
]


def encoder(checkpoint: Path, folder: Path, *, quantised: bool) -> Path:
    """Write a folder as `models/encoder` is: the trunk, what stands above it, the tokenizer, a manifest."""
    from transformers import BertModel

    folder.mkdir(parents=True)
    shape = export.shape_of(checkpoint)
    model = BertModel.from_pretrained(checkpoint, add_pooling_layer=False)
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    lower = folder / "trunk.onnx"
    onnx.save(graph.trunk(state, shape, layers=STILL, quantised=quantised), lower)
    sha256 = hashlib.sha256(lower.read_bytes()).hexdigest()
    onnx.save(graph.upper(state, shape, layers=STILL, quantised=quantised, trunk=sha256), folder / "upper.onnx")
    shutil.copy(checkpoint / "tokenizer.json", folder)
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("trunk.onnx", "upper.onnx", "tokenizer.json")
    }
    model = {"name": "small", "task": "encoder", "version": "1", "licence": "MIT", "files": files}
    (folder / store.MANIFEST).write_text(json.dumps({"format": store.FORMAT, "models": [model]}))
    return folder


def asked(run: Path, checkpoint: Path, folder: Path, *words: str) -> argparse.Namespace:
    """Ask for an export as on the command line."""
    where = ["--run", str(run), "--checkpoint", str(checkpoint), "--out", str(folder / "tasks")]
    return export.arguments([*where, "--encoder", str(folder / "encoder"), *words])


@pytest.fixture(scope="module", params=[False, True], ids=["float32", "quantised"])
def exported(
    request: pytest.FixtureRequest, run: Path, checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bool, Path]:
    """Give a folder of models exported from the run, in float32 and quantised."""
    folder, quantised = tmp_path_factory.mktemp("models"), bool(request.param)
    encoder(checkpoint, folder / "encoder", quantised=quantised)
    export.export(asked(run, checkpoint, folder, *([] if quantised else ["--float"])), STILL)
    return quantised, folder


def by_torch(run: Path, checkpoint: Path, ids: tuple[int, ...]) -> tuple[dict[str, Any], Any]:
    """Give the logits of the averaged network."""
    network = networks.load(checkpoint, STILL).eval()
    network.load_state_dict(torch.load(run / "last.pt", weights_only=True)["average"], strict=False)
    with torch.inference_mode():
        answers, tags = network(torch.tensor([ids]), torch.ones((1, len(ids)), dtype=torch.bool))
    return {task: found[0].numpy() for task, found in answers.items()}, tags[0].numpy()


def test_the_run_time_answers_as_pytorch_does(
    exported: tuple[bool, Path], run: Path, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Logits and roles are those of the averaged network: to 1e-4 in float32, close to them when quantised."""
    quantised, folder = exported
    monkeypatch.setenv(store.VARIABLE, str(folder))
    models = Models(Settings(threads=1))
    theirs, ours = [], []
    for reading, answer in zip(READINGS, models.answers(READINGS), strict=True):
        row = models._trunk.layout.row(reading)
        logits, tags = by_torch(run, checkpoint, row.ids)
        theirs += [value for task in HEADS for value in logits[task]]
        ours += [value for task in HEADS for value in answer.logits[task]]
        if answer.roles is not None:
            odds = np.exp(tags[row.first : row.first + len(row.offsets)].astype(np.float64))
            shares = odds / odds.sum(axis=1, keepdims=True)
            roles = np.stack([shares[:, 0], shares[:, 1] + shares[:, 2], shares[:, 3] + shares[:, 4]], axis=1)
            assert np.abs(roles - answer.roles).max(initial=0) < (0.1 if quantised else 1e-4)
    difference = np.abs(np.array(theirs) - np.array(ours))
    assert np.ptp(theirs) > 1
    assert difference.max() < (0.2 if quantised else 1e-4)
    assert np.corrcoef(theirs, ours)[0, 1] > 0.99


def test_the_encoder_is_that_of_transformers(exported: tuple[bool, Path], checkpoint: Path) -> None:
    """Trunk and upper layers together give the mean of the last layer."""
    quantised, folder = exported
    rows = [[0, 9, 8, 7, 2], [0, *range(4, 40), 2]]
    found = check.by_onnx([folder / "encoder" / name for name in ("trunk.onnx", "upper.onnx")], rows)
    assert check.cosines(found, check.by_transformers(checkpoint, rows)).min() > (0.98 if quantised else 0.99999)


def test_an_export_is_a_model_that_can_be_installed(
    exported: tuple[bool, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Manifest, hashes, labels and the terms of the data are there; the network names its trunk."""
    _, folder = exported
    monkeypatch.setenv(store.VARIABLE, str(folder))
    assert store.find("tasks") == folder / "tasks"
    model = store.model_for(folder / "tasks", "tasks")
    assert model.sha256 == hashlib.sha256((folder / "tasks" / "model.onnx").read_bytes()).hexdigest()
    assert model.data
    network = onnx.load(folder / "tasks" / "model.onnx")
    told = {entry.key: entry.value for entry in network.metadata_props}
    assert told == {"trunk": hashlib.sha256((folder / "encoder" / "trunk.onnx").read_bytes()).hexdigest()}
    widths = {found.name: found.type.tensor_type.shape.dim[-1].dim_value for found in network.graph.output}
    assert widths == {task: len(LABELS[task]) for task in HEADS} | {"argument": len(TAGS)}
    [label] = Models(Settings(threads=1)).predict("reply", ["good"], parents=["bad"])
    assert tuple(label.scores) == LABELS["reply"]


def test_an_export_does_not_run_over_another_trunk(
    exported: tuple[bool, Path], checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same layers written in another way are another trunk."""
    quantised, folder = exported
    encoder(checkpoint, tmp_path / "encoder", quantised=not quantised)
    shutil.copytree(folder / "tasks", tmp_path / "tasks")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    with pytest.raises(ModelMismatchError, match="was trained on the lower layers"):
        Models(Settings(threads=1)).predict("sentiment", ["good"])


def test_a_checkpoint_of_another_network_is_refused(run: Path, checkpoint: Path, tmp_path: Path) -> None:
    """What was trained over one layer is not exported over two, nor over none."""
    for layers in (0, 2):
        with pytest.raises(SystemExit, match="not a checkpoint of this network"):
            export.averaged(run, checkpoint, layers)
    assert not (tmp_path / "tasks").exists()


def test_four_bits_give_back_what_came_from_four_bits() -> None:
    """Weights that are multiples of one scale in each block are stored without loss; a block of zeros stays zero."""
    chance = np.random.default_rng(3)
    codes = chance.integers(-8, 8, (6, 64)).astype(np.float32)
    codes[:, ::32] = -8  # the largest of each block decides its scale
    codes[0, :32] = 0
    scales = np.repeat(chance.uniform(0.01, 0.1, (6, 2)).astype(np.float32), 32, axis=1)
    packed, found = graph.in_blocks(codes * scales)
    low, high = (packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8
    unpacked = np.stack([low, high], axis=-1).reshape(6, 64) * np.repeat(found, 32, axis=1)
    assert packed.shape == (6, 32)
    assert np.allclose(unpacked, codes * scales, atol=1e-6)


def test_eight_bits_are_within_half_a_step_of_each_output() -> None:
    """Each output has a scale of its own, and no weight is further from its code than half of it."""
    weights = np.random.default_rng(4).normal(0, [[0.01, 1.0, 0.0]], (32, 3)).astype(np.float32)
    codes, scales = graph.by_output(weights)
    assert np.abs(codes.astype(int)).max() == graph.LARGEST
    assert (np.abs(codes * scales - weights) <= scales / 2 + 1e-7).all()
    assert np.isfinite(scales).all()
