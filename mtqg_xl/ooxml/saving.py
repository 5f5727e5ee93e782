"""Writing a file so that it is either wholly there or not there at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from mtqg_xl.messages import OutputProblem, say
from mtqg_xl.ooxml.temporary import clear_remains, create_beside

PathLike = str | os.PathLike[str]

_WINDOWS: Final = os.name == "nt"
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_DETAILS: Final = {errno.ENAMETOOLONG: "detail_long_name", errno.EINVAL: "detail_bad_name",
                   errno.EFBIG: "detail_too_big", errno.EIO: "detail_disk"}  # fmt: skip
# A virus scanner may hold a fresh file on Windows for a moment.
_PAUSES: Final = (0.05, 0.1, 0.2, 0.4)


def check_output(path: PathLike, inputs: Iterable[PathLike] = ()) -> None:
    """Refuse with ``OutputProblem`` what ``save_atomically`` would refuse; writes nothing.

    For use before long work, so that nothing is computed in vain.
    """
    with _refusals(path):
        target = _target(path)
        if any(_same(target, source) for source in inputs):
            raise OutputProblem("is_input", path=str(path))
        if target.is_dir():
            raise OutputProblem("is_folder", path=str(path))
        folder = target.parent
        if not folder.is_dir():
            raise OutputProblem("no_folder", path=str(path))
        # A lock whose name would be too long cannot be there; only this way of asking says so.
        locks = (f"~${target.name}", f".~lock.{target.name}#")
        if any(os.path.lexists(folder / lock) for lock in locks):
            raise OutputProblem("open_elsewhere", path=str(path))
        if not os.access(folder, os.W_OK) or _is_read_only(target):
            raise OutputProblem("read_only", path=str(path))


def save_atomically(
    path: PathLike,
    write: Callable[[BinaryIO], None],
    *,
    inputs: Iterable[PathLike] = (),
    backup: bool = False,
) -> None:
    """Write the file ``path`` through ``write``, which gets a stream and must leave it open.

    All goes to a temporary file beside the target and is moved into place at the end; whatever
    fails before, the old file stays as it was and nothing else is left. A link is followed. An
    existing file keeps its permissions, and with ``backup`` stays beside the new one under another
    name. ``inputs`` are files that must not be overwritten. What a run that was cut off left beside
    the target is cleared away.
    Failures of the disk are raised as ``OutputProblem``, anything else from ``write`` as it is.
    """
    check_output(path, inputs)
    with _refusals(path):
        target = _target(path)
        clear_remains(target)
        stream, temporary = create_beside(target)
        kept: Path | None = None
        try:
            with stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
                with suppress(FileNotFoundError):
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                if backup and target.exists():
                    kept = _keep(target)
                if not _WINDOWS:
                    # Held until the move is done, so that nobody takes the file for a remain.
                    _move(temporary, target, path)
            if _WINDOWS:
                _move(temporary, target, path)
        except BaseException:
            for left in (temporary, kept):
                if left is not None:
                    with suppress(OSError):
                        left.unlink()
            raise
        _settle(target.parent)


@contextmanager
def _refusals(path: PathLike) -> Iterator[None]:
    """Turn failures of the disk into refusals that name ``path``."""
    place = str(path)
    try:
        yield
    except OSError as error:
        number = error.errno
        if number in _FULL:
            raise OutputProblem("disk_full", path=place) from error
        if isinstance(error, PermissionError) or number == errno.EROFS:
            raise OutputProblem("read_only", path=place) from error
        detail = say(f"output.{_DETAILS.get(number or 0, 'detail_other')}", number=number)
        raise OutputProblem("failed", path=place, detail=detail) from error


def _target(path: PathLike) -> Path:
    place = os.fspath(path)
    if "\0" in place:
        raise OSError(errno.EINVAL, "embedded null")
    return Path(os.path.realpath(place))


def _same(target: Path, source: PathLike) -> bool:
    with suppress(OSError):
        if target.exists() and target.samefile(source):
            return True
    return os.path.normcase(target) == os.path.normcase(os.path.realpath(source))


def _is_read_only(target: Path) -> bool:
    # A move would replace a read-only file; its owner marked it so for a reason.
    return target.exists() and not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def _keep(target: Path) -> Path:
    """Give the file that is about to be replaced a second name, so that it stays; returns that."""
    number = 1
    while True:
        name = say("output.backup" if number == 1 else "output.backup_more", stem=target.stem, number=number)
        kept = target.with_name(name + target.suffix)
        if not os.path.lexists(kept):
            break
        number += 1
    try:
        os.link(target, kept)
    except OSError:
        # Not every file system knows second names.
        shutil.copy2(target, kept)
    return kept


def _move(temporary: Path, target: Path, path: PathLike) -> None:
    for pause in _PAUSES if _WINDOWS else ():
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    try:
        temporary.replace(target)
    except PermissionError as error:
        if _WINDOWS and target.exists():
            raise OutputProblem("open_elsewhere", path=str(path)) from error
        raise


def _settle(folder: Path) -> None:
    """Ask the disk to remember the move; not every system lets a folder be asked."""
    if not _WINDOWS:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
