"""Re-posted comments: what equals, nearly equals or translates an earlier comment, and how it spread.

Public names: `find`, `Post`, `Cluster`, `Clusters`, `Repeat`; `changes`, `Change`; `border`, `Close`; `spread`,
`Spread`, `Campaign`, `in_campaigns`; `normal_form`. Across runs: `agorascope.duplicates.index`.
"""

from __future__ import annotations

from agorascope.duplicates.border import Close, border
from agorascope.duplicates.campaigns import Campaign, Spread, in_campaigns, spread
from agorascope.duplicates.changes import Change, changes
from agorascope.duplicates.cluster import Cluster, Clusters, Repeat, find
from agorascope.duplicates.normalise import normal_form
from agorascope.duplicates.posts import Post

__all__ = [
    "Campaign",
    "Change",
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
