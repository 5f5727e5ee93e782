"""A copy of an open workbook as a file, with all that has been typed and not been saved yet.

Excel on Windows writes such a copy itself (``SaveCopyAs``): formats, names, hidden sheets and the exact
digits of every figure are in it, the open workbook stays as it is, and it does not matter whether that lies
on a disk, in a cloud, or has never been saved. This is the sound way and is taken wherever the engine has
it. Elsewhere (Excel on a Mac has no such call, nor have other engines) the workbook is built anew from what
xlwings can read, see :mod:`mtqg_xl.excel.rebuilding`: all that a check looks at.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtqg_xl.api.live import LiveBookProblem

if TYPE_CHECKING:
    from xlwings import Book

_ENDINGS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls")


@contextmanager
def copied(book: Book) -> Iterator[Path]:
    """The open workbook as a file in a temporary folder, which is gone afterwards."""
    if not hasattr(book, "sheets") or not hasattr(book, "fullname"):
        raise LiveBookProblem("excel.not_a_book", kind=type(book).__name__)
    with tempfile.TemporaryDirectory(prefix="mtqg_", ignore_cleanup_errors=True) as name:
        ending = Path(book.name).suffix.lower()
        target = Path(name) / f"input{ending if ending in _ENDINGS else '.xlsx'}"
        if not _saved_copy(book, target):
            from mtqg_xl.excel.rebuilding import rebuild

            target = target.with_suffix(".xlsx")
            rebuild(book, target)
        yield target


def _saved_copy(book: Book, target: Path) -> bool:
    """Let the program that holds the workbook write the copy; whether it did."""
    save = getattr(book.api, "SaveCopyAs", None)
    if save is None:
        return False
    try:
        save(os.fspath(target))
    except Exception:
        # Whatever the program says: a policy may forbid it, and the cells can be read all the same.
        return False
    return target.is_file() and target.stat().st_size > 0
