"""The row of the total is known by its name."""

from __future__ import annotations

import pytest

from mtqg_xl.catalogue import totals
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.totals import is_total


@pytest.mark.parametrize(
    "label",
    [
        *("Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng", "Toàn tỉnh", "TOÀN HUYỆN", "Toàn xã", "Cộng chung"),
        *("Tổng toàn tỉnh", "Tổng cộng toàn huyện", "T.cộng", "T. số", "TỔNG Tổng cộng", "Tổng cộng (TC)"),
        *("Tổng cộng (I+II+III)", "Tổng (A+B)", "Tổng số (1+2+3)", "Tổng cộng (*)"),
    ],
)
def test_a_total_is_known(label: str) -> None:
    assert is_total(label)
    assert is_total(match_key(label))


@pytest.mark.parametrize(
    "label",
    [
        *(
            "",
            "…",
            "C",
            "TC",
            "TS",
            "Tổng số hộ",
            "Cộng I",
            "Cộng (1+2)",
            "Cộng nguồn vốn",
            "Tổng mức đầu tư",
        ),
        *("Cộng dự án 1", "Trong đó", "Tăng", "Toàn bộ hộ nghèo", "Tỉnh", "Tổng cộng " * 30),
    ],
)
def test_a_part_or_another_thing_is_no_total(label: str) -> None:
    assert not is_total(label)


def test_every_name_of_the_list_is_a_total() -> None:
    assert all(is_total(name) for name in (*totals().sums, *totals().whole))
