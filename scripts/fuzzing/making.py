"""Inputs that nobody means well, at any size: what issue trackers and attackers know, and what we thought of.

Each is written between two neighbours that any reader has to find: what is broken may not cost them.
"""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final

FIRST: Final = "The neighbour before says that the club is good for our town."
LAST: Final = "The neighbour behind says that the club costs far too much."
PAGE: Final = "A Title Of Some Length\n\n" + "A sentence of the article that goes on for long enough. " * 3 + "\n"
MEGABYTE: Final = 1_000_000
BLOCK: Final = 1 << 20

Make = Callable[[Path, float], Path]
"""Writes an input into a folder, at a share of its full size, and gives what to name."""


def rows(path: Path, *between: dict[str, Any]) -> Path:
    """Write rows of JSONL between the two neighbours."""
    return written(path, iter(between))


def written(path: Path, between: Iterator[dict[str, Any]]) -> Path:
    """Write as many rows as there are, one at a time."""
    with path.open("w", encoding="utf-8") as file:
        for row in chain([{"id": "first", "text": FIRST}], between, [{"id": "last", "text": LAST}]):
            file.write(json.dumps(row) + "\n")
    return path


def long_comment(piece: str) -> Make:
    """Make a comment of fifty megabytes of one piece."""

    def make(folder: Path, scale: float) -> Path:
        times = int(50 * MEGABYTE * scale / len(piece.encode("utf-8", "surrogatepass"))) + 1
        return rows(folder / "long.jsonl", {"id": "long", "text": piece * times})

    return make


def many_comments(folder: Path, scale: float) -> Path:
    """Make a million comments in one thread, each an answer to one before it."""
    count = int(MEGABYTE * scale)
    said = (
        {"id": n, "parent_id": n // 3 if n else None, "text": f"Opinion {n} of many: {n * 7919 % 1009}"}
        for n in range(count)
    )
    return written(folder / "many.jsonl", said)


def deep_replies(folder: Path, scale: float) -> Path:
    """Make ten thousand comments, each an answer to the one before it."""
    count = int(10_000 * scale)
    said = ({"id": n, "parent_id": n - 1 if n else None, "text": f"No, and {n} times no."} for n in range(count))
    return written(folder / "deep.jsonl", said)


def deep_listing(folder: Path, scale: float) -> Path:
    """Make a listing of Reddit's with answers ten thousand deep."""
    count, path = int(10_000 * scale), folder / "deep.json"
    child = '{"kind":"t1","data":{"id":"k%d","body":"No, %d times.","replies":{"kind":"Listing","data":{"children":['
    post = {"id": "p", "title": "A title", "selftext": PAGE, "num_comments": count}
    near = [
        {"kind": "t1", "data": {"id": name, "body": said, "author": "n", "replies": ""}}
        for name, said in (("f", FIRST), ("l", LAST))
    ]
    with path.open("w") as file:
        file.write('[{"kind":"Listing","data":{"children":[{"kind":"t3","data":%s}]}},' % json.dumps(post))  # noqa: UP031 - braces
        file.write('{"kind":"Listing","data":{"children":[%s,' % json.dumps(near[0]))  # noqa: UP031
        file.writelines(child % (n, n) for n in range(count))
        file.write("]}}}}" * count + f",{json.dumps(near[1])}" + "]}}]")
    return path


def circle(folder: Path, scale: float) -> Path:
    """Make comments that answer one another in a circle, and one that answers itself."""
    count = max(2, int(10_000 * scale))
    said = ({"id": n, "parent_id": (n + 1) % count, "text": f"Round and round, {n}."} for n in range(count))
    alone = {"id": "self", "parent_id": "self", "text": "I answer myself."}
    return written(folder / "circle.jsonl", iter([*said, alone]))


SIGNS: Final = (
    "A NUL\0 in the middle", "half a \ud83d character", "\udcff", "\u202eturned around\u2066",
    "Z\u0335\u0301\u0300\u0302" * 500, "\x1b[2J\x07", "\ufeff\u200b\u200d", "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "\r\n\r\x85\u2028", "\U0010ffff\ufffe", "👨\u200d👩\u200d👧\u200d👦" * 300,
    "{{7*7}} %s {0}", "' OR 1=1; --", "../../etc/passwd",
)  # fmt: skip
"""NULs, halves of characters, signs that turn the line or steer a terminal, heaps of marks, formulas, markup."""


def signs(ending: str) -> Make:
    """Make comments of signs that break programs, as JSONL, CSV, a web page or text."""

    def make(folder: Path, _scale: float) -> Path:
        path = folder / f"signs.{ending}"
        if ending == "jsonl":
            return rows(path, *({"id": f"s{n}", "author": text[:20], "text": text} for n, text in enumerate(SIGNS)))
        path.write_bytes(_SHAPES[ending]([FIRST, *SIGNS, LAST]).encode("utf-8", "surrogatepass"))
        return path

    return make


def _as_csv(shown: list[str]) -> str:
    import csv
    import io

    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "author", "text"), *((n, text[:20], text) for n, text in enumerate(shown))])
    return file.getvalue()


