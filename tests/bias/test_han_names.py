"""Names in Chinese characters: what is read as one, and what only looks like one."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.bias import without
from scripts.bias.methods import COMMENTS
from scripts.language import pairs

from agorascope.language import facts, heard
from agorascope.language.han_names import HanNames, nameless

TOKENIZER = COMMENTS.parents[2] / "models" / "encoder" / "tokenizer.json"


@pytest.mark.parametrize(
    "name",
    [
        "王芳",
        "李伟",
        "陈怡君",
        "欧阳家乐",
        "田中美咲",
        "朴俊浩",
        "阿依古丽·买买提",
        "穆罕默德·萨利赫",
        "扎西顿珠",
        "谢尔盖",
    ],
)
@pytest.mark.parametrize("said", ["看了{}的文章很高兴。", "{}说得完全正确！", "对{}这篇很失望", "请{}再写一篇"])
def test_a_full_name_is_heard_as_the_same_one(name: str, said: str) -> None:
    """Of one, two or three characters, foreign ones with a dot and without."""
    assert heard(said.format(name)) == said.format("小明")


def test_a_name_in_traditional_characters() -> None:
    """It is read as all of the text is, in simplified ones."""
    assert heard("看了陳怡君的文章很高興，歐陽家樂也是。") == "看了小明的文章很高兴，小明也是。"


@pytest.mark.parametrize(
    "text",
    [
        "高兴得很，马上就来，何必呢",
        "允许国家补贴黄河沿岸的王国",
        "哈哈哈哈太好笑了",
        "江南的梅花和胡同，陆军雷达",
        "穆斯林老师",
        "这家店的服务态度真的很差，方便的话安排退款。",
        "强买强卖，能多买就多买",
        "小红说得好",
        "乌克兰的小麦，特斯拉降价",
        "王",
        "·",
        "",
    ],
)
def test_what_is_no_full_name_is_left_alone(text: str) -> None:
    """Words that begin with a surname, laughter, words of foreign sounds that all know, a given name alone."""
    assert nameless(text) == text


def test_other_languages_are_left_alone() -> None:
    """Japanese has its own way with names."""
    assert heard("田中美咲さんの記事はとても良かったです。").startswith("田中美咲さん")


@given(st.text(st.sampled_from("王芳李伟阿依古丽·买提小明的说，哈尔 A1")))
def test_what_is_read_is_the_text_but_for_names(text: str) -> None:
    """No character that stands in no name is lost; a text without any is the same."""
    read = nameless(text)
    assert all(read.count(mark) == text.count(mark) for mark in "，说 A1")
    assert (read == text) or "小明" in read


@pytest.mark.parametrize("long", ["哈尔马上" * 25_000, "哈" * 100_000, "王" * 100_000, "尔克·" * 30_000])
def test_long_texts_are_read_in_one_go(long: str) -> None:
    """What looks like a name all along is looked at once, not anew from each of its characters to its end."""
    assert len(nameless(long)) <= len(long)


def test_pairs_are_those_of_vocabulary_and_comments() -> None:
    """The list is what its script makes of both as they are now."""
    path = files("agorascope.language") / "data" / "profiles" / "pairs.toml"
    assert msgspec.toml.decode(path.read_bytes())["pairs"].split() == pairs.pairs(COMMENTS.parent, TOKENIZER)


def test_characters_stand_once_and_rare_surnames_are_not_common() -> None:
    """The lists are clean: nothing twice, nothing in both."""
    known = facts.load("zh", "names", HanNames)
    for letters in (known.surnames, known.rare, known.given, known.foreign, known.compound, known.ordinary):
        assert len(letters) == len(set(letters))
    assert not set(known.surnames) & set(known.rare)


def test_reading_them_does_no_harm() -> None:
    """On our dev comments that have one, no fewer tones are right than without."""
    told = without.figures("han names", None)
    assert set(told) == {"own zh"}
    assert told["own zh"]["right with han names"] >= told["own zh"]["right without han names"]
