"""The character set of a web page: what server, mark or `meta` say, else what its bytes look like."""

from __future__ import annotations

import codecs
import re

from agorascope.records import Notice
from agorascope.sources.decoding import decode, recoded, whole
from agorascope.sources.labels import encoding_named

META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
LOOKED_AT = 1 << 16
FEW = 0.002


def text_of(data: bytes, name: str, said: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """Decode a page; what it declares is believed where its bytes agree. Raises `ReadError` for binary data."""
    head = data[:LOOKED_AT]
    if _is_utf8(data):
        return decode(data, name)
    if not head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = [match[1].decode() for pattern in (META, DECLARED) if (match := pattern.search(head))]
        for label in filter(None, (said, *declared)):
            found = _read_as(data, label)
            if found is not None:
                return found
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 beyond ASCII: no other encoding's words are so by accident."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _read_as(data: bytes, label: str) -> tuple[str, tuple[Notice, ...]] | None:
    """Decode as a label says, unless too much of it would be nonsense."""
    encoding = encoding_named(label)
    if encoding is None or encoding.startswith("utf"):
        return None  # what is UTF-8 or not is told by its bytes
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > FEW * len(text):
        return None
    return whole(text), (recoded(encoding),)
