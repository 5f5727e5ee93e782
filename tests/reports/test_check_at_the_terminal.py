from dataclasses import replace

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reports.check_text import check_lines


def shown(*reports: FileReport, every: bool = False) -> str:
    return "\n".join(text for text, _ in check_lines(reports, every))


def test_an_error_is_told_with_its_reason_law_and_what_to_do(full: FileReport) -> None:
    text = shown(full)
    assert "✗ F1 said about E13." in text
    assert "Vì sao: 3 = 1 + 2 (Nghị định 27/2022/NĐ-CP)." in text
    assert "Việc cần làm: Sửa ô E13." in text


def test_what_follows_from_an_error_stands_under_it(full: FileReport) -> None:
    text = shown(full)
    assert "Kéo theo 1 phép tính khác không khớp:\n        – said about E12." in text


def test_one_rule_broken_in_several_cells_is_told_cell_by_cell(full: FileReport) -> None:
    error, *others = full.findings
    same = tuple(replace(child, rule=error.rule) for child in error.children)
    text = shown(replace(full, findings=(replace(error, children=same), *others)))
    assert "Cụ thể (1):\n        – said about E12." in text
    assert "Kéo theo" not in text


def test_errors_and_warnings_stand_before_remarks(full: FileReport) -> None:
    text = shown(full)
    assert text.index("E13") < text.index("! F2 said about F13.") < text.index("KR02!N12")


def test_remarks_are_summed_up_by_kind_and_no_more_than_eight_cells_named(full: FileReport) -> None:
    text = shown(full)
    assert "10 số đã cắt bớt chữ số, không phải lỗi: KR02!N12" in text
    assert "KR02!N19…" in text
    assert "N20" not in text
    assert "1 chênh lệch do làm tròn, không phải lỗi: KR02!S12." in text


def test_every_remark_is_shown_when_asked_for(full: FileReport) -> None:
    text = shown(full, every=True)
    assert all(f"· F{number} said about" in text for number in range(3, 14))
    assert "KR02.9: tệp không có BM11" in text


def test_the_head_names_file_unit_period_and_forms(full: FileReport) -> None:
    first = shown(full).splitlines()[0]
    assert first == "gửi/kon_ray.xlsx – huyện Kon Rẫy, kỳ 2023-6T – BM16, KR02"


def test_rules_that_could_not_be_checked_are_counted(full: FileReport) -> None:
    assert "1 quy tắc chưa kiểm tra được hết" in shown(full)


def test_a_clean_file_takes_two_lines(clean: FileReport) -> None:
    assert shown(clean).strip().splitlines()[1:] == ["  Hợp lệ: 0 lỗi, 0 cảnh báo, 0 lưu ý"]


def test_an_unreadable_file_is_named_with_the_reason(unreadable: FileReport) -> None:
    assert shown(unreadable).strip() == f"gửi/hỏng.xlsx: Không đọc được\n  {unreadable.reason}"


def test_several_files_end_with_a_count_of_each_verdict(
    full: FileReport, clean: FileReport, unreadable: FileReport
) -> None:
    last = shown(full, clean, unreadable, clean).splitlines()[-1]
    assert last == "Đã kiểm tra 4 tệp: hợp lệ 2, có lỗi 1, không đọc được 1."
    assert "Đã kiểm tra" not in shown(full)
