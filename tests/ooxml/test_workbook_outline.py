import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import DefinedName, Workbook

Parts = Callable[..., dict[str, str]]
Zip = Callable[..., Path]
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_link(parts: dict[str, str], id_: str, kind: str, target: str, listing: str) -> None:
    """Add a relationship to the part ``listing``."""
    entry = f'<Relationship Id="{id_}" Type="{TYPES}/{kind}" Target="{target}"/>'
    parts[listing] = parts[listing].replace("</Relationships>", entry + "</Relationships>")


def test_sheets_are_listed_in_order_with_their_state_and_part(make_book: Callable[..., Path]) -> None:
    book = Workbook.open(make_book(sheets=[("Biểu 1", "visible"), ("DM", "hidden"), ("_cfg", "veryHidden")]))
    assert [(info.name, info.state, info.part) for info in book.sheets] == [
        ("Biểu 1", "visible", "xl/worksheets/sheet1.xml"),
        ("DM", "hidden", "xl/worksheets/sheet2.xml"),
        ("_cfg", "veryHidden", "xl/worksheets/sheet3.xml"),
    ]


def test_a_sheet_is_read_once(make_book: Callable[..., Path]) -> None:
    book = Workbook.open(make_book())
    assert book.sheet("Biểu 1") is book.sheet("Biểu 1")


def test_asking_for_a_sheet_that_is_not_there_is_a_key_error(make_book: Callable[..., Path]) -> None:
    with pytest.raises(KeyError):
        Workbook.open(make_book()).sheet("Biểu 2")


def test_chart_sheets_are_not_offered_and_do_not_shift_names(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts(
        sheets=[("Đồ thị", "visible"), ("Biểu 1", "visible")],
        names='<definedName name="vùng" localSheetId="1">A1</definedName>',
    )
    listing = "xl/_rels/workbook.xml.rels"
    parts[listing] = parts[listing].replace("worksheet", "chartsheet", 1)
    book = Workbook.open(zip_up(parts))
    assert [info.name for info in book.sheets] == ["Biểu 1"]
    assert book.defined_names[0].sheet == "Biểu 1"


def test_an_excel_5_module_without_a_part_is_passed_over(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts(sheets=[("Biểu 1", "visible"), ("Module", "visible")])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('r:id="rId2"', 'r:id=""')
    assert [info.name for info in Workbook.open(zip_up(parts)).sheets] == ["Biểu 1"]


def test_defined_names_tell_where_they_hold(make_book: Callable[..., Path]) -> None:
    names = """<definedName name="DanhMuc">DM!$A$1:$A$9</definedName>
        <definedName name="_xlnm.Print_Area" localSheetId="0" hidden="1">'Biểu 1'!$A$1</definedName>"""
    assert Workbook.open(make_book(names=names)).defined_names == (
        DefinedName("DanhMuc", "DM!$A$1:$A$9", None, False),
        DefinedName("_xlnm.Print_Area", "'Biểu 1'!$A$1", "Biểu 1", True),
    )


def test_dates_count_from_1904_only_when_said_so(make_book: Callable[..., Path]) -> None:
    assert not Workbook.open(make_book()).date1904
    assert Workbook.open(make_book(properties='<workbookPr date1904="1"/>')).date1904
    assert Workbook.open(make_book(properties='<workbookPr date1904="true"/>')).date1904
    assert not Workbook.open(make_book(properties='<workbookPr date1904="0"/>')).date1904


def test_the_time_of_saving_and_the_program_are_told(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts()
    with_link(parts, "c", "metadata/core-properties", "docProps/core.xml", "_rels/.rels")
    with_link(parts, "a", "extended-properties", "/docProps/app.xml", "_rels/.rels")
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="u:cp" xmlns:dcterms="u:d">'
        "<dcterms:modified>2023-07-05T02:10:00Z</dcterms:modified></cp:coreProperties>"
    )
    parts["docProps/app.xml"] = (
        '<Properties xmlns="u:p"><Application>Microsoft Excel</Application></Properties>'
    )
    book = Workbook.open(zip_up(parts))
    assert (book.modified, book.application) == ("2023-07-05T02:10:00Z", "Microsoft Excel")


def test_missing_or_broken_properties_are_simply_unknown(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts()
    with_link(parts, "c", "core-properties", "docProps/core.xml", "_rels/.rels")
    parts["docProps/core.xml"] = "<broken"
    book = Workbook.open(zip_up(parts))
    assert (book.modified, book.application) == (None, None)


def test_links_to_other_files_and_programs_inside_are_told(make_parts: Parts, zip_up: Zip) -> None:
    plain = Workbook.open(zip_up(make_parts()))
    assert (plain.external_links, plain.has_macros) == (False, False)
    parts = make_parts()
    with_link(parts, "e", "externalLink", "externalLinks/externalLink1.xml", "xl/_rels/workbook.xml.rels")
    with_link(parts, "v", "vbaProject", "vbaProject.bin", "xl/_rels/workbook.xml.rels")
    loaded = Workbook.open(zip_up(parts))
    assert (loaded.external_links, loaded.has_macros) == (True, True)


def test_parts_are_found_by_absolute_odd_and_escaped_pointers(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts('<row r="1"><c r="A1"><v>5</v></c></row>')
    parts["xl\\Worksheets\\biểu 1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    listing = "xl/_rels/workbook.xml.rels"
    parts[listing] = parts[listing].replace("worksheets/sheet1.xml", "/xl/worksheets/./Bi%E1%BB%83u%201.xml")
    assert Workbook.open(zip_up(parts)).sheet("Biểu 1").cells[1, 1].text == "5"


def test_a_workbook_elsewhere_than_usual_is_found(make_parts: Parts, zip_up: Zip) -> None:
    parts = {name.replace("xl/", "data/"): text for name, text in make_parts().items()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("xl/", "data/")
    assert [info.name for info in Workbook.open(zip_up(parts)).sheets] == ["Biểu 1"]


@pytest.mark.parametrize("lost", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_sheet_without_content_is_called_damaged(make_parts: Parts, zip_up: Zip, lost: str) -> None:
    parts = make_parts()
    del parts[lost]
    with pytest.raises(FileProblem, match="thiếu nội dung của trang tính “Biểu 1”"):
        Workbook.open(zip_up(parts))


def test_two_sheets_of_one_name_are_called_damaged(make_book: Callable[..., Path]) -> None:
    with pytest.raises(FileProblem, match="cùng tên"):
        Workbook.open(make_book(sheets=[("A", "visible"), ("A", "visible")]))


@pytest.mark.parametrize(
    ("pointed", "root"),
    [
        ("word/document.xml", "<document/>"),
        ("ppt/presentation.xml", "<presentation/>"),
        ("xl/workbook.bin", "\x83"),
    ],
)
def test_other_office_files_are_not_workbooks(
    make_parts: Parts, zip_up: Zip, pointed: str, root: str
) -> None:
    parts = {"_rels/.rels": make_parts()["_rels/.rels"].replace("xl/workbook.xml", pointed), pointed: root}
    with pytest.raises(FileProblem) as refusal:
        Workbook.open(zip_up(parts))
    assert refusal.value.code == "file.not_a_workbook"


def test_a_plain_zip_file_is_not_a_workbook(zip_up: Zip) -> None:
    with pytest.raises(FileProblem) as refusal:
        Workbook.open(zip_up({"ghi chú.txt": "xin chào"}))
    assert refusal.value.code == "file.not_a_workbook"


def test_reading_needs_no_heavy_library() -> None:
    code = (
        "import sys, mtqg_xl.ooxml; print({'openpyxl', 'pandas', 'xlsxwriter', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
