"""Links put on cells, and whole sheets put behind the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mtqg_xl.ooxml.patching import Link, NewCell, NewSheet, Patch
from tests.ooxml.features.soundness import unsound
from tests.ooxml.patching.book import (
    PART,
    SHEET,
    WORKBOOK,
    book,
    cells,
    codes,
    contents,
    members,
    opened,
    patch_of,
    sentences,
    sheet_xml,
    shown,
    tree,
)

ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B2"/></row>'.replace("B2", "B1")
RELATED = "xl/worksheets/_rels/sheet1.xml.rels"
PLACE = "'Biểu 1'!B3"


def links_of(patch: Patch, part: str = PART) -> dict[str, dict[str, str]]:
    """The attributes of the links of a sheet by cell, addresses outside looked up."""
    data = patch.to_bytes()
    assert unsound(contents(data)) == []
    found: dict[str, dict[str, str]] = {}
    for item in tree(data, part).iterfind("{*}hyperlinks/{*}hyperlink"):
        told = {name.rpartition("}")[2]: value for name, value in item.attrib.items()}
        if identifier := told.pop("id", None):
            (pointer,) = [entry for entry in tree(data, RELATED) if entry.get("Id") == identifier]
            assert pointer.get("TargetMode") == "External"
            told["target"] = pointer.get("Target")
        found[told.pop("ref")] = told
    return found


def test_a_link_leads_into_the_workbook_or_outside() -> None:
    patch = opened(ROWS, after="<pageMargins/>")
    patch.set_link(SHEET, "B1", location=PLACE, tip='xem "ô" & <dòng>')
    patch.set_link(SHEET, "A1", target="https://example.vn/?a=1&b=2")
    patch.set_link(SHEET, "C9", target="tệp khác.xlsx", location="Sheet1!A1")
    assert links_of(patch) == {
        "A1": {"target": "https://example.vn/?a=1&b=2"},
        "B1": {"location": PLACE, "tooltip": 'xem "ô" & <dòng>'},
        "C9": {"target": "tệp khác.xlsx", "location": "Sheet1!A1"},
    }
    assert "</sheetData><hyperlinks>" in sheet_xml(patch)
    assert "</hyperlinks><pageMargins/></worksheet>" in sheet_xml(patch)
    assert ROWS in sheet_xml(patch)


@pytest.mark.parametrize("worded", ["<hyperlinks/>", "<hyperlinks></hyperlinks>", "<hyperlinks />"])
def test_an_empty_list_of_links_is_filled(worded: str) -> None:
    patch = opened(ROWS, after=worded)
    patch.set_link(SHEET, "A1", location=PLACE)
    assert links_of(patch) == {"A1": {"location": PLACE}}


def test_links_that_are_there_stay_and_keep_their_cells() -> None:
    old = '<hyperlinks><hyperlink ref="B2:C3"  location="X"/><hyperlink ref="E5" location="Y" /></hyperlinks>'
    patch = opened(ROWS, after=old)
    patch.set_link(SHEET, "A1", location=PLACE)
    assert old[: -len("</hyperlinks>")] in sheet_xml(patch)
    assert list(links_of(patch)) == ["B2:C3", "E5", "A1"]
    free = ("D3", "D2", "B4", "A2", "C1", "E4", "F5")
    for cell in ("E5", "C2", "B2", "C3", *free):
        patch.set_link(SHEET, cell, location=PLACE)
    assert sentences(patch) == [
        f"Ô {cell} trang “Biểu 1” đã có liên kết." for cell in ("B2", "C2", "C3", "E5")
    ]


def test_a_link_whose_cell_is_nonsense_hinders_no_other() -> None:
    patch = opened(ROWS, after='<hyperlinks><hyperlink ref="#REF!" location="X"/></hyperlinks>')
    patch.set_link(SHEET, "A1", location=PLACE)
    assert list(links_of(patch)) == ["#REF!", "A1"]


def test_the_last_link_put_on_a_cell_counts() -> None:
    patch = opened(ROWS)
    patch.set_link(SHEET, "A1", target="https://example.vn")
    patch.set_link(SHEET, "A1", location=PLACE)
    assert links_of(patch) == {"A1": {"location": PLACE}}


@pytest.mark.parametrize("place", ["location", "target", "tip"])
def test_links_with_a_character_that_xml_cannot_hold_are_refused(place: str) -> None:
    patch = opened(ROWS)
    told: dict[str, Any] = {"location": "A1", place: "\x01"}
    patch.set_link(SHEET, "A1", **told)
    patch.set_link(SHEET, "A2", **told)
    assert codes(patch) == ["bad_text", "bad_text"]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_links_are_put_into_sheets_of_every_edition(strict: bool, prefix: str) -> None:
    patch = opened(ROWS, strict=strict, prefix=prefix)
    patch.set_link(SHEET, "A1", target="https://example.vn")
    assert links_of(patch) == {"A1": {"target": "https://example.vn"}}


def test_a_sheet_that_declares_no_prefix_for_pointers_gets_one_for_the_link() -> None:
    parts = members(ROWS)
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts[PART] = str(parts[PART]).replace(f' xmlns:r="{space}"', "")
    patch = patch_of(parts)
    patch.set_link(SHEET, "A1", target="https://example.vn")
    assert f'xmlns:r="{space}" r:id="' in sheet_xml(patch)
    assert links_of(patch) == {"A1": {"target": "https://example.vn"}}


FINDINGS = NewSheet(
    "Kết quả kiểm tra",
    [
        [NewCell("Danh sách", "title")],
        [],
        [NewCell("Ô", "head"), NewCell("Giá trị", "head"), None, NewCell("Ngày", "head")],
        [
            NewCell("=B3", "link", Link(PLACE)),
            NewCell(-1234.5, "number", colour="FFC7CE"),
            None,
            NewCell(date(2024, 2, 29)),
        ],
        [NewCell(True), NewCell(None), NewCell("web", "link", Link(target="https://example.vn"))],
    ],
    widths=(12, 40.5),
    heights={3: 30},
    frozen=3,
)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_a_new_sheet_stands_behind_the_others_and_holds_what_was_given(strict: bool, prefix: str) -> None:
    patch = opened(ROWS, strict=strict, prefix=prefix, sheets=(("Biểu 1", "visible"), ("Biểu 2", "hidden")))
    patch.add_sheet(FINDINGS)
    after = patch.to_bytes()
    assert unsound(contents(after)) == []
    assert [info.name for info in book(after).sheets] == ["Biểu 1", "Biểu 2", "Kết quả kiểm tra"]
    assert shown(after, FINDINGS.name) == {
        "A1": ("text", "Danh sách"),
        "A3": ("text", "Ô"),
        "B3": ("text", "Giá trị"),
        "D3": ("text", "Ngày"),
        "A4": ("text", "=B3"),
        "B4": ("number", "-1234.5"),
        "D4": ("number", "45351"),
        "A5": ("bool", "1"),
        "C5": ("text", "web"),
    }
    assert book(after).number_format(cells(after, FINDINGS.name)["D4"].style) == "dd/mm/yyyy"
    for name in (PART, "xl/worksheets/sheet2.xml"):
        assert contents(after)[name] == patch.package.read(name)


def test_a_new_sheet_is_laid_out_as_asked() -> None:
    patch = opened(ROWS)
    patch.add_sheet(FINDINGS)
    root: Any = tree(patch.to_bytes(), "xl/worksheets/sheet2.xml")
    assert [(item.get("min"), item.get("width")) for item in root.find("{*}cols")] == [
        ("1", "12"),
        ("2", "40.5"),
    ]
    pane = root.find(".//{*}pane")
    assert (pane.get("ySplit"), pane.get("state"), pane.get("topLeftCell")) == ("3", "frozen", "A4")
    heights = {row.get("r"): row.get("ht") for row in root.iterfind("{*}sheetData/{*}row")}
    assert heights["3"] in ("30", "30.0")
    assert set(heights.values()) == {None, heights["3"]}
    leads = {item.get("ref"): item.get("location") for item in root.iterfind(".//{*}hyperlink")}
    assert leads == {"A4": PLACE, "C5": None}


def test_the_list_of_sheets_changes_by_one_entry_only() -> None:
    patch = opened(ROWS, sheets=(("Biểu 1", "visible"), ("Ẩn", "veryHidden")), names="<definedName/>")
    patch.add_sheet(NewSheet("Mới & <lạ>", []))
    before = patch.package.read(WORKBOOK).decode()
    after = contents(patch.to_bytes())[WORKBOOK].decode()
    head, tail = before.split("</sheets>")
    assert after.startswith(head)
    assert after.endswith(f"</sheets>{tail}")
    entry = after[len(head) : -len(f"</sheets>{tail}")]
    assert entry.startswith('<sheet name="Mới &amp; &lt;lạ>" sheetId="3" r:id="rId')


def test_several_new_sheets_follow_one_another() -> None:
    patch = opened(ROWS)
    for name in ("Một", "Hai"):
        patch.add_sheet(NewSheet(name, [[NewCell(name)]]))
    after = patch.to_bytes()
    assert [info.name for info in book(after).sheets] == ["Biểu 1", "Một", "Hai"]
    assert shown(after, "Hai") == {"A1": ("text", "Hai")}
    assert unsound(contents(after)) == []


def test_days_on_a_new_sheet_count_as_in_the_workbook() -> None:
    patch = opened(ROWS, properties='<workbookPr date1904="1"/>')
    patch.add_sheet(NewSheet("Mới", [[NewCell(date(1904, 1, 2))]]))
    assert shown(patch.to_bytes(), "Mới") == {"A1": ("number", "1")}


@pytest.mark.parametrize(
    "name",
    ["", "Biểu 1", "BIỂU 1", "x" * 32, "a/b", "a\\b", "a?b", "a*b", "a[b", "a]b", "a:b", "'a", "a'", "a\nb"],
)
def test_a_name_that_excel_would_not_take_is_refused_and_listed(name: str) -> None:
    patch = opened(ROWS)
    patch.add_sheet(NewSheet(name, []))
    shown = name.replace("\n", " ")  # a refusal is one line
    assert sentences(patch) == [f"Không thêm được trang tính tên “{shown}”: tên trùng hoặc không hợp lệ."]


@pytest.mark.parametrize("name", ["x" * 31, "Kết quả (2)", "it's", "Biểu 1.", "a=b"])
def test_other_names_are_taken(name: str) -> None:
    patch = opened(ROWS)
    patch.add_sheet(NewSheet(name, []))
    assert [info.name for info in book(patch.to_bytes()).sheets] == ["Biểu 1", name]


def test_two_new_sheets_of_one_name_are_refused() -> None:
    patch = opened(ROWS)
    for name in ("Mới", "mới"):
        patch.add_sheet(NewSheet(name, []))
    assert codes(patch) == ["sheet_name"]


def test_a_text_too_long_for_a_cell_of_a_new_sheet_is_told_by_sheet_and_cell() -> None:
    patch = opened(ROWS)
    patch.add_sheet(NewSheet("Mới", [[], [None, NewCell("x" * 40_000)]]))
    assert sentences(patch) == ["Ô B2 trang “Mới”: nội dung dài quá 32767 ký tự, Excel không giữ được."]
