"""A page of the web may not have this machine ask its own network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agorascope.sources.addresses import shown, url_of
from agorascope.sources.inward import is_inward
from tests.sources.test_web import PAGE, Answer, Site, error, get, redirect, texts

PUBLIC = "http://93.184.215.14"  # asked of a proxy that is ours: nothing is sent there


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Start a server that is the proxy for every address but its own, as in a company."""
    with Site() as running:
        monkeypatch.setenv("HTTP_PROXY", running.url(""))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        for name in ("http_proxy", "no_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        running.tell(f"{PUBLIC}/robots.txt", Answer(b"", 404))
        yield running


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:1/admin", "http://localhost:1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/",
        "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "http://192.168.1.1/", "http://0/",
        "http://100.64.0.1/", "http://[fd00::1]/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_no_page_leads_inwards(site: Site, to: str) -> None:
    """A redirect from the internet to this machine or its network is told and not followed, however it is written."""
    site.tell(f"{PUBLIC}/a", redirect(to))
    assert "own network" in error(get(f"{PUBLIC}/a")).reason
    assert site.asked == [f"{PUBLIC}/robots.txt", f"{PUBLIC}/a"]


def test_no_rules_are_asked_inwards(site: Site) -> None:
    """Nor does a robots.txt lead there; its pages are then not read."""
    site.tell(f"{PUBLIC}/robots.txt", redirect(site.url("/secret")))
    assert "own network" in error(get(f"{PUBLIC}/a")).reason
    assert site.asked == [f"{PUBLIC}/robots.txt"]


def test_a_way_round_leads_not_inwards_either(site: Site) -> None:
    """The first address decides: a second public one between them changes nothing."""
    site.tell(f"{PUBLIC}/a", redirect("http://93.184.215.15/b"))
    site.tell("http://93.184.215.15/robots.txt", Answer(b"", 404))
    site.tell("http://93.184.215.15/b", redirect(site.url("/secret")))
    assert "own network" in error(get(f"{PUBLIC}/a")).reason
    assert "/secret" not in site.asked


def test_what_the_user_names_is_asked(site: Site) -> None:
    """Who lists an address of the own network gets it, and where it leads in that network; public pages lead on."""
    site.tell("/a", redirect(site.url("/b").replace("127.0.0.1", "localhost")))
    site.tell("http://localhost:1/robots.txt", Answer(b"", 404))
    site.tell("/b", Answer())
    site.tell(f"{PUBLIC}/a", redirect("http://93.184.215.15/b"))
    site.tell("http://93.184.215.15/robots.txt", Answer(b"", 404))
    site.tell("http://93.184.215.15/b", Answer())
    assert "own network" not in " ".join(texts(get(site.url("/a"))))
    assert texts(get(f"{PUBLIC}/a")) == [PAGE.decode()]


@pytest.mark.parametrize(
    ("host", "inward"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("172.20.0.1", True), ("8.8.8.8", False), ("2606:4700::1111", False),
     ("no.such.host.invalid", False), ("", False), ("a" * 70, False)],
)  # fmt: skip
def test_inward(host: str, inward: bool) -> None:  # noqa: FBT001
    """Loopback and private networks are inward; what has no address leads nowhere."""
    assert is_inward(host) is inward


@pytest.mark.parametrize(
    "name",
    ["token", "access_token", "refresh_token", "api_key", "apikey", "api-key", "X-Amz-Signature", "X-Amz-Credential",
     "client_secret", "PHPSESSID", "sessionid", "session", "jwt", "password", "sig", "_wpnonce", "a[token]", "TOKEN"],
)  # fmt: skip
def test_no_key_of_an_address_is_shown(name: str) -> None:
    """What the query of an address keeps secret is not told; what it says besides is."""
    url = url_of(f"https://ada:hush@example.org/a?p=1&{name}=s3cret&page=2")
    assert url is not None
    told = shown(url)
    assert "s3cret" not in told
    assert "hush" not in told
    assert "p=1&" in told
    assert "page=2" in told
