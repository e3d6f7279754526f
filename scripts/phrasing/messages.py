"""The messages of the source, room by room, and the catalogues that translate them."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[2] / "src" / "agorascope"
CATALOGUES = SOURCE / "phrases" / "catalogues"
KEYWORDS = {"gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
_HERE = "phrases"


def rooms() -> list[str]:
    """Name the rooms that say something to the reader."""
    folders = sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and p.name not in {_HERE, "__pycache__"})
    return [name for name in folders if len(catalogue(name))]


def catalogue(room: str) -> Catalog:
    """Extract a room's messages."""
    found = Catalog(project="agorascope", charset="utf-8", fuzzy=False)
    options = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
    told = extract_from_dir(SOURCE / room, METHODS, options, KEYWORDS)
    for _, _, words, _, _ in sorted(told, key=lambda one: (one[0], one[1])):
        found.add(words)
    return found


def merged(template: Catalog, path: Path, locale: str) -> Catalog:
    """Give the catalogue at `path` (it need not exist) with the template's messages and no others."""
    known = read_po(io.BytesIO(path.read_bytes()), locale=locale) if path.exists() else Catalog(locale=locale)
    known.update(template, no_fuzzy_matching=True, keep_user_comments=True)
    known.obsolete.clear()
    return known


def written(found: Catalog) -> bytes:
    """Give the file: messages in the order of the source, no dates, so that nothing changes but words."""
    out = io.BytesIO()
    write_po(out, found, width=120, no_location=True, omit_header=True, sort_output=True)
    return out.getvalue()


def filled(message: Message) -> bool:
    """Tell whether a message has its words, for every number that the language tells apart."""
    told = message.string
    return bool(told) if isinstance(told, str) else bool(told) and all(told or ())
