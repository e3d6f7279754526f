"""Every number a run depends on, in one frozen value that is written into each result."""

from __future__ import annotations

from msgspec import Struct, structs


class Settings(Struct, frozen=True, kw_only=True):
    """Thresholds and sizes; the defaults were tuned on the project's own data, see docs/method.md.

    `near_threshold`: least similarity (0..1) of near-duplicates. `spam_threshold`: least spam score.
    `likeness`: least centred cosine of two argument spans of one key point.
    `max_tokens`: texts are cut there before the encoder. `batch_size`: texts per pass,
    `rows_at_once`: rows held in memory; neither changes a result.
    `threads`: of the inference engine, 0 lets it choose.
    """

    near_threshold: float = 0.75
    spam_threshold: float = 0.5
    likeness: float = 0.3
    max_tokens: int = 256
    batch_size: int = 32
    rows_at_once: int = 1024
    threads: int = 0

    @classmethod
    def with_(cls, **given: float | None) -> Settings:
        """Give the defaults changed by what is not None."""
        return structs.replace(cls(), **{k: v for k, v in given.items() if v is not None})

    def shown(self) -> dict[str, float | int | str | bool]:
        """Give the settings that can change a result, as they stand in `Discussion.settings`."""
        return {k: v for k, v in structs.asdict(self).items() if k not in {"batch_size", "rows_at_once", "threads"}}
