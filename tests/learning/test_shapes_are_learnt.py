"""Workbooks shaped unlike ours: the rules they hold are learnt, the doubts they raise are asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.domain.forms import Aggregate, RowKind
from mtqg_xl.learning import learn_workbook
from mtqg_xl.rules import relations_of
from tests.learning import shapes
from tests.learning.learnt import taught


def test_totals_at_the_bottom_and_codes_of_our_own(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.bottom_total)
    assert learnt.columns == ["1=2+3", "2", "3", "4", "5=4/1*100"]
    assert [learnt.column("2").headings, learnt.column("2").title] == [("Kế hoạch",), "Trung ương"]
    assert learnt.sums == {"I": "I.1+I.2", "II": "II.1+II.2", "T": "I+II"}
    assert learnt.form.title == "TÌNH HÌNH GIẢI NGÂN VỐN NĂM {nam}"
    assert (learnt.form.number, learnt.form.measure.code) == ("Biểu số 07/ĐP", "trieu_dong")
    assert learnt.asked == []
    assert any("do phần mềm đặt" in line for line in learnt.above("columns:"))
    assert any("làm tròn 1 chữ số" in line for line in learnt.above("5=4/1*100"))


def test_three_rows_of_headings_and_codes_printed_in_brackets(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.three_row_headings)
    assert learnt.columns == ["1", "2", "3=1+2", "4", "5=3+4", "6=5/7*100", "8", "7"]
    assert learnt.column("1").headings == ("Ngân sách nhà nước", "Trung ương")
    assert (learnt.column("4").title, learnt.column("8").kind) == ("Nguồn khác", "text")
    assert [row.label for row in learnt.form.rows] == ["Giao thông", "Thủy lợi", "Trường học"]
    assert len(learnt.asked) == 1
    assert "“Ghi chú” không in mã" in learnt.asked[0]
    assert learnt.above('"8"')[0].endswith(learnt.asked[0])


def test_two_tables_on_one_sheet_are_two_tables_of_one_form_until_told_otherwise(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.two_tables)
    assert [section.measure.code for section in learnt.form.sections] == ["ho", "trieu_dong"]
    assert learnt.columns == ["1", "2", "3=1-2", "4", "5"]
    assert learnt.sums == {"T": "sum(#U)", "BT": "B1+B2"}
    assert learnt.row("U").kind is RowKind.ZONE
    assert [text[:40] for text in learnt.asked] == ["Trên trang có thêm bảng này bên dưới; đa"]


def test_units_in_the_rows_become_one_row_for_every_unit(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.units_in_rows)
    assert [row.key for row in learnt.form.rows] == ["T", "U"]
    assert learnt.sums == {"T": "sum(#U)"}
    assert learnt.columns == ["1", "2", "3=2/1*100", "4=2/[T;2]*100"]
    assert "Bảo Lâm" not in "".join(row.label for row in learnt.form.rows)


def test_units_in_the_columns_are_kept_and_asked_about(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.units_in_columns)
    assert learnt.columns == ["1", "2", "3", "4=1+2+3"]
    assert [row.measure.label for row in learnt.form.rows if row.measure] == ["km", "thùng rác"]
    (columns,) = (text for text in learnt.asked if "tên đơn vị" in text)
    assert "Xã Cô Ba, Xã Bảo Toàn, Xã Khánh Xuân" in columns
    assert len([text for text in learnt.asked if "Chưa có đơn vị tính “thùng rác”" in text]) == 1


def test_guards_percent_formats_subtotals_and_products(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.guarded)
    assert learnt.columns == ["1", "2", "3", "4", "5=4/3*100"]
    assert learnt.column("3").formulas == (("1*2", ("A.1", "A.2", "B.1", "B.2")),)
    assert learnt.sums == {"A": "A.1+A.2", "B": "B.1+B.2", "T": "A.1+A.2+B.1+B.2"}
    assert learnt.column("2").rows == ("A.1", "A.2", "B.1", "B.2")
    assert learnt.asked == []


def test_a_measure_for_every_row_and_a_rate_among_the_rows(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.mixed_measures)
    assert [column.title for column in learnt.form.columns][:2] == ["Thực hiện {nam_truoc}", "Kế hoạch {nam}"]
    assert learnt.sums == {"D3": "2/1*100"}
    assert learnt.row("D3").aggregate is Aggregate.RECOMPUTE
    assert learnt.column("3").rows == ("1", "2", "4", "5")
    assert learnt.form.shows_measure
    assert learnt.asked == []


def test_english_numbering_and_a_total_that_forgets_a_line(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.english)
    assert learnt.columns == ["1", "2", "3=1-2", "4=2*100/1"]
    assert learnt.sums == {"D1": "1.a+1.b", "D2": "2.a+2.b", "T": "D1+D2"}
    assert [row.key for row in learnt.form.rows] == ["D1", "1.a", "1.b", "1.c", "D2", "2.a", "2.b", "T"]
    (left_out,) = (text for text in learnt.asked if "bỏ ra ngoài" in text)
    assert "(c)" in left_out
    assert learnt.above("key: D1,")[0].endswith(left_out)


def test_a_sheet_made_by_hand(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.hand_made)
    paths = [(*column.headings, column.title) for column in learnt.form.columns]
    assert paths[:4] == [
        ("Vốn kế hoạch", "TW"),
        ("Vốn kế hoạch", "ĐP"),
        ("Vốn thực hiện", "TW"),
        ("Vốn thực hiện", "ĐP"),
    ]
    assert learnt.form.title == "BÁO CÁO TIẾN ĐỘ THỰC HIỆN"
    asked = " ".join(learnt.asked)
    for doubt in (
        "không ghi đơn vị tính",
        "Cột K có số",
        "Cột I đang ẩn",
        "Dòng 10 đang ẩn",
        "Không thấy số biểu",
    ):
        assert doubt in asked


def test_figures_without_formulas_confirm_a_sum_or_raise_a_question(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.typed_only)
    assert learnt.sums == {"D1": "1.1+1.2"}
    assert any("khớp 1.1+1.2 ở 4 cột" in line for line in learnt.above("key: D1,"))
    asked = " ".join(learnt.asked)
    assert "luôn khớp 1=2+3" in asked
    assert "luôn khớp 5=4/1*100" in asked
    assert "dòng này gồm 2.1+2.2; số liệu khớp ở 2 cột nhưng lệch ở 2 cột (ô C8, D8)" in asked


def test_what_contradicts_itself_is_asked_line_by_line(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.contradictory)
    assert learnt.columns == ["1", "2", "3=1+2", "4", "5=4/3*100", "6"]
    assert learnt.sums == {"T": "sum(1:4)"}
    doubts = {
        "3=1+2": ["ô E6, E7, E9, … của tệp lại tính 3=1-2", "Ô E8 gõ số tay, không khớp"],
        "5=4/3*100": ["Ô G10 đang cộng các tỷ lệ"],
        'code: "6"': ["Ô H7 lấy số từ trang khác", "Ô H6 có công thức phần mềm không diễn đạt được: =SUMIF"],
        "key: T,": ["Ô D10 cộng 1+2+3, khác các cột còn lại"],
    }
    for line, expected in doubts.items():
        found = " ".join(learnt.above(line))
        assert [text for text in expected if text not in found] == []


def test_row_codes_that_print_their_sum(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.row_codes)
    assert learnt.sums == {"01": "02+03"}
    assert learnt.form.stub == ("Mã số", "Chỉ tiêu")
    assert [column.title for column in learnt.form.columns] == ["2021", "2022", "2023"]
    assert "“2021”, “2022”, “2023” có ghi năm" in " ".join(learnt.asked)


def test_dotted_lines_are_a_list(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.open_list)
    assert learnt.row("T.ds").kind is RowKind.LIST
    assert learnt.sums == {"T": "sum(#T.ds)"}
    assert learnt.columns == ["1", "2", "3", "4=2-3"]
    (name,) = (column for column in learnt.form.columns if column.in_stub)
    assert name.title == "Tên công trình"


def test_names_typed_under_a_heading_for_names_are_lists_and_asked_about(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.named_list)
    assert [row.key for row in learnt.form.rows] == ["T", "I", "I.ds", "II", "II.ds"]
    assert learnt.sums == {"T": "I+II", "I": "sum(#I.ds)", "II": "sum(#II.ds)"}
    assert "Nà Ca" not in "".join(row.label for row in learnt.form.rows)
    assert [text[:40] for text in learnt.asked] == [
        "3 dòng (Đường Nà Ca, Trường Cô Ba…) đang",
        "3 dòng (Cầu Nà Han, Đường Bản Chang…) đa",
    ]


def test_groups_beside_their_members_are_one_label(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.grouped_stub)
    assert [row.label for row in learnt.form.rows][:2] == ["Trung ương - Kế hoạch", "Trung ương - Thực hiện"]
    assert learnt.columns == ["1", "2", "3=1+2"]


def test_headings_repeated_on_the_next_page_are_no_rows(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.repeated_headings)
    assert learnt.columns == ["3", "4", "5", "6=(4+5)/3*100"]
    assert [row.key for row in learnt.form.rows] == ["1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "T"]
    assert learnt.row("1.10").number == "1.1"
    assert learnt.sums == {"T": "sum(1.7:1.12)"}
    assert learnt.form.title == "TỔNG HỢP CHI NĂM {nam}"
    assert learnt.asked == []
    assert any("có nhân 100" in line for line in learnt.above("6=(4+5)/3*100"))


def test_of_two_tables_beside_each_other_the_left_is_learnt_and_the_right_told(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.side_by_side)
    assert [column.title for column in learnt.form.columns] == ["Nhà ở", "Nước sạch"]
    assert "từ cột F, còn một bảng khác" in learnt.asked[0]


def test_formulas_that_reach_to_other_lines_keep_their_cells(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.running_balance)
    assert learnt.column("4").formula == "1+2-3"
    assert dict(learnt.column("5").formulas) == {"2": ("1",), "[1;2]+2": ("2",), "[1;2]+[2;2]+2": ("3",)}
    assert {rule.notation for rule in learnt.form.rules if rule.id.startswith("DP01.o.")} == {
        "[2;1]=[1;4]",
        "[3;1]=[2;4]",
    }
    assert ["=AVERAGE(C5:E5)" in text for text in learnt.asked] == [True]


def test_totals_under_each_group_and_headings_above(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.group_totals)
    assert learnt.sums == {"T": "D2+D3", "T.2": "D6+D7", "T.3": "T+T.2"}
    assert [row.key for row in learnt.form.rows if row.kind is RowKind.HEADING] == ["D1", "D5"]
    assert len([text for text in learnt.asked if "Là dòng tiêu đề hay" in text]) == 2


def test_forms_with_numbers_of_their_own_become_files_of_their_own(tmp_path: Path) -> None:
    book = shapes.saved(tmp_path / "bo_bieu.xlsx", shapes.bottom_total, shapes.guarded, shapes.typed_only)
    learnt = learn_workbook(book, tmp_path / "bieu")
    assert [Path(file.path).name for file in learnt.files] == ["B07DP.yaml", "B9.yaml", "B11.yaml"]


@pytest.mark.parametrize("draw", shapes.ALL, ids=lambda draw: draw.__name__)
def test_every_shape_gives_a_form_whose_rules_bind(tmp_path: Path, draw: shapes.Draw) -> None:
    learnt = taught(tmp_path, draw)
    assert learnt.form.code == "DP01"
    assert learnt.form.bind == "headings"
    assert bool(relations_of(learnt.form)) is (draw not in (shapes.hand_made, shapes.side_by_side))


@pytest.mark.parametrize("draw", shapes.ALL, ids=lambda draw: draw.__name__)
def test_learning_twice_gives_the_same_text(tmp_path: Path, draw: shapes.Draw) -> None:
    assert taught(tmp_path, draw).file.text == taught(tmp_path, draw).file.text
