"""langdetect, seeded and restricted to the languages of one script: for Arabic letters and Devanagari."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

_CANDIDATES = {
    "Arab": ("ar", "fa", "ur"),
    "Deva": ("hi", "mr", "ne"),
}
# Letters that Persian or Urdu text has and Arabic text has not.
_NOT_ARABIC = frozenset("پچژگکیٹڈڑںےہھ")


def identify(text: str, script: str) -> tuple[str, float]:
    """Give langdetect's best language for `text` among those of an ISO 15924 `script`, and its probability.

    The code is empty where langdetect knows no language of the script or finds no feature in the text.
    """
    if script not in _CANDIDATES:
        return "", 0.0
    if script == "Arab" and _NOT_ARABIC.isdisjoint(text):
        return "ar", 1.0
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(script).create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return "", 0.0
    return (found[0].lang, float(found[0].prob)) if found else ("", 0.0)


@cache
def _factory(script: str) -> Any:  # noqa: ANN401 - langdetect has no types
    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.seed = 0
    profiles = files("langdetect") / "profiles"
    factory.load_json_profile([(profiles / code).read_text(encoding="utf-8") for code in _CANDIDATES[script]])
    return factory
