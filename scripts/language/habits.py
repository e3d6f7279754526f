"""How Greeks type Greek in Latin letters: eight habits, used to make training text from Greek text."""

from __future__ import annotations

import unicodedata

_SHARED = dict(zip("αγδεζικλμνοπρσςτ", "agdeziklmnoprsst", strict=True))

# Visual writers keep the shape (w=ω, h=η, 8=θ, 3=ξ), phonetic ones the sound, dictionary ones the classical spelling.
HABITS: tuple[dict[str, str], ...] = (
    {"θ": "8", "ξ": "3", "η": "h", "ω": "w", "υ": "u", "χ": "x", "β": "b", "ψ": "ps", "φ": "f"},
    {"θ": "th", "ξ": "x", "η": "i", "ω": "o", "υ": "y", "χ": "h", "β": "v", "ψ": "ps", "φ": "f", "ου": "ou"},
    {"θ": "8", "ξ": "ks", "η": "i", "ω": "o", "υ": "i", "χ": "x", "β": "v", "ψ": "ps", "φ": "f", "ου": "ou"},
    {"θ": "th", "ξ": "ks", "η": "h", "ω": "w", "υ": "y", "χ": "x", "β": "b", "ψ": "ps", "φ": "f", "ου": "ou"},
    {
        "θ": "th", "ξ": "x", "η": "i", "ω": "o", "υ": "i", "χ": "ch", "β": "v", "ψ": "ps", "φ": "f", "ου": "u",
        "μπ": "b", "ντ": "d", "γκ": "g", "αι": "e", "ει": "i", "οι": "i",
    },
    {
        "θ": "th", "ξ": "x", "η": "i", "ω": "o", "υ": "y", "χ": "ch", "β": "v", "ψ": "ps", "φ": "ph", "ου": "ou",
        "αυ": "af", "ευ": "ev",
    },
    {
        "θ": "8", "ξ": "3", "η": "h", "ω": "w", "υ": "y", "χ": "x", "β": "v", "ψ": "4", "φ": "f", "ου": "ou",
        "αυ": "ay", "ευ": "ey",
    },
    {
        "θ": "th", "ξ": "x", "η": "i", "ω": "w", "υ": "u", "χ": "h", "β": "v", "ψ": "ps", "φ": "f",
        "αυ": "av", "ευ": "ev",
    },
)  # fmt: skip


def without_accents(text: str) -> str:
    """Give `text` in lower case without Greek accents and diaereses."""
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in "\u0301\u0308\u0342\u0300\u0313\u0314"))


def latinise(text: str, habit: dict[str, str]) -> str:
    """Write Greek `text` in Latin letters as a person with `habit` does."""
    text = without_accents(text)
    out: list[str] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        if pair in habit:
            out.append(habit[pair])
            at += 2
        else:
            out.append(habit.get(text[at], _SHARED.get(text[at], text[at])))
            at += 1
    return "".join(out)
