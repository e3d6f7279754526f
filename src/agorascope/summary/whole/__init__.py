"""The stance of the whole: who agrees with whom, when, where it turned, what the author answered."""

from agorascope.summary.whole.told import whole

__all__ = ["whole"]
