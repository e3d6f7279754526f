"""What MkDocs calls while it builds: made pages, the glossary, our search; nothing of the day gets into the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from scripts.website import glossary, made

WORKER = re.compile(r"assets/javascripts/workers/(search\.\w+\.min\.js)")
SEARCH = "assets/search.js"
DIALOG = 'class="md-search" data-md-component="search" role="dialog"'  # the theme gives it no name to be read out
LEFT_OUT = {"sitemap.xml", "404.html"}  # both need to know where the site will be


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the made pages into the navigation, and leave out what only a site with an address has."""
    _fill(config.nav)
    if not config.site_url:
        config.theme.static_templates -= LEFT_OUT
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages, and the search with the name of the theme's own in it."""
    for path, content in (*made.pages(), (SEARCH, _search(config.theme.dirs[0]))):
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Give the glossary its index, its other languages and its switch."""
    return glossary.told(markdown) if page.file.src_uri == glossary.PAGE else markdown


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Name the language of a page that is not in English: `NAME.el.md`, `NAME.zh.md`."""
    tag = glossary.TAGS.get(Path(page.file.src_uri).stem.rpartition(".")[2])
    return f'<div lang="{tag}">{html}</div>' if tag else html


def on_post_page(output: str, **_: object) -> str:
    """Put our search in the place of the theme's; a theme in which it is not found stops the build."""
    changed, count = WORKER.subn(SEARCH, output)
    if count != 1:
        raise RuntimeError(f"the theme names its search {count} times in a page: scripts/website/hooks.py expects one")
    return changed.replace(DIALOG, f'{DIALOG} aria-label="Search"')


def _search(theme: str) -> str:
    """Give our search with the name of the theme's own, of which there is one."""
    (worker,) = Path(theme).glob("assets/javascripts/workers/search.*.min.js")
    text = Path(__file__).with_name("search.js").read_text(encoding="utf-8")
    return text.replace("MATERIAL", f"javascripts/workers/{worker.name}")


def _fill(nav: Any) -> None:  # noqa: ANN401 - what YAML holds
    for entry in nav if isinstance(nav, list) else ():
        for title, inner in entry.items() if isinstance(entry, dict) else ():
            if title in made.SECTIONS and inner == []:
                entry[title] = made.SECTIONS[title]()
            _fill(inner)
