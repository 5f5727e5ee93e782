from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.consolidation import Intake, Merged, combine
from mtqg_xl.domain.cells import CellKey
from tests.support.intakes import sent
from tests.support.properties import amounts, slow

LAM, LAC, QUANG = "huyện Bảo Lâm", "huyện Bảo Lạc", "huyện Hà Quảng"


def merged(*intakes: Intake) -> Merged:
    return combine(intakes, unit="tỉnh Cao Bằng")


def test_money_is_added_up() -> None:
    found = merged(sent(LAM, {("DA2", "K4"): "8285"}), sent(LAC, {("DA2", "K4"): "1550.44"}))
    assert found.figures == {CellKey("BM16", "DA2", "K4"): Decimal("9835.44")}


@slow
@given(st.lists(amounts(), min_size=3, max_size=3))
def test_sums_are_exact(parts: list[Decimal]) -> None:
    files = [
        sent(unit, {("DA2", "K4"): str(part)}) for unit, part in zip((LAM, LAC, QUANG), parts, strict=True)
    ]
    assert merged(*files).figures[CellKey("BM16", "DA2", "K4")] == sum(parts)


def test_a_cell_nobody_filled_stays_blank() -> None:
    found = merged(sent(LAM, {("DA2", "K4"): "1"}), sent(LAC, {("DA2", "K4"): "2"}))
    assert CellKey("BM16", "DA2", "K5") not in found.figures


def test_a_typed_total_is_not_carried_but_recomputed() -> None:
    found = merged(sent(LAM, {("DA2", "K4"): "1", ("DA2", "K6"): "1"}))
    assert CellKey("BM16", "DA2", "K6") not in found.figures


def test_every_district_has_its_own_row_in_a_list() -> None:
    found = merged(
        sent(LAM, {("U-042", "1"): "14000", ("U-042", "2"): "8000"}, "PL01"),
        sent(LAC, {("U-043", "1"): "11000"}, "PL01"),
    )
    assert found.figures[CellKey("PL01", "U-042", "1")] == 14000
    assert found.figures[CellKey("PL01", "U-043", "1")] == 11000
    listed = [row.label for row in found.forms["PL01"].rows if row.unit]
    assert len(listed) == 10


def test_the_target_of_the_province_is_its_own_not_a_sum() -> None:
    found = merged(
        sent(LAM, {("U-042", "9"): "6", ("T", "9"): "6"}, "PL01"),
        sent(LAC, {("U-043", "9"): "5", ("T", "9"): "5"}, "PL01"),
    )
    assert found.figures[CellKey("PL01", "T", "9")] == 4
    assert found.figures[CellKey("PL01", "HN", "9")] == 5
    assert found.figures[CellKey("PL01", "U-042", "9")] == 6
    assert found.figures[CellKey("PL01", "U-043", "9")] == 5


def test_notes_are_kept_with_the_name_of_their_unit() -> None:
    found = merged(
        sent(LAM, {("A.4", "2"): "1"}, "BM03", texts={("A.4", "13"): "Trạm Y tế xã Yên Thổ"}),
        sent(LAC, {("A.4", "2"): "1"}, "BM03", texts={("A.4", "13"): "Trạm Y tế xã Hồng Trị"}),
    )
    assert found.texts[CellKey("BM03", "A.4", "13")] == (
        "huyện Bảo Lâm: Trạm Y tế xã Yên Thổ; huyện Bảo Lạc: Trạm Y tế xã Hồng Trị"
    )


def test_a_note_in_a_row_that_names_the_unit_needs_no_name() -> None:
    found = merged(sent(LAM, {("U-042", "1"): "1"}, "PL01", texts={("U-042", "19"): "Đạt"}))
    assert found.texts[CellKey("PL01", "U-042", "19")] == "Đạt"


def test_every_sum_says_who_gave_what_from_which_cell() -> None:
    found = merged(sent(LAM, {("DA2", "K4"): "3"}), sent(LAC, {("DA2", "K4"): "4"}))
    given_by = found.contributions[CellKey("BM16", "DA2", "K4")]
    assert [(one.unit, one.value, one.file) for one in given_by] == [
        (LAM, Decimal(3), f"{LAM}.xlsx"),
        (LAC, Decimal(4), f"{LAC}.xlsx"),
    ]
    assert all(one.sheet == "BM16" and one.cell and one.sha256 for one in given_by)
    assert sum(one.value or 0 for one in given_by) == found.figures[CellKey("BM16", "DA2", "K4")]
