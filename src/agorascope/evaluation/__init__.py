"""Gold in, figures out."""

from agorascope.evaluation.run import evaluate

__all__ = ["evaluate"]
