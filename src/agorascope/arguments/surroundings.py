"""What stands around a sentence: the same words for many sentences, so that they are encoded once."""

from __future__ import annotations

REACH = 300
SHORT = 3 * REACH
BREAK = "\n\n"


def around(text: str, start: int, end: int) -> str:
    """Give all of a text of up to 900 characters, as the head learned it; else the paragraph of `text[start:end]`.

    Of a long paragraph, some 300 to 600 characters on each side are given.
    The bounds of a long paragraph lie on a grid of 300 characters, so that neighbours share their surroundings.
    """
    if len(text) <= SHORT:
        return text
    low, high = (max(0, start) // REACH - 1) * REACH, (end // REACH + 2) * REACH
    low, high = max(0, low), min(len(text), high)
    above, below = text.rfind(BREAK, low, start), text.find(BREAK, end, high)
    return text[low if above < 0 else above + len(BREAK) : high if below < 0 else below]
