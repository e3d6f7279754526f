"""How well clusters agree with the truth: over pairs, counted and never listed, and over the re-posts of each kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.duplicates.corpus import Comment


def scores(comments: Sequence[Comment], found: Sequence[int]) -> dict[str, object]:
    """Compare clusters, a number for each comment, with the bases; once more without the wave, which has most pairs.

    Shares in 0..1. `kind_recall` is the mean over the kinds.
    """
    everyone = range(len(comments))
    others = [n for n in everyone if not comments[n].wave]
    kinds = _by_kind(comments, found)
    precision, recall = pairwise([comments[n].base for n in everyone], found)
    without = pairwise([comments[n].base for n in others], [found[n] for n in others])
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "precision_without_wave": round(without[0], 4),
        "recall_without_wave": round(without[1], 4),
        "kind_recall": round(sum(kinds.values()) / max(1, len(kinds)), 4),
        "recall_by_kind": {kind: round(share, 4) for kind, share in sorted(kinds.items())},
    }


def pairwise(truth: Sequence[int], found: Sequence[int]) -> tuple[float, float]:
    """Give the precision and the recall of pairs of comments in one cluster; 1.0 where there is no pair."""
    right = _pairs(Counter(zip(truth, found, strict=True)).values())
    claimed, wanted = _pairs(Counter(found).values()), _pairs(Counter(truth).values())
    return right / claimed if claimed else 1.0, right / wanted if wanted else 1.0


def homes(comments: Sequence[Comment], found: Sequence[int]) -> dict[int, int]:
    """Give, for each base, the cluster of most of its comments; of equals the one of the original."""
    members: dict[int, Counter[int]] = defaultdict(Counter)
    originals = {}
    for comment, cluster in zip(comments, found, strict=True):
        members[comment.base][cluster] += 1
        if comment.kind == "original":
            originals[comment.base] = cluster
    return {base: max(met, key=lambda c: (met[c], c == originals[base])) for base, met in members.items()}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _by_kind(comments: Sequence[Comment], found: Sequence[int]) -> dict[str, float]:
    """Give, for every kind, the share of the re-posts that are in the cluster of their base; the wave left out."""
    home = homes(comments, found)
    hits: dict[str, list[bool]] = defaultdict(list)
    for comment, cluster in zip(comments, found, strict=True):
        if comment.kind != "original" and not comment.wave:
            hits[comment.kind].append(cluster == home[comment.base])
    return {kind: sum(got) / len(got) for kind, got in hits.items()}
