"""A decision as a source gives it: about whom and what it is may be missing, and when and by whom it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from agorascope.records import Verdict


class Given(Struct, frozen=True, kw_only=True):
    """One decision: `where` names its place in the source, `form` the format of the discussion it is about.

    `who` is whom the source names, else what it is. `at` is ISO 8601 with a zone. `title` and `url` are the
    discussion's. None stands for what the source does not say.
    """

    where: str
    form: str
    verdict: Verdict
    who: str
    thread: str | None = None
    id: str | None = None
    at: str | None = None
    author: str | None = None
    published: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
