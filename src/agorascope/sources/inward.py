"""Whether a host is of this machine or its own network: a page of the web may not lead there."""

from __future__ import annotations

import socket
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")  # the last four bytes are an address of IPv4 (RFC 6052)


@lru_cache(1 << 12)
def is_inward(host: str) -> bool:
    """Tell whether a host has an address that the internet does not know: loopback, private, link-local, shared.

    Numbers are read in all the forms that the system reads (`0x7f.1`). A host without an address is not inward:
    nobody can be sent there, or only by a proxy, which decides for itself.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(_is_own(str(address[0])) for *_, address in found)


def _is_own(address: str) -> bool:
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip_address(ip.packed[-4:]) if ip in _TRANSLATED else None)
        return not (inside or ip).is_global
    return not ip.is_global
