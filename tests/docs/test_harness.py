"""The harness itself: what is wrong in a page is found, and told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs.blocks import PageError, blocks_of, codes_of
from tests.docs.comparing import same
from tests.docs.running import Running, named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(prepared: Callable[[str], Path], endpoint: str, warm: Path) -> Callable[[str], Path]:
    """Give a function that runs a page and gives its folder."""

    def running(text: str) -> Path:
        folder = prepared(text)
        with Running("page", folder, endpoint, warm) as page:
            for block in blocks_of(text):
                page.run(block)
        return folder

    return running


def test_blocks_are_found_wherever_they_stand() -> None:
    """In lists and under tabs, with their lines, titles and notes; a block knows whether it stands behind another."""
    text = (
        '# A\n\n- one\n\n  ```sh title="a/b.sh"\n  ls\n  ```\n\n=== "Tab"\n\n    ```python\n    print(1)\n    ```\n\n'
        "<!-- exit: 3 -->\n<!-- figures -->\n```sh\nfalse\n```\n\n```text\nx\n```\n\nWords.\n\n```json\n{}\n```\n"
    )
    found = [(one.line, one.language, one.text, one.title, one.notes, one.behind) for one in blocks_of(text)]
    assert found == [
        (5, "sh", "ls\n", "a/b.sh", {}, False),
        (11, "python", "print(1)\n", None, {}, False),
        (17, "sh", "false\n", None, {"exit": "3"}, False),
        (21, "text", "x\n", None, {}, True),
        (27, "json", "{}\n", None, {}, False),
    ]


def test_inline_code_is_found_wherever_it_stands() -> None:
    """In words, tables and under admonitions, not in blocks."""
    text = "A `b`.\n\n| `c` | d |\n|---|---|\n| `e f` | g |\n\n!!! note\n\n    See `h`.\n\n```sh\n`i`\n```\n"
    assert [(one.line, one.text) for one in codes_of(text)] == [(1, "b"), (3, "c"), (5, "e f"), (9, "h")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```\nls\n```\n", "line 1: a block without a language"),
        ("Words\n\n    ls\n", "line 3: indented code has no language"),
        ("```sh\nls\n", "not closed"),
    ],
)
def test_what_nobody_could_run_is_refused(text: str, words: str) -> None:
    """A block says what it is in."""
    with pytest.raises(PageError, match=words):
        blocks_of(text)


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a b\nc", "a  b c\n", True),
        ("a … d", "a b\nc d", True),
        ("a…d", "ad", True),
        ("a", "ab", False),
        ("a … d", "a b c", False),
        ("0.67 and 1.2.3", "0.68 and 1.2.3", True),
        ("0.67", "0.69", False),
        ("0.67", "0.671", False),
        ("-0.10", "0.10", False),
        ("7 of 8", "6 of 8", False),
        ("version 1.2.3", "version 1.2.4", False),
    ],
)
def test_what_counts_as_the_same(shown: str, printed: str, *, expected: bool) -> None:
    """Spaces do not count, `…` is anything, decimals differ by one in the last digit at most."""
    assert same(shown, printed) is expected


def test_a_tree_of_files() -> None:
    """Names stand before two spaces, under the folder that is less indented."""
    tree = "out/\n  a/ b/     words here\n    c.json  more\n  d.txt\nrun.json    e\n"
    assert list(named(tree)) == ["out", "out/a", "out/b", "out/a/c.json", "out/d.txt", "run.json"]


def test_a_page_that_is_right(run: Callable[[str], Path]) -> None:
    """Commands, pipes, files, packages of its own and Python work as they do for a reader."""
    folder = run(
        "```console\n$ agorascope readers --check a.txt\na.txt: text\n  reads    6 comments …\n"
        "$ cat rows.jsonl | agorascope label sentiment - | wc -l\n9\n```\n"
        '```python title="mine/__init__.py"\nNAME = "mine"\n```\n'
        '```toml title="pyproject.toml"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "mine"\nversion = "1"\n```\n'
        "```sh\nmkdir package\nmv mine pyproject.toml package\npip install -e ./package\n```\n"
        "```python\nimport mine\n\nn = 3\nprint(mine.NAME, n)\n```\n```text\nmine 3\n```\n"
        "```python\n>>> n + 1\n4\n>>> for one in range(2):\n...     print(one)\n0\n1\n```\n"
        "<!-- exit: 3 -->\n```sh\nagorascope readers --check nothing.txt\n```\n"
        "```sql\nSELECT count(*) AS n FROM 'corpus.parquet'\n```\n"
        "<!-- files -->\n```text\npackage/\n  mine/   ours\n```\n"
    )
    assert (folder / ".packages" / "mine" / "__init__.py").is_file()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A\n\n```sh\nfalse\n```\n", "page:3: exit code 1, not 0"),
        ("```sh\nfalse | true\n```\n", "exit code 1"),
        ("```sh\nagorascope readers --check no.txt\n```\n", "exit code 3, not 0"),
        ("```sh\nagorascope label moood rows.jsonl\n```\n", "exit code 2, not 0"),
        ("```console\n$ echo one\ntwo\n```\n", "the page shows\ntwo\nprinted was\none"),
        ("```sh\necho one\n```\n\n```text\ntwo\n```\n", "page:5: the page shows"),
        ("```sh\necho one\n```\n\nWords.\n\n```text\none\n```\n", "page:7: a block of text that shows no output"),
        ("```python\nprint(nothing)\n```\n", 'File "page", line 2, in <module>'),
        ("```python\n>>> 1 + 1\n3\n```\n", "the page shows\n3\n"),
        ("```python\nimport warnings\nwarnings.warn('old', DeprecationWarning)\n```\n", "DeprecationWarning: old"),
        ("```json\n{'a': 1}\n```\n", "page:1: no json"),
        ("```csv\na,b\n1\n```\n", "no csv: rows of"),
        ("```html\n<p></i>\n```\n", "no html"),
        ("```klingon\n```\n", "nobody knows how to run klingon"),
        ('```sh title="../x"\n```\n', "outside the page's folder"),
        ("```sh\nscripts/bench_corpus --dota DIR\n```\n", "knows no --dota"),
        ("```sh\npip install 'agorascope[nothing]'\n```\n", "there is no such extra"),
        ("```sh\npip install klingon-nlp\n```\n", "klingon-nlp is not among"),
        ("<!-- files -->\n```text\na.txt\nz.txt   words\n```\n", "not there: z.txt"),
    ],
)
def test_a_page_that_is_wrong(run: Callable[[str], Path], text: str, words: str) -> None:
    """The message has the page, the line, what was expected and what came."""
    with pytest.raises(PageError) as raised:
        run(text)
    assert words in str(raised.value)
