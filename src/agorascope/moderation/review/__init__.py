"""The desk as a web page for moderators: a queue that is decided by mouse or by keys, with a way back from everything.

Public names: `create_app`, `serve`, `Access`, `Learner`.
"""

from agorascope.moderation.review.access import Access
from agorascope.moderation.review.app import create_app
from agorascope.moderation.review.learner import Learner
from agorascope.moderation.review.serving import serve

__all__ = ["Access", "Learner", "create_app", "serve"]
