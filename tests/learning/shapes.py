"""Workbooks as offices make them for themselves, shaped quite unlike our templates.

Each function draws one on an empty sheet; the figures are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

Draw = Callable[[Any], None]
GREY = PatternFill("solid", fgColor="D9D9D9")


def saved(path: Path, *draws: Draw) -> Path:
    """A workbook with one sheet for each of ``draws``, named after it, saved at ``path``."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for draw in draws:
        draw(book.create_sheet(draw.__name__[:31]))
    book.save(path)
    return path


def put(sheet: Any, rows: dict[int, Sequence[Any]], left: int = 1) -> None:
    """Write values row by row from the column ``left``; ``None`` leaves a cell out."""
    for row, values in rows.items():
        for column, value in enumerate(values, start=left):
            if value is not None:
                sheet.cell(row, column, value)


def merge(sheet: Any, ranges: Iterable[str]) -> None:
    for area in ranges:
        sheet.merge_cells(area)


def bottom_total(sheet: Any) -> None:
    """No column codes, groups I and II, the total at the bottom, a rate rounded behind IFERROR."""
    put(sheet, {1: ["UBND HUYỆN BẢO LẠC", None, None, None, "Biểu số 07/ĐP"]})
    title, letter = "TÌNH HÌNH GIẢI NGÂN VỐN NĂM 2023", "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/01/2024)"
    put(sheet, {3: [title], 4: [letter], 5: [*[None] * 5, "Đơn vị tính: Triệu đồng"]})
    put(sheet, {6: ["STT", "Nguồn vốn", "Kế hoạch", None, None, "Giải ngân", "Tỷ lệ\n(%)"]})
    put(sheet, {7: [None, None, "Tổng số", "Trung ương", "Địa phương"]})
    merge(sheet, ["A3:G3", "A4:G4", "A6:A7", "B6:B7", "C6:E6", "F6:F7", "G6:G7"])
    lines = [
        ("I", "Vốn đầu tư", None, None, None),
        (1, "Đường giao thông", 900, 100, 800),
        (2, "Trường học", 500, 50, 450),
        ("II", "Vốn sự nghiệp", None, None, None),
        (1, "Hỗ trợ sản xuất", 300, 30, 310),
        (2, "Đào tạo nghề", 200, 20, 150),
    ]
    for row, (number, label, central, local, spent) in enumerate(lines, start=8):
        put(sheet, {row: [number, label, f"=D{row}+E{row}", central, local, spent]})
        sheet[f"G{row}"] = f"=IFERROR(ROUND(F{row}/C{row}*100,1),0)"
    for column in "DEF":
        sheet[f"{column}8"] = f"=SUM({column}9:{column}10)"
        sheet[f"{column}11"] = f"=SUM({column}12:{column}13)"
        sheet[f"{column}14"] = f"={column}8+{column}11"
    put(sheet, {14: [None, "Tổng cộng (I+II)", "=D14+E14"]})
    sheet["G14"] = "=IFERROR(ROUND(F14/C14*100,1),0)"
    put(sheet, {16: [None, None, None, None, "Bảo Lạc, ngày 05 tháng 01 năm 2024"], 17: ["Người lập biểu"]})


