"""Files of a folder that are not what they seem: links that lead out of it, pipes and devices that never end."""

from __future__ import annotations

import os
import stat


def leads_out(path: str, folder: str) -> bool:
    """Tell whether a file of a folder is a link to what lies outside of it: whoever made the folder may not choose."""
    if not os.path.islink(path):  # noqa: PTH114 -- Path.is_link raises where os.path answers
        return False
    root, found = os.path.realpath(folder), os.path.realpath(path)
    return os.path.commonpath([root, found]) != root


def is_endless(path: str) -> bool:
    """Tell whether a path is a pipe, a socket or a device: reading it may wait for ever."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 -- as above
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
