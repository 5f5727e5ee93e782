"""The example of the page for officials is what is really learnt."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from mtqg_xl.learning import learn_workbook
from tests.docs.pages import DOCS, blocks
from tests.learning import shapes

PAGE = DOCS / "nhap_bieu_moi.md"


def test_the_form_shown_is_the_form_learnt(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Biểu 07"
    shapes.bottom_total(book.active)
    book.save(tmp_path / "giai_ngan.xlsx")
    (file,) = learn_workbook(tmp_path / "giai_ngan.xlsx", tmp_path / "DP07.yaml").files
    (shown,) = (block.text for block in blocks(PAGE) if block.kind == "yaml")
    assert shown == file.text.partition("\n")[2].partition("\n")[2].partition("\n")[2]
