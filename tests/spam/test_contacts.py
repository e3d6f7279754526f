"""How a reader shall reach the writer: found in every disguise, not found in figures of a debate."""

from __future__ import annotations

import pytest

from agorascope.spam.contacts import find_contacts, is_disguised
from agorascope.spam.fold import fold


def found(text: str) -> list[tuple[str, str]]:
    return [(sign.kind, text[sign.start : sign.end]) for sign in find_contacts(fold(text))]


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("加V：market2031 备注文章", "messenger", "加V：market2031"),
        ("需要的薇信 abcde77", "messenger", "薇信 abcde77"),
        ("咨询徽信:hello_2020", "messenger", "徽信:hello_2020"),
        ("➕V shop8899 领资料", "messenger", "➕V shop8899"),
        ("➕️V shop8899 领资料", "messenger", "➕️V shop8899"),
        ("企鹅号 12345678", "messenger", "企鹅号 12345678"),
        ("扣扣：８８６６００１２", "messenger", "扣扣：８８６６００１２"),
        ("加LINE：lucky_77", "messenger", "加LINE：lucky_77"),
        ("write on Telegram @fast_money", "messenger", "Telegram @fast_money"),
        ("telegr@m: desk_44", "messenger", "telegr@m: desk_44"),
        ("电话1З8ООО12З45", "phone", "1З8ООО12З45"),
        ("联系一三八零零一二三四五六", "phone", "一三八零零一二三四五六"),
        ("☎ 1З8 零零零零 1 2 3 4 二十四小时", "phone", "1З8 零零零零 1 2 3 4"),
        ("薇：m a r k 0 0 7", "messenger", "薇：m a r k 0 0 7"),
        ("加赖🆔 a b c＿8 8", "messenger", "加赖🆔 a b c＿8 8"),
        ("加扣 2️⃣7️⃣0️⃣＊＊6️⃣6️⃣1️⃣", "messenger", "加扣 2️⃣7️⃣0️⃣＊＊6️⃣6️⃣1️⃣"),
        ("企鹅号：九五二七****", "messenger", "企鹅号：九五二七****"),
        ("热线①③⑧００００１１１１", "phone", "①③⑧００００１１１１"),
        ("ring 138xxxx5566 now", "phone", "138xxxx5566"),
        ("τηλ. 210 555 0123", "phone", "210 555 0123"),
        ("WhatsApp +44 7700 900123", "phone", "+44 7700 900123"),
        ("to anna(at)mail(dot)com", "mail", "anna(at)mail(dot)com"),
        ("to anna.b@mail.example now", "mail", "anna.b@mail.example"),
        ("στο anna.b @ mail . example", "mail", "anna.b @ mail . example"),
        ("γράψτε shop.athina στο gmail", "mail", "shop.athina στο gmail"),
    ],
)
def test_contact_details_are_found_in_their_disguises(text: str, kind: str, quote: str) -> None:
    """Each way of giving an id, a number or an address is found with exact offsets."""
    assert (kind, quote) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Από το 2015-2016 έως το 2019-2020 έπεσε.",
        "7,000,000 views and 1.234.567 visits",
        "Στις 12/05/2024 και 2016-12-16 το ίδιο.",
        "100000000 users saw it",
        "The bottom line: everything changed in 2020",
        "我在微信里看到的，微信很方便",
        "第一二三四章都写得很好",
        "@Maria μου αρέσει αυτό",
        "He said it on WhatsApp and on Telegram.",
        "Web2.0 and Node.js, e.g.this",
    ],
)
def test_figures_of_a_debate_are_no_contact_details(text: str) -> None:
    """Years, dates, counts, mentions of services and addressees are left alone."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Δες https://www.statistics.gr/el/home.", "reference", "https://www.statistics.gr/el/home"),
        ("https://www.stats.gov.cn/sj/，看这里", "reference", "https://www.stats.gov.cn/sj/"),
        ("see (https://en.wikipedia.org/wiki/Agora)", "reference", "https://en.wikipedia.org/wiki/Agora"),
        ("my data: anna-research.gr/data.csv!", "link", "anna-research.gr/data.csv"),
        ("go t.me/bestslips now", "trap", "t.me/bestslips"),
        ("cheap-deals.example/x", "trap", "cheap-deals.example/x"),
        ("看 www.youhui-quan.example", "trap", "www.youhui-quan.example"),
        ("http://cheap-deals.example?.gov", "trap", "http://cheap-deals.example?.gov"),
        ("cheap-deals.example/?u=http://who.int/x", "trap", "cheap-deals.example/?u=http://who.int/x"),
        ("http://who.int:x@cheap-deals.example", "trap", "http://who.int:x@cheap-deals.example"),
    ],
)
def test_links_are_told_by_where_they_point(text: str, kind: str, quote: str) -> None:
    """Statistics and encyclopaedias are references, shops and messengers are traps, the rest is a link."""
    assert found(text) == [(kind, quote)]


def test_a_disguise_is_told_from_plain_writing() -> None:
    """A spaced address and look-alike digits are disguised, ordinary ones are not."""
    assert is_disguised("a.b @ mail . example", "mail")
    assert is_disguised("1З800001234", "phone")
    assert not is_disguised("a.b@mail.example", "mail")
    assert not is_disguised("210 555 0123", "phone")
