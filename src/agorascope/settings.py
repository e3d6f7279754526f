"""Every number a run depends on, in one frozen value that is written into each result."""

from __future__ import annotations

import re

from msgspec import Struct, structs

_SECRETS = re.compile(r"(?<=://).*@|[?#].*$")  # user:password of a URL, and what stands behind its path


class Choice(Struct, frozen=True):
    """Another model for one task, as the user named it; `labels` are pairs of the model's label and ours."""

    task: str
    spec: str
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The model's name as results and messages may show it: a URL without its user, password and query."""
        head, mark, url = self.spec.partition("://")
        return head + _SECRETS.sub("", mark + url) if mark else self.spec

    def __repr__(self) -> str:
        return f"Choice({self.task}={self.shown})"


class Settings(Struct, frozen=True, kw_only=True):
    """Thresholds and sizes; the defaults were tuned on the project's own data, see docs/method.md.

    `abstain`: labels less probable than this (0..1) are not told.
    `near_threshold`: least similarity (0..1) of near-duplicates. `translation_threshold`: least probability that one
    text is a translation of another. `campaign_authors`, `campaign_hours`: so many authors who post the same within so
    many hours are a campaign. `spam_threshold`: least spam score.
    `likeness`: least probability (0..1) that two arguments make the same key point.
    `ui`: locale of headline and abstract (`el en zh zh_Hant`), empty for the page's own language.
    `max_tokens`: texts are cut there before the encoder. `batch_size`: texts a thread takes at once,
    `rows_at_once`: rows held in memory; neither changes a result.
    `threads`: of the inference engine, 0 lets it choose.
    `choices`: models the user named in the place of ours, at most one a task.
    """

    abstain: float = 0.0
    near_threshold: float = 0.75
    translation_threshold: float = 0.5
    campaign_authors: int = 4
    campaign_hours: float = 24.0
    spam_threshold: float = 0.5
    likeness: float = 0.5
    ui: str = ""
    max_tokens: int = 256
    batch_size: int = 32
    rows_at_once: int = 1024
    threads: int = 0
    choices: tuple[Choice, ...] = ()

    @classmethod
    def with_(cls, **given: float | tuple[Choice, ...] | None) -> Settings:
        """Give the defaults changed by what is not None."""
        return structs.replace(cls(), **{k: v for k, v in given.items() if v is not None})

    def shown(self) -> dict[str, float | int | str | bool]:
        """Give the settings that can change a result, as they stand in `Discussion.settings`; never a secret."""
        hidden = {"batch_size", "rows_at_once", "threads", "choices"}
        numbers = {k: v for k, v in structs.asdict(self).items() if k not in hidden}
        named = {f"model.{choice.task}": choice.shown for choice in self.choices}
        mapped = {f"labels.{c.task}": ",".join(map("=".join, c.labels)) for c in self.choices if c.labels}
        return {**numbers, **named, **mapped}
