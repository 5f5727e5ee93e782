"""The sheet "Kiểm tra": the findings of every other output, in their order, each leading to its cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl import api
from tests.writing.marking.marked import (
    KON_RAY,
    LIST,
    SAMPLES,
    book_of,
    finding,
    lines_of,
    marked,
    openpyxl_book,
    plain_book,
    report,
    reports_of,
)

BOOKS = sorted(SAMPLES.glob("*.xlsx"))


def ids(findings: list[dict[str, Any]]) -> list[str]:
    return [one for item in findings for one in (item["id"], *ids(item["children"]))]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_ids_and_figures_are_those_of_the_json(book: Path, tmp_path: Path) -> None:
    told = json.loads(api.CheckReport(reports_of(book)).to_json())["files"][0]
    lines = lines_of(marked(book, tmp_path))
    assert [line["Mã"] for line in lines] == ids(told["findings"])
    for severity, word in (("error", "✗ Lỗi"), ("warning", "! Cảnh báo"), ("info", "· Lưu ý")):
        tops = [line for line in lines if "." not in line["Mã"]]
        assert sum(line["Mức độ"] == word for line in tops) == told["counts"][severity]
    by_id = {line["Mã"]: line for line in lines}
    for one in told["findings"]:
        if one["stated"] is not None:
            assert by_id[one["id"]]["Đang ghi"] == one["stated"]
        if one["difference"] is not None:
            assert by_id[one["id"]]["Chênh lệch"] == one["difference"]
        assert by_id[one["id"]]["Việc cần làm"] == one["todo"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_every_link_lands_on_the_cell_of_its_finding(book: Path, tmp_path: Path) -> None:
    copy = openpyxl_book(marked(book, tmp_path))
    places = {one.id: (one.sheet, one.cell) for top in reports_of(book)[0].findings for one in top.walk()}
    found = 0
    for row in copy[LIST].iter_rows():
        link = next((cell.hyperlink for cell in row if cell.hyperlink), None)
        if link is None:
            continue
        sheet, cell = places[row[1].value]
        assert link.location == f"'{sheet}'!{cell}"
        assert copy[sheet][cell] is not None
        found += 1
    assert found == sum(bool(cell) for _, cell in places.values())


def test_the_head_tells_whose_figures_and_the_verdict(tmp_path: Path) -> None:
    cells = book_of(marked(KON_RAY, tmp_path)).sheet(LIST).cells
    said = "\n".join(cell.text for (row, _), cell in cells.items() if row < 10)
    for text in ("kon_ray_2023-6T.xlsx", "huyện Kon Rẫy", "6 tháng đầu năm 2023", "KR02, NTM01"):
        assert text in said
    assert "CÓ LỖI – 3 lỗi, 0 cảnh báo, 13 lưu ý" in said


def test_a_line_tells_all_that_is_known_of_a_finding(tmp_path: Path) -> None:
    line = lines_of(marked(KON_RAY, tmp_path))[0]
    assert (line["Mã"], line["Mức độ"], line["Ô"]) == ("F1", "✗ Lỗi", "KR02!E13")
    assert (line["Đang ghi"], line["Lẽ ra"], line["Chênh lệch"]) == ("26884", "26844", "40")
    assert line["Đơn vị tính"] == "triệu đồng"
    assert line["Biểu"] == "Phụ lục 02"
    assert "xây dựng nông thôn mới" in line["Dòng"]
    assert "Kế hoạch – Cộng" in line["Cột"]
    assert "gõ 8 thay cho 4" in line["Vì sao"]
    assert "Nghị định 27/2022/NĐ-CP" in line["Vì sao"]
    assert line["Giải trình"] == ""


def test_what_follows_is_folded_under_its_finding_and_named_there(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    rows = openpyxl_book(copy)[LIST].row_dimensions
    for line in lines_of(copy):
        depth = line["Mã"].count(".")
        assert rows[int(line["line"])].outlineLevel == depth
        assert bool(rows[int(line["line"])].hidden) == (depth > 0)
    assert "F1.1, F1.2" in lines_of(copy)[0]["Vì sao"]


def test_cells_told_one_by_one_are_not_hidden(tmp_path: Path) -> None:
    children = (finding("A1"), finding("B1"))
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(finding("A1", children=children))])
    rows = openpyxl_book(copy)[LIST].row_dimensions
    assert [bool(rows[int(line["line"])].hidden) for line in lines_of(copy)] == [False] * 3


def test_the_list_can_be_filtered_and_printed(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    sheet = openpyxl_book(copy)[LIST]
    head = int(lines_of(copy)[0]["line"]) - 1
    assert sheet.auto_filter.ref == f"A{head}:N{int(lines_of(copy)[-1]['line'])}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_the_list_is_the_last_sheet_people_see_and_not_in_front(tmp_path: Path) -> None:
    before, after = openpyxl_book(KON_RAY), openpyxl_book(marked(KON_RAY, tmp_path))
    assert after.sheetnames[:-1] == [*before.sheetnames, LIST]
    assert after[after.sheetnames[-1]].sheet_state == "veryHidden"
    assert after.active.title == before.active.title


def test_a_sheet_of_that_name_which_is_the_users_own_stays(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx", "Biểu", "kiểm tra")
    copy = marked(book, tmp_path / "ra", [report(finding("A1"))])
    assert openpyxl_book(copy).sheetnames[:3] == ["Biểu", "kiểm tra", "Kiểm tra (2)"]
    assert [line["Mã"] for line in lines_of(copy, "Kiểm tra (2)")] == ["F1"]


def test_several_units_of_one_file_stand_in_one_list(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx", "A", "B")
    reports = [report(finding("A1", "A"), unit="xã A"), report(finding("B2", "B"), unit="xã B")]
    lines = lines_of(marked(book, tmp_path / "ra", reports))
    assert [(line["Đơn vị"], line["Mã"], line["Ô"]) for line in lines] == [
        ("xã A", "F1", "A!A1"),
        ("xã B", "F1", "B!B2"),
    ]


def test_a_place_in_another_workbook_is_told_without_a_link(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report(finding("A1", "[khác.xlsx]Biểu"))])
    assert lines_of(copy)[0]["Ô"] == "[khác.xlsx]Biểu!A1"
    assert not any(cell.hyperlink for row in openpyxl_book(copy)[LIST].iter_rows() for cell in row)


def test_a_finding_about_a_whole_sheet_leads_to_the_sheet(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx", "Biểu '16'")
    about = finding("", "Biểu '16'", key=None, message="Trang có công thức.")
    sheet = openpyxl_book(marked(book, tmp_path / "ra", [report(about)]))[LIST]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Biểu ''16'''!A1"]


def test_a_workbook_without_findings_says_so(tmp_path: Path) -> None:
    book = plain_book(tmp_path / "biểu.xlsx")
    copy = marked(book, tmp_path / "ra", [report()])
    assert "Không có phát hiện nào." in {cell.text for cell in book_of(copy).sheet(LIST).cells.values()}


def test_rows_are_high_enough_for_their_texts(tmp_path: Path) -> None:
    copy = marked(KON_RAY, tmp_path)
    sheet = openpyxl_book(copy)[LIST]
    for line in lines_of(copy):
        row = sheet.row_dimensions[int(line["line"])]
        width = sheet.column_dimensions["L"].width
        assert row.height >= 15 * (len(line["Vì sao"]) / (width * 1.2)) - 1
