from __future__ import annotations

import pytest

from mtqg_xl.catalogue import find_measure_label, measures


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("triệu đồng", "trieu_dong"),
        ("Triệu đồng", "trieu_dong"),
        ("TRIỆU  ĐỒNG.", "trieu_dong"),
        ("trđ", "trieu_dong"),
        ("1.000.000 đồng", "trieu_dong"),
        ("đồng", "dong"),
        ("nghìn đồng", "nghin_dong"),
        ("ngàn đồng", "nghin_dong"),
        ("1000đ", "nghin_dong"),
        ("tỷ đồng", "ty_dong"),
        ("tỉ đồng", "ty_dong"),
        ("%", "phan_tram"),
        ("Kg", "kg"),
        ("hộ", "ho"),
    ],
)
def test_a_measure_is_known_by_what_offices_call_it(label: str, code: str) -> None:
    found = find_measure_label(label)
    assert found is not None
    assert found.code == code


def test_a_label_nobody_uses_is_not_guessed() -> None:
    assert find_measure_label("thúng") is None


def test_no_label_at_all_is_no_measure() -> None:
    assert find_measure_label("") is None
    assert find_measure_label(" . ") is None


def test_money_is_kept_in_powers_of_ten() -> None:
    scales = {m.code: m.scale for m in measures().values() if m.family == "tien"}
    assert scales == {"dong": 1, "nghin_dong": 10**3, "trieu_dong": 10**6, "ty_dong": 10**9}
