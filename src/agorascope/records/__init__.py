"""The values that rooms exchange: what is read, what is found, what is told.

All are frozen `msgspec` structs: immutable, hashable where their parts are, and the source of the
published JSON Schema. Offsets (`start`, `end`) count Unicode code points in the `text` of the
record's comment or article, half open, and `quote == text[start:end]` always holds.
"""

from agorascope.records.debate import DEBATE_SCHEMA, Debate, Strand, comment_name
from agorascope.records.found import (
    Argument,
    Duplicate,
    DuplicateKind,
    HeldArgument,
    Label,
    Language,
    Reason,
    Role,
    Spam,
    Stance,
)
from agorascope.records.people import Accord, Person, Section, Speaker, Variant
from agorascope.records.read import Article, Chrome, Comment, Notice, Offsets, SiteStatus, Thread
from agorascope.records.summary import (
    Between,
    Counts,
    KeyPoint,
    Objection,
    Period,
    Quote,
    Sentence,
    StanceCounts,
    Summary,
    Turn,
    Whole,
)
from agorascope.records.told import (
    SCHEMA,
    ArticleReport,
    CommentReport,
    Discussion,
    DuplicateCluster,
    ModelUsed,
    Narrative,
    Quality,
)

__all__ = [
    "DEBATE_SCHEMA",
    "SCHEMA",
    "Accord",
    "Argument",
    "Article",
    "ArticleReport",
    "Between",
    "Chrome",
    "Comment",
    "CommentReport",
    "Counts",
    "Debate",
    "Discussion",
    "Duplicate",
    "DuplicateCluster",
    "DuplicateKind",
    "HeldArgument",
    "KeyPoint",
    "Label",
    "Language",
    "ModelUsed",
    "Narrative",
    "Notice",
    "Objection",
    "Offsets",
    "Period",
    "Person",
    "Quality",
    "Quote",
    "Reason",
    "Role",
    "Section",
    "Sentence",
    "SiteStatus",
    "Spam",
    "Speaker",
    "Stance",
    "StanceCounts",
    "Strand",
    "Summary",
    "Thread",
    "Turn",
    "Variant",
    "Whole",
    "comment_name",
]
