"""Who is for the article's thesis and who against it, and how replies stand to what they answer."""

from agorascope.stance.classify import reply, towards
from agorascope.stance.cues import outright
from agorascope.stance.discussion import settle

__all__ = ["outright", "reply", "settle", "towards"]
