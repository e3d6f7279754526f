"""How well whole discussions are analysed, against an annotator's gold."""

from agorascope.evaluation.discussion.gold import GoldDiscussion, GoldPage, read_gold
from agorascope.evaluation.discussion.run import DiscussionEvaluation, Left, evaluate_discussions, fields
from agorascope.evaluation.discussion.sources import about, page_beside, read_found

__all__ = [
    "DiscussionEvaluation",
    "GoldDiscussion",
    "GoldPage",
    "Left",
    "about",
    "evaluate_discussions",
    "fields",
    "page_beside",
    "read_found",
    "read_gold",
]
