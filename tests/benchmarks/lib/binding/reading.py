"""Reading as the library offers it."""

from __future__ import annotations

from typing import Any, cast

import mtqg_xl.reading as library
from mtqg_xl.domain.submissions import Submission


def read(book: object) -> tuple[Submission, ...]:
    """Everything read from an opened workbook: one submission a unit."""
    several = getattr(library, "read_books", None)
    if several is not None:
        return cast("tuple[Submission, ...]", several(book))
    from mtqg_xl.reading.submission import read_workbook

    return (read_workbook(cast("Any", book)),)