def _as_html(shown: list[str]) -> str:
    said = "".join(
        f'<li class="comment" id="comment-{n}"><article class="comment-body"><footer class="comment-meta">'
        f'<b class="fn">Reader {n}</b><time datetime="2026-01-01T00:00:00">1 January</time></footer>'
        f'<div class="comment-content"><p>{text}</p></div></article></li>'
        for n, text in enumerate(shown)
    )
    title = f'<h2 class="comments-title">{len(shown)} Comments</h2>'
    article = f"<article><h1>A title</h1><p>{PAGE}</p></article>"
    return f'<html><body>{article}<div id="comments">{title}<ol class="comment-list">{said}</ol></div></body></html>'


def _as_text(shown: list[str]) -> str:
    return f"{PAGE}\n{len(shown)} Comments\n\n" + "".join(f"  {n}. {text}\n\n" for n, text in enumerate(shown, 1))


_SHAPES: Final = {"csv": _as_csv, "html": _as_html, "txt": _as_text}


WXR: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>'
    "<item><title>A title</title>"
    "<wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{said}]]></content:encoded>{comments}"
    "</item></channel></rss>"
)


def _wxr(path: Path, doctype: str, *texts: str) -> Path:
    said = "".join(
        f"<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_content>{text}</wp:comment_content></wp:comment>"
        for n, text in enumerate((FIRST, *texts, LAST), 1)
    )
    path.write_text(WXR.format(doctype=doctype, said=PAGE, comments=said))
    return path


def laughs(folder: Path, _scale: float) -> Path:
    """Make an export whose document type declares a billion laughs."""
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _wxr(folder / "laughs.xml", f"<!DOCTYPE rss [{entities}]>", "&l9;")


