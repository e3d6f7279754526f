"""Writes the manifest and the card of models/tasks from what was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VERSION = "1.1.0"
LICENCE = "MIT as far as it is ours to give; learned from data that is in part non-commercial or states no licence"
UNSTATED = "no licence stated (research use assumed)"
NON_COMMERCIAL = "non-commercial"
DATA: tuple[tuple[str, str, str], ...] = (
    ("all tasks", "agorascope comments (el, zh, en), corpora/comments", "CC BY 4.0"),
    ("sentiment", "Skroutz reviews (el)", UNSTATED),
    ("sentiment", "online-shopping, BDCI car, SMP-EWECT (zh)", UNSTATED),
    ("sentiment", "SemEval 2013-2016 tweets (en)", "Twitter's terms"),
    ("sentiment", "SST-5 (en)", UNSTATED),
    ("stance", "C-STANCE, ZS-CSD, IAM (zh)", UNSTATED),
    ("stance", "VAST, IBM-Rank-30k (en)", UNSTATED),
    ("stance", "perspectrum (en)", "CC BY-SA 4.0"),
    ("stance", "SemEval-2016 task 6 (en)", "Twitter's terms"),
    ("stance", "FanChuan (zh, en)", "MIT"),
    ("reply", "DEBAGREEMENT, IAC, subreddit-agreement (en)", UNSTATED),
    ("spam", "YouTube Spam Collection, SMS Spam Collection (en)", "CC BY 4.0"),
    ("spam", "FBS-SMS (zh)", UNSTATED),
    ("argument", "persuasive essays and reviews, PE and CRC (en, zh)", UNSTATED),
    ("entailment", "XNLI dev (el, zh, en)", f"CC BY-NC 4.0, {NON_COMMERCIAL}"),
    ("entailment", "OCNLI (zh)", f"CC BY-NC 2.0, {NON_COMMERCIAL}"),
    ("keypoint", "ArgKP 2021 (en)", "CDLA-Sharing 1.0"),
    ("encoder", "intfloat/multilingual-e5-small (weights)", "MIT"),
)
OURS = ("own", "discussions", "written")
SHOWN = {
    f"macro F1 {task}, {name}, {code}": (f"{task}/{source}", code)
    for task in ("stance", "reply", "sentiment")
    for name, source in (("discussions", "discussions"), ("own dev", "own"), ("discussions dev", "written"))
    for code in ("el", "zh", "en")
}


def described(files: dict[str, str]) -> dict[str, Any]:
    """Give the model's entry of a manifest: its files with their SHA-256, and the data it learned from."""
    data = [{"name": name, "licence": licence} for _, name, licence in DATA]
    return {
        "name": "agorascope-tasks",
        "task": "tasks",
        "version": VERSION,
        "licence": LICENCE,
        "files": files,
        "data": data,
    }


def write(out: Path, metrics: dict[str, Any]) -> None:
    """Complete `manifest.json` and write `README.md` in the folder of the model."""
    path = out / "manifest.json"
    manifest = json.loads(path.read_text())
    found = {
        name: metrics["labels"][key][code]["macro_f1"]
        for name, (key, code) in SHOWN.items()
        if code in metrics["labels"].get(key, {})
    }
    manifest["models"][0] |= described(manifest["models"][0]["files"]) | {"figures": found}
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    template = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
    bias = Path(__file__).with_name("bias.md").read_text(encoding="utf-8")
    filled = template.replace("{{bias}}", bias).replace("{{labels}}", _labels(metrics["labels"]))
    filled = filled.replace("{{spans}}", _spans(metrics["spans"]))
    filled = filled.replace("{{temperatures}}", _temperatures(metrics["temperatures"])).replace("{{data}}", _data())
    precision = ", ".join(f"{value:.3f} on {name}" for name, value in metrics["key points"].items())
    filled = filled.replace("{{key points}}", precision).replace("{{quantised}}", _quantised(metrics["quantised"]))
    filled = filled.replace("{{size}}", f"{(out / 'model.onnx').stat().st_size / 1e6:.0f}")
    (out / "README.md").write_text(filled, encoding="utf-8")


def _labels(found: dict[str, Any]) -> str:
    lines = [
        "| task | set | language | rows | macro F1 (95 % interval) | accuracy | ECE | n-grams | majority | float32 |",
        "|---|---|---|--:|---|--:|--:|--:|--:|--:|",
    ]
    for key in sorted(found, key=lambda name: (name.partition("/")[0], not name.endswith(OURS), name)):
        task, _, source = key.partition("/")
        lines += [_line(task, source, code, row) for code, row in found[key].items()]
    return "\n".join(lines)


def _line(task: str, source: str, code: str, row: dict[str, Any]) -> str:
    low, high = row["interval"]
    exact = f"{row['float32']['macro_f1']:.3f}" if "float32" in row else ""
    return (
        f"| {task} | {source} | {code} | {row['rows']} | **{row['macro_f1']:.3f}** ({low:.3f} to {high:.3f}) "
        f"| {row['accuracy']:.3f} | {row['ece']:.3f} | {row['ngrams']:.3f} | {row['majority']:.3f} | {exact} |"
    )


def _quantised(found: dict[str, Any]) -> str:
    if not found:
        return "not measured"
    over = "; ".join(f"{name} {points:.3f}" for name, points in found["over"].items()) or "none"
    return (
        f"{found['same']:.1%} of the labels are the same, macro F1 differs by {-found['mean lost']:+.4f} on average of "
        f"{found['sets']} sets and languages; lower by more than a point: {over}"
    )


def _spans(found: dict[str, Any]) -> str:
    lines = ["| set | texts | precision | recall | F1 (95 % interval) |", "|---|--:|--:|--:|---|"]
    for name, row in found.items():
        low, high = row["interval"]
        lines.append(
            f"| {name} | {row['rows']} | {row['precision']:.3f} | {row['recall']:.3f} "
            f"| **{row['f1']:.3f}** ({low:.3f} to {high:.3f}) |"
        )
    return "\n".join(lines)


def _temperatures(found: dict[str, dict[str, float]]) -> str:
    lines = ["| task | el | zh | en | other |", "|---|--:|--:|--:|--:|"]
    for task, row in found.items():
        shown = " | ".join(f"{row[code]:.2f}" if code in row else "" for code in ("el", "zh", "en", "other"))
        lines.append(f"| {task} | {shown} |")
    return "\n".join(lines)


def _data() -> str:
    lines = ["| for | set | licence |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {task} | {name} | {licence} |" for task, name, licence in DATA)])
