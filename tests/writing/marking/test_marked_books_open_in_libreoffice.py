"""LibreOffice opens marked workbooks, shows the same figures, and what it saves can be cleared again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.writing.marking import clear_marks
from tests.libreoffice.conftest import office  # noqa: F401
from tests.libreoffice.office import Office, Shown
from tests.writing.marking.marked import KON_RAY, LIST, marked, notes, openpyxl_book

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]


def test_libreoffice_shows_the_same_figures_and_its_copy_can_be_cleared(
    office: Office,  # noqa: F811
    tmp_path: Path,
) -> None:
    copy = marked(KON_RAY, tmp_path / "vào")
    office.recalculate(tmp_path / "ra", copy)
    saved = tmp_path / "ra" / KON_RAY.name
    before, after = Shown.of(KON_RAY), Shown.of(saved)
    typed = {place: value for place, value in before.numbers.items() if place not in before.formulas}
    assert typed
    assert after.numbers.items() >= typed.items()
    assert not after.errors
    assert LIST in openpyxl_book(saved).sheetnames
    clean = tmp_path / "sạch.xlsx"
    clean.write_bytes(clear_marks(saved))
    book = openpyxl_book(clean)
    assert LIST not in book.sheetnames
    assert book["KR02"]["E13"].border.left.style != "medium"
    was = openpyxl_book(KON_RAY)["KR02"]["E13"].fill
    assert (book["KR02"]["E13"].fill.patternType or "none") in {was.patternType or "none", "none"}
    assert not any("Kiểm tra số liệu" in text for text in notes(clean, "KR02").values())
