"""Tables of comments and their re-posts: rows to posts, and what was found back to rows, pairs and clusters."""

from agorascope.reposts.choosing import KEPT, KINDS, only, without
from agorascope.reposts.gathering import SCOPES, Gathered, check, gather, joined
from agorascope.reposts.listing import BORDER, closest, clusters, pairs
from agorascope.reposts.saying import of_table, told
from agorascope.reposts.telling import PARTS, answered, duplicate, known, said, teller

__all__ = (
    "BORDER",
    "KEPT",
    "KINDS",
    "PARTS",
    "SCOPES",
    "Gathered",
    "answered",
    "check",
    "closest",
    "clusters",
    "duplicate",
    "gather",
    "joined",
    "known",
    "of_table",
    "only",
    "pairs",
    "said",
    "teller",
    "told",
    "without",
)
