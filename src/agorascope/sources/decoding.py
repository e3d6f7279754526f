"""Bytes to text: UTF-8 first, then whatever charset-normalizer finds, never silently."""

from __future__ import annotations

import codecs
import re

from agorascope.errors import ReadError
from agorascope.records import Notice

MAGIC = (
    b"\x89PNG", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"BZh", b"\xfd7zXZ",
    b"SQLite format", b"OggS", b"ID3", b"\xd0\xcf\x11\xe0", b"RIFF", b"7z\xbc\xaf", b"MZ\x90", b"PAR1", b"Rar!",
)  # fmt: skip
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARKS_AND_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
SAMPLE = 1 << 16
FEW_CONTROLS = 0.01
PRINTABLE = 0.97
THRESHOLD = 0.35
BROKEN = re.compile("[\ud800-\udfff]+")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# What pages in our languages and their neighbours were written in; of the rest nothing can be told apart.
LIKELY = ["cp1253", "gb18030", "big5", "big5hkscs", "cp1252", "utf_16", "shift_jis", "euc_kr", "cp1251"]


def decode(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """Decode a page; broken bytes become U+FFFD and are told with their number and first line.

    Raises `ReadError` for binary data. `name` is the source that messages speak of.
    """
    encoding = encoding_of(data, name)
    text = data.decode(encoding, "surrogateescape" if encoding.startswith("utf-8") else "replace")
    notices = [] if encoding.startswith("utf-8") else [recoded(encoding)]
    broken = BROKEN.search(text) if encoding.startswith("utf-8") else None
    if broken:
        count = len(BROKEN.findall(text))
        line = text.count("\n", 0, broken.start()) + 1
        notices.append(
            Notice("broken-utf8", f"{count} broken byte sequences became U+FFFD, the first here", f"line {line}")
        )
        text = whole(text)
    return text, tuple(notices)


def opens_with_tag(head: bytes) -> bool:
    """Tell whether a document whose zero bytes were taken out begins with `<`, behind byte-order marks and blanks."""
    return head.lstrip(MARKS_AND_BLANKS).startswith(b"<")


def whole(text: str) -> str:
    """Put U+FFFD where lone surrogates stand, which no encoding can write."""
    return BROKEN.sub("\ufffd", text)


def recoded(encoding: str) -> Notice:
    """Tell that a source was not UTF-8."""
    return Notice("encoding", f"not UTF-8; read as {encoding}")


def encoding_of(data: bytes, name: str) -> str:
    """Name the encoding of a whole file or its head; raises `ReadError` for binary data."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    if data.startswith(MAGIC):
        raise _binary(name)
    sixteen = _without_mark(data)
    if sixteen and not (_is_utf8(data) and _controls(data[: 1 << 20]) <= FEW_CONTROLS):
        return sixteen
    if _controls(data[: 1 << 20]) > FEW_CONTROLS:
        raise _binary(name)
    return "utf-8" if _is_utf8(data) else _guessed(data, name)


def _binary(name: str) -> ReadError:
    return ReadError(name, "binary data, not a page", "Give the page as text")


def _controls(data: bytes) -> float:
    return (len(data) - len(data.translate(None, CONTROLS))) / max(1, len(data))


def _without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 without a byte-order mark: one byte of every blank is zero, and the rest is text."""
    head = data[: SAMPLE - SAMPLE % 2]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(data) % 2 == 0 and b"\0" in zeros and _is_text(head, encoding):
            return encoding
    return None


def _is_text(data: bytes, encoding: str) -> bool:
    text = data.decode(encoding, "replace")
    printable = sum(char.isprintable() or char in "\r\n\t\u3000" for char in text)
    return any(blank in text for blank in " \n") and printable >= PRINTABLE * len(text)


def _is_utf8(data: bytes) -> bool:
    """Say whether data is UTF-8, or so nearly that its broken bytes are accidents."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            return True
    else:
        return True
    text = data[: 1 << 20].decode("utf-8", "surrogateescape")
    broken = len(re.findall("[\ud800-\udfff]", text))
    good = len(re.findall("[^\x00-\x7f\ud800-\udfff]", text))
    return good >= 4 * broken


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    sample = _telling(data)
    best = from_bytes(sample, threshold=THRESHOLD, cp_isolation=LIKELY).best()
    if best is None:
        raise ReadError(name, "no known encoding fits its bytes", "Save it as UTF-8")
    return best.encoding


def _telling(data: bytes) -> bytes:
    """Cut whole lines around the first byte beyond ASCII: long files need not be scanned to their end."""
    if len(data) <= SAMPLE:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    start = data.rfind(b"\n", 0, first.start() if first else 0) + 1
    end = data.rfind(b"\n", start, start + SAMPLE)
    return data[start : end if end > start else start + SAMPLE]
