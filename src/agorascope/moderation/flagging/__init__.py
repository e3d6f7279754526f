"""From threads to flags: what is read is put on the desk, compared with all that lies there, and judged.

Public names: `Run`, `flag`.
"""

from agorascope.moderation.flagging.run import Run, flag

__all__ = ["Run", "flag"]
