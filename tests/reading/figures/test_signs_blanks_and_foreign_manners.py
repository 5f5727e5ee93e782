from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading.figures.looking import Looks, look


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("1,234.56", "1234.56", "english_number"),
        ("1,234,567", "1234567", "english_number"),
        ("12.5", "12.5", "english_number"),
        ("0.440", "0.440", "english_number"),
        ("1'234,5", "1234.5", "english_number"),
        ("1.234.567", "1234567", "text_number"),
        ("1234,567", "1234.567", "text_number"),
        ("0,440", "0.440", "text_number"),
        ("0,0", "0.0", "text_number"),
        ("+5", "5", "text_number"),
        ("-3,5", "-3.5", "text_number"),
        ("\u22123,5", "-3.5", "text_number"),
        ("'1234", "1234", "text_number"),
        ("１２３４,５", "1234.5", "text_number"),
        ("1\u00a0234,5", "1234.5", "text_number"),
        ("1\u2009234\u2009567", "1234567", "text_number"),
        ("1\u202f234", "1234", "text_number"),
        ("1 234 567", "1234567", "text_number"),
        ("\u200b434\ufeff", "434", "text_number"),
        ("434\n", "434", "text_number"),
    ],
)
def test_signs_and_blanks_of_other_hands_and_programs_are_understood(
    text: str, value: str, code: str
) -> None:
    seen = look(text)
    assert (seen.state, seen.value, seen.code) == ("reported", Decimal(value), code)


@pytest.mark.parametrize("text", ["1 234", "177 178"])
def test_two_groups_with_a_plain_blank_may_be_two_figures(text: str) -> None:
    seen = look(text)
    assert (seen.value, seen.code) == (Decimal(text.replace(" ", "")), "doubtful_blanks")


@pytest.mark.parametrize(("text", "proposed"), [("(1.234,5)", "-1.234,5"), ("434-", "-434"), ("(5)", "-5")])
def test_a_bracket_or_a_minus_behind_is_asked_about(text: str, proposed: str) -> None:
    seen = look(text)
    assert (seen.state, seen.value, seen.code) == ("unread", None, "sign_unclear")
    assert seen.remark is not None
    assert seen.remark.values["minus"] == proposed


@pytest.mark.parametrize("text", ["5.10^6", "5x10^6", "1,2E+07", "3*10⁶"])
def test_powers_of_ten_are_not_guessed(text: str) -> None:
    seen = look(text)
    assert (seen.state, seen.code) == ("unread", "not_a_figure")
    assert seen.remark is not None
    assert seen.remark.values["sort"] == "power"


@pytest.mark.parametrize(
    "text", ["1.23.456", "1,23,456", "12,", ",5", "1..2", "1,2,3", "1, 2", "--5", "5+5", "=5"]
)
def test_what_has_the_signs_of_a_figure_in_no_known_order_is_not_read(text: str) -> None:
    assert look(text)[:2] == ("unread", None)


@pytest.mark.parametrize(
    ("stored", "value", "decimals"),
    [
        ("0.30000000000000004", "0.3", 1),
        ("766.17859399999998", "766.178594", 6),
        ("2.2999999999999998", "2.3", 1),
        ("1E-3", "0.001", 3),
        ("12345", "12345", 0),
        ("0.1", "0.1", 1),
        ("-5", "-5", 0),
        ("74.520", "74.52", 2),
        ("123456789012345", "123456789012345", 0),
    ],
)
def test_a_number_is_read_with_the_digits_that_excel_shows(stored: str, value: str, decimals: int) -> None:
    seen = look(stored, kind="number")
    assert (seen.value, seen.code) == (Decimal(value), None)
    assert seen.observation.decimals == decimals
    assert seen.observation.raw == stored


@pytest.mark.parametrize(
    ("number_format", "stored", "value"),
    [
        ("#,##0,", "13080000", "13080"),
        ("#,##0,,", "13080000000", "13080"),
        ("#,##0.0,", "1550440", "1550.44"),
        ('#,##0,"k";-#,##0,"k"', "5000", "5"),
    ],
)
def test_a_format_that_shows_thousands_is_read_as_shown_and_told(
    number_format: str, stored: str, value: str
) -> None:
    seen = look(stored, kind="number", looks=Looks(number_format))
    assert (seen.value, seen.code) == (Decimal(value), "scaled_format")


@pytest.mark.parametrize(
    "number_format", ["#,##0", "#,##0.00", "#,##0_);(#,##0)", '_(* #,##0_);_(* "-"??_)', "0"]
)
def test_an_ordinary_format_changes_nothing(number_format: str) -> None:
    seen = look("13080", kind="number", looks=Looks(number_format))
    assert (seen.value, seen.code) == (13080, None)


def test_a_raised_mark_in_a_text_of_several_fonts_is_no_digit() -> None:
    from mtqg_xl.catalogue.measures import measure
    from mtqg_xl.domain.forms import CellKind
    from mtqg_xl.ooxml import Cell, Run
    from mtqg_xl.reading.figures import Place, observe
    from tests.reading.figures.looking import KEY

    place = Place(KEY, CellKind.INPUT, "BM11", 1, 1, measure("ho"), measure("ho"))
    cell = Cell(1, 1, "text", "4342", None, 0)
    runs = (Run("434", "", False), Run("2", "", True))
    seen, remark = observe(place, cell, Looks(), runs)  # type: ignore[arg-type]
    assert seen.value == 434
    assert remark is not None
    assert remark.code == "figure_with_note"


@pytest.mark.parametrize("text", ["- 16", "- 462.056", "16 -"])
def test_a_dash_apart_from_the_figure_may_be_a_bullet(text: str) -> None:
    assert look(text)[:3] == ("unread", None, "sign_unclear")


@pytest.mark.parametrize("text", ["1\n234", "16\n18", "1.221.944\r\n960.275"])
def test_figures_on_lines_of_their_own_are_several(text: str) -> None:
    seen = look(text)
    assert (seen.state, seen.code) == ("unread", "not_a_figure")
    assert seen.remark is not None
    assert seen.remark.values["sort"] == "several"


@pytest.mark.parametrize("text", ["434.", "434;", "434 ."])
def test_an_end_sign_behind_a_figure_says_nothing(text: str) -> None:
    assert look(text)[:3] == ("reported", 434, "text_number")


def test_a_formula_stored_as_text_is_named_so() -> None:
    seen = look("=C5+C6")
    assert seen.remark is not None
    assert (seen.code, seen.remark.values["sort"]) == ("not_a_figure", "formula")


@pytest.mark.parametrize(
    "text", ["0 chưa giải ngân", "0 – chưa giải ngân", "Chưa giải ngân (vướng mặt bằng)"]
)
def test_not_yet_spent_with_a_nought_or_a_reason_is_a_reported_zero(text: str) -> None:
    assert look(text)[:3] == ("zero_reported", 0, None)


def test_a_cell_of_a_form_that_names_no_unit_takes_any_word_and_tells() -> None:
    assert look("05 kế hoạch", "van_ban")[:3] == ("reported", 5, "figure_with_note")
    assert look("05 hộ", "van_ban")[:3] == ("unread", None, "unit_differs")


@pytest.mark.parametrize(
    "text", ["1" * 32_000, "số " * 10_000, "1 " * 10_000, "(" * 5_000, "1/" * 9_000, "từ 1-" * 6_000]
)
def test_a_page_of_text_in_a_cell_is_told_at_once(text: str) -> None:
    assert look(text)[:2] == ("unread", None)
