"""A workbook typed in .VnTime or VNI-Times, with nothing of a template in it, gives the same figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from mtqg_xl.reading import read_submission
from tests.reading.text.test_fonts_of_the_old_encodings import tcvn3, vni

SOURCE = Path(__file__).parents[3] / "samples" / "real" / "kon_ray_2023-6T.xlsx"


@pytest.mark.parametrize(("encode", "font"), [(tcvn3, ".VnTime"), (vni, "VNI-Times")])
def test_unit_period_forms_and_figures_are_those_of_the_workbook_in_unicode(
    tmp_path: Path, encode: Callable[[str], str], font: str
) -> None:
    path = tmp_path / "old.xlsx"
    book = openpyxl.load_workbook(SOURCE)
    for name in book.sheetnames:
        if book[name].sheet_state != "visible":
            del book[name]
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and not cell.value.startswith("="):
                cell.value = encode(cell.value)
                cell.font = Font(name=font, bold=cell.font.bold)
    book.save(path)
    wanted, found = read_submission(SOURCE), read_submission(path)
    assert (found.unit, found.period, found.forms) == (wanted.unit, wanted.period, wanted.forms)
    assert {seen.key: seen.value for seen in found.observations()} == {
        seen.key: seen.value for seen in wanted.observations()
    }
