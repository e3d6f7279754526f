"""Files of the repository that are pages of the site too: architecture, changes, figures, the models' cards."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CARDS = "explanation/cards"
FILES = {
    "explanation/architecture.md": "ARCHITECTURE.md",
    "explanation/changes.md": "CHANGELOG.md",
    "howto/contribute.md": "CONTRIBUTING.md",
}
FIGURES = "explanation/figures.md"
BETWEEN = ("How good it is", "Where it stands")  # headings of the README between which its figures stand
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


def cards() -> dict[str, Path]:
    """Give the card of each model by the name of its folder."""
    return {path.parent.name: path for path in sorted((ROOT / "models").glob("*/README.md"))}


def pages() -> Iterator[tuple[str, str]]:
    """Give each page's path and its Markdown."""
    for page, name in FILES.items():
        yield page, relinked((ROOT / name).read_text(encoding="utf-8"), page)
    yield FIGURES, relinked(figures(), FIGURES)
    for name, path in cards().items():
        yield f"{CARDS}/{name}.md", relinked(path.read_text(encoding="utf-8"), f"{CARDS}/{name}.md", path.parent)


def nav() -> list[dict[str, str]]:
    """Give the cards as the navigation lists them, by their titles."""
    return [{_title(path): f"{CARDS}/{name}.md"} for name, path in cards().items()]


def figures() -> str:
    """Give the README's figures as a page; raises `ValueError` where its headings are others."""
    _, found, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"## {BETWEEN[0]}\n")
    told, ended, _ = rest.partition(f"## {BETWEEN[1]}\n")
    if not (found and ended):
        raise ValueError(f"README.md has no headings {BETWEEN}")
    return f"# {BETWEEN[0]}\n{told}"


def relinked(markdown: str, page: str, folder: Path = ROOT) -> str:
    """Give a file's text as that of a page: its links lead to pages, and what is no page is named."""

    def lead(match: re.Match[str]) -> str:
        words, link, spot = match[1], match[2], match[3] or ""
        target = posixpath.normpath((folder / link).relative_to(ROOT).as_posix())
        place = _places().get(target, target.removeprefix("docs/") if target.startswith("docs/") else None)
        if place is None:
            return f"{words} (`{target}`)" if words.strip("`") != target else f"`{target}`"
        return f"[{words}]({posixpath.relpath(place, posixpath.dirname(page))}{spot})"

    return _LINK.sub(lead, markdown)


def _places() -> dict[str, str]:
    """Give the page of each file of the repository that is one."""
    told = {f"models/{name}/README.md": f"{CARDS}/{name}.md" for name in cards()}
    return {**told, **{name: page for page, name in FILES.items()}, "README.md": "index.md"}


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")
