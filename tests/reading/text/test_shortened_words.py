"""Words shortened as offices shorten them are found again, and what may mean two things is a tie."""

from __future__ import annotations

import pytest

from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import ALIKE, similarity
from mtqg_xl.reading.text.shortening import shortened

#: Below this a heading names no column without help.
ALONE = 0.86
#: What stands nearer than this is not told apart.
MARGIN = 0.08


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("K.hoạch vốn", "Kế hoạch vốn"),
        ("T.số hộ", "Tổng số hộ"),
        ("Đ.vị tính", "Đơn vị tính"),
        ("G.ngân l.kế", "Giải ngân lũy kế"),
        ("H.nghèo", "Hộ nghèo"),
        ("hộ ngh.", "Hộ nghèo"),
        ("TS hộ", "Tổng số hộ"),
        ("Dân tộc TS", "Dân tộc thiểu số"),
        ("GĐ 2021-2025", "Giai đoạn 2021 - 2025"),
        ("TT Bảo Lạc", "Thị trấn Bảo Lạc"),
        ("ng.sách tỉnh", "Ngân sách tỉnh"),
        ("ngân s. tỉnh", "NS tỉnh"),
        ("ngân sách đ.phương", "NSĐP"),
        ("ngân sách t.ương", "NSTW"),
        ("TỔNG Tổng cộng", "Tổng cộng"),
        ("Ngân sách địa phương (NSĐP)", "NSĐP"),
        ("Hộ nghèo (HN)", "Hộ nghèo"),
        ("KH v.ĐTPT", "Kế hoạch vốn ĐTPT"),
        ("Vốn đầu tư p.triển", "Vốn đầu tư phát triển"),
        ("Dự án 7: N.cao năng lực", "Dự án 7: Nâng cao năng lực"),
        ("Sở GDĐT huyện", "Sở Giáo dục và Đào tạo huyện"),
    ],
)
def test_a_short_form_is_alike_and_not_equal(short: str, whole: str) -> None:
    assert 0.93 <= similarity(short, whole) <= 0.97
    assert similarity(match_key(whole), match_key(short)) == similarity(short, whole)


@pytest.mark.parametrize("way", ["VSN", "Vốn SN"])
def test_short_forms_that_mean_one_thing_have_one_key(way: str) -> None:
    assert similarity(way, "Vốn sự nghiệp") == 1.0


@pytest.mark.parametrize("way", ["Vốn đầu tư PT", "VĐTPT", "VĐT", "Đầu tư PT"])
def test_all_ways_to_shorten_capital_have_one_key(way: str) -> None:
    assert similarity(way, "Vốn đầu tư phát triển") == 1.0


def test_letters_alone_are_alike_from_three_on() -> None:
    assert similarity("TSH", "Tổng số hộ") >= ALIKE
    assert 0 < similarity("TS", "Tổng số") < ALONE
    assert similarity("T", "Tổng") == 0


def test_each_further_short_form_costs_a_little() -> None:
    one, two = (
        similarity("K.hoạch vốn giao", "Kế hoạch vốn giao"),
        similarity("K.hoạch v. giao", "Kế hoạch vốn giao"),
    )
    many = similarity("T. s. h. d. c. đầu n. mới", "Tổng số hộ dân cư đầu năm mới")
    assert one > two > many == 0.93


@pytest.mark.parametrize(
    ("short", "one", "other"),
    [
        ("H.nghèo", "Hộ nghèo", "Huyện nghèo"),
        ("T.nghèo", "Thoát nghèo", "Tái nghèo"),
        ("Đ.tư", "Đầu tư", "Duy tu"),
        ("C.năm", "Cuối năm", "Cả năm"),
        ("Năm sinh N.", "Năm sinh Nam", "Năm sinh Nữ"),
        ("HNK", "Hộ nghèo Kinh", "Hộ nghèo khác"),
        ("Hộ nghèo M.", "Hộ nghèo Mông", "Hộ nghèo Mường"),
        ("Huyện BL", "Huyện Bảo Lâm", "Huyện Bảo Lạc"),
        ("TS", "Tổng số", "Tử số"),
    ],
)
def test_what_may_mean_two_things_is_equally_like_both(short: str, one: str, other: str) -> None:
    assert 0 < similarity(short, one) == similarity(short, other) < 1


@pytest.mark.parametrize(
    ("short", "whole"), [("T.nghèo", "Thoát nghèo"), ("Đ.tư", "Đầu tư"), ("NS t.", "NS tỉnh")]
)
def test_a_letter_that_may_as_well_be_the_opposite_names_nothing_alone(short: str, whole: str) -> None:
    assert 0 < similarity(short, whole) < ALONE


@pytest.mark.parametrize(
    ("listed", "bare", "read"), [("c) Nghèo", "Nghèo", "Cận nghèo"), ("C. NSĐP", "NSĐP", "Cộng NSĐP")]
)
def test_a_letter_before_all_may_number_a_list(listed: str, bare: str, read: str) -> None:
    assert abs(similarity(listed, bare) - similarity(listed, read)) < MARGIN
    assert similarity(listed, bare) > ALIKE


@pytest.mark.parametrize(
    ("whole", "bare"),
    [
        ("Giải ngân lũy kế từ đầu năm", "Giải ngân lũy kế"),
        ("GN LK đến thời điểm báo cáo", "Giải ngân lũy kế"),
        ("Số hộ cuối kỳ báo cáo", "Số hộ cuối kỳ"),
        ("Bao gồm: Hộ nghèo", "Hộ nghèo"),
        ("Bao gồm: H.nghèo (nếu có)", "Hộ nghèo"),
    ],
)
def test_words_that_say_nothing_new_leave_less_likeness(whole: str, bare: str) -> None:
    assert 0.8 <= similarity(whole, bare) < ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H.nghèo", "Hộ cận nghèo"),
        ("Giải ngân từ đầu năm", "Giải ngân"),
        ("Trong đó: Hộ nghèo", "Hộ nghèo"),
        ("Tổng", "Tổng số"),
        ("TỔNG Tổng cộng", "Tổng số"),
        ("K.hoạch 2023", "Kế hoạch 2024"),
        ("DA 1 H.trợ", "Dự án 2 Hỗ trợ"),
        ("Nhóm A", "Nhóm án"),
        ("30a", "30 ấp"),
        ("Chi phí c", "Chi phí chung"),
        ("K.hoạch vốn", "Thực hiện vốn"),
        ("ho", "Hỗ trợ ở"),
        ("NSH", "Ngân sách tỉnh"),
    ],
)
def test_what_is_no_short_form_is_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < ALONE
    assert similarity(one, other) == similarity(other, one)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "Tổng số"), ("…", "Tổng số")])
def test_a_text_without_words_shortens_nothing(one: str, other: str) -> None:
    assert shortened(match_key(one).split(), match_key(other).split()) == 0


def test_a_text_full_of_letters_takes_no_long_time() -> None:
    assert similarity("t " * 140 + "x", "tong " * 140 + "y") < ALIKE
    assert similarity("cua " * 140 + "x", "cac " * 140 + "y") < ALIKE
