"""Every way of writing a figure that was found in reports, each by its number in the list of cases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.forms import CellKind
from tests.reading.figures.looking import look

#: Number of the case, text, measure of the cell, figure read, remark.
READ = [
    (1, "1.232.836,9 triệu đồng", "trieu_dong", "1232836.9", "text_number"),
    (1, "1.232.836,9", "trieu_dong", "1232836.9", "text_number"),
    (2, "49.848.000.000 đồng", "trieu_dong", "49848", "measure_in_cell"),
    (3, "3.206.178.594 đồng", "trieu_dong", "3206.178594", "measure_in_cell"),
    (4, "1.550,440 triệu đồng", "trieu_dong", "1550.440", "text_number"),
    (4, "9.835,440", "trieu_dong", "9835.440", "text_number"),
    (4, "1.010,840", "trieu_dong", "1010.840", "text_number"),
    (5, "208,560", "trieu_dong", "208.560", "doubtful_text_number"),
    (5, "208,560 triệu", "trieu_dong", "208.560", "doubtful_text_number"),
    (7, "1.500.000.000 đồng", "trieu_dong", "1500", "measure_in_cell"),
    (7, "1.423 triệu đồng", "trieu_dong", "1423", "doubtful_text_number"),
    (8, "797.515", "trieu_dong", "797515", "doubtful_text_number"),
    (8, "797.515,5 (vốn sự nghiệp)", "trieu_dong", "797515.5", "figure_with_note"),
    (9, "11.753,5 Triệu đồng", "trieu_dong", "11753.5", "text_number"),
    (9, "400.140,0 Kg", "kg", "400140", "text_number"),
    (10, "2.421.000 triệu đồng", "trieu_dong", "2421000", "text_number"),
    (11, "75%", "phan_tram", "75", "text_number"),
    (11, "22 %", "phan_tram", "22", "text_number"),
    (11, "138 %", "phan_tram", "138", "text_number"),
    (11, "50,9%", "phan_tram", "50.9", "text_number"),
    (11, "11 ,3%", "phan_tram", "11.3", "text_number"),
    (11, "97,74 %", "phan_tram", "97.74", "text_number"),
    (12, "105,75%KH", "phan_tram", "105.75", "text_number"),
    (12, "(đạt 25,2%KH)", "phan_tram", "25.2", "text_number"),
    (12, "16,2% KH", "phan_tram", "16.2", "text_number"),
    (12, "(bằng 83,6%)", "phan_tram", "83.6", "text_number"),
    (13, "4,0%", "phan_tram", "4.0", "text_number"),
    (13, "4.740,00", "trieu_dong", "4740.00", "text_number"),
    (13, "67,80%", "phan_tram", "67.80", "text_number"),
    (17, "05 xã", "xa", "5", "text_number"),
    (17, "04 công trình", "cong_trinh", "4", "text_number"),
    (17, "07 hộ", "ho", "7", "text_number"),
    (17, "03 lớp", "lop", "3", "text_number"),
    (21, "9,86 tiêu chí/xã", "tieu_chi_xa", "9.86", "text_number"),
    (21, "30m²", "m2", "30", "text_number"),
    (21, "168,8 ha", "ha", "168.8", "text_number"),
    (22, "434²", "ho", "434", "figure_with_note"),
    (22, "13.080,5 ¹⁰", "trieu_dong", "13080.5", "figure_with_note"),
    (22, "434<sup>(1)</sup>", "ho", "434", "figure_with_note"),
    (22, "434 (1)", "ho", "434", "figure_with_note"),
    (22, "434*", "ho", "434", "figure_with_note"),
    (30, "3095", "ho", "3095", "text_number"),
    (33, "26.884", "trieu_dong", "26884", "doubtful_text_number"),
    (33, "26.844", "trieu_dong", "26844", "doubtful_text_number"),
    (34, "28.979,9", "trieu_dong", "28979.9", "text_number"),
    (34, "66,6%", "phan_tram", "66.6", "text_number"),
    (35, "**49.848.000.000 đồng (vốn sự nghiệp)**", "trieu_dong", "49848", "measure_in_cell"),
    (35, "__434__", "ho", "434", "text_number"),
    (36, "4.128,9 tỷ đồng", "trieu_dong", "4128900", "measure_in_cell"),
    (36, "300,9 tỷ", "trieu_dong", "300900", "measure_in_cell"),
]

#: Number of the case, text, measure of the cell, remark, what the remark says besides.
NOT_READ = [
    (6, "80.000.000 đồng. Trong đó: 47 triệu đồng; 33 triệu đồng", "trieu_dong", "not_a_figure", "sentence"),
    (8, "797.515 (Vốn đầu tư phát triển là 441.554 triệu đồng)", "trieu_dong", "not_a_figure", "sentence"),
    (9, "400.140 Kg", "trieu_dong", "unit_differs", "Kg"),
    (9, "11.753 Triệu đồng", "ho", "unit_differs", "Triệu đồng"),
    (11, "75%", "trieu_dong", "unit_differs", "%"),
    (11, "75%", "ho", "unit_differs", "%"),
    (14, "7,98%/6,6%", "phan_tram", "not_a_figure", "result_and_target"),
    (14, "đạt 7,98%/6,6%", "phan_tram", "not_a_figure", "result_and_target"),
    (15, "6.909 triệu đồng/75.337 triệu đồng", "trieu_dong", "not_a_figure", "part_of_whole"),
    (15, "14.770,5 /101.294 triệu đồng", "trieu_dong", "not_a_figure", "part_of_whole"),
    (16, "16/18 công trình", "cong_trinh", "not_a_figure", "part_of_whole"),
    (16, "02/16", "cong_trinh", "not_a_figure", "part_of_whole"),
    (16, "177/177", "xa", "not_a_figure", "part_of_whole"),
    (16, "8/8 huyện", "phan_tram", "not_a_figure", "part_of_whole"),
    (17, "05 xã", "ho", "unit_differs", "xã"),
    (17, "02 sao", "xa", "unit_differs", "sao"),
    (18, "15-16 tiêu chí", "tieu_chi", "not_a_figure", "range"),
    (18, "1-1,5", "phan_tram", "not_a_figure", "range"),
    (18, "từ 5- 9", "xa", "not_a_figure", "range"),
    (18, "01- 02 xã", "xa", "not_a_figure", "range"),
    (18, "15–16", "xa", "not_a_figure", "range"),
    (19, "từ 4,0% trở lên", "phan_tram", "not_a_figure", "bound"),
    (19, "tối thiểu 240", "ho", "not_a_figure", "bound"),
    (19, "ít nhất 50%", "phan_tram", "not_a_figure", "bound"),
    (19, "trên 620", "ho", "not_a_figure", "bound"),
    (19, "dưới 34%", "phan_tram", "not_a_figure", "bound"),
    (19, "khoảng 5.600", "ho", "not_a_figure", "bound"),
    (19, "trên 90%", "phan_tram", "not_a_figure", "bound"),
    (19, ">620", "ho", "not_a_figure", "bound"),
    (21, "2 đợt/huyện/năm", "cuoc", "unit_differs", "đợt/huyện/năm"),
    (22, "¹⁰", "trieu_dong", "not_a_figure", "footnote"),
    (23, "205 x4 dat chudn", "xa", "not_a_figure", "sentence"),
    (24, "21,22,23/NQ-HĐND", "trieu_dong", "not_a_figure", "document"),
    (24, "21, 22, 23/2022/NQ-HĐND", "trieu_dong", "not_a_figure", "document"),
    (24, "590/SLĐT BXH-BTXH", "trieu_dong", "not_a_figure", "document"),
    (24, "381/QĐ-\nUBND", "trieu_dong", "not_a_figure", "document"),
    (24, "Quyết định số: 90", "trieu_dong", "not_a_figure", "document"),
    (25, "30/6/2019", "trieu_dong", "not_a_figure", "date"),
    (25, "ngày 04/5/2019", "trieu_dong", "not_a_figure", "date"),
    (25, "28 tháng 02 năm 2022", "trieu_dong", "not_a_figure", "date"),
    (26, "2016-2020", "trieu_dong", "not_a_figure", "period"),
    (26, "2021 –2025", "trieu_dong", "not_a_figure", "period"),
    (26, "2021 – 2030", "ho", "not_a_figure", "period"),
    (27, "1.221.944 960.275 261.669", "trieu_dong", "not_a_figure", "several"),
    (27, "TỔNG CỘNG 1.221.944 960.275 261.669", "trieu_dong", "not_a_figure", "sentence"),
    (28, "177 177 177", "xa", "not_a_figure", "several"),
    (28, "2 15 20", "xa", "not_a_figure", "several"),
    (28, "0 3 10", "xa", "not_a_figure", "several"),
    (29, "16p", "lop", "unit_differs", "p"),
    (29, "l5", "xa", "letters_in_figure", "15"),
    (29, "O5", "xa", "letters_in_figure", "5"),
    (29, "1O.234", "xa", "letters_in_figure", "10.234"),
    (29, "x4", "xa", "not_a_figure", "sentence"),
    (32, "NSĐP", "trieu_dong", "not_a_figure", ""),
    (35, "#### **II.**", "trieu_dong", "not_a_figure", ""),
    (36, "300,9/4.128,9 tỷ đồng, bằng 7,3%", "trieu_dong", "not_a_figure", "sentence"),
]


def _named(case: tuple[object, ...]) -> str:
    return f"{case[0]}:{case[1]}:{case[2]}"


@pytest.mark.parametrize("case", READ, ids=_named)
def test_a_figure_is_read_and_told(case: tuple[int, str, str, str, str]) -> None:
    _, text, unit, value, code = case
    seen = look(text, unit)
    assert (seen.state, seen.value, seen.code) == ("reported", Decimal(value), code)
    assert seen.observation.raw == text


@pytest.mark.parametrize("case", NOT_READ, ids=_named)
def test_what_is_no_plain_figure_is_not_read_and_told(case: tuple[int, str, str, str, str]) -> None:
    _, text, unit, code, said = case
    seen = look(text, unit)
    assert (seen.state, seen.value, seen.code) == ("unread", None, code)
    assert seen.remark is not None
    if said:
        assert said in {seen.remark.raw, *seen.remark.values.values()}


@pytest.mark.parametrize(
    "text",
    [
        *("chưa giải ngân", "Chưa triển khai thực hiện", "CHƯA GIẢI NGÂN.", "ch\u01a3a giải ngân"),  # 20, 31
        "0 (chưa giải ngân)",
    ],
)
def test_not_yet_spent_is_a_reported_zero(text: str) -> None:
    assert look(text)[:3] == ("zero_reported", 0, None)


@pytest.mark.parametrize("text", ["-", "–", "—", "--", "x", "X", "không phát sinh", "Không phát sinh."])
def test_not_arising_is_no_figure_and_no_zero(text: str) -> None:
    assert look(text)[:3] == ("not_applicable", None, None)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b", "…", "......", "..."])
def test_an_empty_place_is_blank(text: str) -> None:
    assert look(text)[:3] == ("blank", None, None)


@pytest.mark.parametrize("text", ["không", "Không", "ko", "K", "n/a", "chưa có số liệu", "như trên"])
def test_a_word_that_may_mean_nought_or_nothing_is_asked_about(text: str) -> None:
    assert look(text)[:3] == ("unread", None, "unclear_word")


@pytest.mark.parametrize("text", [case[1] for case in (*READ, *NOT_READ)])
def test_in_a_column_of_texts_everything_is_kept_as_written(text: str) -> None:
    seen = look(text, cell_kind=CellKind.TEXT)
    assert (seen.state, seen.value, seen.code) == ("reported", None, None)
    assert seen.observation.raw == text


def test_every_case_of_the_list_that_stands_in_one_cell_is_tried() -> None:
    tried = {case[0] for case in (*READ, *NOT_READ)} | {20, 31}
    assert tried == set(range(1, 37))
