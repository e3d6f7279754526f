"""Labelled comments of ours, read once by the real models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import Struct

from agorascope.inference import Models
from agorascope.moderation.layer import Decided, Features, SiteLayer, features
from agorascope.settings import Settings
from agorascope.spam import judge

ADVERTS = 90
"""The comments of the classifieds that are adverts, welcome or not; the others follow."""
COMMENTS = Path(__file__).resolve().parents[3] / "corpora" / "comments"


class Site(Struct, frozen=True):
    """A site: what its moderator says of each comment, and what the layer sees of it."""

    texts: tuple[str, ...]
    spam: tuple[bool, ...]
    seen: tuple[Features, ...]

    def decided(self, numbers: Iterable[int]) -> list[Decided]:
        """Give decisions about comments."""
        return [Decided(self.texts[n], self.seen[n], self.spam[n]) for n in numbers]

    def order(self, seed: int) -> list[int]:
        """Give the comments as they come in a seeded stream."""
        order: list[int] = np.random.default_rng(seed).permutation(len(self.texts)).tolist()
        return order

    def error(self, layer: SiteLayer | None, numbers: Sequence[int]) -> float:
        """Give the error on these comments, of the general model for None."""
        asked = [self.seen[n] for n in numbers]
        told = layer.probability(asked) if layer else [one.general for one in asked]
        return float(np.mean([(p >= 0.5) != self.spam[n] for p, n in zip(told, numbers, strict=True)]))


@pytest.fixture(scope="session")
def models() -> Models:
    """Give the installed models on one thread."""
    return Models(Settings(threads=1))


@pytest.fixture(scope="session")
def messages(models: Models) -> Site:
    """Give a site of short messages in three languages, as they are labelled; the general model misses some."""
    rows = some(lines("messages"), 130)
    return site([(row["text"], row["lang"], row["label"] == "spam") for row in rows], models)


@pytest.fixture(scope="session")
def classifieds(models: Models) -> Site:
    """Give a Greek site where adverts with a number and no link are welcome, by their annotated reasons."""
    greek = [row for row in (*lines("train"), *lines("discussions")) if row["lang"] == "el"]
    adverts = some([row for row in greek if row["spam"]], ADVERTS)
    good = some([row for row in greek if not row["spam"]], 40)
    return site([(row["text"], row["lang"], row["spam"] and not welcome(row)) for row in (*adverts, *good)], models)


@pytest.fixture(scope="session")
def forum(models: Models) -> Site:
    """Give a Greek forum that forbids Greek in Latin letters."""
    rows = [row for row in lines("train") if not row["spam"]]
    latin, greek = (some([row for row in rows if row["lang"] == code], 60) for code in ("el-Latn", "el"))
    return site([(row["text"], row["lang"], row["lang"] == "el-Latn") for row in (*latin, *greek)], models)


def welcome(row: dict[str, Any]) -> bool:
    """Tell whether the classifieds are for this advert."""
    reasons = set(row["spam_reasons"])
    return "contact" in reasons and not reasons & {"link", "malicious"}


def site(rows: Sequence[tuple[str, str, bool]], models: Models) -> Site:
    """Read comments given as text, language and whether they are spam on this site."""
    texts, codes = [text for text, _, _ in rows], [code for _, code, _ in rows]
    return Site(tuple(texts), tuple(spam for _, _, spam in rows), tuple(looked(texts, codes, models)))


def looked(texts: Sequence[str], codes: Sequence[str], models: Models) -> list[Features]:
    """Give what the layer sees of comments."""
    scores = [found.score for found in judge(texts, codes, "", models, Settings())]
    return features(texts, codes, scores, models)


def some(rows: Sequence[dict[str, Any]], wanted: int) -> list[dict[str, Any]]:
    """Take so many rows, the same in every run."""
    return sorted(rows, key=lambda row: hashlib.sha256(row["text"].encode()).hexdigest())[:wanted]


def lines(name: str) -> list[dict[str, Any]]:
    """Read comments of ours."""
    return [json.loads(line) for line in (COMMENTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
