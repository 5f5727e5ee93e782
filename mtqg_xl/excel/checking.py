"""The check of a workbook that is open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mtqg_xl.api.live import check_copy
from mtqg_xl.excel.copying import copied

if TYPE_CHECKING:
    from xlwings import Book

    from mtqg_xl.api import CheckReport


def check(book: Book, previous: Book | str | os.PathLike[str] | None = None) -> CheckReport:
    """Check the open ``book`` as it stands on the screen, saved or not; nothing in it changes.

    ``previous`` is the report before of the same unit, open or as a file. The findings are those that the
    check of the saved file gives. Raises :class:`FileProblem` when no form is found in the workbook,
    :class:`ArgumentProblem` when ``previous`` is not its report before.
    """
    with copied(book) as copy:
        if previous is None or isinstance(previous, str | os.PathLike):
            return check_copy(copy, book.fullname, previous)
        with copied(previous) as before:
            return check_copy(copy, book.fullname, before)
