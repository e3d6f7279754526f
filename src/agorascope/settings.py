"""Every number a run depends on, in one frozen value that is written into each result."""

from __future__ import annotations

from msgspec import Struct, structs


class Settings(Struct, frozen=True, kw_only=True):
    """Thresholds and sizes; the defaults were tuned on the project's own data, see docs/method.md.

    `near_threshold`: least similarity (0..1) of near-duplicates. `spam_threshold`: least spam score.
    `max_tokens`: texts are cut there before the encoder. `batch_size`: texts per pass; it never changes a result.
    `threads`: of the inference engine, 0 lets it choose.
    """

    near_threshold: float = 0.75
    spam_threshold: float = 0.5
    max_tokens: int = 256
    batch_size: int = 32
    threads: int = 0

    def shown(self) -> dict[str, float | int | str | bool]:
        """Give the settings that can change a result, as they stand in `Discussion.settings`."""
        return {k: v for k, v in structs.asdict(self).items() if k not in {"batch_size", "threads"}}
