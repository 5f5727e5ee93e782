"""The buttons pressed in a LibreOffice without windows, the engine's answers prepared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.extension.answers import finding, proposal, write_answer
from tests.extension.calc import Calc

SHEET = "Số liệu"
YELLOW, RED, OWN = "FFEB9C", "FFC7CE", "00FF00"
pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("extension")]


@pytest.fixture
def book(tmp_path: Path, calc: Calc) -> Path:
    """A sheet with a wrong sum at B3, a coloured cell with a note at B4, merged cells, a formula."""
    path = tmp_path / "Báo cáo “quý” & 100%.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet(SHEET)
        lined = made.add_format({"left": 1, "bottom": 6, "left_color": "#0000FF", "bottom_color": "#FF00FF"})
        sheet.write("B1", 24314)
        sheet.write("B2", 2530)
        sheet.write("B3", 26884, lined)
        sheet.write("B4", 7, made.add_format({"bg_color": f"#{OWN}"}))
        sheet.write_comment("B4", "Ghi chú của tôi")
        sheet.merge_range("D1:E2", "gộp", lined)
        sheet.write_formula("B5", "=B3+B4", None, 26891)
        made.add_worksheet("Khác").write("A1", 1)
    calc.open(str(path))
    return path


def look(calc: Calc, *addresses: str) -> list[object]:
    return [calc.cell(SHEET, address) for address in addresses]


FOUND = [
    finding("F1", "B3"),
    finding("F1.1", "B5", parent="F1", title="Kéo theo F1", mark="warning"),
    finding("F1.2", "B1", parent="F1", title="Đúng sau khi sửa F1", mark="none"),
    finding("F2", "B4", severity="warning", title="Nên xem lại"),
    finding("F3", "E2", severity="info", title="Lưu ý"),
    finding("F4", "", title="Cả tệp"),
]
CELLS = ("B1", "B3", "B4", "B5", "D1", "E1")


def test_wrong_cells_are_painted_and_noted_and_clearing_brings_everything_back(
    book: Path, calc: Calc, tmp_path: Path
) -> None:
    before, content = look(calc, *CELLS), calc.contents()
    calc.answer_with(write_answer(tmp_path / "a", FOUND, detail="6 tháng"), 1)
    assert calc.press("check") == [["warn", "Có 6 lỗi.\n\n6 tháng\n\nBấm “Lỗi sau” để tới từng ô."]]
    plain, wrong, own, follows, merged, _ = look(calc, *CELLS)
    assert plain["note"].startswith("[F1.2] Đúng sau khi sửa F1")
    assert plain | {"note": None} == before[0] | {"note": None}, "right as it stands"
    assert (wrong["fill"], own["fill"], follows["fill"], merged["fill"]) == (RED, YELLOW, YELLOW, None)
    assert wrong["note"].splitlines()[:2] == ["[F1] Sai: lẽ ra 26.844", "Cộng không đúng."]
    assert own["note"].startswith("Ghi chú của tôi\n[F2] Nên xem lại")
    assert merged["note"].startswith("[F3] Lưu ý")
    assert wrong["lines"]["LeftBorder2"] == [88, 0x9C0006]
    assert [wrong["formula"], follows["formula"]] == ["26884", before[3]["formula"]]
    # Pressed again, marks are replaced and not piled up.
    calc.press("check")
    assert look(calc, *CELLS)[1:3] == [wrong, own]
    assert calc.sheets() == [[SHEET, True], ["Khác", True], ["_mtqg_dau_excel", False], ["Kiểm tra", True]]

    assert calc.press("clear")[0][1].startswith("Đã bỏ màu và ghi chú")
    assert look(calc, *CELLS) == before
    assert calc.contents() == content
    assert calc.press("clear") == [["tell", "Tệp này không có đánh dấu nào của lần kiểm tra."]]


def test_marks_outlive_saving_closing_new_lines_and_a_new_name(
    book: Path, calc: Calc, tmp_path: Path
) -> None:
    before = look(calc, "B3", "B4")
    calc.answer_with(write_answer(tmp_path / "a", FOUND), 1)
    calc.press("check")
    for name, filter_name in (("a.xlsx", "Calc MS Excel 2007 XML"), ("a.ods", "calc8")):
        calc.save(str(tmp_path / name), filter_name)
        calc.open(str(tmp_path / name))
        assert look(calc, "B3")[0]["fill"] == RED
    calc.rename(SHEET, "Tên mới")
    calc.insert_row("Tên mới", 2)
    calc.press("clear")
    after = [calc.cell("Tên mới", address) for address in ("B4", "B5")]
    assert [cell["fill"] for cell in after] == [cell["fill"] for cell in before]
    assert [cell["note"] for cell in after] == ["", "Ghi chú của tôi"]
    assert [cell["lines"]["LeftBorder2"] for cell in after] == [[26, 0x0000FF], [0, 0]]


def test_one_undo_takes_a_check_back(book: Path, calc: Calc, tmp_path: Path) -> None:
    before, content = look(calc, *CELLS), calc.contents()
    calc.answer_with(write_answer(tmp_path / "a", FOUND), 1)
    calc.press("check")
    marked = look(calc, *CELLS)
    calc.undo()
    assert look(calc, *CELLS) == before
    assert calc.contents() == content
    calc.redo()
    assert look(calc, *CELLS) == marked
    calc.press("clear")
    assert look(calc, *CELLS) == before
    calc.undo()
    assert look(calc, *CELLS) == marked


def test_the_list_holds_texts_as_texts_and_keeps_explanations(book: Path, calc: Calc, tmp_path: Path) -> None:
    evil = finding(
        "F1", "B3", message='=HYPERLINK("http://x";"y")', todo="=1+1", form="BM16", row="1", column="3"
    )
    calc.answer_with(write_answer(tmp_path / "a", [evil]), 1)
    calc.press("check")
    rows = calc.contents()["Kiểm tra"]["formulas"]
    assert rows[0][:2] == ["mtqg_xl:kiem_tra", "KẾT QUẢ KIỂM TRA SỐ LIỆU"]
    assert json.loads(rows[5][0]) == ["huyện A", "R.1", "", "Số liệu", "B3", "26884"]
    assert calc.cell("Kiểm tra", "G6")["text"] == f"{SHEET}!B3"
    assert calc.cell("Kiểm tra", "H6")["text"] == "26.884"
    assert calc.cell("Kiểm tra", "K6")["text"].startswith('=HYPERLINK("http://x";"y")')
    assert calc.cell("Kiểm tra", "L6")["text"] == "=1+1"
    calc.put("Kiểm tra", "M6", "Đã đúng theo Quyết định 12")
    calc.press("check")
    assert calc.cell("Kiểm tra", "M6")["text"] == "Đã đúng theo Quyết định 12"
    # For another figure it waits below.
    calc.answer_with(write_answer(tmp_path / "b", [evil | {"key": evil["key"].replace("26884", "36884")}]), 1)
    for _ in range(2):
        calc.press("check")
        assert calc.cell("Kiểm tra", "M6")["text"] == ""
        assert calc.cell("Kiểm tra", "G7")["text"] == f"{SHEET}!B3"
        assert calc.cell("Kiểm tra", "M7")["text"] == "Đã đúng theo Quyết định 12"
    # It is asked before something written by the user is thrown away.
    assert [shown[0] for shown in calc.press("clear", [False])] == ["ask", "tell"]
    assert "Kiểm tra" in dict(calc.sheets())
    calc.press("clear", [True])
    assert "Kiểm tra" not in dict(calc.sheets())


def test_walking_goes_round_in_order_and_passes_hidden_sheets(book: Path, calc: Calc, tmp_path: Path) -> None:
    assert calc.press("next")[0][1].startswith("Không có ô lỗi hay cảnh báo nào")
    elsewhere = finding("F5", "A1", sheet="khác")
    calc.answer_with(write_answer(tmp_path / "a", [elsewhere, *FOUND]), 1)
    calc.press("check")
    calc.select(SHEET, "B4")
    walked = []
    for action in ("next", "next", "next", "previous"):
        told = calc.press(action)
        walked.append(calc.selected())
    assert walked == ["Khác.A1", f"{SHEET}.B3", f"{SHEET}.B4", f"{SHEET}.B3"]
    assert told == [["status", f"Lỗi 1/3 – ô {SHEET}!B3: [F1] Sai: lẽ ra 26.844"]]
    calc.show("Khác", False)
    calc.hide_row(SHEET, 4)
    assert calc.press("next") == [
        ["status", f"Lỗi 2/2 – ô {SHEET}!B4: [F2] Nên xem lại (bỏ qua 1 lỗi ở trang đang ẩn)"],
        [
            "tell",
            f"Ô {SHEET}!B4 nằm ở dòng hoặc cột đang ẩn (hoặc đang lọc) nên chưa nhìn thấy. [F2] Nên xem lại",
        ],
    ]


def test_a_suggestion_is_asked_about_typed_and_undone(book: Path, calc: Calc, tmp_path: Path) -> None:
    calc.select(SHEET, "B3")
    assert calc.press("suggest") == [["tell", "Tệp này chưa được kiểm tra. Xin bấm Kiểm tra trước."]]
    offers = [
        proposal("F1", "B3", "26844"),
        proposal("F1", "B1", "24354", n="2", current="24314"),
        proposal("F1", "B2", "2530.5", n="2", current="2530"),
        proposal("F2", "B5", "1"),
    ]
    before = look(calc, "B3")[0]
    calc.answer_with(write_answer(tmp_path / "a", FOUND, offers), 1)
    assert calc.press("check")[0][1].endswith("bấm “Sửa theo gợi ý” ở ô có gợi ý.")
    calc.select(SHEET, "B4")
    assert calc.press("suggest") == [["tell", f"Không có gợi ý nào cho ô {SHEET}!B4."]]
    calc.select(SHEET, "B5")
    assert "có công thức" in calc.press("suggest", ["yes"])[-1][1]
    calc.select(SHEET, "B3")
    assert calc.press("suggest", [""])[-1][0] == "ask"
    asked, told = calc.press("suggest", ["no"])
    assert asked[1].startswith(f"Gợi ý cho ô {SHEET}!B3:\nB3: 26.884 → 26844")
    assert told == ["tell", "Không còn gợi ý nào khác cho ô này."]
    calc.press("suggest", ["yes"])
    assert look(calc, "B3") == [{**before, "formula": "26844", "text": "26844"}]
    assert calc.cell(SHEET, "B5")["text"] == "26851"
    assert calc.press("suggest") == [["tell", f"Không có gợi ý nào cho ô {SHEET}!B3."]]
    calc.undo()
    assert look(calc, "B3")[0]["formula"] == "26884"
    calc.select(SHEET, "B1")
    assert "Cùng sửa với:\nB2: " in calc.press("suggest", ["yes"])[0][1]
    assert [cell["formula"] for cell in look(calc, "B1", "B2")] == ["24354", "2530.5"]


def test_a_proposed_formula_is_one_of_excel(book: Path, calc: Calc, tmp_path: Path) -> None:
    offer = proposal("F1", "B3", f"=SUM(B1,B2)+'{SHEET}'!$B$4-7", kind="formula")
    calc.answer_with(write_answer(tmp_path / "a", FOUND, [offer]), 1)
    calc.press("check")
    calc.select(SHEET, "B3")
    calc.press("suggest", ["yes"])
    assert calc.cell(SHEET, "B3")["text"] == "26844"
    assert calc.cell(SHEET, "B3")["formula"].startswith("=SUM(B1;B2)")
    calc.undo()
    assert calc.cell(SHEET, "B3")["formula"] == "26884"


def test_a_closed_sheet_is_told_and_an_unlocked_lock_is_put_back(
    book: Path, calc: Calc, tmp_path: Path
) -> None:
    calc.answer_with(write_answer(tmp_path / "a", FOUND, [proposal("F1", "B3", "26844")]), 1)
    calc.protect(SHEET)
    before = look(calc, *CELLS)
    assert f"Chưa đánh dấu được trên trang đang khoá: “{SHEET}”" in calc.press("check")[0][1]
    assert look(calc, *CELLS) == before
    calc.select(SHEET, "B3")
    assert "đang khoá nên chưa sửa được" in calc.press("suggest", ["yes"])[-1][1]
    calc.unprotect(SHEET)
    calc.press("check")
    calc.protect(SHEET)
    assert "Chưa bỏ được hết đánh dấu" in calc.press("clear")[0][1]
    calc.unprotect(SHEET)
    calc.press("clear")
    assert look(calc, *CELLS) == before
    # A lock without a password is no refusal; it is there again afterwards.
    calc.protect(SHEET, "")
    calc.press("check")
    assert look(calc, "B3")[0]["fill"] == RED
    assert calc.is_protected(SHEET)


def test_a_closed_structure_leaves_the_workbook_as_it_is(book: Path, calc: Calc, tmp_path: Path) -> None:
    calc.protect("")
    before, content = look(calc, *CELLS), calc.contents()
    calc.answer_with(write_answer(tmp_path / "a", FOUND), 1)
    told = calc.press("check")[0][1]
    assert "khoá cấu trúc" in told
    assert (look(calc, *CELLS), calc.contents()) == (before, content)


def test_findings_on_sheets_that_are_gone_are_told(book: Path, calc: Calc, tmp_path: Path) -> None:
    calc.answer_with(
        write_answer(tmp_path / "a", [finding("F1", "B3", sheet="Cũ"), finding("F2", "nowhere")]), 1
    )
    assert "Không còn trang: “Cũ”" in calc.press("check")[0][1]


def test_refusals_and_faults_of_the_engine_are_told_in_its_words(
    book: Path, calc: Calc, tmp_path: Path
) -> None:
    calc.answer_with(write_answer(tmp_path / "a", status="2", message="Tệp có mật khẩu."), 2)
    assert calc.press("check") == [["warn", "Tệp có mật khẩu."]]
    calc.answer_with(write_answer(tmp_path / "b", status="3", message="Lỗi trong phần mềm."), 3)
    assert calc.press("trace") == [["fail", "Lỗi trong phần mềm."]]
    for code, words in ((-1, "Không tìm thấy"), (-2, "không cho LibreOffice"), (-4, "Đã dừng")):
        calc.answer_with(str(tmp_path / "a"), code)
        kind, told = calc.press("check")[0]
        assert kind == "fail"
        assert words in told
    assert calc.sheets() == [[SHEET, True], ["Khác", True]]


def test_results_in_files_are_told_and_workbooks_offered_to_be_opened(
    book: Path, calc: Calc, tmp_path: Path
) -> None:
    calc.answer_with(write_answer(tmp_path / "a", message="Đã ghi.", out="/x/tong hop.xlsx"), 0)
    assert calc.press("consolidate", ["/nguồn", "/x/tong hop.xlsx", True])[2:] == [
        ["ask", "Đã ghi.\n\nMở tệp này bây giờ?"],
        ["open", "/x/tong hop.xlsx"],
    ]
    assert calc.press("consolidate", [""])[-1][0] == "ask"
    assert calc.press("template", [["BM16", "", ""], "/x/mau.xlsx", False])[-1][0] == "ask"
    assert len(calc.press("template", [[]])) == 1
    calc.answer_with(write_answer(tmp_path / "b", message="Đã ghi.", out="/x/bb.docx"), 0)
    asked, told = calc.press("minutes", ["/x/bb.docx"])
    assert asked[2] == "Báo cáo “quý” & 100% - bien ban.docx"
    assert told == ["tell", "Đã ghi."]


def test_a_workbook_from_anywhere_has_a_name_and_a_place(calc: Calc) -> None:
    for url, name, folder in (
        ("file:///nh%C3%A0/b%E1%BA%A3n%20100%25.xlsx", "bản 100%.xlsx", "/nhà"),
        ("https://tinh.vn/chung/b%E1%BA%A3n%201.xlsx", "bản 1.xlsx", "https://tinh.vn/chung"),
        ("smb://may/chung/a.xlsx", "a.xlsx", "smb://may/chung"),
        ("", "Không tên 1", ""),
    ):
        assert calc.named(url) == [name, folder]


def test_origins_and_facts_are_shown(book: Path, calc: Calc, tmp_path: Path) -> None:
    origins = [{"label": f"xã {at}: {at} đồng"} for at in range(40)]
    calc.answer_with(write_answer(tmp_path / "a", trace=origins, message="Tổng của 40 xã."), 0)
    ((_, told),) = calc.press("trace")
    assert told.startswith("Tổng của 40 xã.\n\nxã 0: 0 đồng\n")
    assert told.endswith("xã 24: 24 đồng\n… và 15 đơn vị nữa.")
    lines = calc.press("diagnose")[0]
    assert lines[:2] == ["lines", "Bộ phần mềm văn phòng: LibreOffice"]
    assert lines[-1] == "Tổng của 40 xã."