def three_row_headings(sheet: Any) -> None:
    """Three rows of merged headings, line breaks, footnote marks, codes ``(3)=(1)+(2)``, a blank column."""
    put(sheet, {1: ["Mẫu số 02-NTM"], 2: ["KẾT QUẢ HUY ĐỘNG NGUỒN LỰC XÂY DỰNG NÔNG THÔN MỚI"]})
    put(sheet, {3: ["Đơn vị tính: tỷ đồng"]})
    put(
        sheet,
        {
            5: [
                "TT",
                "Nội dung, chỉ tiêu",
                "Ngân sách\nnhà nước (*)",
                None,
                None,
                None,
                "Nguồn khác¹",
                "Tổng cộng",
                "So với kế hoạch (%)",
                "Ghi chú",
            ]
        },
    )
    put(sheet, {6: [None, None, "Trung ương", None, "Cộng"]})
    put(sheet, {7: [None, None, "Đầu tư", "Sự nghiệp"]})
    put(
        sheet,
        {8: ["A", "B", "(1)", "(2)", "(3)=(1)+(2)", None, "(4)", "(5) = (3) + (4)", "(6)=(5):(7)x100", None]},
    )
    put(sheet, {5: ["Kế hoạch năm"]}, left=11)
    put(sheet, {8: ["(7)"]}, left=11)
    merge(sheet, ["A5:A7", "B5:B7", "C5:E5", "C6:D6", "E6:E7", "G5:G7", "H5:H7", "I5:I7", "J5:J7", "K5:K7"])
    figures = [
        ("1", "Giao thông", 5, 2, 3, 12),
        ("2", "Thủy lợi", 3, 1, 1, 5),
        ("3", "Trường học", 4.5, 0.5, 2, 7),
    ]
    for row, (number, label, a, b, d, plan) in enumerate(figures, start=9):
        put(sheet, {row: [number, label, a, b, a + b, None, d, a + b + d, None, None, plan]})
        sheet[f"I{row}"] = round((a + b + d) / plan * 100, 2)
    sheet["J9"] = "Đã bàn giao"
    sheet["J10"] = "Đang thi công"
    put(sheet, {13: ["(*) Không gồm vốn lồng ghép."]})


def two_tables(sheet: Any) -> None:
    """Two tables one under the other, the second with a title and columns of its own."""
    put(sheet, {1: ["Phụ lục 3"], 2: ["TÌNH HÌNH HỖ TRỢ NHÀ Ở VÀ ĐẤT SẢN XUẤT"], 3: ["ĐVT: hộ"]})
    put(sheet, {4: ["TT", "Xã", "Kế hoạch", "Thực hiện", "Còn lại"]})
    for row, name in enumerate(("Xã Cô Ba", "Xã Bảo Toàn", "Xã Khánh Xuân"), start=5):
        put(sheet, {row: [row - 4, name, 10 * row, 5 * row, f"=C{row}-D{row}"]})
    put(sheet, {8: [None, "Tổng", "=SUM(C5:C7)", "=SUM(D5:D7)", "=SUM(E5:E7)"]})
    put(sheet, {10: ["Kinh phí hỗ trợ"], 11: [None, None, None, "Đơn vị tính: triệu đồng"]})
    sheet.merge_cells("A10:D10")
    put(sheet, {12: ["TT", "Nguồn", "Được giao", "Đã chi"]})
    put(sheet, {13: ["1", "Trung ương", 400, 350], 14: ["2", "Địa phương", 40, 35]})
    put(sheet, {15: [None, "Cộng", "=SUM(C13:C14)", "=SUM(D13:D14)"]})


