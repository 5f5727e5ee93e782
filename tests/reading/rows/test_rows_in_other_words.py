"""Labels in other words, short, or named by another word for the total: bound where all else agrees."""

from __future__ import annotations

import pytest

from mtqg_xl.reading.rows import Line, Wanted, match_rows

FORM = (
    Wanted("T", "", "TỔNG CỘNG"),
    Wanted("1", "1", "Số mô hình được xây dựng"),
    Wanted("2", "2", "Hỗ trợ hộ nghèo xây nhà ở"),
    Wanted("2.1", "2.1", "Số hộ nghèo tham gia", "2"),
    Wanted("3", "3", "Vốn khác của doanh nghiệp"),
)
PRINTED = [(row.number, row.label) for row in FORM]


def rows(*printed: tuple[str, str]) -> list[Line]:
    return [Line(at, number, label, True) for at, (number, label) in enumerate(printed, start=1)]


def with_label(at: int, label: str, number: str | None = None) -> list[Line]:
    printed = list(PRINTED)
    printed[at] = (printed[at][0] if number is None else number, label)
    return rows(*printed)


ALL = {row.key: at for at, row in enumerate(FORM, start=1)}


@pytest.mark.parametrize(
    ("at", "label"),
    [
        (1, "Số lượng mô hình xây dựng"),
        (2, "Được hỗ trợ hộ nghèo xây nhà ở"),
        (3, "Số lượng hộ nghèo tham gia"),
        (4, "Nguồn vốn khác của doanh nghiệp"),
    ],
)
def test_other_words_for_the_same_are_bound_by_number_and_order(at: int, label: str) -> None:
    assert match_rows(FORM, with_label(at, label)).places == ALL


@pytest.mark.parametrize("label", ["Số hộ cận nghèo tham gia", "Số hộ mới tham gia", "Số hộ không tham gia"])
def test_a_word_that_makes_it_another_thing_is_asked_about_though_the_number_agrees(label: str) -> None:
    found = match_rows(FORM, with_label(3, label))
    assert "2.1" not in found.places
    assert [q.first for q in found.questions] == ["2.1"]


def test_other_words_under_the_number_of_another_row_are_not_bound() -> None:
    found = match_rows(FORM, with_label(3, "Số lượng hộ nghèo tham gia", "5"))
    assert "2.1" not in found.places


def test_other_words_without_a_number_are_bound_where_nothing_else_is_left() -> None:
    printed = rows(*(("", label) for _, label in PRINTED[:4]), ("", "Nguồn vốn khác của doanh nghiệp"))
    assert match_rows(FORM, printed).places == ALL


def test_other_words_without_a_number_are_asked_about_where_two_rows_are_left() -> None:
    labels = ["Nội dung của huyện", "Nguồn vốn khác của doanh nghiệp"]
    printed = rows(*(("", label) for _, label in PRINTED[:3]), *(("", label) for label in labels))
    found = match_rows(FORM, printed)
    assert "3" not in found.places
    assert ("3", 5) in [(q.first, q.at) for q in found.questions]


@pytest.mark.parametrize("label", ["Tổng số", "Cộng", "TỔNG CỌNG", "Tổngg cộng", "Tổng cộng toàn huyện"])
def test_the_total_is_known_by_any_name_of_it(label: str) -> None:
    assert match_rows(FORM, with_label(0, label)).places == ALL


def test_of_two_totals_neither_is_taken() -> None:
    found = match_rows(FORM, rows(("", "Tổng số"), *PRINTED[1:], ("", "Cộng")))
    assert "T" not in found.places
    assert {q.at for q in found.questions} == {1, 6}
