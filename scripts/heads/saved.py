"""Writes heads and their manifest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from scripts.heads import card
from scripts.heads.rows import LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.inference.heads import About
    from scripts.heads.fit import Fitted

VERSION = "1.0.0"


def head(path: Path, fitted: Fitted, about: About) -> None:
    """Write one head: matrices in float16, what is added or divided by in float32, the rest as JSON."""
    arrays: dict[str, Any] = {
        "mean": fitted.mean.astype(np.float32),
        "scale": fitted.scale.astype(np.float32),
    }
    for number, (weight, bias) in enumerate(fitted.layers):
        arrays[f"weight{number}"] = weight.astype(np.float16)
        arrays[f"bias{number}"] = bias.astype(np.float32)
    arrays["about"] = np.frombuffer(msgspec.json.encode(about), np.uint8)
    np.savez(path, **arrays)


def manifest(out: Path, metrics: dict[str, Any]) -> None:
    """Write `manifest.json` for every head in the folder."""
    models = [_entry(out / f"{task}.npz", task, metrics[task]) for task in LABELS if task in metrics]
    text = json.dumps({"format": "agorascope/models/1", "models": models}, indent=1, ensure_ascii=False)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _entry(path: Path, task: str, found: dict[str, Any]) -> dict[str, Any]:
    figures = {
        f"macro F1, {name}, {code}": methods["head"]["macro_f1"]
        for name, by_language in found.items()
        if isinstance(by_language, dict)
        for code, methods in by_language.items()
    }
    return {
        "name": f"agorascope-{task}",
        "task": task,
        "version": VERSION,
        "licence": "MIT",
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest()},
        "figures": figures,
        "data": [{"name": name, "licence": licence} for name, licence in card.DATA[task]],
    }
