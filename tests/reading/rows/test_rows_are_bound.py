from __future__ import annotations

import pytest

from mtqg_xl.reading.rows import Line, RowMatch, Wanted, match_rows

FORM = (
    Wanted("T", "", "TỔNG CỘNG"),
    Wanted("A", "A", "Đầu tư (Vốn đầu tư phát triển)"),
    Wanted("A.1", "A.1", "Giao thông", "A"),
    Wanted("A.2", "A.2", "Điện", "A"),
    Wanted("A.3", "A.3", "Trường học", "A"),
    Wanted("B", "B", "Duy tu, bảo dưỡng (Vốn sự nghiệp)"),
    Wanted("B.1", "B.1", "Giao thông", "B"),
    Wanted("B.2", "B.2", "Điện", "B"),
    Wanted("B.3", "B.3", "Trường học", "B"),
)
PRINTED = [(row.number, row.label) for row in FORM]


def lines(*rows: tuple[str, str] | tuple[str, str, bool]) -> list[Line]:
    return [
        Line(at, row[0], row[1], row[2] if len(row) > 2 else True) for at, row in enumerate(rows, start=10)
    ]


def matched(*rows: tuple[str, str] | tuple[str, str, bool]) -> RowMatch:
    return match_rows(FORM, lines(*rows))


def places(*keys: str | None) -> dict[str, int]:
    """The rows that stand there, one after the other; ``None`` for a line that is none."""
    return {key: at for at, key in enumerate(keys, start=10) if key is not None}


ALL = [row.key for row in FORM]


def test_rows_as_printed_are_bound_one_by_one() -> None:
    found = matched(*PRINTED)
    assert found.places == places(*ALL)
    assert (found.strangers, found.missing, found.questions) == ((), (), ())


@pytest.mark.parametrize("number", ["", "45292", "2023-01-01 00:00:00", "1/1/2023", "01-thg 1"])
def test_a_number_that_cannot_be_read_contradicts_nothing(number: str) -> None:
    rows = [(number if shown else "", label) for shown, label in PRINTED]
    assert matched(*rows).places == places(*ALL)


@pytest.mark.parametrize("style", ["{}.", "({})", "{})", "{}/", " {} "])
def test_numbers_may_be_written_in_another_style(style: str) -> None:
    assert matched(*((style.format(n) if n else "", label) for n, label in PRINTED)).places == places(*ALL)


def test_a_number_may_stand_in_the_label() -> None:
    rows = [("", f"{number}. {label}" if number else label) for number, label in PRINTED]
    assert matched(*rows).places == places(*ALL)


def test_numbers_stored_as_fractions_are_read() -> None:
    form = (Wanted("a", "1.1", "Giao thông"), Wanted("b", "1.10", "Điện"))
    found = match_rows(form, lines(("1.1000000000000001", "Giao thông"), ("1.1", "Điện")))
    assert found.places == places("a", "b")


def test_a_lost_row_is_missing_and_no_namesake_stands_in_for_it() -> None:
    rows = PRINTED[:2] + PRINTED[3:]
    found = matched(*rows)
    assert found.places == places(*ALL[:2], *ALL[3:])
    assert found.missing == ("A.1",)


def test_a_lost_row_without_numbers_is_told_by_what_stands_around_it() -> None:
    rows = [("", label) for _, label in PRINTED[:2] + PRINTED[3:]]
    assert matched(*rows).missing == ("A.1",)


def test_whole_blocks_may_change_places() -> None:
    rows = [PRINTED[0], *PRINTED[5:], *PRINTED[1:5]]
    assert matched(*rows).places == places("T", *ALL[5:], *ALL[1:5])


def test_what_stands_under_headings_that_bear_each_others_numbers_is_asked_about() -> None:
    swapped = [(f"A{number[1:]}", label) for number, label in PRINTED[5:]]
    swapped += [(f"B{number[1:]}", label) for number, label in PRINTED[1:5]]
    found = matched(PRINTED[0], *swapped)
    assert found.places == places("T", "B", None, None, None, "A")
    assert (found.questions[0].at, found.questions[0].first, found.questions[0].second) == (12, "B.1", "A.1")
    assert len(found.questions) == 6


def test_exchanged_labels_of_headings_do_not_move_what_stands_under_them() -> None:
    (_, first), (_, second) = PRINTED[1], PRINTED[5]
    found = matched(PRINTED[0], ("A", second), *PRINTED[2:5], ("B", first), *PRINTED[6:])
    assert not set(found.places) & {"A.1", "A.2", "A.3", "B.1", "B.2", "B.3"}
    assert {q.at for q in found.questions} == {12, 13, 14, 16, 17, 18}


def test_a_block_that_took_the_number_of_a_lost_one_is_not_taken_for_it() -> None:
    rest = [(f"A{number[1:]}", label) for number, label in PRINTED[5:]]
    found = matched(PRINTED[0], *rest)
    assert found.places == places("T", *ALL[5:])
    assert found.missing == tuple(ALL[1:5])


def test_a_line_with_the_number_of_a_row_but_another_label_is_not_that_row() -> None:
    rows = [*PRINTED[:3], ("A.2", "Nội dung khác"), *PRINTED[4:]]
    found = matched(*rows)
    assert "A.2" not in found.places
    assert [(q.at, q.first) for q in found.questions] == [(13, "A.2")]


