"""Tells spam from comments: signals of every language, phrases of three, a learned score; reasons with places."""

from agorascope.spam.judge import judge

__all__ = ["judge"]
