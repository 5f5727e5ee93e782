"""Links, macros and hidden things are told as information, and nothing is opened or run for them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Workbook
from mtqg_xl.reading import read_submission
from mtqg_xl.reading.safety import information
from tests.support.books import address, tampered, write
from tests.support.samples import SAMPLES

CODE = "BM16"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An untouched template of one form."""
    return write(tmp_path / "biểu.xlsx", [CODE])


def told(path: Path) -> dict[str, Remark]:
    """The remarks about a workbook that was read, by code."""
    found = information(Workbook.open(path), read_submission(path).tables)
    return {remark.code: remark for remark in found}


def changed(path: Path, change: Callable[[Any], None]) -> dict[str, Remark]:
    """The remarks after a change made in another program."""
    return told(tampered(path, change))


def with_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def linked(target: str, inside: str) -> Callable[[dict[str, bytes]], None]:
    """Adds a link to something outside, as Excel writes it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def change(parts: dict[str, bytes]) -> None:
        pointer = f'<Relationship Id="rX" Type="{office}/externalLink" Target="externalLinks/x.xml"/>'
        listing = parts["xl/_rels/workbook.xml.rels"].decode()
        parts["xl/_rels/workbook.xml.rels"] = listing.replace("</Rel", pointer + "</Rel").encode()
        declared = f'<externalLink xmlns="{main}" xmlns:r="{office}">{inside}</externalLink>'
        parts["xl/externalLinks/x.xml"] = declared.encode()
        path = f'<Relationship Id="r1" Type="x/externalLinkPath" Target="{target}" TargetMode="External"/>'
        parts["xl/externalLinks/_rels/x.xml.rels"] = (
            f'<Relationships xmlns="{package}">{path}</Relationships>'
        ).encode()

    return change


def test_an_untouched_template_has_nothing_to_tell(book: Path) -> None:
    assert told(book) == {}


@pytest.mark.parametrize("path", sorted((SAMPLES / "real").glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_samples_have_nothing_to_tell(path: Path) -> None:
    assert information(Workbook.open(path)) == []


def test_a_link_to_another_file_is_told_by_its_name(book: Path) -> None:
    inside = '<externalBook r:id="r1"><sheetNames><sheetName val="A"/></sheetNames></externalBook>'
    remark = told(with_parts(book, linked("file:///D:/B%E1%BA%A3o/so%20lieu.xlsx", inside)))["external_links"]
    assert remark.values["files"] == "so lieu.xlsx"


def test_a_link_to_another_program_is_told(book: Path) -> None:
    inside = '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
    found = told(with_parts(book, linked("x", inside)))
    assert found["program_links"].values["programs"] == "cmd|/c calc"
    assert "external_links" not in found


def test_a_formula_that_calls_another_program_is_told_by_its_cell(book: Path) -> None:
    def call(workbook: Any) -> None:
        workbook[CODE]["Z40"] = "=cmd|'/c calc'!A0"
        workbook[CODE]["Z41"] = '=CONCATENATE("a|b", "!")'

    assert changed(book, call)["program_formula"].values["cells"] == "Z40"


def test_macros_are_told(book: Path) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"x"

    assert "macros" in told(with_parts(book, add))


@pytest.mark.parametrize(("state", "code"), [("hidden", "hidden_sheet"), ("veryHidden", "very_hidden_sheet")])
def test_a_hidden_sheet_with_figures_is_told(book: Path, state: str, code: str) -> None:
    def hide(workbook: Any) -> None:
        sheet = workbook.create_sheet("Nháp")
        sheet["A1"], sheet["A2"], sheet["A3"] = 5, 6, "chữ"
        sheet.sheet_state = state

    remark = changed(book, hide)[code]
    assert (remark.sheet, remark.values["count"]) == ("Nháp", "2")


def test_a_hidden_sheet_of_words_is_not_worth_telling(book: Path) -> None:
    def hide(workbook: Any) -> None:
        workbook.create_sheet("Danh mục")["A1"] = "chữ"
        workbook["Danh mục"].sheet_state = "hidden"

    assert changed(book, hide) == {}


def test_a_value_under_a_merge_is_told_by_its_cell(tmp_path: Path, book: Path) -> None:
    def cover(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        extra = b'<row r="900"><c r="A900"><v>1</v></c><c r="B900"><v>2</v></c><c r="C900" s="1"/></row>'
        merged = parts[name].replace(b"</sheetData>", extra + b"</sheetData>")
        parts[name] = merged.replace(b"</mergeCells>", b'<mergeCell ref="A900:C900"/></mergeCells>')

    remark = {found.code: found for found in information(Workbook.open(with_parts(book, cover)))}
    assert remark["covered_values"].values == {"cells": "B900", "count": "1"}


def test_values_under_a_merge_of_a_whole_sheet_are_told_soon(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in range(1, 3000):
        workbook.active.cell(row, 3, row)
    path = tmp_path / "gộp.xlsx"
    workbook.save(path)

    def cover(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        merges = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % row for row in range(1, 2000))
        end = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
        parts[name] = parts[name].replace(b"</sheetData>", end)

    found = {one.code: one for one in information(Workbook.open(with_parts(path, cover)))}
    assert found["covered_values"].values["cells"].startswith("C1, C2")


def test_hidden_rows_and_columns_with_figures_are_told_and_read_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "biểu.xlsx", [CODE])
    table = read_submission(path).tables[0]
    row, column = next(iter(table.rows)), next(iter(table.columns))
    open_cell = next(key for key, seen in table.observations.items() if seen.formula is None)
    place = address(CODE, open_cell.row, open_cell.column)
    assert row
    assert column

    def hide(workbook: Any) -> None:
        sheet = workbook[CODE]
        sheet[place] = 7
        sheet.row_dimensions[sheet[place].row].hidden = True
        sheet.column_dimensions[sheet[place].column_letter].hidden = True

    found = changed(path, hide)
    digits = "".join(sign for sign in place if sign.isdigit())
    assert found["hidden_rows"].values["rows"] == digits
    assert found["hidden_columns"].values["columns"] == place.removesuffix(digits)
