"""Addresses of the web: which are, what of them is nobody's business, and when words say one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agorascope.readers.notation.addresses import is_said, own_site, web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://casino.example/win", "http://casino.example/win"),
        (" HTTPS://Casino.Example ", "HTTPS://Casino.Example"),
        ("//casino.example/win", "//casino.example/win"),
        ("www.casino.example", "www.casino.example"),
        ("ht\ntp:/\t/casino.example", "http://casino.example"),
        ("\x01 https://casino.example\x00", "https://casino.example"),
        ("http:\\\\casino.example\\win", "http:\\\\casino.example\\win"),
        ("http:/casino.example", "http:/casino.example"),
        ("http://例え.example/路", "http://例え.example/路"),
        ("http://ann@casino.example/x", "http://casino.example/x"),
        ("http://ann:secret@casino.example:8080/x@y?z=a@b", "http://casino.example:8080/x@y?z=a@b"),
        ("http://wikipedia.org:x@y@casino.example", "http://casino.example"),
        ("https://social.example/@ann", "https://social.example/@ann"),
        ("https://disq.us/url?url=http%3A%2F%2Fa.example%2Fx%3AGTwU4dcq96lIEIpJc8INii4ptuY&cuid=104", "http://a.example/x"),
        ("http://disq.us/?cuid=1&url=https%3A%2F%2Fann%3Apw%40a.example", "https://a.example"),
        ("https://disq.us/url?url=javascript%3Ax", "https://disq.us/url?url=javascript%3Ax"),
        ("https://disq.us/p/1a2b", "https://disq.us/p/1a2b"),
    ],
)  # fmt: skip
def test_addresses_of_the_web(written: str, address: str) -> None:
    """An address stays as it was written, but for who logs in with it and what browsers do not see."""
    assert web_address(written) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "written",
    [
        None, "", " ", "#", "#comment-3", "/about", "about.html", "?replytocom=3", "javascript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,x", "mailto:ann@mail.example", "MAILTO:ann@mail.example", "tel:+30210",
        "ftp://a.example", "file:///etc/passwd", "http://", "http://@", "http://ann:pw@", "http:///", "//", "http:x",
        "www.", "www.ann@mail.example", "https:javascript:x", "http://...", "\ud83d",
    ],
)  # fmt: skip
def test_what_leads_nowhere_on_the_web(written: str | None) -> None:
    """Scripts, mail, phones, places of the same page and of the same site are no addresses."""
    assert web_address(written) is None


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("https://ann.example", "https://ann.example"),
        ("ann.example", "ann.example"),
        ("ann.example:8080/~ann", "ann.example:8080/~ann"),
        ("http://ann@mail.example", "http://mail.example"),
        ("ann@mail.example", None),
        ("mailto:ann@mail.example", None),
        ("ann.example:pw@mail.example", None),
        ("javascript:a.example", None),
        ("Ann", None),
        ("e.g. this", None),
        ("http://", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_that_somebody_signs_with(written: str | None, site: str | None) -> None:
    """It may lack its `http://`; an e-mail address in its place is none."""
    assert own_site(written) == site


@pytest.mark.parametrize(
    ("url", "words", "says"),
    [
        ("https://a.example/x", "https://a.example/x", True),
        ("https://www.a.example/", "a.example", True),
        ("http://a.example", "see (www.a.example/).", True),
        ("https://a.example/%CE%91?q=1", "a.example/Α?q=1", True),
        ("https://A.example/X", "a.EXAMPLE/x", True),
        ("https://a.example/x", "a.example", False),
        ("https://a.example", "a.example/x", False),
        ("https://a.example", "a.example.evil.example", False),
        ("https://a.example", "banana.example", False),
        ("https://a.example", "evil.example/a.example", False),
        ("https://a.example", "ann@a.example", False),
        ("https://evil.example", "https://a.example", False),
        ("https://a.example", "click here", False),
    ],
)
def test_words_that_say_an_address(url: str, words: str, says: bool) -> None:  # noqa: FBT001 -- a table
    """They do where all of it can be read in them, by itself and in whatever spelling."""
    assert is_said(url, words) is says


@given(st.text(max_size=60) | st.text("htps:/\\@.w?# \t\n\x00ab", max_size=30).map("http".__add__))
@settings(max_examples=500)
@example("http:" + "/" * 40 + "@" * 40)
def test_whatever_is_written(written: str) -> None:
    """Nothing is raised; what is an address holds nobody's name before its host, and says itself."""
    address = web_address(written)
    assert own_site(written) is not None or address is None
    if address is not None:
        assert web_address(address) == address
        assert not {"\t", "\n", "\r"} & set(address)
        assert is_said(address, address)
