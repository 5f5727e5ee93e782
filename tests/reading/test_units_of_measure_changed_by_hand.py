from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from tests.support.books import forget_metadata, seen_in, tampered, write

HOUSES, MONEY = CellKey("BM11", "XM", "5"), CellKey("BM11", "XM", "12")


def measured_in(tmp_path: Path, label: str, money: str, *, forget: bool = False) -> Submission:
    def relabel(book: Any) -> None:
        for line in book["BM11"].iter_rows(max_row=8):
            for place in line:
                if isinstance(place.value, str) and place.value.startswith("Đơn vị tính"):
                    place.value = label
        if forget:
            forget_metadata(book)

    path = write(tmp_path / "a.xlsx", ["BM11"], {HOUSES: Decimal(207), MONEY: Decimal(money)})
    return read_submission(tampered(path, relabel))


@pytest.mark.parametrize("forget", [False, True], ids=["with_metadata", "without_metadata"])
@pytest.mark.parametrize(
    ("label", "typed", "millions", "decimals"),
    [
        ("Đơn vị tính: đồng", "3206178594", "3206.178594", 6),
        ("Đơn vị tính: đồng", "13080000000", "13080", 6),
        ("Đơn vị tính: nghìn đồng", "766178.594", "766.178594", 6),
        ("Đơn vị tính: 1.000 đồng", "13080000", "13080", 3),
        ("Đơn vị tính: tỷ đồng", "13.08", "13080", 0),
        ("Đơn vị tính: Triệu đồng", "13080", "13080", 0),
        ("ĐƠN VỊ TÍNH: TRIỆU ĐỒNG", "13080", "13080", 0),
    ],
)
def test_money_is_converted_exactly(
    tmp_path: Path, label: str, typed: str, millions: str, decimals: int, forget: bool
) -> None:
    seen = seen_in(measured_in(tmp_path, label, typed, forget=forget), *MONEY)
    assert seen.value == Decimal(millions)
    assert seen.decimals == decimals


def test_a_conversion_is_told(tmp_path: Path) -> None:
    (remark,) = measured_in(tmp_path, "Đơn vị tính: đồng", "13080000000").remarks
    assert remark.code == "other_measure"
    assert remark.values == {"label": "đồng", "used": "triệu đồng"}


def test_the_measure_of_the_form_needs_no_remark(tmp_path: Path) -> None:
    assert measured_in(tmp_path, "Đơn vị tính: triệu đồng", "13080").remarks == ()


def test_households_are_not_converted(tmp_path: Path) -> None:
    submission = measured_in(tmp_path, "Đơn vị tính: đồng", "13080000000")
    assert seen_in(submission, *HOUSES).value == 207


@pytest.mark.parametrize("label", ["Đơn vị tính: thúng", "Đơn vị tính: hộ"])
def test_a_measure_that_is_not_money_is_told_and_the_measure_of_the_form_assumed(
    tmp_path: Path, label: str
) -> None:
    submission = measured_in(tmp_path, label, "13080")
    (remark,) = submission.remarks
    assert remark.code == "unknown_measure"
    assert remark.values["assumed"] == "triệu đồng"
    assert seen_in(submission, *MONEY).value == 13080


def test_a_measure_left_out_means_that_of_the_form(tmp_path: Path) -> None:
    submission = measured_in(tmp_path, "", "13080")
    assert seen_in(submission, *MONEY).value == 13080
