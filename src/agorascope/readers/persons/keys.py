"""The key of pseudonyms: the user's file, or one of our making that stays where it is."""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import tempfile
from pathlib import Path

from agorascope.errors import UsageError

NAMED = "AGORASCOPE_PSEUDONYM_KEY_FILE"
SHORTEST = 16
LENGTH = 32
LONGEST = 1 << 20


def key_from(path: Path | None) -> tuple[bytes, Path]:
    """Give the key of a file the user names, by option or environment, else of the user's own, and which file it is.

    The user's own is made at first use and read ever after. Raises `UsageError` where a file cannot be read or made,
    and for one of fewer than 16 bytes, which could be guessed.
    """
    named = path or _from_environment()
    if named is not None:
        return _read(named), named
    own = _own()
    if not os.path.lexists(own):  # Path.exists raises where a folder may not be looked into
        _make(own)
    return _read(own), own


def _from_environment() -> Path | None:
    named = os.environ.get(NAMED)
    return _at_home(Path(named)) if named else None


def _own() -> Path:
    said = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(said) if Path(said).is_absolute() else _at_home(Path("~/.config"))
    return folder / "agorascope" / "pseudonym.key"


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: no home folder is known; name a key with --pseudonym-key FILE") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            key = file.read(LONGEST + 1)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file; make a key with: {_making(path)}") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the key cannot be read ({_why(error)}); name another file") from error
    if len(key) > LONGEST:
        raise UsageError(f"{path}: more than {LONGEST >> 20} MB, which is no key; name a file of 32 random bytes")
    if len(key) < SHORTEST:
        advice = f"make one of {LENGTH} random bytes: {_making('FILE')}"
        raise UsageError(f"{path}: a key of {len(key)} bytes could be guessed, it needs {SHORTEST}; {advice}")
    return key


def _making(path: Path | str) -> str:
    """Give the command that makes a key; it makes the folder too where there is none."""
    folder = Path(path).parent
    before = "" if folder.is_dir() else f"mkdir -p {shlex.quote(str(folder))} && "
    return f"{before}head -c {LENGTH} /dev/urandom > {shlex.quote(str(path))}"


def _make(path: Path) -> None:
    """Write a new key where there is none; of two processes that do so at once, both read the key of the first."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file, written = tempfile.mkstemp(dir=path.parent, prefix=".pseudonym.key.")  # for its owner's eyes only
        try:
            with os.fdopen(file, "wb") as stream:
                stream.write(secrets.token_bytes(LENGTH))
                stream.flush()
                os.fsync(stream.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(written, path)  # unlike a renaming, it gives way to a key that is there
        finally:
            Path(written).unlink()
    except OSError as error:
        advice = "name a key of your own with --pseudonym-key FILE"
        raise UsageError(f"{path}: a key cannot be written there ({_why(error)}); {advice}") from error


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "not a path"
