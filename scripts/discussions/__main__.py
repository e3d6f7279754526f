"""Print, as JSON, how good the pipeline is on annotated discussions, per language.

`held_out` are the figures of the pages that the models did not learn from; labels are to be read there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from agorascope.inference import Models
from agorascope.settings import Settings
from scripts.discussions import likeness
from scripts.discussions.gold import held_out, scored_pages
from scripts.discussions.measures import figures_of

DEFAULT = Path(__file__).parents[2] / "corpora" / "discussions"


def main() -> None:
    """Analyse every annotated page of the folder and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    settings = Settings()
    models = Models(settings)
    scored = scored_pages(folder, models, settings)
    figures = figures_of(scored) | {"held_out": figures_of(held_out(scored))}
    figures["likeness"] = likeness.figures([p for page, *_ in scored for p in likeness.pairs(page.gold, models)])
    print(msgspec.json.format(msgspec.json.encode(figures)).decode())


if __name__ == "__main__":
    main()
