"""Who is asking: client keys, and the scope whose vault a request uses.

Provider credentials pass through, so a client of penname shows its own key in
another header. The key file holds digests only: one `name:sha256hex` per
line. Plain SHA-256 is enough because client keys are random, not passwords.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penname.server.config import ConfigError

CLIENT_KEY_HEADER = "x-penname-key"

#: Where providers' credentials travel, in the order in which one is taken for the scope.
CREDENTIAL_HEADERS = ("authorization", "x-api-key", "api-key", "x-goog-api-key")

ANONYMOUS = "anonymous"

_LINE = re.compile(r"([A-Za-z0-9_.-]{1,64}):([0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """Client name and SHA-256 digest of its key, per client."""

    entries: tuple[tuple[str, bytes], ...]

    def __repr__(self) -> str:
        return f"ClientKeys(<{len(self.entries)} clients>)"

    def client_of(self, key: str) -> str | None:
        """The client whose key this is, or None. Compares with every entry, in constant time."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
        found: str | None = None
        for name, expected in self.entries:
            if hmac.compare_digest(digest, expected):
                found = name
        return found


def load_client_keys(path: Path) -> ClientKeys:
    """Reads `name:sha256hex` lines; `#` starts a comment. Raises ConfigError.

    A name may stand twice, so that a key can be changed without an outage.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"client_keys_file: {type(error).__name__}") from None
    entries: list[tuple[str, bytes]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.partition("#")[0].strip()
        if not stripped:
            continue
        match = _LINE.fullmatch(stripped)
        if match is None:
            raise ConfigError(f"client_keys_file:{number}: expected name:sha256hex")
        entries.append((match[1], bytes.fromhex(match[2])))
    if not entries:
        raise ConfigError("client_keys_file: holds no key, so nobody could be let in")
    return ClientKeys(tuple(entries))


def scope_id(
    headers: Mapping[str, str], *, scope_header: str | None, client: str | None, key: bytes
) -> str:
    """The vault scope of a request; `headers` must look up names in any case.

    The configured header if it was sent, else the authenticated client, else
    the credential. Header values and credentials are digested with `key` (32
    bytes), so the scope is safe to log. The client's name stays part of a
    header's scope: otherwise one client could name another one's scope.
    """
    value = headers.get(scope_header, "") if scope_header else ""
    if value:
        owner = client if client is not None else _credential_digest(headers, key)
        return f"{owner}/h-{_digest(key, 'header', value)}"
    if client is not None:
        return f"client-{client}"
    return _credential_digest(headers, key)


def _credential_digest(headers: Mapping[str, str], key: bytes) -> str:
    for name in CREDENTIAL_HEADERS:
        value = headers.get(name, "")
        if value:
            return f"k-{_digest(key, 'credential', _bare(name, value))}"
    return ANONYMOUS


def _bare(name: str, value: str) -> str:
    """The credential without `Bearer`: SDK versions differ in where they put the same key."""
    if name == "authorization":
        scheme, _, rest = value.partition(" ")
        if scheme.lower() == "bearer" and rest:
            return rest.strip()
    return value.strip()


def _digest(key: bytes, kind: str, value: str) -> str:
    message = kind.encode() + b"\0" + value.encode("utf-8", "surrogateescape")
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:32]
