"""Gold in, figures out."""

from agorascope.evaluation.gold import told
from agorascope.evaluation.mistakes import mistakes
from agorascope.evaluation.run import Asked, evaluate

__all__ = ["Asked", "evaluate", "mistakes", "told"]
