from __future__ import annotations

from decimal import Decimal

from mtqg_xl.consolidation.model import Difference
from mtqg_xl.domain.cells import CellKey
from tests.support.intakes import sent, taken
from tests.support.reports import Reported, submission_of
from tests.support.samples import real

LAM = "huyện Bảo Lâm"


def differences(reported: Reported, form: str = "BM16") -> dict[tuple[str, str], Difference]:
    return {(item.key.row, item.key.column): item for item in sent(LAM, reported, form).differences}


def test_figures_that_close_leave_no_difference() -> None:
    reported = {("DA2", "K4"): "8285", ("DA2", "K5"): "1550.44", ("DA2", "K6"): "9835.44"}
    assert differences(reported) == {}


def test_a_total_without_parts_is_in_no_sum_and_told() -> None:
    found = differences({("DA5", "K10"): "2848"})
    assert set(found) == {("DA5", "K10")}
    item = found["DA5", "K10"]
    assert (item.reason, item.stated, item.carried) == ("no_parts", "2848", None)
    assert (item.unit, item.file, item.sheet) == (LAM, f"{LAM}.xlsx", "BM16")


def test_a_total_other_than_its_parts_is_told_with_what_is_carried() -> None:
    item = differences({("DA2", "K4"): "10", ("DA2", "K5"): "5", ("DA2", "K6"): "16"})["DA2", "K6"]
    assert (item.reason, item.stated, item.carried) == ("other_total", "16", Decimal(15))


def test_a_total_cut_off_is_told_because_the_sum_carries_more() -> None:
    found = differences({("NTM", "10"): "20284", ("NTM", "13"): "3022.9", ("NTM", "14"): "23306"}, "KR02")
    assert found["NTM", "14"].carried == Decimal("23306.9")


def test_a_rate_is_recomputed_and_makes_no_difference() -> None:
    reported = {("XM", "12"): "100", ("XM", "13"): "0", ("XM", "16"): "50", ("XM", "20"): "49"}
    assert ("XM", "20") not in differences(reported, "BM11")


def test_a_cell_that_could_not_be_read_is_told() -> None:
    intake = taken(submission_of("BM16", {("DA2", "K4"): "1"}, unread=[("DA2", "K5")]))
    (item,) = intake.differences
    assert (item.key, item.reason, item.stated) == (CellKey("BM16", "DA2", "K5"), "unread", "mười triệu")


def test_binary_noise_of_a_computed_total_is_no_difference() -> None:
    reported = {("DA2", "K4"): "0.1", ("DA2", "K5"): "0.2", ("DA2", "K6"): "0.30000000000000004"}
    intake = taken(submission_of("BM16", reported, computed=[("DA2", "K6")]))
    assert intake.differences == ()


def test_the_local_budget_bao_lam_prints_without_its_tiers_is_told() -> None:
    found = {item.key: item for item in taken(real("bao_lam_2023-6T")).differences}
    assert found[CellKey("BM16", "DA5", "K10")].reason == "no_parts"
    assert found[CellKey("BM16", "DA5", "K12")].carried == 13080


def test_the_units_a_list_has_rows_for_are_taken_in() -> None:
    intake = sent("huyện Bảo Lạc", {("U-043", "1"): "11000"}, "PL01")
    given = {one.key.row: one.value for one in intake.given if one.key.column == "1"}
    assert given["U-043"] == Decimal(11000)
    assert [(one.code, one.name) for one in intake.listed] == [("043", "huyện Bảo Lạc")]
