"""The ways in which people post a comment again: each changes a text in one of them, by chance.

Tables and rules are made for this measurement and know nothing of how the package folds what they do.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Change = Callable[[str, str, random.Random], str]

_TWINS = {
    "en": dict(zip("aceopxyijsABEHKMOPCTX", "асеорхуіјѕАВЕНКМОРСТХ", strict=True)),
    "en-el": dict(zip("ovuABEHIKMNOPTXYZ", "ονυΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True)),
    "el": dict(zip("ονυρακιόάίΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", "ovupakióáíABEHIKMNOPTXYZ", strict=True)),
    "el-ru": dict(zip("ορακχΑΒΕΗΚΜΟΡΤΧ", "оракхАВЕНКМОРТХ", strict=True)),
}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ADORNMENTS = ("!!!", "...", "😂", "🔥🔥", "👍", "❤️", "‼️", "~~", "👏", "?!", "✅")
_WORDS = {
    "en": ("really", "just", "the", "so", "guys", "now", "very", "honestly"),
    "el": ("πολύ", "και", "τώρα", "πια", "ρε", "πάντα", "μόνο", "λοιπόν"),
    "zh": ("真的", "就是", "现在", "也", "大家", "非常", "其实", "了"),
}
_NAMES = {
    "en": ("Mark T.", "Susan from Leeds", "a concerned reader", "J. Miller"),
    "el": ("Νίκος Π.", "Μαρία από Πάτρα", "ένας αναγνώστης", "Κ. Δημητρίου"),
    "zh": ("小明", "一个路人", "上海老王", "热心网友"),
}
_HAN_WORD = 2


def kinds(lang: str) -> tuple[str, ...]:
    """Give the kinds of re-post of a language."""
    return (*_CHANGES, "script" if lang == "zh" else "homoglyph")


def repost(text: str, lang: str, kind: str, draw: random.Random) -> str:
    """Give the text posted again in this way; it is the same text where the way does not change it."""
    change = _CHANGES.get(kind) or {"script": _other_script, "homoglyph": _disguised}[kind]
    return change(text, lang, draw)


def _same(text: str, _lang: str, _draw: random.Random) -> str:
    return text


def _formatted(text: str, lang: str, draw: random.Random) -> str:
    ways: tuple[Change, ...] = (_cased, _spaced, _widened, _bare, _interrupted, _adorned)
    for way in draw.sample(ways, draw.randint(1, 2)):
        text = way(text, lang, draw)
    return text


def _cased(text: str, _lang: str, draw: random.Random) -> str:
    return draw.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _spaced(text: str, lang: str, draw: random.Random) -> str:
    if lang == "zh":
        return "".join(c + (" " if draw.random() < 0.3 else "") for c in text).strip()  # noqa: PLR2004 - some
    return "".join(draw.choice(("  ", "   ", "\n", " ", "\u00a0")) if c == " " else c for c in text)


def _widened(text: str, _lang: str, _draw: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _bare(text: str, _lang: str, _draw: random.Random) -> str:
    """Leave out accents and punctuation."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if unicodedata.category(c) not in {"Mn", "Po", "Pd"}).strip() or text


def _interrupted(text: str, _lang: str, draw: random.Random) -> str:
    sign, often = draw.choice(_INVISIBLE), draw.uniform(0.03, 0.5)
    return "".join(c + (sign if draw.random() < often else "") for c in text)


def _adorned(text: str, lang: str, draw: random.Random) -> str:
    glue = "" if lang == "zh" else " "
    text = glue.join((draw.choice(_ADORNMENTS), text)) if draw.random() < 0.5 else text  # noqa: PLR2004 - half of them
    return text + glue + "".join(draw.choice(_ADORNMENTS) for _ in range(draw.randint(1, 4)))


def _edited(text: str, lang: str, draw: random.Random) -> str:
    """Change 2-6 of a hundred characters, or one or two words."""
    if draw.random() < 0.5:  # noqa: PLR2004 - half of them
        for _ in range(max(1, round(len(text) * draw.uniform(0.02, 0.06)))):
            text = _mistyped(text, draw)
        return text
    glue = "" if lang == "zh" else " "
    words = [text[at : at + _HAN_WORD] for at in range(0, len(text), _HAN_WORD)] if lang == "zh" else text.split()
    for _ in range(draw.randint(1, 2)):
        at, way = draw.randrange(len(words)), draw.choice(("delete", "insert", "swap"))
        if way == "insert" or len(words) < 3:  # noqa: PLR2004 - nothing to spare
            words.insert(at, draw.choice(_WORDS[lang]))
        elif way == "delete":
            del words[at]
        else:
            words[at - 1], words[at] = words[at], words[at - 1]
    return glue.join(words)


def _mistyped(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text))
    before, sign, after = text[:at], text[at], text[at + 1 :]
    return before + draw.choice(("", sign * 2, draw.choice(text), after[:1] + sign)) + after


def _appended(text: str, lang: str, draw: random.Random) -> str:
    name, number = draw.choice(_NAMES[lang]), draw.randrange(10_000)
    ends = (
        f"\n— {name}",
        f" -- {name}",
        f" https://example.com/p/{number}",
        f"\nwww.example.org/{number}",
        f" ({name})",
        f" @{draw.choice(('news', 'user', 'friend'))}{number}",
        f" {draw.choice(_ADORNMENTS)}{draw.choice(_ADORNMENTS)}",
    )
    return text + draw.choice(ends)


def _truncated(text: str, lang: str, draw: random.Random) -> str:
    """Keep 60-95 of a hundred characters, half of the times to the end of a word."""
    cut = text[: round(len(text) * draw.uniform(0.60, 0.95))]
    if lang != "zh" and draw.random() < 0.5 and cut.rfind(" ") >= 0.6 * len(text):  # noqa: PLR2004 - half, what is kept
        cut = cut[: cut.rfind(" ")]
    return cut.rstrip() + draw.choice(("", "", "...", "…"))


def _disguised(text: str, lang: str, draw: random.Random) -> str:
    """Write 20-40 of a hundred letters that have twins as letters of another alphabet."""
    twins = _TWINS[draw.choice([name for name in _TWINS if name.split("-")[0] == _alphabet(text, lang)])]
    share = draw.uniform(0.2, 0.4)
    return "".join(twins[c] if c in twins and draw.random() < share else c for c in text)


def _alphabet(text: str, lang: str) -> str:
    return lang if any("\u0370" <= c <= "\u03ff" for c in text) else "en"


def _other_script(text: str, _lang: str, _draw: random.Random) -> str:
    converted = str(_converter("s2t").convert(text))
    return converted if converted != text else str(_converter("t2s").convert(text))


@cache
def _converter(name: str) -> Any:  # noqa: ANN401 - opencc has no types
    return import_module("opencc").OpenCC(name)


_CHANGES: dict[str, Change] = {
    "exact": _same,
    "format": _formatted,
    "edit": _edited,
    "append": _appended,
    "truncate": _truncated,
}
