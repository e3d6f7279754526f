"""One row of an XML export as an element: as it stands where it is well-formed, else mended as an editor would do it.

The parser sees a row alone, below a root of ours: no document type, so no entity, no file and no network.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.entities import html5
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from msgspec import Struct

from agorascope.readers.xml.cutting import Layout

Element = etree._Element  # noqa: SLF001 -- lxml has no public name for it
DECLARED = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"<&]*"|'[^'<&]*')""")
TOKEN = re.compile(
    r"(?P<verbatim><!\[CDATA\[(?:.*?\]\]>|.*))|<!--.*?(?:-->|\Z)|&(?P<entity>#?\w{1,32};)?"
    r"|<(?P<end>/?)(?P<name>(?:[\w.-]+:)?(?P<local>[\w.-]+))(?P<attributes>(?:\s[^<>]*?)?)(?P<empty>/?)>|(?P<open><)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\W\d][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>/]+))""")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLACE = re.compile(r",? (?:line|column) \d+")


class Parsed(Struct, frozen=True):
    """A row's element; what was mended in it, empty for nothing, and in which line of the row, from 0."""

    element: Element
    wrong: str = ""
    line: int = 0


class Mender:
    """Parses the rows of one document."""

    def __init__(self, layout: Layout, root: bytes) -> None:
        """Take the root's start tag for the namespaces that it declares."""
        self._texts, self._known = layout.texts, {*layout.rows, *layout.texts, *layout.fields}
        spaces = {prefix.encode(): f'"{space}"'.encode() for prefix, space in layout.namespaces.items()}
        spaces |= {mark[1] or b"": mark[2] for mark in DECLARED.finditer(root)}
        named = (b" xmlns" + (prefix and b":" + prefix) + b"=" + space for prefix, space in spaces.items())
        self._root = b"<rows" + b"".join(named) + b">"
        self._strict = _parser(lenient=False)

    def parsed(self, row: bytes) -> Parsed:
        """Parse a row; markup inside of a field of text becomes the text it was typed as."""
        try:
            found: Element = etree.fromstring(self._root + row + b"</rows>", self._strict)[0]
        except (etree.XMLSyntaxError, IndexError):
            wrong, line = self._first_error()
            return Parsed(self._mended(row), wrong, line)
        if any(len(field) and local(str(field.tag)) in self._texts for field in found):
            return Parsed(self._mended(row))
        return Parsed(found)

    def _first_error(self) -> tuple[str, int]:
        """Say what is wrong first of all; a prefix that nothing declares is not."""
        for entry in self._strict.error_log:
            if not entry.type_name.startswith("NS_"):
                return " ".join(PLACE.sub("", entry.message).split())[:100], entry.line - 1
        return "", 0

    def _mended(self, row: bytes) -> Element:
        text = TOKEN.sub(self._token, row.decode("utf-8", "replace"))
        # Characters beyond the first plane, written as two halves, become one.
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        data = self._root + NOT_XML.sub("\ufffd", whole).encode() + b"</rows>"
        rows = etree.fromstring(data, _parser(lenient=True))
        return rows[0] if rows is not None and len(rows) else etree.Element("nothing")

    def _token(self, found: re.Match[str]) -> str:
        """Keep fields and CDATA, drop comments, escape all else."""
        text = found[0]
        if found["verbatim"]:
            return text if text.endswith("]]>") else text + "]]>"
        if text.startswith("<!--"):
            return ""
        if text.startswith("&"):
            return _entity(found["entity"] or "")
        if found["open"] or found["local"] not in self._known:
            return escape(text)
        attributes = {mark[1]: mark[2] or mark[3] or mark[4] or "" for mark in ATTRIBUTE.finditer(found["attributes"])}
        written = "".join(f" {name}={quoteattr(unescape(value))}" for name, value in attributes.items())
        return f"<{found['end']}{found['name']}{written if not found['end'] else ''}{found['empty']}>"


@lru_cache(1 << 12)
def local(tag: str) -> str:
    """Give an element's name without its namespace or prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _parser(*, lenient: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=lenient,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _entity(name: str) -> str:
    """Give what an entity stands for, as XML; an ampersand that begins none is itself."""
    if not name.startswith("#"):
        return escape(html5[name]) if name in html5 else "&amp;" + name
    digits = name[1:-1]
    try:
        code = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
        return " " if code < ord(" ") and chr(code) not in "\t\n\r" else escape(chr(code))
    except (ValueError, OverflowError):
        return "&amp;" + name
