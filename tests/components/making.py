"""Pipelines for tests, and the sample discussions as rows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from agorascope import readers
from agorascope.records import Thread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAMES = ("language", "sentiment", "spam", "arguments", "stance")
TARGET = "Parking in the centre should cost money."
TEXTS = {
    "el": "Το πάρκινγκ στο κέντρο πρέπει να μείνει δωρεάν. Όσοι δουλεύουν εκεί δεν έχουν λεωφορείο μετά τις εννιά.",
    "zh": "市中心的停车费不应该再涨了。住在那里的人没有别的选择，晚上九点以后连公交车都没有。",
    "en": "Parking in the centre should stay free. People who work there have no bus after nine, and they pay enough.",
    "el-Latn": "Oi times einai poli akrives kai adikes, min plironete. Den exei kan leoforeio meta tis ennia to vrady.",
    "mixed": "Ναι, totally agree με τον αρθρογράφο 👍 这个很好",
    "advert": "Cheap replica watches, 70% off! Order now at www.watches.example or WhatsApp +30 690 000 0000",
}
SAMPLES = Path(__file__).parents[2] / "corpora" / "discussions"


def pipeline(code: str = "xx", *names: str, **config: dict[str, Any]) -> Language:
    """Make a blank pipeline with our components, all of them where none is named."""
    nlp = spacy.blank(code)
    for name in names or NAMES:
        settings = {"target": TARGET} if name == "stance" else {}
        nlp.add_pipe(f"agorascope_{name}", config={**settings, **config.get(name, {})})
    return nlp


def kept(doc: Doc) -> dict[str, Any]:
    """Give all that was found in a document as plain values, spans with what they say of themselves."""
    spans = {
        key: [(one.start, one.end, one.label_, one.id_, one.start_char, one.end_char) for one in group]
        for key, group in doc.spans.items()
    }
    return {"text": doc.text, "found": doc.user_data, "spans": spans, "cats": doc.cats}


@cache
def discussion(name: str) -> Thread:
    """Read a sample discussion."""
    [thread] = readers.read([str(SAMPLES / f"{name}.txt")])
    assert isinstance(thread, Thread)
    return thread


def rows(thread: Thread) -> list[dict[str, Any]]:
    """Make the rows that `agorascope label` would be given for a discussion: the title is what all is about."""
    said = {comment.id: comment.text for comment in thread.comments}
    return [
        {
            "text": comment.text,
            "target": thread.article.title,
            "parent": said.get(comment.parent or ""),
            "context": thread.article.text,
        }
        for comment in thread.comments
    ]