def units_in_rows(sheet: Any) -> None:
    """One row a district, the share of each in the total, counts and rates, the province at the top."""
    put(sheet, {1: ["UBND TỈNH CAO BẰNG"], 2: ["TỔNG HỢP HỘ NGHÈO NĂM 2023"], 3: ["Đơn vị tính: hộ"]})
    put(
        sheet,
        {4: ["TT", "Huyện, thành phố", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)", "Tỷ trọng (%)"]},
    )
    put(sheet, {5: [None, "TOÀN TỈNH", "=SUM(C6:C9)", "=SUM(D6:D9)", "=D5/C5*100", "=D5/D$5*100"]})
    districts = ["Huyện Bảo Lâm", "Huyện Bảo Lạc", "Huyện Hà Quảng", "Thành phố Cao Bằng"]
    for row, name in enumerate(districts, start=6):
        put(
            sheet, {row: [row - 5, name, 12000 + row, 3000 + row, f"=D{row}/C{row}*100", f"=D{row}/$D$5*100"]}
        )


def units_in_columns(sheet: Any) -> None:
    """Indicators in the rows and one column a commune, with a column that adds them up."""
    put(sheet, {1: ["Biểu 02/KH"], 2: ["KẾT QUẢ THỰC HIỆN TIÊU CHÍ THEO XÃ"]})
    put(sheet, {4: ["TT", "Tiêu chí", "ĐVT", "Xã Cô Ba", "Xã Bảo Toàn", "Xã Khánh Xuân", "Cộng"]})
    lines = [
        (1, "Đường trục xã được cứng hóa", "km", 12.5, 8, 10),
        (2, "Số hộ dùng nước sạch", "hộ", 120, 240, 99),
        (3, "Số điểm thu gom rác", "thùng rác", 4, 5, 6),
    ]
    for row, line in enumerate(lines, start=5):
        put(sheet, {row: [*line, f"=SUM(D{row}:F{row})"]})


def guarded(sheet: Any) -> None:
    """Rates in cells with a percent format, SUBTOTAL, IF and ISERROR guards, a product of two columns."""
    put(sheet, {1: ["Biểu số 9"], 2: ["CẤP CÂY, CON GIỐNG NĂM 2024"], 3: ["Đơn vị tính: nghìn đồng"]})
    put(sheet, {4: ["TT", "Tên giống", "Số lượng (con)", "Đơn giá", "Thành tiền", "Đã chi", "Đạt (%)"]})
    rows = {
        5: ["A", "Gia súc"], 6: ["1", "Bò", 10, 15000], 7: ["2", "Trâu", 5, 20000],
        8: ["B", "Gia cầm"], 9: ["1", "Gà", 500, 80], 10: ["2", "Vịt", 300, 70],
        11: [None, "TỔNG CỘNG"],
    }  # fmt: skip
    put(sheet, rows)
    for row in (6, 7, 9, 10):
        sheet[f"E{row}"] = f"=C{row}*D{row}"
        sheet[f"F{row}"] = 1000 * row
    for row, first, last in ((5, 6, 7), (8, 9, 10), (11, 5, 10)):
        for column in "CEF":
            sheet[f"{column}{row}"] = f"=SUBTOTAL(9,{column}{first}:{column}{last})"
    for row in range(5, 12):
        sheet[f"G{row}"] = f"=IF(ISERROR(F{row}/E{row}),0,F{row}/E{row})"
        sheet[f"G{row}"].number_format = "0.0%"


def mixed_measures(sheet: Any) -> None:
    """A measure for every row, a rate among the rows, closed cells in grey."""
    put(sheet, {1: ["Biểu 5"], 2: ["CHỈ TIÊU GIẢM NGHÈO NĂM 2025"]})
    put(sheet, {4: ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2024", "Kế hoạch 2025", "So sánh (%)"]})
    lines = [
        (1, "Tổng số hộ", "hộ", 5000, 5100),
        (2, "Số hộ nghèo", "hộ", 800, 700),
        (3, "Tỷ lệ hộ nghèo", "%", None, None),
        (4, "Đường bê tông làm mới", "km", 12.5, 20),
        (5, "Vốn huy động", "Triệu đồng", 4000, 5000),
    ]
    for row, (number, label, measure, done, plan) in enumerate(lines, start=5):
        put(sheet, {row: [number, label, measure, done, plan, f"=E{row}/D{row}*100"]})
    for column in "DE":
        sheet[f"{column}7"] = f"={column}6/{column}5*100"
    sheet["F7"] = None
    sheet["F7"].fill = GREY


def english(sheet: Any) -> None:
    """English headings, numbers with dots and brackets, a total that leaves one line out."""
    put(sheet, {1: ["Annex 4"], 2: ["RURAL DEVELOPMENT SPENDING 2023"], 3: ["Unit: million"]})
    put(sheet, {4: ["No.", "Item", "Plan", "Actual", "Balance", "Rate (%)"]})
    lines: list[tuple[Any, ...]] = [
        ("1.", "Infrastructure"),
        ("(a)", "Roads", 120, 100),
        ("(b)", "Schools", 80, 90),
        ("(c)", "Clinics", 40, 10),
        ("2.", "Training"),
        ("(a)", "Courses", 30, 30),
        ("(b)", "Fairs", 10, 5),
        ("", "Total"),
    ]
    for row, line in enumerate(lines, start=5):
        put(sheet, {row: [value if value != "" else None for value in line]})
        sheet[f"E{row}"] = f"=C{row}-D{row}"
        sheet[f"F{row}"] = f"=100*D{row}/C{row}"
    for column in "CD":
        sheet[f"{column}5"] = f"=SUM({column}6:{column}7)"
        sheet[f"{column}9"] = f"={column}10+{column}11"
        sheet[f"{column}12"] = f"={column}5+{column}9"


def hand_made(sheet: Any) -> None:
    """Groups never merged, a title in the middle, a hidden row and column, a column without heading."""
    put(sheet, {2: ["BÁO CÁO TIẾN ĐỘ THỰC HIỆN"], 3: ["6 tháng đầu năm 2024"]}, left=4)
    put(
        sheet,
        {6: ["Số TT", "Nội dung", None, "Vốn kế hoạch", None, "Vốn thực hiện", None, "Mã nội bộ"]},
        left=2,
    )
    put(sheet, {7: [None, None, None, "TW", "ĐP", "TW", "ĐP"]}, left=2)
    put(sheet, {8: ["1", "Dự án 1", None, 100, 10, 90, 9, 7]}, left=2)
    put(sheet, {9: ["2", "Dự án 2", None, 200, 20, 150, 12, 8]}, left=2)
    put(sheet, {10: ["3", "Dự án dừng", None, 0, 0, 0, 0, 9]}, left=2)
    sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["I"].hidden = True
    for row in (8, 9):
        sheet[f"K{row}"] = f"=E{row}-G{row}"


def typed_only(sheet: Any) -> None:
    """Figures pasted as values: sums that agree, one that does not, totals and rates without formula."""
    put(sheet, {1: ["Biểu số 11"], 2: ["KẾT QUẢ PHÂN BỔ VỐN"], 3: ["(Đơn vị: triệu đồng)"]})
    put(sheet, {4: ["TT", "Danh mục", "Tổng số", "Vốn TW", "Vốn ĐP", "Giải ngân", "Tỷ lệ giải ngân (%)"]})
    put(sheet, {5: ["1", "Dự án 1", 300, 250, 50, 150, 50]})
    put(sheet, {6: ["1.1", "Tiểu dự án 1", 200, 170, 30, 100, 50]})
    put(sheet, {7: ["1.2", "Tiểu dự án 2", 100, 80, 20, 50, 50]})
    put(sheet, {8: ["2", "Dự án 2", 90, 60, 30, 45, 50]})
    put(sheet, {9: ["2.1", "Tiểu dự án 1", 50, 30, 20, 20, 40]})
    put(sheet, {10: ["2.2", "Tiểu dự án 2", 35, 25, 10, 25, 71.43]})


def contradictory(sheet: Any) -> None:
    """Printed codes that the formulas do not follow, a typed total, SUMIF, a figure from another sheet."""
    put(sheet, {1: ["Biểu số 12"], 2: ["ĐỐI CHIẾU SỐ LIỆU"], 3: ["Đơn vị tính: triệu đồng"]})
    put(sheet, {4: ["TT", "Nội dung", "Kế hoạch", "Bổ sung", "Tổng", "Chi", "Tỷ lệ (%)", "Lũy kế"]})
    put(sheet, {5: ["A", "B", "1", "2", "3=1+2", "4", "5=4/3", "6"]})
    for row in range(6, 10):
        put(
            sheet,
            {
                row: [
                    row - 5,
                    f"Mục {row - 5}",
                    10 * row,
                    row,
                    f"=C{row}-D{row}",
                    2 * row,
                    f"=F{row}/E{row}*100",
                ]
            },
        )
    sheet["E8"] = 999
    sheet["H6"] = "=SUMIF(A6:A9,1,F6:F9)"
    sheet["H7"] = "='Nguồn khác'!B7"
    put(sheet, {10: [None, "Cộng", "=SUM(C6:C9)", "=SUM(D6:D8)", "=C10-D10", "=SUM(F6:F9)", "=SUM(G6:G9)"]})


def row_codes(sheet: Any) -> None:
    """A statistical table whose rows carry codes with their sums, headings as bare years."""
    put(sheet, {1: ["Biểu số 01/CS"], 2: ["LAO ĐỘNG VÀ THU NHẬP"], 3: ["Đơn vị tính: người"]})
    put(sheet, {4: ["Chỉ tiêu", "Mã số", 2021, 2022, 2023]})
    put(sheet, {5: ["Tổng số lao động", "01=02+03", 100, 110, 120], 6: ["Nam", "02", 60, 65, 70]})
    put(sheet, {7: ["Nữ", "03", 40, 45, 50]})


def open_list(sheet: Any) -> None:
    """A list of projects left open with dotted lines, a total over it, and groups beside their members."""
    put(sheet, {1: ["Biểu số 15"], 2: ["DANH MỤC CÔNG TRÌNH"], 3: ["Đơn vị tính: triệu đồng"]})
    put(sheet, {4: ["TT", "Tên công trình", "Địa điểm", "Tổng mức đầu tư", "Vốn đã cấp", "Còn thiếu"]})
    put(sheet, {5: [None, "TỔNG CỘNG", None, "=SUM(D6:D8)", "=SUM(E6:E8)", "=D5-E5"]})
    for row in (6, 7, 8):
        put(sheet, {row: [row - 5, "……", None, None, None, f"=D{row}-E{row}"]})


def named_list(sheet: Any) -> None:
    """A list of works with names typed in, under two groups, a total over all."""
    put(sheet, {1: ["Biểu số 16a"], 2: ["DANH MỤC CÔNG TRÌNH"], 3: ["Đơn vị tính: triệu đồng"]})
    put(sheet, {4: ["TT", "Tên công trình", "Tổng mức đầu tư", "Vốn đã cấp", "Còn thiếu"]})
    put(sheet, {5: [None, "TỔNG CỘNG"], 6: ["I", "Chuyển tiếp"], 10: ["II", "Khởi công mới"]})
    for row, name in ((7, "Đường Nà Ca"), (8, "Trường Cô Ba"), (9, "Kênh Bản Là"), (11, "Cầu Nà Han")):
        put(sheet, {row: [row - 6 if row < 10 else row - 10, name, 10 * row, row]})
    for row, name in ((12, "Đường Bản Chang"), (13, "Trạm y tế")):
        put(sheet, {row: [row - 10, name, 10 * row, row]})
    for column in "CD":
        sheet[f"{column}6"] = f"=SUM({column}7:{column}9)"
        sheet[f"{column}10"] = f"=SUM({column}11:{column}13)"
        sheet[f"{column}5"] = f"={column}6+{column}10"
    for row in range(5, 14):
        sheet[f"E{row}"] = f"=C{row}-D{row}"


def grouped_stub(sheet: Any) -> None:
    """Groups merged beside their members: each district with a line for plan and one for result."""
    put(sheet, {1: ["Biểu 20"], 2: ["TIẾN ĐỘ THEO NGUỒN"], 3: ["Đơn vị tính: triệu đồng"]})
    put(sheet, {4: ["Nguồn vốn", "Nội dung", "Quý I", "Quý II", "6 tháng"]})
    for row, (name, plan, done) in zip((5, 7), (("Trung ương", 10, 8), ("Địa phương", 5, 4)), strict=True):
        put(sheet, {row: [name, "Kế hoạch", plan, plan + 1, f"=C{row}+D{row}"]})
        put(sheet, {row + 1: [None, "Thực hiện", done, done + 1, f"=C{row + 1}+D{row + 1}"]})
        sheet.merge_cells(f"A{row}:A{row + 1}")


def repeated_headings(sheet: Any) -> None:
    """Headings and codes repeated on the next page, numbers typed as figures (1.10 is 1.1), stub codes."""
    put(
        sheet,
        {1: ["PHÒNG TÀI CHÍNH"], 2: ["Biểu số 3"], 3: ["TỔNG HỢP CHI NĂM 2023"], 4: ["ĐVT: 1.000 đồng"]},
    )
    for top in (5, 12):
        put(sheet, {top: ["TT", "Nội dung chi", "Kế hoạch", "Thực hiện", None, "So sánh (%)"]})
        put(sheet, {top + 1: [None, None, None, "Đầu năm", "Cuối năm"]})
        put(sheet, {top + 2: [1, 2, 3, 4, 5, "6=(4+5)/3"]})
        merge(sheet, [f"{cell}{top}:{cell}{top + 1}" for cell in "ABCF"] + [f"D{top}:E{top}"])
    places = [8, 9, 10, 11, 15, 16]
    for row, number in zip(places, (1.7, 1.8, 1.9, 1.1, 1.11, 1.12), strict=True):
        put(sheet, {row: [number, f"Khoản chi {row}", 100, 30, row, f"=(D{row}+E{row})/C{row}"]})
    put(
        sheet,
        {
            17: [
                None,
                "Cộng",
                *(f"=SUM({cell}8:{cell}11,{cell}15:{cell}16)" for cell in "CDE"),
                "=(D17+E17)/C17",
            ]
        },
    )
    for row in (*places, 17):
        sheet[f"F{row}"].number_format = "0.00%"


def side_by_side(sheet: Any) -> None:
    """Two tables beside each other, each with its own numbering."""
    put(sheet, {1: ["Biểu 8"], 2: ["SỐ HỘ ĐƯỢC HỖ TRỢ"], 3: ["Đơn vị tính: hộ"]})
    put(sheet, {4: ["TT", "Xã", "Nhà ở", "Nước sạch", None, "TT", "Xã", "Nhà ở", "Nước sạch"]})
    for row in (5, 6):
        put(sheet, {row: [row - 4, f"Xã Tân {row}", 1, 2, None, row - 4, f"Xã Phú {row}", 3, 4]})


def running_balance(sheet: Any) -> None:
    """Every line starts with what the one before left; running totals; a mean."""
    put(sheet, {1: ["Biểu 18"], 2: ["THEO DÕI KINH PHÍ"], 3: ["Đơn vị tính: đồng"]})
    put(sheet, {4: ["TT", "Nội dung", "Tồn đầu", "Nhập", "Xuất", "Tồn cuối", "Lũy kế", "Bình quân"]})
    for row in (5, 6, 7):
        opening = 10 if row == 5 else f"=F{row - 1}"
        put(sheet, {row: [row - 4, f"Kỳ {row - 4}", opening, 5, 3, f"=C{row}+D{row}-E{row}"]})
        put(sheet, {row: [f"=SUM(D$5:D{row})", f"=AVERAGE(C{row}:E{row})"]}, left=7)


def group_totals(sheet: Any) -> None:
    """Groups without numbers, a total under each, and a total of the totals."""
    put(sheet, {1: ["Phụ biểu 01"], 2: ["VỐN THEO ĐỊA BÀN"], 3: ["(Đơn vị tính: Triệu đồng)"]})
    put(sheet, {4: ["Địa bàn", "Trong nước", "Ngoài nước", "Tổng"]})
    put(
        sheet,
        {5: ["Vùng cao"], 6: ["Khu A", 1, 2], 7: ["Khu B", 3, 4], 8: ["Cộng vùng cao", "=B6+B7", "=C6+C7"]},
    )
    put(sheet, {9: ["Vùng thấp"], 10: ["Khu C", 5, 6], 11: ["Khu D", 7, 8]})
    put(sheet, {12: ["Cộng vùng thấp", "=B10+B11", "=C10+C11"], 13: ["Tổng cộng", "=B8+B12", "=C8+C12"]})
    for row in (6, 7, 8, 10, 11, 12, 13):
        sheet[f"D{row}"] = f"=B{row}+C{row}"


ALL: tuple[Draw, ...] = (
    bottom_total,
    three_row_headings,
    two_tables,
    units_in_rows,
    units_in_columns,
    guarded,
    mixed_measures,
    english,
    hand_made,
    typed_only,
    contradictory,
    row_codes,
    open_list,
    named_list,
    grouped_stub,
    repeated_headings,
    side_by_side,
    running_balance,
    group_totals,
)
