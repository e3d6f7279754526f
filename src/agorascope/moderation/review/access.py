"""Who may come in: a token in the address is changed for a cookie, and each cookie has its own token for forms.

Nothing is kept on the server: cookies and form tokens are keyed digests (BLAKE2b, RFC 7693) under the token of the
address, so that a server which is started again with the same token knows its visitors.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from hmac import compare_digest
from typing import Final

from msgspec import Struct

_BYTES: Final = 24
_LONGEST: Final = 200  # characters of what a visitor sends as a token


class Access(Struct, frozen=True):
    """The token that opens the page, and the names of this server that a browser may ask for, in lower case.

    A name is that of a `Host` header: without its port where any port will do.
    """

    token: str
    hosts: frozenset[str]

    @property
    def cookie(self) -> str:
        """Name the cookie: two servers on one machine share their cookies, whatever their ports are."""
        return f"agorascope-{self._signed('name', '')[:8]}"

    def opens(self, token: str) -> bool:
        """Tell whether a token is ours, in a time that does not tell how much of it is right."""
        return len(token) <= _LONGEST and compare_digest(token.encode(), self.token.encode())

    def session(self) -> str:
        """Begin a session; the result is the value of its cookie."""
        name = secrets.token_urlsafe(_BYTES)
        return f"{name}.{self._signed('session', name)}"

    def form_token(self, cookie: str) -> str | None:
        """Give the token that the forms of a session carry; None for a cookie that we did not give."""
        name, _, signature = cookie[:_LONGEST].partition(".")
        if not compare_digest(signature.encode(), self._signed("session", name).encode()):
            return None
        return self._signed("form", name)

    def knows(self, host: str) -> bool:
        """Tell whether a `Host` header names this server; any other is that of a stranger's page (DNS rebinding)."""
        asked = host.lower()
        name = asked.rpartition(":")[0] if not asked.endswith("]") and ":" in asked else asked
        return asked in self.hosts or name in self.hosts or name.strip("[]") in self.hosts

    def _signed(self, purpose: str, name: str) -> str:
        key = blake2b(self.token.encode(), digest_size=32).digest()
        return blake2b(name.encode(), digest_size=_BYTES, key=key, person=purpose.encode()).hexdigest()
