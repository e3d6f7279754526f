"""A narrative of the debate by a language model that the user names: every sentence cites, or is not told.

Nothing is sent by importing or checking; `Narrator.answer` sends.
"""

from agorascope.narration.asking import Narrator, opened
from agorascope.narration.checking import check
from agorascope.narration.prompting import prompt
from agorascope.narration.telling import narrate

__all__ = ["Narrator", "check", "narrate", "opened", "prompt"]
