"""The tone in which a text speaks."""

from agorascope.sentiment.article import of_article
from agorascope.sentiment.classify import classify

__all__ = ["classify", "of_article"]
