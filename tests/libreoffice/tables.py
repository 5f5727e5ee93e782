"""What LibreOffice shows in the cells of a sheet, against what our rules give."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from math import isclose
from pathlib import Path

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.writing import SheetPlan


def different(
    plan: SheetPlan, wanted: Mapping[CellKey, Decimal | None], file: Path
) -> dict[CellKey, tuple[Decimal | None, str]]:
    """The cells of the table in ``file`` that show something else than ``wanted``."""
    with file.open(encoding="utf-8", newline="") as lines:
        shown = list(csv.reader(lines))
    found = {}
    for key, value in wanted.items():
        row, column = plan.position(key)
        # Beyond the last cell that shows something a table has no more rows.
        text = shown[row - 1][column - 1] if row <= len(shown) and column <= len(shown[row - 1]) else ""
        if not says(text, value):
            found[key] = (value, text)
    return found


def says(text: str, value: Decimal | None) -> bool:
    """Whether a cell shows ``value``; it shows nothing where there is none."""
    if value is None or not text:
        return value is None and not text
    try:
        return isclose(float(text.replace(",", ".")), float(value), rel_tol=1e-9, abs_tol=1e-6)
    except ValueError:
        return False