def stranger(folder: Path, _scale: float) -> Path:
    """Make an export with an entity that names a file of this machine."""
    return _wxr(folder / "stranger.xml", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;")


def undeclared(folder: Path, _scale: float) -> Path:
    """Make an export that uses an entity which nothing declares."""
    return _wxr(folder / "undeclared.xml", "", "&l9; &x; &#0; &#xD800;")


def zeros(ending: str) -> Make:
    """Make ten gigabytes of zeros, a few megabytes when packed, in the place of a file of some format."""

    def make(folder: Path, scale: float) -> Path:
        path = folder / f"zeros.{ending}.gz"
        part = max(BLOCK, int(100 * MEGABYTE * min(1, scale * 100)))
        packed = gzip.compress(bytes(part), 9)
        with path.open("wb") as file:
            for _ in range(max(1, int(10_000 * MEGABYTE * scale) // part)):
                file.write(packed)  # members of a gzip follow one another
        return path

    return make


def blanks(ending: str) -> Make:
    """Make ten gigabytes of blanks, in lines of a hundred megabytes, between two rows."""
    return _between(f"blanks.{ending}.gz", lambda size: b" " * (size - 1) + b"\n")


def lines(ending: str) -> Make:
    """Make ten gigabytes of empty lines between two rows."""
    return _between(f"lines.{ending}.gz", lambda size: b"\n" * size)


def _between(name: str, filling: Callable[[int], bytes]) -> Make:
    def make(folder: Path, scale: float) -> Path:
        path = folder / name
        part = max(BLOCK, int(100 * MEGABYTE * min(1, scale * 100)))
        packed = gzip.compress(filling(part), 9)
        with path.open("wb") as file:
            file.write(gzip.compress(json.dumps({"text": FIRST}).encode() + b"\n"))
            for _ in range(max(1, int(10_000 * MEGABYTE * scale) // part)):
                file.write(packed)
            file.write(gzip.compress(json.dumps({"text": LAST}).encode() + b"\n"))
        return path

    return make


def bomb(folder: Path, scale: float) -> Path:
    """Make an archive of a page, ten members of a gigabyte each and an archive in it, and another page."""
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("a.jsonl", json.dumps({"text": FIRST}))
        for n in range(10):
            ending = ("txt", "jsonl", "csv", "xml", "json", "html")[n % 6]
            with archive.open(f"bomb-{n}.{ending}", "w", force_zip64=True) as file:
                _fill(file, int(1000 * MEGABYTE * scale))
        archive.writestr("inner.zip", b"PK\x03\x04" + bytes(100))
        archive.writestr("z.jsonl", json.dumps({"text": LAST}))
    return path


def _fill(file: IO[bytes], size: int) -> None:
    block = bytes(BLOCK)
    for _ in range(size // BLOCK + 1):
        file.write(block)


def crowded(folder: Path, scale: float) -> Path:
    """Make an archive of a hundred thousand members, with names that lead out of it."""
    path = folder / "crowded.zip"
    names = ("../../../tmp/out.txt", "/etc/out.txt", "C:\\out.txt", "a\nb'\".txt", "\u202etxt.exe.txt")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jsonl", json.dumps({"text": FIRST}))
        for name in names:
            archive.writestr(name, PAGE)
        for n in range(int(100_000 * scale)):
            archive.writestr(f"m/{n}.bin", b"")
        archive.writestr("z.jsonl", json.dumps({"text": LAST}))
    return path


def wide_field(folder: Path, scale: float) -> Path:
    """Make a CSV with a field of a gigabyte."""
    path = folder / "wide.csv"
    with path.open("wb") as file:
        file.write(f'id,text\r\nfirst,{FIRST}\r\nwide,"'.encode())
        for _ in range(int(1000 * MEGABYTE * scale) // BLOCK + 1):
            file.write(b"word " * (BLOCK // 5))
        file.write(f'"\r\nlast,{LAST}\r\n'.encode())
    return path


def open_quote(folder: Path, scale: float) -> Path:
    """Make a CSV of a gigabyte whose first row opens a quote that nothing closes."""
    path = folder / "open.csv"
    with path.open("wb") as file:
        file.write(f'id,text\r\nfirst,{FIRST}\r\nopen,"'.encode())
        line = (f"n,{'word ' * 20}\r\n" * 8000).encode()
        for _ in range(int(1000 * MEGABYTE * scale) // len(line) + 1):
            file.write(line)
    return path


def nested(shape: str) -> Make:
    """Make JSON a hundred thousand deep: an array, an object, a field of a row, a line of its own."""

    def make(folder: Path, scale: float) -> Path:
        deep = int(100_000 * scale)
        arrays, objects = "[" * deep + "]" * deep, '{"a":' * deep + "1" + "}" * deep
        if shape == "array":
            (folder / "array.json").write_text(arrays)
            return folder / "array.json"
        if shape == "object":
            (folder / "object.json").write_text(objects)
            return folder / "object.json"
        first, last = json.dumps({"id": "f", "text": FIRST}), json.dumps({"id": "l", "text": LAST})
        row = f'{{"id": "d", "text": "Deep down.", "more": {arrays}}}'
        if shape == "items":
            (folder / "items.json").write_text(f"[{first}, {row}, {last}]")
            return folder / "items.json"
        (folder / "lines.jsonl").write_text(f"{first}\n{row}\n{arrays}\n{objects}\n{last}\n")
        return folder / "lines.jsonl"

    return make


def strange_names(folder: Path, _scale: float) -> Path:
    """Make a folder of files whose names break lines, quotes, terminals and shells."""
    inside = folder / "names"
    inside.mkdir()
    names = (
        "a\nb.jsonl", "it's \"quoted\".jsonl", "$(touch pwned);`id`.jsonl", "-rf.jsonl", "\x1b[2Jx.jsonl",
        "*?[a].jsonl", "\u202elnosj.jsonl", " .jsonl", "é\u0301.jsonl", "%s{0}.jsonl", "n" * 240 + ".jsonl",
    )  # fmt: skip
    for n, name in enumerate(names):
        (inside / name).write_text(json.dumps({"text": (FIRST, LAST)[n % 2] if n < 2 else f"In a strange file, {n}."}))  # noqa: PLR2004
    with open(os.fsencode(inside) + b"/\xff\xfe.jsonl", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(json.dumps({"text": "In a file whose name is no text."}).encode())
    return inside


def links(folder: Path, _scale: float) -> Path:
    """Make a folder with links out of it, to a file and to a folder, to itself, to nothing, and a pipe."""
    outside, inside = folder / "outside", folder / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text(PAGE + "The secret of the house is behind the stove, under the third stone.\n")
    (inside / "a.jsonl").write_text(json.dumps({"text": FIRST}))
    (inside / "z.jsonl").write_text(json.dumps({"text": LAST}))
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "circle").symlink_to(inside, target_is_directory=True)
    (inside / "itself.txt").symlink_to(inside / "itself.txt")
    (inside / "nothing.txt").symlink_to(inside / "nowhere.txt")
    (inside / "within.jsonl").symlink_to(inside / "a.jsonl")
    os.mkfifo(inside / "pipe.txt")
    return inside
