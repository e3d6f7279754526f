"""Tells spam from comments: signals of every language, phrases of three, a learned score; reasons with places."""

from agorascope.spam.behind import Behind
from agorascope.spam.judge import judge
from agorascope.spam.reasons import signs
from agorascope.spam.signals import SIGNALS

__all__ = ["SIGNALS", "Behind", "judge", "signs"]
