from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reports.export import long_rows
from mtqg_xl.reports.frames import form_frame, long_frame
from tests.support.books import concrete
from tests.support.samples import real, synthetic


def test_a_form_is_shown_with_the_rows_that_take_figures() -> None:
    frame = form_frame(concrete("NTM01", "tỉnh Cao Bằng"), {})
    assert "2" not in frame.index
    assert {"T", "2.1", "3.19"} <= set(frame.index)
    assert frame.drop(columns="label").isna().all(axis=None)


def test_figures_stay_exact_decimals() -> None:
    key = CellKey("KR02", "NTM", "1")
    frame = form_frame(concrete("KR02"), {key: Decimal("0.1")})
    value = frame.loc["NTM", "1"]
    assert (type(value), value) == (Decimal, Decimal("0.1"))
    assert frame.loc["NTM", "label"] == "Chương trình MTQG xây dựng nông thôn mới"


def test_the_long_table_holds_every_cell_once() -> None:
    submission = synthetic("2023-N", "ha_lang")
    frame = long_frame(submission)
    assert not frame.duplicated(["form", "row", "column"]).any()
    assert len(frame) == len(list(long_rows(submission)))
    assert set(frame["form"]) == set(submission.forms)


def test_the_long_table_says_in_which_unit_a_figure_is() -> None:
    rows = {(row["form"], row["row"], row["column"]): row for row in long_rows(real("kon_ray_2023-6T"))}
    assert rows["KR02", "NTM", "3"]["unit"] == "trieu_dong"
    assert rows["KR02", "T", "9"]["unit"] == "phan_tram"
    assert rows["KR02", "T", "9"]["value"] == "9.17"


def test_figures_of_both_kinds_of_zero_can_be_told_apart() -> None:
    rows = {(row["row"], row["column"]): row for row in long_rows(real("kon_ray_2023-6T"))}
    said = rows["GNBV", "6"]
    assert (said["value"], said["state"], said["raw"]) == ("0", "zero_reported", "chưa giải ngân")
    blank = rows["NTM", "4"]
    assert (blank["value"], blank["state"], blank["raw"]) == (None, "blank", "")
