"""What stands around a sentence: its paragraph, the same words for all its sentences, so that they are encoded once."""

from __future__ import annotations

REACH = 300
BREAK = "\n\n"


def around(text: str, start: int, end: int) -> str:
    """Give the paragraph that holds `text[start:end]`; of a long one, some 300 to 600 characters on each side.

    The bounds of a long paragraph lie on a grid of 300 characters, so that neighbours share their surroundings.
    """
    low, high = (max(0, start) // REACH - 1) * REACH, (end // REACH + 2) * REACH
    low, high = max(0, low), min(len(text), high)
    above, below = text.rfind(BREAK, low, start), text.find(BREAK, end, high)
    return text[low if above < 0 else above + len(BREAK) : high if below < 0 else below]
