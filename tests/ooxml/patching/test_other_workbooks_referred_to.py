from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.external_books import ExternalBook, Stored, add_external_books

BOOKS = (
    ExternalBook(
        "a%20&%20'b'.xlsx", {"Biểu & 1": {(3, 2): Stored("1.5"), (3, 1): Stored("a<b_x0041_", True)}}
    ),
    ExternalBook("huyện/c.xlsx", {"S": {}, "T": {(1, 1): Stored("2")}}),
)


@pytest.fixture(scope="module")
def plain() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "='[1]Biểu & 1'!$B$3+[2]T!$A$1"
    book.create_sheet("Hai")
    book.defined_names["ten"] = DefinedName("ten", attr_text="Hai!$A$1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_books(data: bytes) -> bytes:
    package = Package(Path("tong.xlsx"), data)
    parts = Parts(package)
    add_external_books(parts, Workbook(package).part, BOOKS)
    return parts.to_bytes()


@pytest.fixture(scope="module")
def linked(plain: bytes) -> bytes:
    return with_books(plain)


def test_another_reader_finds_the_workbooks_and_what_their_cells_held(linked: bytes) -> None:
    links: list[Any] = openpyxl.load_workbook(io.BytesIO(linked))._external_links
    assert [link.file_link.Target for link in links] == [book.target for book in BOOKS]
    assert [link.file_link.TargetMode for link in links] == ["External", "External"]
    assert [list(link.externalBook.sheetNames.sheetName) for link in links] == [["Biểu & 1"], ["S", "T"]]
    (row,) = links[0].externalBook.sheetDataSet.sheetData[0].row
    assert [(cell.r, cell.t, cell.v) for cell in row.cell] == [
        ("A3", "str", "a<b_x005F_x0041_"),
        ("B3", None, "1.5"),
    ]
    assert [sheet.sheetId for sheet in links[1].externalBook.sheetDataSet.sheetData] == [0, 1]


def test_the_list_stands_between_the_sheets_and_the_names(linked: bytes) -> None:
    package = Package(Path("tong.xlsx"), linked)
    order = [item.tag.rpartition("}")[2] for item in package.tree("xl/workbook.xml")]
    at = order.index("externalReferences")
    assert (order[at - 1], order[at + 1]) == ("sheets", "definedNames")
    assert Workbook(package).external_links


def test_nothing_else_changes_and_the_same_gives_the_same(plain: bytes, linked: bytes) -> None:
    before, after = (Package(Path("a.xlsx"), one) for one in (plain, linked))
    told = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    assert all(before.read(name) == after.read(name) for name in before.names if name not in told)
    assert with_books(plain) == linked


def test_a_workbook_that_refers_to_others_already_is_not_given_more(linked: bytes) -> None:
    with pytest.raises(ValueError, match="already"):
        with_books(linked)
