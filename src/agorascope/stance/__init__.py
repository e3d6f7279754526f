"""Who is for the article's thesis and who against it, and how replies stand to what they answer."""

from agorascope.stance.classify import reply, towards
from agorascope.stance.cues import outright
from agorascope.stance.discussion import settle
from agorascope.stance.thread import answered, replies, sides

__all__ = ["answered", "outright", "replies", "reply", "settle", "sides", "towards"]
