"""Tells spam from comments: signals of every language, phrases of three, a learned score; reasons with places."""

from agorascope.spam.judge import judge
from agorascope.spam.scorer import used

__all__ = ["judge", "used"]