def test_an_inserted_line_is_a_stranger_though_its_number_fits() -> None:
    inserted = [("A.2", "Nội dung khác"), ("A.3", "Điện"), ("A.4", "Trường học")]
    found = matched(*PRINTED[:3], *inserted, *PRINTED[5:])
    assert found.places == places("T", "A", "A.1", None, "A.2", "A.3", *ALL[5:])
    assert [line.label for line in found.strangers] == ["Nội dung khác"]


@pytest.mark.parametrize("label", ["Hộ cận nghèo", "Hộ thoát nghèo", "Hộ nghèo mới", "Hộ không nghèo"])
def test_a_label_that_says_something_else_is_not_the_row_of_its_number(label: str) -> None:
    form = (Wanted("1", "1", "Tổng số hộ"), Wanted("2", "2", "Hộ nghèo"), Wanted("3", "3", "Số người"))
    found = match_rows(form, lines(("1", "Tổng số hộ"), ("2", label), ("3", "Số người")))
    assert "2" not in found.places
    assert [q.first for q in found.questions] == ["2"]


@pytest.mark.parametrize(
    "label",
    ["Dầu tư (Vốn đầu tư phát trin)", "Đầu tư (Vốn đầu tư phát triểnn)", "Đầu tư (Vốnđầu tư phát triển)"],
)
def test_a_label_with_a_slip_is_known_by_its_number(label: str) -> None:
    assert matched(PRINTED[0], ("A", label), *PRINTED[2:]).places == places(*ALL)


def test_a_slip_without_a_number_is_known_between_its_neighbours() -> None:
    form = (Wanted("a", "", "Số lớp"), Wanted("b", "", "Lượt người tham dự"), Wanted("c", "", "Kinh phí"))
    found = match_rows(form, lines(("", "Số lớp"), ("", "Lượt nguời tahm dự"), ("", "Kinh phí")))
    assert found.places == places("a", "b", "c")


def test_digits_in_labels_are_never_slips() -> None:
    form = tuple(Wanted(f"{n}", f"2.{n}", f"Số xã đạt {n} tiêu chí") for n in range(10, 19))
    rows = [(row.number, row.label) for row in form]
    rows[3] = ("2.13", "Số xã đạt 9 tiêu chí")
    found = match_rows(form, lines(*rows))
    assert "13" not in found.places
    assert [q.first for q in found.questions] == ["13"]


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True)])
def test_a_label_that_goes_on_in_the_next_line_is_one_row(first: bool, second: bool) -> None:
    rows = [PRINTED[0], ("A", "Đầu tư (Vốn đầu", first), ("", "tư phát triển)", second), *PRINTED[2:]]
    found = matched(*rows)
    assert found.places["A"] == (11 if first else 12)
    assert len(found.places) == len(FORM)
    assert found.strangers == ()


def test_two_lines_of_one_row_with_figures_are_asked_about() -> None:
    found = matched(*PRINTED, ("", "Tổng cộng"))
    assert "T" not in found.places
    assert {q.at for q in found.questions} == {10, 19}


def test_a_heading_printed_again_on_the_next_page_changes_nothing() -> None:
    again = [("STT", "Nội dung", False), ("B", "Duy tu, bảo dưỡng (Vốn sự nghiệp) (tiếp theo)", False)]
    found = matched(*PRINTED[:7], *again, *PRINTED[7:])
    assert found.places == places(*ALL[:7], None, None, *ALL[7:])


def test_in_which_may_be_left_out() -> None:
    form = (
        Wanted("a", "1", "Xuất cảnh"),
        Wanted("b", "1.1", "Trong đó: Nhật Bản"),
        Wanted("c", "1.2", "Hàn Quốc"),
    )
    found = match_rows(form, lines(("1", "Xuất cảnh"), ("1.1", "- Nhật Bản"), ("1.2", "+ Hàn Quốc")))
    assert found.places == places("a", "b", "c")


def test_of_two_rows_that_look_the_same_a_single_line_is_asked_about() -> None:
    form = (Wanted("T", "", "TỔNG CỘNG"), Wanted("N", "", "TỔNG CỘNG"), Wanted("X", "", "Số xã"))
    found = match_rows(form, lines(("", "TỔNG CỘNG"), ("", "Số xã")))
    assert found.places == {"X": 11}
    assert [(q.first, q.second) for q in found.questions] == [("T", "N")]


def test_a_label_copied_to_another_row_does_not_move_the_figures_there() -> None:
    rows = [*PRINTED[:3], ("A.2", "Trường học"), ("A.3", "Trường học"), *PRINTED[5:]]
    found = matched(*rows)
    assert found.places.get("A.3", 14) == 14
    assert "A.2" not in found.places


def test_an_answer_given_before_settles_a_line() -> None:
    rows = lines(*PRINTED[:3], ("A.2", "Nội dung khác"), *PRINTED[4:])
    assert match_rows(FORM, rows, {13: "A.2"}).places == places(*ALL)
    refused = match_rows(FORM, rows, {13: None})
    assert refused.questions == ()
    assert [line.at for line in refused.strangers] == [13]
