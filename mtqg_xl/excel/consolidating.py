"""The workbooks of a folder brought together into a workbook that is open."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtqg_xl.api.live import METADATA_SHEET, LiveBookProblem, is_total, total_of

if TYPE_CHECKING:
    from xlwings import Book, Sheet

    from mtqg_xl.api import Consolidation

#: A name that no workbook of anybody's has: formulas that point into it are found by it.
_FILE: Final = "tong_hop_mtqg_tam.xlsx"


def consolidate(
    folder: str | os.PathLike[str], into: Book, *, unit: str | None = None, period: str | None = None
) -> Consolidation:
    """Consolidate the workbooks in ``folder`` and put the sheets of the total into the open workbook
    ``into``.

    Formulas stay formulas of ``into``, and its figures can be traced. A total that a former call put there is
    replaced. Raises :class:`LiveBookProblem` when ``into`` has other sheets of the same names, and as
    :func:`mtqg_xl.api.consolidate` does; ``into`` is as before then. Nothing is saved.
    """
    with tempfile.TemporaryDirectory(prefix="mtqg_", ignore_cleanup_errors=True) as name:
        # Its own total, saved among the workbooks, is not one of them.
        out = Path(os.path.realpath(name)) / _FILE
        total = total_of([folder], unit, period, out)
        source = into.app.books.open(os.fspath(out))
        try:
            _take_over(source, into)
        finally:
            source.close()
    return total


def _take_over(source: Book, into: Book) -> None:
    wanted = [sheet.name for sheet in source.sheets]
    # To Excel names that differ in capitals only are one name.
    there = {sheet.name.casefold(): sheet for sheet in into.sheets}
    doubled = [name for name in wanted if name.casefold() in there]
    if doubled and not _is_ours(there.get(METADATA_SHEET.casefold())):
        raise LiveBookProblem("excel.sheet_exists", name=into.name, sheet=doubled[0])
    active = into.sheets.active.name
    # A workbook must not be without sheets in between.
    place_holder = into.sheets.add(after=into.sheets[-1]) if len(doubled) == len(there) else None
    for name in doubled:
        there[name.casefold()].visible = True
        there[name.casefold()].delete()
    hidden = [sheet.name for sheet in source.sheets if not sheet.visible]
    for name in hidden:
        source.sheets[name].visible = True  # what is very hidden cannot be copied
    for name in wanted:
        source.sheets[name].copy(after=into.sheets[-1])
    for name in wanted:
        _own_formulas(into.sheets[name])
    for name in hidden:
        into.sheets[name].visible = False
    if place_holder is not None:
        place_holder.delete()
    into.sheets[active if active in [sheet.name for sheet in into.sheets] else wanted[0]].activate()


def _is_ours(metadata: Sheet | None) -> bool:
    """Whether the sheets of ``into`` are those of a total that a former call put there."""
    return metadata is not None and is_total(metadata.used_range.options(ndim=2).value)


def _own_formulas(sheet: Sheet) -> None:
    """Make formulas that point into the file copied from point to the sheets copied with them.

    A sheet copied alone takes its references to other sheets along as links; one read finds them.
    """
    used = sheet.used_range
    written = used.formula
    lines = written if isinstance(written, list | tuple) else [[written]]
    for down, line in enumerate(lines):
        for right, formula in enumerate(line):
            if isinstance(formula, str) and formula.startswith("=") and f"[{_FILE}]" in formula:
                used[down, right].formula = formula.replace(f"[{_FILE}]", "")
