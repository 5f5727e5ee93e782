"""Letters that look right and are others, blanks, and what nobody sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.reading.text.readable import readable_text

SEEN = "Tổng số hộ nghèo, hộ cận nghèo ở các xã đặc biệt khó khăn (Đợt 1)"


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("chƣơng trình, hƣớng dẫn, Ƣu tiên", "chương trình, hướng dẫn, Ưu tiên"),
        ("Ðơn vị, Ɖiện, ðường", "Đơn vị, Điện, đường"),
        ("Số\u00a0hộ\u2009nghèo\u3000năm", "Số hộ nghèo năm"),
        ("\ufeffSố\u200b hộ\u200e\u200f ng\u00adhèo\u2060", "Số hộ nghèo"),
        ("Số\x07 hộ\x1f", "Số hộ"),
        ("Ｓố　１２３（％）", "Số 123(%)"),
        ("Кế hoạch, Тổng số, Сộng, Xã ở Нà Nội", "Kế hoạch, Tổng số, Cộng, Xã ở Hà Nội"),
        ("хã, Тh\u0430\u0301ng", "xã, Tháng"),
        ("Τổng Ηộ", "Tổng Hộ"),
        ("chươ\u031bng", "chương"),
    ],
)
def test_letters_that_look_right_are_put_right(stored: str, seen: str) -> None:
    assert readable_text(stored) == seen


@pytest.mark.parametrize(
    "text", ["", "Tong so", SEEN, "Dòng một\nDòng hai\tba", "30 m², 5 km³", "“Số” – ‘hộ’…", "Σ, β, Жди"]
)
def test_what_is_right_stays(text: str) -> None:
    assert readable_text(text) == text


def test_letters_in_parts_are_composed() -> None:
    assert readable_text(unicodedata.normalize("NFD", SEEN)) == SEEN


@given(st.text())
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = readable_text(text)
    assert readable_text(once) == once


@given(st.text(), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times", "Arial"]))
def test_any_text_in_any_font_can_be_read(text: str, font: str) -> None:
    assert isinstance(readable_text(text, font), str)
