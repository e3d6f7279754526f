"""Add the source's new messages to every catalogue, empty, and drop those that are gone: `scripts/phrases`."""

from __future__ import annotations

import sys

from agorascope.phrases import LOCALES
from scripts.phrasing.messages import CATALOGUES, catalogue, filled, merged, rooms, written


def main() -> None:
    """Rewrite the catalogues; tell on stderr what waits for a translator."""
    for room in rooms():
        for locale in (one for one in LOCALES if one != "en"):
            path = CATALOGUES / locale / f"{room}.po"
            found = merged(catalogue(room), path, locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(found))
            empty = len([message for message in found if message.id and not filled(message)])
            print(f"{locale}/{room}: {len(found)} messages, {empty} without words", file=sys.stderr)


if __name__ == "__main__":
    main()
