"""Make the data files of `agorascope.language`: n-grams, Greek accents, words, Chinese characters.

The same input gives the same bytes. Sources: `own/train.jsonl` (CC BY 4.0) and OpenCC's character tables (Apache 2.0),
pypinyin (MIT) for the sound of Chinese characters.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.language.accents import plain
from agorascope.language.profiles import ngrams
from agorascope.language.script import without_noise
from scripts.jsonl import objects
from scripts.language import listing, ordinary, pairs, sources
from scripts.language.habits import HABITS, latinise, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

_HERE = Path(__file__).resolve().parents[2] / "src" / "agorascope" / "language" / "data"
_KEPT = 5000
_LEAST = 2
_REAL_SHARE = 6
_ORDERS = (1, 2, 3, 4, 5)
_COMMENTS = Path(__file__).resolve().parents[2] / "corpora" / "comments"
_TOKENIZER = _COMMENTS.parents[1] / "models" / "encoder" / "tokenizer.json"
_GREEK_WORD = re.compile("[\u0370-\u03ff]+")
_CARD = """# Files made by scripts/build_language

| file | what it is | made from | licence of the source |
|---|---|---|---|
| `el-Latn.json` | n-grams of Greeklish | {el} Greek comments in {habits} habits, {latn} real ones | CC BY 4.0, ours |
| `zh-Latn.json` | n-grams of pinyin | {zh} Chinese comments by pypinyin | CC BY 4.0, ours; pypinyin MIT |
| `en.json` | n-grams of English comments | {en} comments | CC BY 4.0, ours |
| `greek.json` | letter n-grams of Greek without accents | {el} Greek comments | CC BY 4.0, ours |
| `accents.toml` | {accents} Greek words, accented | Greek comments of `corpora/comments`, not `dev` | CC BY 4.0, ours |
| `ordinary.toml` | {ordinary} Greek and English words, no names | our comments; multilingual-e5-small; CLDR | as said |
| `pairs.toml` | {pairs} Chinese pairs in words | multilingual-e5-small's pieces; our comments | MIT; CC BY 4.0 |
| `../zh/characters.toml` | simplified and traditional characters | OpenCC's character tables | Apache 2.0 |

The other comments are from `own/train.jsonl`; of the real Greeklish ones every second was used, the others test.
`words.toml` is written by hand. The profiles of other languages are read from the package langdetect (Apache 2.0).
"""


def main() -> None:
    """Read the sources named on the command line and write the data files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--opencc", type=Path, required=True, help="folder with TSCharacters.txt and STCharacters.txt")
    given = parser.parse_args()
    texts = _texts(given.data / "own" / "train.jsonl")
    profiles = _HERE / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    real = texts["el-Latn"][::2]
    greeklish = [latinise(text, habit) for text in texts["el"] for habit in HABITS] + real * _REAL_SHARE
    _write(profiles / "el-Latn.json", _profile("el-Latn", greeklish))
    _write(profiles / "zh-Latn.json", _profile("zh-Latn", _pinyin(texts["zh"])))
    _write(profiles / "en.json", _profile("en", texts["en"]))
    _write(profiles / "greek.json", _letters(texts["el"]))
    words, bare = accents(_COMMENTS)
    write_accents(profiles / "accents.toml", words, bare)
    small = ordinary.words(_COMMENTS, _TOKENIZER)
    sources.write(profiles / "ordinary.toml", "words", small)
    two = pairs.pairs(_COMMENTS, _TOKENIZER)
    sources.write(profiles / "pairs.toml", "pairs", two)
    sizes = {code.partition("-")[2].lower() or code: len(found) for code, found in texts.items()}
    made = {"latn": len(real), "habits": len(HABITS), "accents": len(words), "ordinary": len(small), "pairs": len(two)}
    card = _CARD.format(**(sizes | made))
    (profiles / "README.md").write_text(card, encoding="utf-8")
    _characters(given.opencc, _HERE / "zh" / "characters.toml")
    listing.write(profiles)


