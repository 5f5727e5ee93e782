"""An .xlsx file gives what every other kind of book gives."""

from __future__ import annotations

from pathlib import Path

from mtqg_xl.ooxml import Workbook
from mtqg_xl.opening import Book, open_book
from tests.opening.features import FIRST, write_features
from tests.opening.seeing import cells_of


def with_macros(path: Path) -> Path:
    """A copy whose list of parts names it a workbook for macros."""
    import zipfile

    copy = path.with_suffix(".xls")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                assert plain in content
                content = content.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            target.writestr(name, content)
    return copy


def test_its_kind_is_told_by_what_is_inside(tmp_path: Path) -> None:
    path = write_features(tmp_path / "a.xlsx")
    assert open_book(path).format == "xlsx"
    assert open_book(with_macros(path)).format == "xlsm"


def test_it_is_the_workbook_that_writing_knows(tmp_path: Path) -> None:
    book: Book = open_book(write_features(tmp_path / "Biểu 16.csv"))
    assert isinstance(book, Workbook)
    assert book.keeps_formulas
    assert cells_of(book, FIRST)["A2"].value == 26844
