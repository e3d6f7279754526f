"""Who argues what: claims and premises with their spans, their holders in articles, and an article's thesis.

Public names: `mine`, `mine_all`, `mine_article`, `thesis`, `Thesis`, `attributed`, `Attributed`. Importing the room
loads neither spaCy nor a model; each name brings what it needs at its first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agorascope.arguments.article.mining import mine_article
    from agorascope.arguments.article.thesis import Thesis, thesis
    from agorascope.arguments.attribution import Attributed, attributed
    from agorascope.arguments.comments import mine, mine_all

__all__ = ["Attributed", "Thesis", "attributed", "mine", "mine_all", "mine_article", "thesis"]

_HOMES = {
    "Attributed": "attribution",
    "attributed": "attribution",
    "Thesis": "article.thesis",
    "mine": "comments",
    "mine_all": "comments",
    "mine_article": "article.mining",
    "thesis": "article.thesis",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the public names have different types
    """Load a public name from its module at first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