def _texts(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in objects(path):
        found.setdefault(row["lang"], []).append(row["text"])
    return found


def _profile(name: str, texts: Iterable[str]) -> dict[str, object]:
    grams: Counter[str] = Counter()
    for text in texts:
        grams.update(gram for gram in ngrams(without_noise(text)) if gram[0] != "=" and len(gram) > 1)
    totals = [sum(times for gram, times in grams.items() if len(gram) == order) for order in (1, 2, 3)]
    kept = sorted(grams.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
    return {"name": name, "n_words": totals, "freq": dict(kept)}


def _pinyin(texts: Iterable[str]) -> list[str]:
    """Write Chinese by its sound: syllables apart, syllables in pairs, and with tone marks."""
    from pypinyin import Style, lazy_pinyin  # type: ignore[import-not-found, unused-ignore]

    written: list[str] = []
    for text in texts:
        plain = [s for s in lazy_pinyin(text) if s.isascii() and s.isalpha()]
        toned = [s for s in lazy_pinyin(text, style=Style.TONE) if s.isalpha()]
        pairs = ["".join(plain[i : i + 2]) for i in range(0, len(plain), 2)]
        written += [" ".join(plain), " ".join(pairs), " ".join(toned)]
    return written


def _letters(texts: Iterable[str]) -> dict[str, int]:
    grams: Counter[str] = Counter()
    for text in texts:
        letters = "".join(c if "α" <= c <= "ω" else " " for c in without_accents(text))
        for word in letters.split():
            padded = f" {word} "
            for order in _ORDERS:
                grams.update(padded[i : i + order] for i in range(len(padded) - order + 1))
            grams[f"={word}"] += 1
    return dict(sorted((gram, times) for gram, times in grams.items() if times >= _LEAST))


def accents(comments: Path) -> tuple[list[str], list[str]]:
    """Give the words of our Greek comments that mostly have an accent, in their most frequent form, and the others."""
    forms: dict[str, Counter[str]] = {}
    for text in sources.texts(comments, ("el",)):
        if plain(text) == text.lower():
            continue  # its writer sets no accents
        for word in _GREEK_WORD.findall(text.lower()):
            if sum(plain(letter) != letter for letter in word) <= 1:
                forms.setdefault(plain(word), Counter())[word] += 1
    best = {bare: min(found, key=lambda word: (-found[word], word)) for bare, found in forms.items()}
    vowels = re.compile("[αεηιουω].*[αεηιουω]")
    bare = [word for word, found in forms.items() if best[word] == word and found[word] > 1 and vowels.search(word)]
    return sorted(word for bare, word in best.items() if word != bare), sorted(bare)


def write_accents(path: Path, words: list[str], bare: list[str]) -> None:
    """Write the words as lines of a TOML file."""
    lines = ("# Made by scripts/build_language.", f'words = "{" ".join(words)}"', f'bare = "{" ".join(bare)}"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _characters(source: Path, target: Path) -> None:
    to_simplified = _table(source / "TSCharacters.txt")
    to_traditional = _table(source / "STCharacters.txt")
    # OpenCC leaves 著 alone because of 著作; as a particle it is 着, and only comparison uses this table.
    pairs = [(old, new[0]) for old, new in to_simplified.items() if old not in new and len(new[0]) == 1]
    pairs.append(("著", "着"))
    hans = "".join(old for old, new in to_traditional.items() if old not in new and old not in to_simplified)
    lines = [
        "# Made by scripts/build_language from the character tables of OpenCC (Apache 2.0).",
        f'traditional = "{"".join(old for old, _ in pairs)}"',
        f'simplified = "{"".join(new for _, new in pairs)}"',
        f'hans = "{hans}"',
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(path: Path) -> dict[str, list[str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {old: new.split() for old, new in rows if len(old) == 1}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
