"""A report pasted from an old file, whose letters are no Vietnamese in the fonts that the file names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.domain.binding import METADATA_SHEET
from mtqg_xl.reading import read_submission
from tests.reading.text.test_fonts_of_the_old_encodings import tcvn3, vni
from tests.support.samples import SAMPLES

REPORT = SAMPLES / "synthetic" / "2023-N" / "bao_lam_gia_lap.xlsx"


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_the_report_is_read_by_its_spelling_and_that_is_told(
    encode: Callable[[str], str], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(REPORT)
    del book[METADATA_SHEET]
    for sheet in book:
        for row in sheet:
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = encode(cell.value)
    path = tmp_path / "bao_lam.xlsx"
    book.save(path)
    read, original = read_submission(path), read_submission(REPORT)
    assert {note.sheet for note in read.remarks if note.code == "old_encoding"} == {
        table.sheet for table in original.tables
    }
    figures = {seen.key: seen.value for seen in read.observations() if seen.value is not None}
    typed = [seen for seen in original.observations() if seen.value is not None and not seen.formula]
    assert figures == {seen.key: seen.value for seen in typed}
