"""The documentation site: whole, linked, made from the code, the same each time, and sufficient unto itself."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

import msgspec
import pytest
import typer.main
from lxml import html
from scripts.website import contracts, defaults, glossary

import agorascope
from agorascope import errors, records
from agorascope.cli import app
from agorascope.inference.store import installed
from agorascope.readers.registry import readers
from agorascope.schemas import OUTPUTS
from agorascope.settings import Settings
from tests.docs.blocks import ROOT
from tests.docs.building import build, built

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = "sample"
LOADED = ("//script/@src", "//link[not(@rel='canonical')]/@href", "//img/@src", "//iframe/@src", "//source/@srcset")


@pytest.fixture(scope="session")
def site() -> Path:
    """Give the site, built once."""
    return built()[0]


@cache
def _page(path: Path) -> Any:
    return html.fromstring(path.read_text("utf-8"))


@cache
def _anchors(path: Path) -> frozenset[str]:
    return frozenset(_page(path).xpath("//@id | //a/@name"))


def _pages(site: Path) -> list[Path]:
    """Give the pages of the site itself, without the reports that it shows."""
    return sorted(path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != SAMPLES)


def test_nothing_is_said_while_it_is_built() -> None:
    """No warning, which --strict would make an error, and no other word."""
    assert built()[1] == ""


def test_every_page_is_in_the_navigation(site: Path) -> None:
    """What is under docs/ and what is made: all of it can be reached from the side of the first page."""
    links = _page(site / "index.html").xpath("//nav[contains(@class, 'md-nav--primary')]//a/@href")
    reached = {urldefrag(link).url for link in links if not link.startswith("#")} | {"index.html"}
    written = {str(p.relative_to(ROOT / "docs").with_suffix(".html")) for p in (ROOT / "docs").rglob("*.md")}
    assert written <= {str(path.relative_to(site)) for path in _pages(site)}
    assert {str(path.relative_to(site)) for path in _pages(site)} <= reached


def test_every_link_leads_somewhere(site: Path) -> None:
    """Files and anchors, those of raw HTML too, which MkDocs does not look at."""
    lost = [
        f"{path.relative_to(site)}: {link}"
        for path in _pages(site)
        for link in _page(path).xpath("//a/@href | //img/@src | //link/@href | //script/@src")
        if not re.match(r"https?:|mailto:", link) and not _leads(path, link)
    ]
    assert lost == []


def _leads(path: Path, link: str) -> bool:
    place, spot = urldefrag(link)
    target = (path.parent / unquote(place)).resolve() if place else path
    if not target.is_file():
        return False
    return not spot or target.suffix != ".html" or unquote(spot) in _anchors(target) or spot == "__codelineno"


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    """No script, style, picture or font of another host; the browser's tests watch what is really asked for."""
    loaded = {link for path in _pages(site) for way in LOADED for link in _page(path).xpath(way)}
    assert {link for link in loaded if re.match(r"(https?:)?//", link)} == set()
    styles = " ".join(path.read_text("utf-8") for path in (ROOT / "docs" / "assets").glob("*.css"))
    assert not re.search(r"url\(|@import", styles)


def test_no_machine_is_named(site: Path) -> None:
    """What is built on one machine does not tell of it."""
    fragments = (str(ROOT), "/" + "root/", "/" + "tmp/")
    texts = [
        p for p in site.rglob("*") if p.suffix in {".html", ".json", ".js", ".txt"} and "javascripts" not in p.parts
    ]
    assert [p.name for p in texts if any(part in p.read_text("utf-8") for part in fragments)] == []


def test_the_same_bytes_twice(site: Path, tmp_path: Path) -> None:
    """Nothing of the day, the machine or an order of chance is in it."""
    build(tmp_path / "again")
    first, second = _files(site), _files(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _tree() -> dict[str, Any]:
    tree = typer.main.get_command(app)
    return dict(tree.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", _tree())
def test_every_command_is_told_with_its_options(site: Path, name: str) -> None:
    """Each option and argument, of commands within commands too, has its place; help texts are there word for word."""
    page = site / "reference" / "cli" / f"{name}.html"
    command = _tree()[name]
    told = {"": command, **{f"{child}-": its for child, its in getattr(command, "commands", {}).items()}}
    wanted = {prefix + max(p.opts, key=len) for prefix, its in told.items() for p in its.params}
    assert wanted <= _anchors(page)
    assert "--help" in _anchors(page)
    words = " ".join(_page(page).xpath("string(//article)").split())
    for its in told.values():
        assert " ".join(its.help.split("\n\n")[0].replace("`", "").split()) in words
        for param in its.params:
            said = re.sub(r"\bdocs/(\w+)\.md", r"\1", (param.help or "").replace("`", ""))
            assert " ".join(said.split()) in words


def test_every_stable_name_is_told(site: Path) -> None:
    """Each name of `agorascope.__all__` has an entry with words."""
    page = site / "reference" / "python.html"
    assert {f"agorascope.{name}" for name in agorascope.__all__} <= _anchors(page)
    for name in agorascope.__all__:
        (entry,) = _page(page).xpath(f"//*[@id='agorascope.{name}']/..")
        assert len(entry.xpath("string(.//p)").split()) > 1, name


def test_what_the_code_holds_has_its_place(site: Path) -> None:
    """Records, settings, errors, readers, models, components: all of them, by name."""
    reference = site / "reference"
    structs = {
        n for n in records.__all__ if isinstance(it := getattr(records, n), type) and issubclass(it, msgspec.Struct)
    }
    failures = {n for n, it in vars(errors).items() if isinstance(it, type) and issubclass(it, errors.AgorascopeError)}
    factories = {e.name for e in entry_points(group="spacy_factories") if e.value.startswith("agorascope.")}
    assert structs <= _anchors(reference / "records.html")
    assert set(Settings.__struct_fields__) <= _anchors(reference / "settings.html")
    assert failures <= _anchors(reference / "errors.html")
    assert set(readers()) <= _anchors(reference / "readers.html")
    assert {card.model.name for card in installed()} <= _anchors(reference / "models.html")
    assert len(factories) >= 5
    assert factories <= _anchors(reference / "components.html")


def test_every_setting_is_described() -> None:
    """The docstring of `Settings` says what each number is."""
    assert set(defaults.described()) == set(Settings.__struct_fields__)
    assert all(defaults.described().values())


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_schema_can_be_read_and_taken_away(site: Path, output: Any) -> None:
    """Its file is what the command prints; its fields stand in the page of its family."""
    from agorascope.schemas import text

    (family,) = [name for name, its in contracts.families().items() if output in its]
    page = site / "reference" / "schemas" / f"{family}.html"
    assert (page.parent / output.file).read_text("utf-8") == text(output.name)
    assert output.name in _anchors(page)
    words = _page(page).xpath("string(//article)")
    held = msgspec.json.decode(text(output.name))
    parts = [held, *held.get("$defs", {}).values()]
    assert all(field in words for part in parts for field in part.get("properties", {}))


def test_every_term_has_its_place(site: Path) -> None:
    """The glossary's anchors are those that other pages may link to."""
    terms = glossary.entries((ROOT / "docs" / glossary.PAGE).read_text("utf-8"))
    assert {term.anchor for term in terms} <= _anchors(site / "glossary.html")


def test_the_sample_reports_are_those_of_the_program(site: Path) -> None:
    """One a language, each in its own."""
    told = {path.name: _page(path).get("lang") for path in sorted((site / SAMPLES).glob("*.html"))}
    assert told == {"el-dev.html": "el", "en-dev.html": "en", "zh-dev.html": "zh-Hans"}
