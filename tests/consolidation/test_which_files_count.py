from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.consolidation import Intake, Merged, combine
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.messages import ArgumentProblem
from tests.support.intakes import sent

LAM, LAC, PROVINCE = "huyện Bảo Lâm", "huyện Bảo Lạc", "tỉnh Cao Bằng"
CELL = CellKey("BM16", "DA2", "K4")


def one(unit: str = LAM, figure: str = "1", **options: str) -> Intake:
    return sent(unit, {("DA2", "K4"): figure}, **options)


def merged(*intakes: Intake) -> Merged:
    return combine(intakes, unit=PROVINCE, period="2023-N")


def test_of_several_files_the_one_saved_last_counts() -> None:
    old = one(figure="1", path="z.xlsx", filed="2024-01-10T08:00:00Z")
    new = one(figure="2", path="a.xlsx", filed="2024-01-12T08:00:00Z")
    found = merged(old, new)
    assert found.figures == {CELL: Decimal(2)}
    (duplicate,) = found.duplicates
    assert (duplicate.kept, duplicate.dropped) == ("a.xlsx", ("z.xlsx",))
    assert "lưu sau cùng" in duplicate.rule


def test_of_files_saved_at_one_time_the_last_by_name_counts() -> None:
    found = merged(one(figure="1", path="a.xlsx"), one(figure="2", path="b.xlsx"))
    assert found.figures == {CELL: Decimal(2)}
    assert "tên xếp sau cùng" in found.duplicates[0].rule


def test_copies_of_a_file_are_one_file() -> None:
    first = one(path="a.xlsx")
    found = merged(first, replace(first, path="a (1).xlsx"))
    assert found.figures == {CELL: Decimal(1)}
    assert "giống hệt" in found.duplicates[0].rule


def test_a_form_sent_again_replaces_only_that_form() -> None:
    both = one(figure="1", filed="2024-01-10T08:00:00Z", path="a.xlsx")
    later = sent(LAM, {("NTM", "1"): "5"}, "KR02", filed="2024-01-12T08:00:00Z", path="b.xlsx")
    found = merged(both, later)
    assert found.figures == {CELL: Decimal(1), CellKey("KR02", "NTM", "1"): Decimal(5)}
    assert found.duplicates == ()


def test_a_file_of_another_period_is_left_out_with_the_reason() -> None:
    found = merged(one(), one(LAC, period="2023-6T"))
    (refused,) = found.refused
    assert refused.file == f"{LAC}.xlsx"
    assert "6 tháng đầu năm 2023" in refused.reason
    assert "năm 2023" in refused.reason
    assert LAC in found.missing


def test_a_file_of_another_province_is_left_out_with_the_reason() -> None:
    found = merged(one(), one("huyện Kon Rẫy"))
    assert [(item.file, item.reason) for item in found.refused] == [
        ("huyện Kon Rẫy.xlsx", "huyện Kon Rẫy không thuộc tỉnh Cao Bằng.")
    ]
    assert found.figures == {CELL: Decimal(1)}


def test_the_report_of_the_province_itself_is_not_added_to_itself() -> None:
    found = merged(one(), one(PROVINCE, "99"))
    assert [item.file for item in found.refused] == [f"{PROVINCE}.xlsx"]
    assert found.figures == {CELL: Decimal(1)}


def test_nor_is_it_where_the_register_lists_no_unit_below() -> None:
    commune = replace(
        one(PROVINCE, "1", period="2025-N"),
        unit=ReportingUnit("xã Mới", None, Level.COMMUNE),
        path="xa.xlsx",
    )
    own = one(PROVINCE, "99", period="2025-N")
    found = combine([commune, own], unit=PROVINCE, period="2025-N")
    assert found.figures == {CELL: Decimal(1)}


def test_a_file_that_names_no_unit_is_left_out_with_the_reason() -> None:
    found = merged(one(), replace(one(LAC), unit=None))
    assert [item.reason for item in found.refused] == ["Tệp không ghi đơn vị báo cáo."]


def test_a_file_that_could_not_be_read_is_left_out_with_its_reason() -> None:
    found = merged(one(), Intake("hong.xlsx", reason="Tệp bị hỏng."))
    assert [(item.file, item.reason) for item in found.refused] == [("hong.xlsx", "Tệp bị hỏng.")]


def test_the_period_most_files_are_of_is_taken() -> None:
    found = combine([one(), one(LAC), one("huyện Hà Quảng", period="2023-6T")])
    assert str(found.period) == "2023-N"


def test_files_of_two_periods_in_equal_number_need_to_be_told_which() -> None:
    with pytest.raises(ArgumentProblem) as refusal:
        combine([one(), one(LAC, period="2023-6T")])
    assert refusal.value.code == "argument.which_period"


@pytest.mark.parametrize(
    ("unit", "period", "code"),
    [
        ("Bắc Kạn", "2023-N", "unknown_unit"),
        (PROVINCE, "năm 2023", "bad_period"),
        (PROVINCE, "2022-N", "nothing_to_consolidate"),
        ("tỉnh Kon Tum", "2023-N", "nothing_to_consolidate"),
    ],
)
def test_what_cannot_be_consolidated_is_refused(unit: str, period: str, code: str) -> None:
    with pytest.raises(ArgumentProblem) as refusal:
        combine([one()], unit=unit, period=period)
    assert refusal.value.code == f"argument.{code}"


def test_no_files_at_all_are_refused() -> None:
    with pytest.raises(ArgumentProblem):
        combine([])


def test_a_receipt_names_verdict_and_forms() -> None:
    (receipt,) = merged(one()).received
    assert (receipt.unit, receipt.unit_code, receipt.forms) == (LAM, "042", ("BM16",))
    assert receipt.verdict == "valid"


def test_a_province_outside_the_register_is_consolidated_without_knowing_who_is_missing() -> None:
    merged = combine([one()], unit="tỉnh Bắc Kạn")
    assert (merged.unit.name, merged.unit.code, merged.register_known) == ("tỉnh Bắc Kạn", None, False)
    assert merged.missing == ()
