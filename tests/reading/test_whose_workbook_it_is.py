from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from tests.support.books import forget_metadata, tampered, write

SHEET_UNIT = "A2"


def changed(
    tmp_path: Path, *, unit: str = "", period: str = "", rename: bool = False, forget: bool = False
) -> Submission:
    def change(book: Any) -> None:
        sheet = book["BM11"]
        if unit:
            sheet[SHEET_UNIT] = unit
        for line in sheet.iter_rows(max_row=7) if period else ():
            for place in line:
                if isinstance(place.value, str) and place.value.startswith("Kỳ báo cáo"):
                    place.value = f"Kỳ báo cáo: {period}"
        if rename:
            sheet.title = "Biểu mới"
        if forget:
            forget_metadata(book)

    return read_submission(tampered(write(tmp_path / "a.xlsx", ["BM11"]), change))


def name_of(submission: Submission) -> str:
    assert submission.unit is not None
    return submission.unit.name


def test_what_the_sheet_shows_goes_before_what_the_template_recorded(tmp_path: Path) -> None:
    submission = changed(tmp_path, unit="HUYỆN BẢO LẠC")
    assert name_of(submission) == "huyện Bảo Lạc"
    (remark,) = submission.remarks
    assert remark.code == "other_unit"
    assert remark.values == {"shown": "huyện Bảo Lạc", "recorded": "huyện Bảo Lâm"}


def test_it_does_so_on_a_renamed_sheet_too(tmp_path: Path) -> None:
    submission = changed(tmp_path, unit="HUYỆN BẢO LẠC", rename=True)
    assert name_of(submission) == "huyện Bảo Lạc"
    assert [remark.code for remark in submission.remarks] == ["other_unit"]


def test_the_period_shown_goes_before_the_one_recorded(tmp_path: Path) -> None:
    submission = changed(tmp_path, period="6 tháng đầu năm 2024")
    assert str(submission.period) == "2024-6T"
    (remark,) = submission.remarks
    assert remark.code == "other_period"
    assert remark.values == {"shown": "6 tháng đầu năm 2024", "recorded": "năm 2023"}


def test_the_period_shown_on_a_renamed_sheet_goes_first_too(tmp_path: Path) -> None:
    submission = changed(tmp_path, period="6 tháng đầu năm 2024", rename=True)
    assert str(submission.period) == "2024-6T"


def test_without_metadata_the_sheet_alone_tells(tmp_path: Path) -> None:
    submission = changed(tmp_path, unit="UBND HUYỆN HÀ QUẢNG", period="tháng 06 năm 2024", forget=True)
    assert name_of(submission) == "huyện Hà Quảng"
    assert str(submission.period) == "2024-T06"
    assert submission.remarks == ()


def test_a_small_town_is_not_taken_for_the_district_of_its_name(tmp_path: Path) -> None:
    submission = changed(tmp_path, unit="THỊ TRẤN BẢO LẠC", forget=True)
    assert submission.unit is None or name_of(submission) != "huyện Bảo Lạc"


def test_a_warning_of_the_workbook_is_handed_on() -> None:
    from tests.support.samples import synthetic

    assert "GIẢ LẬP" in synthetic("2023-N", "bao_lac").warning


@pytest.mark.parametrize("unit", ["tỉnh Cao Bằng", "huyện Hà Quảng", "thành phố Cao Bằng"])
def test_a_template_for_any_unit_is_recognised_as_its_own(tmp_path: Path, unit: str) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx", unit=unit))
    assert name_of(submission) == unit
    assert submission.remarks == ()
