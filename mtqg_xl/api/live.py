"""What checking, marking and filling a workbook open in Excel needs; no file of the user's is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final

from mtqg_xl.api.copies import CheckedCopy
from mtqg_xl.api.results import CheckReport, Consolidation
from mtqg_xl.domain.binding import (
    BUTTON_MARKS_SHEET,
    FINDINGS_MARK,
    METADATA_SHEET,
    SCRIPT_MARKS_SHEET,
    Binding,
)
from mtqg_xl.messages import ArgumentProblem, say
from mtqg_xl.ribbon.marks import CellValue, LiveMark, findings_lines, live_marks

__all__ = [
    "BUTTON_MARKS_SHEET",
    "FINDINGS_MARK",
    "METADATA_SHEET",
    "SCRIPT_MARKS_SHEET",
    "CellValue",
    "LiveBookProblem",
    "LiveMark",
    "check_copy",
    "is_total",
    "list_of",
    "list_title",
    "marks_of",
    "total_of",
]
PathLike = str | os.PathLike[str]
_TOTAL: Final = "consolidated"


class LiveBookProblem(ArgumentProblem):
    """An open workbook that does not allow what was asked for; it is as it was before."""

    group = "excel"

    def __init__(self, code: str, /, **values: object) -> None:
        """``code`` is the whole name of the sentence, ``excel.sheet_exists``."""
        super().__init__(code.removeprefix(f"{self.group}."), **values)


def check_copy(copy: PathLike, stands_for: PathLike, previous: PathLike | None = None) -> CheckReport:
    """The check of the file ``copy`` in the name of the open workbook ``stands_for``.

    Raises :class:`FileProblem` and :class:`ArgumentProblem` as :func:`mtqg_xl.api.check` does for one file.
    """
    return CheckedCopy.of(copy, stands_for, previous=previous).report


def marks_of(report: CheckReport) -> tuple[LiveMark, ...]:
    """The cells of the open workbook to mark, each with its colour and its note."""
    return live_marks(report.files)


def list_of(report: CheckReport) -> list[list[CellValue]]:
    """The sheet of findings as rows of cells; its first column is to be hidden."""
    return findings_lines(report.files)


def list_title() -> str:
    """What the sheet of findings is called."""
    return say("mark_sheet.sheet")


def total_of(
    places: Iterable[PathLike], unit: str | None, period: str | None, out: PathLike
) -> Consolidation:
    """Consolidate the workbooks in ``places`` and write the total to ``out``, a file of ours."""
    from mtqg_xl.api import consolidate

    total = consolidate(places, unit, period)
    total.save(out)
    return total


def is_total(rows: Iterable[Sequence[object]]) -> bool:
    """Whether the rows of the sheet that templates carry say that the workbook is a total of ours."""
    binding = Binding.from_rows([[_text(cell) for cell in row] for row in rows])
    return binding is not None and binding.kind == _TOTAL


def _text(cell: object) -> str:
    """What a cell shows: Excel gives every number with a point."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)
