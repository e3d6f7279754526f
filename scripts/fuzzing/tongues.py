"""Languages, sentences, Greek in Latin letters, folding, the readings of a tone: offsets hold, nothing is lost."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from scripts.fuzzing.laws import must
from scripts.fuzzing.nasty import texts

CODES = ("el", "zh", "en", "el-Latn", "und", "")


def inputs() -> st.SearchStrategy[bytes]:
    """Make a JSON array of texts."""
    return st.lists(texts(), min_size=1, max_size=4).map(lambda made: json.dumps(made).encode())


def check(data: bytes) -> None:
    """Read each text alone and all together; raises `BrokenLawError`, or what broke."""
    from agorascope.language import detect, detect_all

    given = json.loads(data)
    told = detect_all(given)
    must(told == [detect(text) for text in given], "a text's language depends on its neighbours")
    must(all(found.code and 0 <= found.confidence <= 1 for found in told), "a language without a code or a share")
    for text in given:
        _check_sentences(text)
        _check_letters(text)
        _check_tone(text)


def _check_sentences(text: str) -> None:
    from agorascope.language import sentences

    for code in CODES:
        spans, last, held = sentences(text, code), 0, []
        for start, end in spans:
            must(last <= start < end <= len(text), f"sentences of {code!r} overlap or are empty")
            must(text[start:end] == text[start:end].strip(), f"a sentence of {code!r} begins or ends blank")
            last = end
            held.append(text[start:end])
        must("".join("".join(held).split()) == "".join(text.split()), f"sentences of {code!r} lose characters")


def _check_letters(text: str) -> None:
    from agorascope.language import aligned
    from agorascope.language.folding import fold
    from agorascope.spam.fold import fold as fold_advert

    greek, places = aligned(text)
    must(len(greek) <= len(places), "Greek letters without a place")
    must(all(0 <= place <= len(text) for place in places) and places == sorted(places), "places outside of the text")
    must(fold(fold(text)) == fold(text), "folding twice is not folding once")
    folded = fold_advert(text)
    spans = [folded.offsets(at, at + 1) for at in range(min(len(folded.text), 2000))]
    must(all(0 <= start < end <= len(text) for start, end in spans), "a folded letter from outside of the text")


def _check_tone(text: str) -> None:
    from agorascope.language.reading import READINGS

    for name, read in READINGS.items():
        told = read(text)
        must(read(text) == told, f"{name!r} reads a text otherwise the second time")
        must(bool(told.strip()) == bool(text.strip()), f"{name!r} leaves nothing of a text")
        must(told == text or any(map(str.isalpha, text)), f"{name!r} changes a text without letters")
