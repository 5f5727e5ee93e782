"""Rows of one name, told apart by what they count."""

from __future__ import annotations

from mtqg_xl.reading.rows import Line, RowMatch, Wanted, match_rows

FORM = (
    Wanted("T", "", "TỔNG CỘNG", measure="ho"),
    Wanted("TNK", "", "TỔNG CỘNG", measure="nhan_khau"),
    Wanted("X", "", "Số xã", measure="xa"),
)


def matched(*lines: tuple[str, str]) -> RowMatch:
    shown = [Line(at, "", label, True, measure) for at, (label, measure) in enumerate(lines, start=1)]
    return match_rows(FORM, shown)


def test_rows_of_one_name_are_known_by_what_is_written_beside_them() -> None:
    found = matched(("TỔNG CỘNG", "ho"), ("TỔNG CỘNG", "nhan_khau"), ("Số xã", "xa"))
    assert found.places == {"T": 1, "TNK": 2, "X": 3}


def test_they_may_stand_in_another_order() -> None:
    found = matched(("TỔNG CỘNG", "nhan_khau"), ("TỔNG CỘNG", "ho"), ("Số xã", "xa"))
    assert found.places == {"TNK": 1, "T": 2, "X": 3}


def test_where_one_of_them_is_gone_the_other_is_not_taken_for_it() -> None:
    found = matched(("TỔNG CỘNG", "nhan_khau"), ("Số xã", "xa"))
    assert found.places == {"TNK": 1, "X": 2}
    assert found.missing == ("T",)


def test_a_slip_in_the_name_does_not_mix_them_up() -> None:
    found = matched(("TỔNG CỌGN", "nhan_khau"), ("Tổng số", "ho"), ("Số xã", "xa"))
    assert found.places == {"TNK": 1, "T": 2, "X": 3}


def test_without_a_word_about_it_one_line_for_two_rows_is_asked_about() -> None:
    found = matched(("TỔNG CỘNG", ""), ("Số xã", "xa"))
    assert found.places == {"X": 2}
    assert [(q.first, q.second) for q in found.questions] == [("T", "TNK")]
