"""Which scripts a text is written in: letters counted by ISO 15924 script, addresses and code left out.

The counting is one pass of one regular expression, so that what scripts decide costs microseconds.
"""

from __future__ import annotations

import re

# What is written the same in every language: it tells nothing about the writer's.
_NOISE = re.compile(
    r"(?:https?|ftp)://\S+|\bwww\.\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}"
    r"|[@#＠＃][\w.]+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|net|org|info|biz|edu|gov|io|ai|co|me|tv|gr|cy|eu|cn|tw|hk"
    r"|uk|us|de|fr|ru|xyz|top|shop|html?|php|js|py|json|css|pdf|jpe?g|png|gif|mp[34])(?![\w-])(?:/\S*)?"
    r"|```.*?```|`[^`\n]{1,200}`|</?[A-Za-z][^<>\n]{0,200}>|&#?\w{1,10};|\b\w*_\w+\b|\b\w+\(\)",
    re.IGNORECASE | re.DOTALL,
)
_SUSPECTS = re.compile(r"[@#＠＃`<&_]|//|www|\(\)|\.\w", re.IGNORECASE)

_RANGES = {
    "Grek": "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03e1\u03f0-\u03ff\u1f00-\u1fff",
    "Hani": "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Latn": "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff"
    "\uff21-\uff3a\uff41-\uff5a",
    "Kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hang": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Bopo": "\u3105-\u312f\u31a0-\u31bf",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": "\u05d0-\u05f2\ufb1d-\ufb4f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Deva": "\u0900-\u0963\u0970-\u097f\ua8e0-\ua8ff",
    "Armn": "\u0531-\u0587",
    "Beng": "\u0980-\u09ff",
    "Ethi": "\u1200-\u139f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Gujr": "\u0a80-\u0aff",
    "Guru": "\u0a00-\u0a7f",
    "Khmr": "\u1780-\u17ff",
    "Knda": "\u0c80-\u0cff",
    "Laoo": "\u0e80-\u0eff",
    "Mlym": "\u0d00-\u0d7f",
    "Mymr": "\u1000-\u109f",
    "Sinh": "\u0d80-\u0dff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Tibt": "\u0f00-\u0fff",
}
_RUNS = re.compile(
    "|".join(
        f"(?P<{name}>[{letters}]+" + ("" if name == "Latn" else f"(?:[ ,.，。！？、]{{1,2}}[{letters}]+)*") + ")"
        for name, letters in _RANGES.items()
    )
)
# A Han character says about as much as four letters of a word; outside its own languages no other script than Latin is
# used for names and terms, so that a letter of another script weighs more than a Latin one, and a Latin word in
# upper case (a name, a brand, ROI) less.
_WEIGHT = {"Hani": 4.0, "Kana": 4.0, "Bopo": 4.0, "Hang": 4.0, "Latn": 1.0}
_OTHER_WEIGHT = 2.5
_NAME_WEIGHT = 0.3


def without_noise(text: str) -> str:
    """Replace addresses, handles, hashtags, mark-up and code by spaces."""
    return _NOISE.sub(" ", text) if _SUSPECTS.search(text) else text


def noise_spans(text: str) -> list[tuple[int, int]]:
    """Give the (start, end) of every address, handle, hashtag, mark-up and piece of code in `text`."""
    return [found.span() for found in _NOISE.finditer(text)] if _SUSPECTS.search(text) else []


def count(text: str) -> tuple[dict[str, int], dict[str, float]]:
    """Count the letters of each script in `text`, plain and weighted; expects text `without_noise`.

    Spaces and commas between words of the same script are counted with them: one match a phrase is fast.
    """
    letters: dict[str, int] = {}
    weights: dict[str, float] = {}
    for run in _RUNS.finditer(text):
        name = run.lastgroup or ""
        size = run.end() - run.start()
        weight = _WEIGHT.get(name, _OTHER_WEIGHT)
        if name == "Latn" and text[run.start()].isupper():
            weight = _NAME_WEIGHT
        letters[name] = letters.get(name, 0) + size
        weights[name] = weights.get(name, 0.0) + weight * size
    return letters, weights
