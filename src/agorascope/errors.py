"""The errors a caller can catch.

AgorascopeError
├── UsageError            the question makes no sense (exit 2)
│   └── IndexMismatchError    an index is none, or was made by another version or with other settings
├── ReadError             a source cannot be read (exit 3)
│   └── UnknownFormatError
├── CorpusError           a folder of results cannot be used or made (exit 3)
│   └── CorpusBusyError       another run works in it (exit 2)
├── IndexUnusableError    an index is not there, or cannot be read or written (exit 3)
│   └── IndexBusyError        another run is writing to it (exit 2)
├── ModelError            a model cannot be used (exit 4)
│   ├── ModelNotFoundError
│   └── ModelMismatchError
└── PackageError          a package beside ours is broken (exit 4)

Every message says what happened, where, and what to do next. `exit_code` is the process exit code.
"""

from __future__ import annotations


class AgorascopeError(Exception):
    """The root of all errors this package raises on purpose."""

    exit_code = 1


class UsageError(AgorascopeError):
    """The request itself is wrong: an unknown task, an impossible setting."""

    exit_code = 2


class IndexMismatchError(UsageError):
    """A file is no index of ours, or one that was made by another version or with other settings."""


class ReadError(AgorascopeError):
    """A source cannot be read at all; single bad rows are notices, not errors."""

    exit_code = 3

    def __init__(self, source: str, reason: str, advice: str = "") -> None:
        """Say which source, why it cannot be read, and what would help."""
        self.source, self.reason, self.advice = source, reason, advice
        super().__init__(f"{source}: {reason}" + (f". {advice}" if advice else ""))

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        """Go to other processes whole: an exception is pickled by its message alone."""
        return type(self), (self.source, self.reason, self.advice)


class UnknownFormatError(ReadError):
    """No reader recognises the content."""


class CorpusError(AgorascopeError):
    """A folder of results cannot be read, written or gone on with."""

    exit_code = 3


class CorpusBusyError(CorpusError):
    """Another run works in the folder."""

    exit_code = 2


class IndexUnusableError(AgorascopeError):
    """An index is not there, or cannot be read or written: the disk is full, or the file is damaged."""

    exit_code = 3


class IndexBusyError(IndexUnusableError):
    """Another run is writing to the index, and does so for longer than we wait."""

    exit_code = 2


class ModelError(AgorascopeError):
    """A model cannot be used."""

    exit_code = 4


class ModelNotFoundError(ModelError):
    """No folder of the search path holds the model."""


class ModelMismatchError(ModelError):
    """A model's file differs from its manifest, or belongs to another version."""


class PackageError(AgorascopeError):
    """A package that is installed beside ours is broken, and keeps one that we need from working."""

    exit_code = 4
