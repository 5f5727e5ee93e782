"""The file beside the target that a save writes first, and what cut-off saves left of theirs."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

try:
    import fcntl
except ImportError:  # Windows keeps an open file from being removed by itself.
    fcntl = None  # type: ignore[assignment]

# File systems hold names up to 255 bytes, and a Vietnamese letter takes up to three.
_LONGEST_NAME: Final = 255
_RANDOM: Final = 4


def create_beside(target: Path) -> tuple[BinaryIO, Path]:
    """A new file in the folder of ``target``, open for writing and marked as in use."""
    while True:
        ending = f".{secrets.token_hex(_RANDOM)}.tmp"
        temporary = target.with_name(f"{_head(target.name)}{ending}")
        # Opened in this way the file gets the permissions that any new file of this user gets.
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o666)
        if _hold(handle) is not False and _is(handle, temporary):
            return os.fdopen(handle, "w+b"), temporary
        # Somebody took the file for a remain before it was held.
        os.close(handle)


def clear_remains(target: Path) -> None:
    """Remove the files that saves of ``target`` left when they were cut off, and no others."""
    ours = re.compile(re.escape(_head(target.name)) + rf"\.[0-9a-f]{{{2 * _RANDOM}}}\.tmp")
    with suppress(OSError):
        for entry in os.scandir(target.parent):
            if ours.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_left(Path(entry.path))


def _remove_if_left(remain: Path) -> None:
    with suppress(OSError):
        handle = os.open(remain, os.O_RDWR)
        try:
            left = _hold(handle) is True
            if left and fcntl is not None:
                remain.unlink()
        finally:
            os.close(handle)
        if left and fcntl is None:
            remain.unlink()


def _hold(handle: int) -> bool | None:
    """Mark an open file as in use by this process; False when another one uses it, None if unknown."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without such marks: the file may be used, but not be taken for a remain.
        return None
    return True


def _is(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _head(name: str) -> str:
    room = _LONGEST_NAME - len(f".~.{'0' * 2 * _RANDOM}.tmp")
    while len(os.fsencode(name)) > room and len(name) > 1:
        name = name[:-1]
    return f".~{name}"
