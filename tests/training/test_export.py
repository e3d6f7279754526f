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
from scripts.tasks import export, start, train  # noqa: E402
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
    with pytest.raises(ModelMismatchError, match="was trained on the trunk"):
        Models(Settings(threads=1)).predict("sentiment", ["good"])


def test_a_checkpoint_of_another_network_is_refused(run: Path, checkpoint: Path, tmp_path: Path) -> None:
    """What was trained over one layer is not exported over two, nor over none."""
    for layers in (0, 2):
        with pytest.raises(SystemExit, match="not a checkpoint of this network"):
            export.averaged(run, checkpoint, layers)
    assert not (tmp_path / "tasks").exists()


def test_a_run_goes_on_from_what_was_exported(exported: tuple[bool, Path], run: Path, checkpoint: Path) -> None:
    """The weights come back by their names: as they were from float32, close to it from integers."""
    quantised, folder = exported
    found = start.weights(folder / "tasks" / "model.onnx")
    kept = start.weights(run / "last.pt")
    assert found.keys() == kept.keys()
    for name, value in found.items():
        assert value.shape == kept[name].shape
        assert torch.nn.functional.cosine_similarity(value.flatten(), kept[name].flatten(), dim=0) > (
            0.999 if quantised else 0.999999
        )
    network = networks.load(checkpoint, STILL)
    begun = train.Run(train.Recipe(), network, torch.device("cpu"))
    begun.begin(found)
    assert torch.equal(network.tags.bias, found["tags.bias"])
    assert torch.equal(begun.average["tags.bias"], found["tags.bias"])
    with pytest.raises(SystemExit, match="not the weights of this network"):
        begun.begin({name: value for name, value in found.items() if name != "tags.bias"})
    with pytest.raises(SystemExit, match="not the weights of this network"):
        begun.begin(found | {"encoder.encoder.layer.9.output.dense.bias": found["tags.bias"]})


def test_lower_layers_that_were_not_learned_begin_as_the_encoder_has_them(run: Path, checkpoint: Path) -> None:
    """A network that is tuned from the word vectors up can begin from one that was tuned above the first layer."""
    network = networks.load(checkpoint, 0)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    train.Run(train.Recipe(), network, torch.device("cpu")).begin(start.weights(run / "last.pt"))
    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert not any(name.startswith("encoder.encoder.layer.0.") for name in changed)
    assert any(name.startswith("encoder.encoder.layer.1.") for name in changed)


def test_a_trunk_of_another_depth_is_refused(run: Path, checkpoint: Path, tmp_path: Path) -> None:
    """What was trained above one layer is not written over a trunk of none, nor a run over layers that it changed."""
    encoder(checkpoint, tmp_path / "encoder", quantised=False)
    given = asked(run, checkpoint, tmp_path)
    with pytest.raises(SystemExit, match="holds 1 layers, the network stands on 0"):
        export.export(given, 0)
    with pytest.raises(SystemExit, match="this run changed all above 1"):
        export.export(given, 2)
