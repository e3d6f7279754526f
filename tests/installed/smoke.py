"""What a stranger does in the first half hour in Python, run in a clean environment; prints what was found as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy

import agorascope as ag

TEXT = "Discounts ruin the brand. After returns and ad spend we keep four euros on a code sale, so a club is what pays."

if __name__ == "__main__":
    discussion = ag.analyze("page.txt")
    three = ag.analyze_all("pages")
    labels = ag.label("stance", ["I fully agree.", "This is wrong and will fail."], target="Clubs beat discounts")
    repeats = ag.duplicates(
        ["Buy one, get one free, today only!", "Something else entirely.", "buy one get one free, today only"]
    )
    nlp = spacy.blank("en")
    for name in ("language", "sentiment", "spam", "arguments"):
        nlp.add_pipe(f"agorascope_{name}")
    nlp.add_pipe("agorascope_stance", config={"target": "Clubs beat discounts"})
    nlp.to_disk("saved")
    [doc] = spacy.load("saved").pipe([TEXT])
    sys.stdout.write(
        json.dumps(
            {
                "home": str(Path(ag.__file__).parent),
                "version": ag.__version__,
                "comments": len(discussion.comments),
                "key_points": len(discussion.summary.key_points),
                "html": "<script" not in discussion._repr_html_() and len(discussion._repr_html_()),
                "languages": sorted(one.language.code for one in three),
                "pandas": len(three.to_pandas("comments")),
                "polars": three.to_polars("comments").height,
                "stances": list(labels.labels),
                "repeats": [one and one["kind"] for one in repeats],
                "spans": len(doc.spans["arguments"]),
                "parsed": {
                    code: [t.pos_ for t in ag.nlp(code)(text)] for code, text in json.loads(sys.argv[1]).items()
                },
            }
        )
    )
