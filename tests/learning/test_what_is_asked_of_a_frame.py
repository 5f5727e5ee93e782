"""Title, number, period and unit of measure, as offices write them above a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.learning.learnt import Taught, taught
from tests.learning.shapes import put


def framed(tmp_path: Path, above: list[str], heading: str = "Số tiền", sheet: str | None = None) -> Taught:
    """A small table with these lines above it."""

    def draw(where: Any) -> None:
        put(where, {at: [text] for at, text in enumerate(above, start=1)})
        top = len(above) + 2
        put(
            where,
            {
                top: ["TT", "Nội dung", heading, "Khác"],
                top + 1: [1, "Mục", 5, 6],
                top + 2: [2, "Mục hai", 7, 8],
            },
        )

    return taught(tmp_path, draw, sheet=sheet)


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("Đơn vị tính: triệu đồng", "trieu_dong"),
        ("ĐVT: Triệu đồng", "trieu_dong"),
        ("(Đơn vị: 1.000 đồng)", "nghin_dong"),
        ("ĐVT: trđ", "trieu_dong"),
        ("Đơn vị tính: Hộ", "ho"),
    ],
)
def test_the_unit_of_measure_in_the_words_of_offices(tmp_path: Path, said: str, measure: str) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "TÊN BIỂU", said])
    assert learnt.form.measure.code == measure
    assert not [text for text in learnt.asked if "tính" in text]


def test_no_unit_of_measure_is_asked_for_and_never_made_up(tmp_path: Path) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "TÊN BIỂU"])
    assert learnt.form.measure.label == "chưa rõ"
    assert learnt.above("measure: chua_ro")[0].startswith("# HỎI: Trên trang không ghi đơn vị tính")


def test_several_units_of_measure_are_asked_about(tmp_path: Path) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "TÊN BIỂU", "Đơn vị tính: triệu đồng, hộ"])
    assert learnt.form.measure.code == "trieu_dong"
    assert "“triệu đồng, hộ”, gồm nhiều đơn vị tính" in learnt.asked[0]


def test_a_unit_of_measure_nobody_knows_is_defined_and_asked_about(tmp_path: Path) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "TÊN BIỂU", "Đơn vị tính: thùng rác"])
    assert (learnt.form.measure.label, learnt.form.measure.kind) == ("thùng rác", "quantity")
    assert "Chưa có đơn vị tính “thùng rác”" in learnt.asked[0]


def test_what_stands_in_brackets_in_a_heading_is_the_measure_of_the_column(tmp_path: Path) -> None:
    learnt = framed(
        tmp_path, ["Biểu 1", "TÊN BIỂU", "Đơn vị tính: triệu đồng"], heading="Số hộ được vay (hộ)"
    )
    measure = learnt.column("1").measure
    assert measure is not None
    assert measure.code == "ho"


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("Biểu số 16", "TỔNG HỢP NGUỒN VỐN"),
        ("Phụ lục II", "TỔNG HỢP NGUỒN VỐN"),
        ("Mẫu số 02/BC-NTM", "TỔNG HỢP NGUỒN VỐN"),
        ("BM-05", "TỔNG HỢP NGUỒN VỐN"),
    ],
)
def test_number_and_title_among_the_lines_of_the_frame(tmp_path: Path, number: str, title: str) -> None:
    lines = [
        "UBND HUYỆN BẢO LÂM",
        "PHÒNG TÀI CHÍNH",
        number,
        title,
        "(Kèm theo Báo cáo số 1/BC-UBND ngày 1/1/2024)",
    ]
    learnt = framed(tmp_path, lines)
    assert (learnt.form.number, learnt.form.title) == (number, title)


@pytest.mark.parametrize(
    ("title", "periods", "written"),
    [
        ("KẾT QUẢ NĂM 2023", ("N",), "KẾT QUẢ NĂM {nam}"),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023", ("6T",), "KẾT QUẢ {ky}"),
        ("KẾ HOẠCH NĂM 2025", ("KH",), "{ky}"),
        ("GIAI ĐOẠN 2021-2025, NĂM 2023", ("N",), "GIAI ĐOẠN 2021-2025, NĂM {nam}"),
    ],
)
def test_the_year_of_a_title_moves_with_the_report(
    tmp_path: Path, title: str, periods: tuple[str, ...], written: str
) -> None:
    learnt = framed(tmp_path, ["Biểu 1", title, "ĐVT: hộ"])
    assert (learnt.form.periods, learnt.form.title) == (periods, written)


def test_years_in_headings_move_with_the_report_and_others_are_asked_about(tmp_path: Path) -> None:
    moving = framed(tmp_path, ["Biểu 1", "KẾT QUẢ NĂM 2023", "ĐVT: hộ"], heading="Thực hiện 2022")
    assert moving.column("1").title == "Thực hiện {nam_truoc}"
    fixed = framed(tmp_path, ["Biểu 1", "KẾT QUẢ NĂM 2023", "ĐVT: hộ"], heading="Thực hiện 2015")
    assert fixed.column("1").title == "Thực hiện 2015"
    assert "“Thực hiện 2015” có ghi năm" in fixed.asked[0]


def test_a_quarter_is_no_period_here_and_asked_about(tmp_path: Path) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "KẾT QUẢ QUÝ I NĂM 2024", "ĐVT: hộ"])
    assert learnt.form.periods == ("T", "6T", "N", "KH")
    assert "theo quý" in " ".join(learnt.file.questions)


def test_headings_that_nothing_tells_apart_are_asked_about_where_the_form_is_bound(tmp_path: Path) -> None:
    learnt = framed(tmp_path, ["Biểu 1", "TÊN BIỂU", "ĐVT: hộ"], heading="Khác")
    (above,) = learnt.above("bind: headings")
    assert "chưa đọc lại được chính tệp gốc: Biểu 1 có hai cột cùng tiêu đề “Khác”" in above
