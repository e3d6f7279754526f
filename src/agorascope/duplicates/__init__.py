"""Re-posted comments: what equals or nearly equals an earlier comment, and which one.

Public names: `find`, `Cluster`, `Clusters`, `normal_form`.
"""

from __future__ import annotations

from agorascope.duplicates.cluster import Cluster, Clusters, find
from agorascope.duplicates.normalise import normal_form

__all__ = ["Cluster", "Clusters", "find", "normal_form"]
