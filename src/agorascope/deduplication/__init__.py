"""Re-posted comments: what equals, nearly equals or translates an earlier comment, and how it spread.

Public names: `find`, `Post`, `Cluster`, `Clusters`, `Repeat`; `changes`; `border`, `Close`; `spread`,
`Spread`, `Campaign`, `in_campaigns`; `normal_form`. Across runs: `agorascope.deduplication.index`.
"""

from __future__ import annotations

from agorascope.deduplication.border import Close, border
from agorascope.deduplication.campaigns import Campaign, Spread, in_campaigns, spread
from agorascope.deduplication.changes import changes
from agorascope.deduplication.cluster import Cluster, Clusters, Repeat, find
from agorascope.deduplication.forms.normal import normal_form
from agorascope.deduplication.posts import Post

__all__ = [
    "Campaign",
    "Close",
    "Cluster",
    "Clusters",
    "Post",
    "Repeat",
    "Spread",
    "border",
    "changes",
    "find",
    "in_campaigns",
    "normal_form",
    "spread",
]
