"""Charts as part of a page: Vega-Lite, drawn here and now, as clean SVG that takes the page's colours and fonts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from markupsafe import Markup

Spec = dict[str, Any]

_LIBRARY: Final = "5.20"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NEEDLESS = ("aria-", "role", "class", "pointer-events", "font-family", "aria", "version")
# A chart is laid out by numbers of ours alone: what a font would measure is another on every machine.
CONFIG: Final[Spec] = {
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "gridColor": "var(--line)",
        "labelColor": "var(--soft)",
        "labelFontSize": 12,
        "labelOverlap": False,
        "labelBound": False,
        "title": None,
    },
}


_NO_XML = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def label(text: str, limit: int) -> str:
    """Make a stranger's text fit for a chart: one short line of characters that XML can hold."""
    return one_line(text, limit).translate(_NO_XML)


def drawn(spec: Spec, name: str, title: str, description: str) -> Markup:
    """Draw a Vega-Lite spec; `name` is part of every id in the SVG, `title` and `description` are for screen readers.

    Every text of a stranger in the spec has to be a `label`.

    The same spec gives the same bytes; nothing is loaded, and no text of the spec can become markup.
    """
    import vl_convert
    from lxml import etree
    from markupsafe import Markup

    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": CONFIG, **spec}
    text = vl_convert.vegalite_to_svg(json.dumps(whole, sort_keys=True), vl_version=_LIBRARY, allowed_base_urls=[])
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    _clean(root, name)
    _tell(root, name, title, description)
    # Nothing but our own serialiser wrote this: what was text in the spec is escaped text in it.
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704


def _clean(root: _Element, name: str) -> None:
    for element in list(root.iter()):
        for key, value in list(element.attrib.items()):
            if key.startswith(_NEEDLESS):
                del element.attrib[key]
            else:
                element.set(key, _shorter(value).replace("url(#", f"url(#{name}-"))
        if "id" in element.attrib:
            element.set("id", f"{name}-{element.get('id')}")
        if element.tag == f"{_SVG}path" and (not element.get("d") or element.get("display") == "none"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    for key in ("width", "height"):
        del root.attrib[key]


def _shorter(value: str) -> str:
    return _NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), value)


def _tell(root: _Element, name: str, title: str, description: str) -> None:
    from lxml import etree

    for place, (element, words) in enumerate((("title", title), ("desc", description))):
        told = etree.Element(f"{_SVG}{element}", {"id": f"{name}-{element}"})
        told.text = label(words, 10_000)
        root.insert(place, told)
    root.set("role", "img")
    root.set("class", "chart")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
